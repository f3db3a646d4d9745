import { isLeaf, type Leaf, type Rule, ruleBounds } from './rule'

/** One condition of a rule as it is edited: a row of a sentence. A date says its beginning or its end; who means both has two rows. "and" binds tighter than "or", as it is spoken. */
export type Line = { join: 'and' | 'or'; not: boolean; leaf: Leaf }

/** The rule as rows that `ruleOfLines` reads back to the same meaning; null where it has no form short enough to edit. */
export function linesOfRule(rule: Rule | null): Line[] | null {
  const alternatives = rule ? alternativesOf(rule, true) : []
  if (!alternatives || alternatives.flat().length > ruleBounds.leaves) return null
  return alternatives.flatMap((group, g) =>
    group.map(({ leaf, not }, i) => ({ join: g > 0 && i === 0 ? 'or' : 'and', not, leaf }) as const),
  )
}

/** The rule that the rows say; null where there are none. */
export function ruleOfLines(lines: readonly Line[]): Rule | null {
  const groups: Rule[][] = []
  for (const [i, { join, not, leaf }] of lines.entries()) {
    if (i === 0 || join === 'or') groups.push([])
    groups.at(-1)!.push(not ? { not: leaf } : leaf)
  }
  const rules = groups.map(withSpans).map((group) => (group.length === 1 ? group[0]! : { all: group }))
  return rules.length > 1 ? { any: rules } : (rules[0] ?? null)
}

/** "From a date and until a date" is one condition, as others write it. */
function withSpans(group: Rule[]): Rule[] {
  const joined: Rule[] = []
  for (const rule of group) {
    const before = joined.at(-1)
    const [from, until] = [before && dateOf(before), dateOf(rule)]
    const isSpan = from?.from !== undefined && until?.until !== undefined && from.from < until.until
    if (isSpan && from.until === undefined && until.from === undefined)
      joined[joined.length - 1] = { date: { from: from.from!, until: until.until! } }
    else joined.push(rule)
  }
  return joined
}

const dateOf = (rule: Rule) => ('date' in rule ? rule.date : undefined)

type Literal = { leaf: Leaf; not: boolean }

/** Any of all of literals (disjunctive normal form); null where that grows too long. */
function alternativesOf(rule: Rule, wanted: boolean): Literal[][] | null {
  if (isLeaf(rule)) return alternativesOfLeaf(rule, wanted)
  if ('not' in rule) return alternativesOf(rule.not, !wanted)
  const children = ('all' in rule ? rule.all : rule.any).map((child) => alternativesOf(child, wanted))
  if (children.some((child) => child === null)) return null
  const read = children as Literal[][][]
  const isAnd = 'all' in rule === wanted
  if (!isAnd) return read.flat()
  return read.reduce<Literal[][] | null>(
    (all, child) => {
      if (!all || all.length * child.length > ruleBounds.leaves) return null
      return all.flatMap((one) => child.map((other) => [...one, ...other]))
    },
    [[]],
  )
}

function alternativesOfLeaf(leaf: Leaf, wanted: boolean): Literal[][] {
  if (!('date' in leaf) || leaf.date.from === undefined || leaf.date.until === undefined)
    return [[{ leaf, not: !wanted }]]
  const { from, until } = leaf.date
  const ends = [{ date: { from } }, { date: { until } }].map((one) => ({ leaf: one, not: !wanted }))
  return wanted ? [ends] : ends.map((one) => [one])
}
