import type { Leaf, Rule } from '../domain/rules'

/** What keeps somebody away for good while it does not hold: a condition, or its opposite (`not: 1`). */
export type Bar = Leaf & { not?: 1 }

/** More ways than this are not kept: then nobody counts as kept away. */
const MOST_WAYS = 64

/**
 * The ways in which a rule can be reached, each with all that must hold: somebody whom each of them keeps away for good is not meant
 * (`isOutOfReach` of the verdict, in a form that SQL can ask). What time or work opens keeps nobody away. Null where nobody can be kept away.
 */
export function reachOf(rule: Rule): Bar[][] | null {
  const ways = waysOf(rule, true)
  return ways === null || ways.some((way) => way.length === 0) ? null : ways
}

function waysOf(rule: Rule, wanted: boolean): Bar[][] | null {
  if ('not' in rule) return waysOf(rule.not, !wanted)
  if (!('all' in rule || 'any' in rule)) return [barsOf(rule, wanted)]
  const children = ('all' in rule ? rule.all : rule.any).map((child) => waysOf(child, wanted))
  const isAnd = 'all' in rule === wanted
  const ways = isAnd ? children.reduce(both, [[]]) : children.some((child) => child === null) ? null : children.flat()
  const short = ways && shortest(ways as Bar[][])
  return short && short.length <= MOST_WAYS ? short : null
}

/** One that is not known keeps nobody away, so the other alone does. */
function both(some: Bar[][] | null, others: Bar[][] | null): Bar[][] | null {
  if (!some || !others) return some ?? others
  if (some.length * others.length > MOST_WAYS * 8) return some
  return some.flatMap((one) => others.map((other) => [...one, ...other]))
}

/** A way that asks for all that another one asks for, and more, opens nothing of its own. */
function shortest(ways: Bar[][]): Bar[][] {
  const sets = ways.map((way) => new Set(way.map((bar) => JSON.stringify(bar))))
  const isWithin = (one: Set<string>, other: Set<string>) => [...one].every((bar) => other.has(bar))
  return sets
    .filter((set, i) => !sets.some((other, j) => j !== i && isWithin(other, set) && (other.size < set.size || j < i)))
    .map((set) => [...set].map((bar) => JSON.parse(bar) as Bar))
}

function barsOf(leaf: Leaf, wanted: boolean): Bar[] {
  if ('profile' in leaf) return [bar({ ...leaf, equals: plain(leaf.equals) }, wanted)]
  if ('user' in leaf || 'group' in leaf) return [bar(leaf, wanted)]
  if ('date' in leaf) {
    const isForGood = wanted === (leaf.date.until !== undefined)
    return isForGood ? [bar(leaf, wanted)] : []
  }
  return wanted ? [] : [bar(leaf, wanted)]
}

const bar = (leaf: Leaf, wanted: boolean): Bar => (wanted ? leaf : { ...leaf, not: 1 })

const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase()
