import { z } from 'zod'
import { plainText, renderMarkdown } from '../../../lib/markdown'
import { shortId } from '../../../lib/short-id'
import type { BlockKind } from './block'
import { blockId, derivedHtml, longText, mediaInText, textFaults, tidy } from './fields'

export const text: BlockKind<'text'> = {
  kind: 'text',
  schema: () => z.object({ id: blockId, kind: z.literal('text'), markdown: longText, html: derivedHtml }),
  prepare(block, { slugs }) {
    const markdown = tidy(block.markdown)
    return { ...block, markdown, html: renderMarkdown(markdown, { name: block.id, slugs }) }
  },
  fromMarkdown(piece) {
    if (piece.type !== 'text' && !(piece.type === 'div' && piece.name === 'text')) return null
    return { id: shortId(), kind: 'text', markdown: piece.markdown, html: '' }
  },
  toMarkdown: (block) => block.markdown,
  searchText: (block) => plainText(block.markdown),
  mediaIds: (block) => mediaInText(block.markdown),
  faults: (block) => textFaults(block.markdown, block.id),
}
