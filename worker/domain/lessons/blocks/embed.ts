import { z } from 'zod'
import { shortId } from '../../../lib/short-id'
import type { BlockKind } from './block'
import { blockId, line, oneLine, tidy } from './fields'
import { titledMarkdown } from './media-markdown'

export const embed: BlockKind<'embed'> = {
  kind: 'embed',
  schema: () =>
    z.object({
      id: blockId,
      kind: z.literal('embed'),
      url: z
        .string()
        .trim()
        .max(2_000)
        .regex(/^https?:\/\/[^\s]+$/i),
      title: line(300).default(''),
    }),
  prepare: (block) => ({ ...block, url: block.url.trim(), title: oneLine(tidy(block.title)) }),
  fromMarkdown(piece) {
    if (piece.type !== 'media' || !piece.classes.includes('embed')) return null
    return { id: shortId(), kind: 'embed', url: piece.address, title: piece.values.title ?? piece.text }
  },
  toMarkdown: (block) => titledMarkdown('embed', { title: block.title }, block.url),
  searchText: (block) => block.title,
  mediaIds: () => [],
  faults: () => [],
}
