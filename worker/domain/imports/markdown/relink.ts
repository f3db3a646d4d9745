import { rewriteLinks } from '../../../lib/markdown-links'
import { itemReference, mediaReference, readReference } from '../../../lib/references'

type Places = { media: (path: string) => string | null; item: (path: string) => string | null }

/** As `relinkContent`, for Markdown outside of lessons: introductions, questions, instructions. */
export function relinkMarkdown(markdown: string, places: Places): string {
  return rewriteLinks(markdown, ({ address, text, image }) => {
    const reference = readReference(address)
    if (reference?.kind !== 'path') return null
    const item = image ? null : places.item(reference.id)
    if (item) return { address: itemReference(item, reference.fragment) }
    const media = places.media(reference.id)
    return media ? { address: mediaReference(media) } : { text }
  })
}
