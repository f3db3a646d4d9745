import { z } from 'zod'
import { plainText } from '../../../lib/markdown'
import { shortId } from '../../../lib/short-id'
import type { BlockKind } from './block'
import { blockId, picture, pictureFaults, preparePicture } from './fields'
import { mediaAddress, pictureMarkdown, readPicture } from './media-markdown'
import { readMediaLine } from './pieces'

export const gallery: BlockKind<'gallery'> = {
  kind: 'gallery',
  schema: () => z.object({ id: blockId, kind: z.literal('gallery'), images: z.array(picture).max(60) }),
  prepare: (block) => ({ ...block, images: block.images.map(preparePicture) }),
  fromMarkdown(piece) {
    if (piece.type !== 'div' || piece.name !== 'gallery') return null
    const lines = piece.markdown.split('\n').filter((line) => line.trim())
    const images = lines.map((line) => readMediaLine(line, piece.line))
    if (images.some((media) => !media)) return null
    return { id: shortId(), kind: 'gallery', images: images.map((media) => readPicture(media!)) }
  },
  toMarkdown(block, _inside, fence) {
    const lines = block.images.map((image) => pictureMarkdown(image, mediaAddress(image.mediaId)))
    return `${fence} gallery\n\n${lines.join('\n\n')}\n\n${fence}`
  },
  searchText: (block) =>
    block.images.flatMap((image) => [image.alt, plainText(image.caption)].filter(Boolean)).join('\n'),
  mediaIds: (block) => block.images.map((image) => image.mediaId).filter(Boolean),
  faults: (block) => block.images.flatMap((image) => pictureFaults(image, block.id)),
}
