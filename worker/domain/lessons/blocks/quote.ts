import { z } from 'zod'
import { writeAttributes } from '../../../lib/attributes'
import { plainText, renderMarkdown } from '../../../lib/markdown'
import { writeQuoted } from '../../../lib/markdown-choices'
import { shortId } from '../../../lib/short-id'
import type { BlockKind } from './block'
import { blockId, derivedHtml, line, longText, mediaInText, oneLine, textFaults, tidy } from './fields'
import { readPieces } from './pieces'

const citeLine = /\n[^\S\n]*\n[^\S\n]*(?:—|--) ?(\S[^\n]*)$/

export const quote: BlockKind<'quote'> = {
  kind: 'quote',
  schema: () =>
    z.object({
      id: blockId,
      kind: z.literal('quote'),
      markdown: longText,
      html: derivedHtml,
      cite: line(500).default(''),
    }),
  prepare(block, { slugs }) {
    const markdown = tidy(block.markdown)
    return {
      ...block,
      markdown,
      html: renderMarkdown(markdown, { name: block.id, slugs }),
      cite: oneLine(tidy(block.cite)),
    }
  },
  fromMarkdown(piece) {
    if (piece.type === 'div' && piece.name === 'quote')
      return { id: shortId(), kind: 'quote', markdown: piece.markdown, html: '', cite: piece.values.cite ?? '' }
    if (piece.type !== 'quote') return null
    const cite = citeLine.exec(piece.markdown)
    const markdown = cite ? piece.markdown.slice(0, cite.index) : piece.markdown
    return { id: shortId(), kind: 'quote', markdown, html: '', cite: cite?.[1]?.trim() ?? '' }
  },
  toMarkdown(block, _inside, fence) {
    const quoted = `${block.markdown}${block.cite && `\n\n— ${block.cite}`}`
    const natural = writeQuoted(quoted)
    const [piece, ...others] = readPieces(natural)
    const isSame = piece?.type === 'quote' && others.length === 0 && piece.markdown === quoted
    if (block.markdown.trim() && isSame && (citeLine.exec(quoted)?.[1]?.trim() ?? '') === block.cite) return natural
    return `${fence} ${writeAttributes(['quote'], block.cite ? { cite: block.cite } : {})}\n\n${block.markdown}\n\n${fence}`
  },
  searchText: (block) => [plainText(block.markdown), block.cite].filter(Boolean).join('\n'),
  mediaIds: (block) => mediaInText(block.markdown),
  faults: (block) => textFaults(block.markdown, block.id),
}
