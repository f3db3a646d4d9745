import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../../db/client'
import { courseModules, items } from '../../../db/schema'
import { quizFor } from '../../deadlines'
import { type KeptRule, ruleHolds, ruleIn } from '../../progress'
import { leavesOf as leaves, type Rule } from '../../rules'

const DAY = 86_400_000

/** The rules of an item and of the module around it; of a module alone where `isModule`. */
export type Gate = { item: KeptRule; module: KeptRule; isQuiz: boolean; isModule: boolean }

export const gateOf = (kept: { item: string | null; module: string | null; kind: string | null }): Gate => ({
  item: { column: 'i.availability', kept: kept.item },
  module: { column: 'm.availability', kept: kept.module },
  isQuiz: kept.kind === 'quiz',
  isModule: kept.kind === null,
})

/** The rules as they are kept: their text is what SQL asks. */
export const asKept = (column: SQL | typeof items.availability | typeof courseModules.availability) =>
  sql<string | null>`${column}`

export async function itemGate(db: Database, itemId: string): Promise<Gate | null> {
  const [found] = await db
    .select({
      item: asKept(items.availability).as('of_item'),
      module: asKept(courseModules.availability).as('of_module'),
      kind: items.kind,
    })
    .from(items)
    .innerJoin(courseModules, eq(courseModules.id, items.moduleId))
    .where(and(eq(items.id, itemId)))
    .limit(1)
  return found ? gateOf(found) : null
}

export async function moduleGate(db: Database, moduleId: string): Promise<Gate | null> {
  const [found] = await db
    .select({ module: asKept(courseModules.availability).as('of_module') })
    .from(courseModules)
    .where(eq(courseModules.id, moduleId))
    .limit(1)
  return found ? gateOf({ item: null, kind: null, ...found }) : null
}

/** SQL: the gate stands open for the learner of `e` at a moment (milliseconds, or what the statement calls them). */
export const isOpenTo = (gate: Gate, at: number | string): SQL =>
  sql`(${ruleHolds(gate.module, 'e', at)} and ${ruleHolds(gate.item, 'e', at)}
    and ${gate.isQuiz ? sql`not ${quizOpensAfter(sql.raw(String(at)))}` : sql`1`})`

/** SQL: it is shut for them, and time will open it: they are told then. */
export const waitsForTime = (gate: Gate, at: number): SQL => {
  const rules = [gate.item, gate.module].flatMap((kept) => ruleIn(kept) ?? [])
  const coming = rules.flatMap(datesIn).some((date) => date > at)
  const days = Math.max(0, ...rules.flatMap(daysIn))
  return sql`(not ${isOpenTo(gate, at)} and (${coming ? sql`1` : sql`0`} or e.created_at + ${days * DAY} > ${at}
    or ${gate.isQuiz ? quizOpensAfter(sql`${at}`) : sql`0`}))`
}

const quizOpensAfter = (at: SQL) =>
  sql`exists (select 1 from ${quizFor(sql`i.id`, sql`e.user_id`)} z where z.opens_at > ${at})`

/** Every moment of which a rule speaks. */
const datesIn = (rule: Rule): number[] =>
  leaves(rule).flatMap((leaf) =>
    'date' in leaf ? [leaf.date.from, leaf.date.until].filter((at): at is number => at !== undefined) : [],
  )

export const daysIn = (rule: Rule): number[] =>
  leaves(rule).flatMap((leaf) => ('daysAfterEnrollment' in leaf ? [leaf.daysAfterEnrollment] : []))

export const turnsIn = (gate: Gate, whose: 'item' | 'module', from: number, until: number): number[] => [
  ...new Set(datesIn(ruleIn(gate[whose]) ?? { all: [] }).filter((at) => at > from && at <= until)),
]
