import { z } from 'zod'
import { renderMaths } from '../../../lib/maths'
import { sanitizeHtml } from '../../../lib/sanitize'
import { shortId } from '../../../lib/short-id'
import type { BlockKind } from './block'
import { blockId, derivedHtml, mathsFaults, tidy } from './fields'

export const maths: BlockKind<'maths'> = {
  kind: 'maths',
  schema: () => z.object({ id: blockId, kind: z.literal('maths'), tex: z.string().max(8_000), html: derivedHtml }),
  prepare(block) {
    const tex = tidy(block.tex)
      .replace(/\n\s*\n/g, '\n')
      .trim()
    return { ...block, tex, html: sanitizeHtml(renderMaths(tex, true)) }
  },
  fromMarkdown: (piece) => (piece.type === 'maths' ? { id: shortId(), kind: 'maths', tex: piece.tex, html: '' } : null),
  toMarkdown: (block) => `$$\n${block.tex}\n$$`,
  searchText: (block) => block.tex,
  mediaIds: () => [],
  faults: (block) => mathsFaults(block.tex, block.id),
}
