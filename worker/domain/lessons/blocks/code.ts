import { z } from 'zod'
import { writeAttributes } from '../../../lib/attributes'
import { shortId } from '../../../lib/short-id'
import type { BlockKind } from './block'
import { blockId, line, longText, oneLine, tidy } from './fields'

export const code: BlockKind<'code'> = {
  kind: 'code',
  schema: () =>
    z.object({
      id: blockId,
      kind: z.literal('code'),
      language: line(40).default(''),
      code: longText,
      caption: line(500).default(''),
    }),
  prepare: (block) => ({
    ...block,
    language: block.language
      .trim()
      .toLowerCase()
      .replace(/[^a-z0-9+#._-]/g, '')
      .slice(0, 40),
    code: tidy(block.code),
    caption: oneLine(tidy(block.caption)),
  }),
  fromMarkdown(piece) {
    if (piece.type !== 'fence') return null
    const caption = piece.values.caption ?? piece.values.title ?? ''
    return { id: shortId(), kind: 'code', language: piece.language, code: piece.code, caption }
  },
  toMarkdown(block) {
    const caption = writeAttributes([], block.caption ? { caption: block.caption } : {})
    const sign = caption.includes('`') ? '~' : '`'
    const runs = block.code.match(sign === '~' ? /~+/g : /`+/g) ?? []
    const fence = sign.repeat(Math.max(3, ...runs.map((run) => run.length + 1)))
    return `${fence}${block.language}${caption && ` ${caption}`}\n${block.code}\n${fence}`
  },
  searchText: (block) => [block.caption, block.code].filter(Boolean).join('\n'),
  mediaIds: () => [],
  faults: () => [],
}
