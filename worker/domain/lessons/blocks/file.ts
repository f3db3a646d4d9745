import { mediaKind } from './media-kind'

/** Something to take home: offered for download, not shown. */
export const file = mediaKind('file', null, () => [])
