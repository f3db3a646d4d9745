import { z } from 'zod'
import { writeAttributes } from '../../../lib/attributes'
import { parseMarkdown, plainText, renderMarkdown } from '../../../lib/markdown'
import { shortId } from '../../../lib/short-id'
import type { BlockKind } from './block'
import { blockId, derivedHtml, line, longText, mediaInText, oneLine, textFaults, tidy } from './fields'

export const table: BlockKind<'table'> = {
  kind: 'table',
  schema: () =>
    z.object({
      id: blockId,
      kind: z.literal('table'),
      markdown: longText,
      html: derivedHtml,
      caption: line(500).default(''),
    }),
  prepare(block, { slugs }) {
    const markdown = tidy(block.markdown)
    const caption = oneLine(tidy(block.caption))
    return { ...block, markdown, html: renderMarkdown(markdown, { name: block.id, slugs }), caption }
  },
  fromMarkdown(piece) {
    if (piece.type === 'table')
      return { id: shortId(), kind: 'table', markdown: piece.markdown, html: '', caption: piece.caption }
    if (piece.type !== 'div' || piece.name !== 'table') return null
    return { id: shortId(), kind: 'table', markdown: piece.markdown, html: '', caption: piece.values.caption ?? '' }
  },
  toMarkdown(block, _inside, fence) {
    if (!block.caption && isTable(block.markdown)) return block.markdown
    const attributes = writeAttributes(['table'], block.caption ? { caption: block.caption } : {})
    return `${fence} ${attributes}\n\n${block.markdown}\n\n${fence}`
  },
  searchText: (block) => [block.caption, plainText(block.markdown)].filter(Boolean).join('\n'),
  mediaIds: (block) => mediaInText(block.markdown),
  faults: (block) => textFaults(block.markdown, block.id),
}

/** One table and nothing else. */
function isTable(markdown: string) {
  const top = parseMarkdown(markdown).filter((token) => token.level === 0 && token.nesting >= 0)
  return top.length === 1 && /^(?:grid_)?table_open$/.test(top[0]!.type) && !markdown.startsWith(' ')
}
