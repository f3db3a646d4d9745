import type { Tenant } from '../../../tenants/tenant'
import { orConflict } from '../../db/conflict'
import { orInsisted } from '../../db/insist'
import { NotFound } from '../../errors'
import { nextPositions, positionAt } from '../../lib/position'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import { findQuizToEdit } from './find-quiz-to-edit'
import { type Part, partsOf, placeParts } from './parts'

/** One place up or down, past the beginning of a section into the next; or to the end of a section, '' being what stands before the first. */
export type Move = -1 | 1 | { section: string }

/** Moves a question or a draw. Of several about one text, the first takes all of them up, and the last down or past others. */
export async function moveQuestion(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  partId: string,
  move: Move,
): Promise<void> {
  const quiz = await findQuizToEdit(tenant, actor, itemId)
  const parts = partsOf(quiz)
  const from = parts.findIndex(({ id, kind }) => id === partId && kind !== 'section')
  if (from < 0) throw new NotFound()
  const order = typeof move === 'object' ? toSection(parts, from, move.section) : moved(parts, from, move)
  if (order.every((part, i) => part === parts[i])) return
  const { db } = tenant
  await db
    .batch([
      recordAudit(tenant, actor, 'question.move', { kind: 'item', id: itemId, after: { question: partId } }),
      ...placeParts(db, quiz, placesIn(order, parts[from]!)),
    ])
    .catch(orInsisted('error.conflict'))
    .catch(orConflict())
}

/** Where those begin and end that are about the same text as the one at this place. */
function groupAt(parts: Part[], at: number): [start: number, end: number] {
  const isSame = (part: Part | undefined) =>
    part !== undefined && part.passage !== undefined && part.passage === parts[at]?.passage
  let [start, end] = [at, at + 1]
  while (isSame(parts[start - 1])) start -= 1
  while (isSame(parts[end])) end += 1
  return [start, end]
}

function moved(parts: Part[], from: number, by: -1 | 1): Part[] {
  const [start, end] = groupAt(parts, from)
  const to = from + by
  if (to >= start && to < end) return parts.with(from, parts[to]!).with(to, parts[from]!)
  const next = by < 0 ? start - 1 : end
  if (next < 0 || next >= parts.length) return parts
  const [first, last] = groupAt(parts, next)
  const group = parts.slice(start, end)
  return by < 0
    ? [...parts.slice(0, first), ...group, ...parts.slice(first, start), ...parts.slice(end)]
    : [...parts.slice(0, start), ...parts.slice(end, last), ...group, ...parts.slice(last)]
}

/** At the end of a section. NotFound where there is no such section. */
function toSection(parts: Part[], from: number, section: string): Part[] {
  const [start, end] = groupAt(parts, from)
  const others = parts.toSpliced(start, end - start)
  const begin = section === '' ? -1 : others.findIndex(({ id, kind }) => kind === 'section' && id === section)
  if (begin < 0 && section !== '') throw new NotFound()
  const next = others.findIndex(({ kind }, i) => i > begin && kind === 'section')
  return others.toSpliced(next < 0 ? others.length : next, 0, ...parts.slice(start, end))
}

/** The new place of the one that moves; of all where several move, or two came to stand at the same place at the same moment. */
function placesIn(order: Part[], one: Part): [Part, string][] {
  const others = order.filter((part) => part !== one)
  if (others.every(({ position }, i) => i === 0 || others[i - 1]!.position < position)) {
    const position = positionAt(
      others.map((part) => part.position),
      order.indexOf(one),
    )
    return [[one, position]]
  }
  const last = order.map(({ position }) => position).toSorted()
  const positions = nextPositions(order.length, last.at(-1)!)
  return order.map((part, i) => [part, positions[i]!])
}
