import { z } from 'zod'
import { plainText } from '../../../lib/markdown'
import { shortId } from '../../../lib/short-id'
import type { BlockKind } from './block'
import { blockId, picture, pictureFaults, preparePicture } from './fields'
import { mediaAddress, pictureMarkdown, readPicture } from './media-markdown'

const extensions = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp|tiff?|heic)$/i

export const image: BlockKind<'image'> = {
  kind: 'image',
  schema: () => picture.extend({ id: blockId, kind: z.literal('image') }),
  prepare: (block) => ({ id: block.id, kind: 'image', ...preparePicture(block) }),
  fromMarkdown(piece) {
    if (piece.type !== 'media' || !isPicture(piece.address, piece.classes)) return null
    return { id: shortId(), kind: 'image', ...readPicture(piece) }
  },
  toMarkdown: (block) => pictureMarkdown(block, mediaAddress(block.mediaId)),
  searchText: (block) => [block.alt, plainText(block.caption)].filter(Boolean).join('\n'),
  mediaIds: (block) => [block.mediaId].filter(Boolean),
  faults: (block) => pictureFaults(block, block.id),
}

const isPicture = (address: string, classes: string[]) =>
  !classes.some((name) => ['video', 'audio', 'document', 'file', 'embed'].includes(name)) &&
  (address.startsWith('media:') || extensions.test(address.replace(/[?#].*$/s, '')))
