import { addDays } from '../../lib/zones'
import { isLeaf, type Leaf, type Rule } from './rule'

/**
 * The rule without what it said about these items: a binned item must lock nobody out. What becomes empty falls away;
 * null where nothing is left.
 */
export function withoutItems(rule: Rule, gone: ReadonlySet<string>): Rule | null {
  return mapRule(rule, (leaf) => {
    const item = 'completed' in leaf ? leaf.completed : 'grade' in leaf ? leaf.grade : null
    return item !== null && gone.has(item) ? null : leaf
  })
}

/** The rule in a copy of the course: items by their new ids, dates `days` later on the same wall clock. */
export function carryRule(rule: Rule, items: ReadonlyMap<string, string>, days: number, zone: string): Rule | null {
  return mapRule(rule, (leaf) => {
    if ('completed' in leaf) return items.has(leaf.completed) ? { completed: items.get(leaf.completed)! } : null
    if ('grade' in leaf) return items.has(leaf.grade) ? { ...leaf, grade: items.get(leaf.grade)! } : null
    if (!('date' in leaf)) return leaf
    const { from, until } = leaf.date
    return {
      date: {
        ...(from === undefined ? {} : { from: addDays(from, days, zone) }),
        ...(until === undefined ? {} : { until: addDays(until, days, zone) }),
      },
    }
  })
}

/** The rule with every leaf changed; those that become null fall away, and what becomes empty with them. */
export function mapRule(rule: Rule, change: (leaf: Leaf) => Leaf | null): Rule | null {
  if (isLeaf(rule)) return change(rule)
  if ('not' in rule) {
    const inner = mapRule(rule.not, change)
    return inner && { not: inner }
  }
  const children = ('all' in rule ? rule.all : rule.any)
    .map((child) => mapRule(child, change))
    .filter((child) => child !== null)
  if (!children.length) return 'all' in rule && !rule.all.length ? rule : null
  return 'all' in rule ? { all: children } : { any: children }
}
