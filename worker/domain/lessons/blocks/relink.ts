import { rewriteLinks } from '../../../lib/markdown-links'
import { itemReference, mediaReference, readReference } from '../../../lib/references'
import { type Block, type LessonContent, prepareContent } from './index'

/** Puts ids of files and items where an import still has paths. A null leaves a picture missing and takes a link's text only. */
export function relinkContent(
  content: LessonContent,
  places: { media: (path: string) => string | null; item: (path: string) => string | null },
): LessonContent {
  const inText = (markdown: string) =>
    rewriteLinks(markdown, ({ address, text, image }) => {
      const reference = readReference(address)
      if (reference?.kind !== 'path') return null
      const item = image ? null : places.item(reference.id)
      if (item) return { address: itemReference(item, reference.fragment) }
      const media = places.media(reference.id)
      return media ? { address: mediaReference(media) } : { text }
    })
  const mediaId = (id: string) => (id.startsWith('path:') ? (places.media(id.slice(5)) ?? '') : id)
  const relink = (block: Block): Block => {
    switch (block.kind) {
      case 'image':
        return { ...block, mediaId: mediaId(block.mediaId), caption: inText(block.caption) }
      case 'gallery':
        return {
          ...block,
          images: block.images.map((one) => ({ ...one, mediaId: mediaId(one.mediaId), caption: inText(one.caption) })),
        }
      case 'video':
      case 'audio':
      case 'document':
      case 'file':
        return { ...block, mediaId: mediaId(block.mediaId) }
      case 'text':
      case 'table':
      case 'quote':
        return { ...block, markdown: inText(block.markdown) }
      case 'check':
        return {
          ...block,
          markdown: inText(block.markdown),
          feedback: inText(block.feedback),
          options: block.options.map((one) => ({ ...one, text: inText(one.text), feedback: inText(one.feedback) })),
        }
      case 'callout':
      case 'reveal':
        return { ...block, blocks: block.blocks.map(relink) }
      default:
        return block
    }
  }
  return prepareContent({ blocks: content.blocks.map(relink) })
}
