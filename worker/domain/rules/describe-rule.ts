import type { Message } from '../../lib/message'
import type { Clause } from './evaluate-rule'
import type { Leaf, Rule } from './rule'

/** What the editor calls the things in a rule; something deleted has no name. */
export type Names = {
  item: (id: string) => string | undefined
  group: (id: string) => string | undefined
  user: (id: string) => string | undefined
  /** What a value of a profile is called, and its field. */
  profile?: (field: string, value: string) => { field: string; value: string }
  zone: string
}

/** The rule as one sentence's parts, for the people who write it. Null for the rule that asks nothing. */
export function describeRule(rule: Rule, names: Names): Clause | null {
  return described(rule, names, true)
}

function described(rule: Rule, names: Names, wanted: boolean): Clause | null {
  if ('not' in rule) return described(rule.not, names, !wanted)
  if (!('all' in rule || 'any' in rule)) return describedLeaf(rule, names, wanted)
  const join = 'all' in rule === wanted ? 'and' : 'or'
  const children = 'all' in rule ? rule.all : rule.any
  const parts = children.map((child) => described(child, names, wanted)).filter((part) => part !== null)
  const flat = parts.flatMap((part) => ('join' in part && part.join === join ? part.parts : [part]))
  return flat.length > 1 ? { join, parts: flat } : (flat[0] ?? null)
}

function describedLeaf(leaf: Leaf, names: Names, wanted: boolean): Message {
  const how = (values: Message['values']) => ({ ...values, wanted: wanted ? 'yes' : 'no' })
  const list = (ids: string[], nameOf: (id: string) => string | undefined) =>
    ids.map((id) => nameOf(id) ?? '…').join(', ') || '…'
  const moment = (at: number) => ({ at, zone: names.zone, say: 'day-and-time' as const })
  if ('date' in leaf) {
    const { from, until } = leaf.date
    if (from !== undefined && until !== undefined) {
      return { key: 'rules.say.between', values: how({ from: moment(from), until: moment(until) }) }
    }
    return from !== undefined
      ? { key: 'rules.say.from', values: how({ from: moment(from) }) }
      : { key: 'rules.say.until', values: how({ until: moment(until!) }) }
  }
  if ('daysAfterEnrollment' in leaf) return { key: 'rules.say.days', values: how({ days: leaf.daysAfterEnrollment }) }
  if ('completed' in leaf)
    return { key: 'rules.say.completed', values: how({ item: names.item(leaf.completed) ?? '…' }) }
  if ('grade' in leaf) {
    return { key: 'rules.say.grade', values: how({ item: names.item(leaf.grade) ?? '…', percent: leaf.atLeast }) }
  }
  if ('group' in leaf) return { key: 'rules.say.groups', values: how({ groups: list(leaf.group, names.group) }) }
  if ('user' in leaf) return { key: 'rules.say.people', values: how({ people: list(leaf.user, names.user) }) }
  const { field, value } = names.profile?.(leaf.profile, leaf.equals) ?? { field: leaf.profile, value: leaf.equals }
  return { key: 'rules.say.profile', values: how({ field, value: value || '…' }) }
}
