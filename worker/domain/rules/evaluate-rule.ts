import type { Message } from '../../lib/message'
import { addDays, startOfDay } from '../../lib/zones'
import { type Leaf, leavesOf, type Rule } from './rule'

/** All that a rule may know about one learner. */
export type Facts = {
  now: number
  /** The course's zone: in it days are counted and dates are said. */
  zone: string
  userId: string
  enrolledAt: number | null
  completed: ReadonlySet<string>
  /** Released grades in percent, by item. */
  grades: ReadonlyMap<string, number>
  groups: ReadonlySet<string>
  profile: Readonly<Record<string, string | undefined>>
  /** Titles of the items that the rule looks at. */
  titles: ReadonlyMap<string, string>
}

/** A sentence in pieces, for views to join: a message, or several with "and" or "or" between. */
export type Clause = Message | { join: 'and' | 'or'; parts: Clause[] }

export type Verdict = {
  met: boolean
  /** What is still missing, in words for the learner; all of it is needed. */
  unmet: Clause[]
  /** No work and no waiting will open it (it is for other people, or it is over): better not shown at all. */
  isOutOfReach: boolean
}

/** Whether the rule is met and, if not, why. */
export function evaluateRule(rule: Rule, facts: Facts): Verdict {
  const met = holds(rule, facts)
  if (met) return { met, unmet: [], isOutOfReach: false }
  const missing = missingIn(rule, facts, true)
  const unmet = 'join' in missing && missing.join === 'and' ? missing.parts : [missing]
  return { met, unmet, isOutOfReach: !isReachable(rule, facts, true) }
}

/** The next moment at which waiting alone may change the verdict; null where there is none. */
export function nextTurn(rule: Rule, facts: Facts): number | null {
  const turns = leavesOf(rule).flatMap((leaf) => {
    if ('date' in leaf) return [leaf.date.from, leaf.date.until]
    return 'daysAfterEnrollment' in leaf ? [opensAfterEnrollment(leaf.daysAfterEnrollment, facts)] : []
  })
  const coming = turns.filter((at): at is number => typeof at === 'number' && at > facts.now)
  return coming.length ? Math.min(...coming) : null
}

function holds(rule: Rule, facts: Facts): boolean {
  if ('all' in rule) return rule.all.every((child) => holds(child, facts))
  if ('any' in rule) return rule.any.some((child) => holds(child, facts))
  return 'not' in rule ? !holds(rule.not, facts) : leafHolds(rule, facts)
}

function leafHolds(leaf: Leaf, facts: Facts): boolean {
  if ('date' in leaf)
    return facts.now >= (leaf.date.from ?? 0) && facts.now < (leaf.date.until ?? Number.POSITIVE_INFINITY)
  if ('daysAfterEnrollment' in leaf) {
    const opensAt = opensAfterEnrollment(leaf.daysAfterEnrollment, facts)
    return opensAt !== null && facts.now >= opensAt
  }
  if ('completed' in leaf) return facts.completed.has(leaf.completed)
  if ('grade' in leaf) return (facts.grades.get(leaf.grade) ?? -1) >= leaf.atLeast
  if ('group' in leaf) return leaf.group.some((id) => facts.groups.has(id))
  if ('user' in leaf) return leaf.user.includes(facts.userId)
  return plain(facts.profile[leaf.profile] ?? '') === plain(leaf.equals)
}

/** Why the rule is not as wanted; De Morgan carries "not" down to the leaves, so that every sentence is about one thing. */
function missingIn(rule: Rule, facts: Facts, wanted: boolean): Clause {
  if ('not' in rule) return missingIn(rule.not, facts, !wanted)
  if (!('all' in rule || 'any' in rule)) return wanted ? missingLeaf(rule, facts) : unwantedLeaf(rule, facts)
  const children = 'all' in rule ? rule.all : rule.any
  const failing = children.filter((child) => holds(child, facts) !== wanted)
  const isAnd = 'all' in rule === wanted
  // What nobody can reach is no way out: an alternative that is for other people is not offered.
  const offered = isAnd ? failing : failing.filter((child) => isReachable(child, facts, wanted))
  return joined(
    isAnd ? 'and' : 'or',
    (offered.length ? offered : failing).map((child) => missingIn(child, facts, wanted)),
  )
}

function joined(join: 'and' | 'or', clauses: Clause[]): Clause {
  const parts = clauses.flatMap((clause) => ('join' in clause && clause.join === join ? clause.parts : [clause]))
  const unique = [...new Map(parts.map((part) => [JSON.stringify(part), part])).values()]
  return unique.length === 1 ? unique[0]! : unique.length ? { join, parts: unique } : { key: 'rules.never' }
}

function missingLeaf(leaf: Leaf, facts: Facts): Message {
  const { zone } = facts
  const titleOf = (id: string) => facts.titles.get(id) ?? '…'
  if ('date' in leaf) {
    const { from, until } = leaf.date
    return from !== undefined && facts.now < from
      ? { key: 'rules.opens', values: { when: { at: from, zone, say: sayOf(from, zone) } } }
      : { key: 'rules.closed', values: { when: { at: until!, zone, say: 'day-and-time' } } }
  }
  if ('daysAfterEnrollment' in leaf) {
    const at = opensAfterEnrollment(leaf.daysAfterEnrollment, facts)
    return at === null
      ? { key: 'rules.enroll' }
      : { key: 'rules.opens', values: { when: { at, zone, say: 'day-and-time' } } }
  }
  if ('completed' in leaf) return { key: 'rules.complete', values: { item: titleOf(leaf.completed) } }
  if ('grade' in leaf) return { key: 'rules.reach', values: { item: titleOf(leaf.grade), percent: leaf.atLeast } }
  return { key: 'group' in leaf ? 'rules.forGroups' : 'rules.forPeople' }
}

function unwantedLeaf(leaf: Leaf, facts: Facts): Message {
  const { zone } = facts
  const titleOf = (id: string) => facts.titles.get(id) ?? '…'
  if ('date' in leaf) {
    const { from, until } = leaf.date
    return until === undefined
      ? { key: 'rules.closed', values: { when: { at: from!, zone, say: 'day-and-time' } } }
      : { key: 'rules.opens', values: { when: { at: until, zone, say: sayOf(until, zone) } } }
  }
  if ('daysAfterEnrollment' in leaf) return { key: 'rules.over' }
  if ('completed' in leaf) return { key: 'rules.beforeComplete', values: { item: titleOf(leaf.completed) } }
  if ('grade' in leaf) return { key: 'rules.below', values: { item: titleOf(leaf.grade), percent: leaf.atLeast } }
  return { key: 'group' in leaf ? 'rules.forGroups' : 'rules.forPeople' }
}

/** Whether time or the learner's work can still make the rule as wanted. */
function isReachable(rule: Rule, facts: Facts, wanted: boolean): boolean {
  if ('not' in rule) return isReachable(rule.not, facts, !wanted)
  if ('all' in rule || 'any' in rule) {
    const children = 'all' in rule ? rule.all : rule.any
    return 'all' in rule === wanted
      ? children.every((child) => isReachable(child, facts, wanted))
      : children.some((child) => isReachable(child, facts, wanted))
  }
  if (leafHolds(rule, facts) === wanted) return true
  if ('date' in rule) return wanted ? facts.now < (rule.date.from ?? 0) : rule.date.until !== undefined
  if ('daysAfterEnrollment' in rule || 'completed' in rule || 'grade' in rule) return wanted
  return false
}

const opensAfterEnrollment = (days: number, { enrolledAt, zone }: Facts) =>
  enrolledAt === null ? null : addDays(enrolledAt, days, zone)

/** What opens with the day is said as a day. */
const sayOf = (at: number, zone: string) => (startOfDay(at, zone) === at ? 'day' : 'day-and-time')

const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase()
