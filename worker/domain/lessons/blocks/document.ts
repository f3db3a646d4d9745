import { mediaKind } from './media-kind'

/** A PDF, shown in the page: a text, or slides that were exported. */
export const document = mediaKind('document', /\.pdf$/i, () => [])
