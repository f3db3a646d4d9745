import { mediaKind } from './media-kind'

/** A PDF or slides, shown in the page. */
export const document = mediaKind('document', /\.(?:pdf|pptx?|odp|key)$/i, () => [])
