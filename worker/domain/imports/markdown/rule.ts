import { isoInZone, readIso } from '../../../lib/zones'
import { itemIdsIn, type Leaf, mapRule, type Rule, ruleBounds } from '../../rules'

/** What the ids in a stored rule are called in a file; undefined is left out. */
export type RuleNames = { item: (id: string) => string | undefined; group: (id: string) => string | undefined }

/**
 * A rule as one writes it: `all`, `any` and `not` over `from`/`until` (ISO 8601), `days` after enrollment, `completed: path`,
 * `grade: path` with `atLeast`, `groups: [names]`, `people: [ids]` and `profile` with `equals`. Null where nothing of it is left.
 */
export function writeRule(rule: Rule, zone: string, names: RuleNames): Record<string, unknown> | null {
  const named = nameRule(rule, names)
  return named && writeNode(named, zone)
}

const nameRule = (rule: Rule, { item, group }: RuleNames) =>
  mapRule(rule, (leaf) => {
    if ('completed' in leaf) return named(item(leaf.completed), (completed) => ({ completed }))
    if ('grade' in leaf) return named(item(leaf.grade), (grade) => ({ ...leaf, grade }))
    if (!('group' in leaf)) return leaf
    const groups = leaf.group.flatMap((id) => group(id) ?? [])
    return groups.length ? { group: groups } : null
  })

const named = (name: string | undefined, leaf: (name: string) => Leaf) => (name === undefined ? null : leaf(name))

function writeNode(rule: Rule, zone: string): Record<string, unknown> {
  if ('not' in rule) return { not: writeNode(rule.not, zone) }
  if ('all' in rule) return { all: rule.all.map((child) => writeNode(child, zone)) }
  if ('any' in rule) return { any: rule.any.map((child) => writeNode(child, zone)) }
  if ('daysAfterEnrollment' in rule) return { days: rule.daysAfterEnrollment }
  if ('group' in rule) return { groups: rule.group }
  if ('user' in rule) return { people: rule.user }
  if (!('date' in rule)) return rule
  const { from, until } = rule.date
  return {
    ...(from !== undefined && { from: isoInZone(from, zone) }),
    ...(until !== undefined && { until: isoInZone(until, zone) }),
  }
}

/** The same form read; a list is `all`. Null where it is none. */
export function readRule(value: unknown, zone: string): Rule | null {
  return readNode(Array.isArray(value) ? { all: value } : value, zone, ruleBounds.depth)
}

function readNode(value: unknown, zone: string, depth: number): Rule | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const entries = Object.entries(value)
  const [[key, inner] = []] = entries
  if (entries.length === 1 && (key === 'all' || key === 'any' || key === 'not')) {
    if (depth === 0) return null
    if (key === 'not') {
      const child = readNode(inner, zone, depth - 1)
      return child && { not: child }
    }
    if (!Array.isArray(inner) || inner.length > ruleBounds.leaves || (key === 'any' && !inner.length)) return null
    const children = inner.map((child) => readNode(child, zone, depth - 1))
    if (children.some((child) => child === null)) return null
    return key === 'all' ? { all: children as Rule[] } : { any: children as Rule[] }
  }
  return readLeaf(Object.fromEntries(entries), zone)
}

function readLeaf(values: Record<string, unknown>, zone: string): Leaf | null {
  const { days, completed, grade, atLeast, groups, people, profile, equals } = values
  const keys = Object.keys(values).sort().join()
  if (keys === 'days') return isWithin(days, 3_650) && Number.isInteger(days) ? { daysAfterEnrollment: days } : null
  if (keys === 'completed') return isText(completed) ? { completed } : null
  if (keys === 'atLeast,grade') return isText(grade) && isWithin(atLeast, 100) ? { grade, atLeast } : null
  if (keys === 'groups') return isTexts(groups) ? { group: groups } : null
  if (keys === 'people') return isTexts(people) ? { user: people } : null
  if (keys === 'equals,profile') return isText(profile) && isText(equals) ? { profile, equals } : null
  return keys === 'from' || keys === 'until' || keys === 'from,until' ? readDates(values, zone) : null
}

function readDates({ from, until }: Record<string, unknown>, zone: string): Leaf | null {
  const [begins, ends] = [from, until].map((said) => (said === undefined ? undefined : readIso(String(said), zone)))
  if (begins === null || ends === null) return null
  if (begins !== undefined && ends !== undefined && begins >= ends) return null
  return { date: { ...(begins !== undefined && { from: begins }), ...(ends !== undefined && { until: ends }) } }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 500
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.length <= 100 && value.every(isText)
const isWithin = (value: unknown, most: number): value is number =>
  typeof value === 'number' && value >= 0 && value <= most

/** Whether what is locked waits, over any number of steps, for itself; `rules` gives those of an item and of its module. */
export function isCircle(rule: Rule, locked: ReadonlySet<string>, rulesOf: (item: string) => Rule[]): boolean {
  const seen = new Set<string>()
  const waiting = itemIdsIn(rule)
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    if (locked.has(item)) return true
    if (seen.has(item)) continue
    seen.add(item)
    waiting.push(...rulesOf(item).flatMap(itemIdsIn))
  }
  return false
}
