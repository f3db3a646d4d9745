import { z } from 'zod'
import { plainLine } from '../../../lib/markdown'
import { shortId } from '../../../lib/short-id'
import type { BlockKind } from './block'
import { readTitle, writeDiv } from './div'
import { blockId, line, oneLine, tidy } from './fields'

export const revealRoles = ['solution', 'hint', 'answer', 'spoiler'] as const
export type RevealRole = (typeof revealRoles)[number]

const names: Record<string, RevealRole> = {
  details: 'spoiler',
  collapse: 'spoiler',
  toggle: 'spoiler',
  answers: 'answer',
}

export const roleOf = (name: string): RevealRole | null =>
  (revealRoles as readonly string[]).includes(name) ? (name as RevealRole) : (names[name] ?? null)

export const reveal: BlockKind<'reveal'> = {
  kind: 'reveal',
  schema: (nested) =>
    z.object({
      id: blockId,
      kind: z.literal('reveal'),
      role: z.enum(revealRoles),
      title: line(300).default(''),
      blocks: nested,
    }),
  prepare: (block) => ({ ...block, title: oneLine(tidy(block.title)) }),
  fromMarkdown(piece, inside) {
    const role = piece.type === 'div' ? roleOf(piece.name) : null
    if (piece.type !== 'div' || !role) return null
    const { title, markdown, line } = readTitle(piece)
    const said = piece.values.title === undefined ? plainLine(title) : title
    return { id: shortId(), kind: 'reveal', role, title: said, blocks: inside(markdown, line) }
  },
  toMarkdown: (block, inside, fence) => writeDiv(fence, block.role, block.title, inside),
  searchText: (block) => block.title,
  mediaIds: () => [],
  faults: () => [],
}
