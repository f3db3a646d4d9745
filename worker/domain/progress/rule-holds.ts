import { type SQL, sql } from 'drizzle-orm'
import type { Leaf, Rule } from '../rules'
import { profileOf } from './counted-items'

const DAY = 86_400_000

/** Where a rule stands in the database: its column by the name that the statement has for it, and what was read from it. */
export type KeptRule = { column: string; kept: string | null }

/** The rule as it was written; null where there is none. */
export const ruleIn = ({ kept }: KeptRule): Rule | null => {
  const read = kept === null ? null : (JSON.parse(kept) as Rule | { rule: Rule })
  return read && 'rule' in read ? read.rule : read
}

/**
 * SQL: the rule is met by the learner of `enrollment` at a moment, as `evaluateRule` has it, with all but the moment as it stands now.
 * Days after an enrollment are of 24 hours. Values are read from the column itself: a rule may have more of them than a statement.
 */
export function ruleHolds(rule: KeptRule, enrollment: string, at: number | string): SQL {
  const read = ruleIn(rule)
  const root = rule.kept !== null && 'rule' in JSON.parse(rule.kept) ? '$.rule' : '$'
  return sql.raw(read ? holds(read, root) : '1')

  function holds(node: Rule, path: string): string {
    if ('not' in node) return `not ${holds(node.not, `${path}.not`)}`
    if ('all' in node) return joined(node.all, `${path}.all`, 'and', '1')
    if ('any' in node) return joined(node.any, `${path}.any`, 'or', '0')
    return leafHolds(node, (name: string) => `json_extract(${rule.column}, '${path}.${name}')`, path)
  }

  function joined(nodes: Rule[], path: string, word: string, none: string): string {
    return nodes.length ? `(${nodes.map((node, i) => holds(node, `${path}[${i}]`)).join(` ${word} `)})` : none
  }

  function leafHolds(leaf: Leaf, said: (name: string) => string, path: string): string {
    const done = `from progress d where d.enrollment_id = ${enrollment}.id and d.completed_at is not null`
    const graded = `from grades d where d.enrollment_id = ${enrollment}.id and d.released_at is not null and d.max_points > 0`
    if ('date' in leaf)
      return `(${at} >= coalesce(${said('date.from')}, 0) and ${at} < coalesce(${said('date.until')}, ${at} + 1))`
    if ('daysAfterEnrollment' in leaf)
      return `(${at} >= ${enrollment}.created_at + ${said('daysAfterEnrollment')} * ${DAY})`
    if ('completed' in leaf) return `exists (select 1 ${done} and d.item_id = ${said('completed')})`
    if ('grade' in leaf)
      return `exists (select 1 ${graded} and d.item_id = ${said('grade')} and d.final * 100.0 / d.max_points >= ${said('atLeast')})`
    if ('user' in leaf)
      return `exists (select 1 from json_each(${rule.column}, '${path}.user') one where one.value = ${enrollment}.user_id)`
    if ('group' in leaf)
      return `exists (select 1 from json_each(${rule.column}, '${path}.group') one join group_members gm
        on gm.group_id = one.value and gm.user_id = ${enrollment}.user_id
        join groups g on g.id = gm.group_id and g.deleted_at is null)`
    return `(coalesce(${profileOf(`${enrollment}.user_id`, said('profile'))}, '') = lower(trim(${said('equals')})))`
  }
}
