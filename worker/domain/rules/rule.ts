import { z } from 'zod'

export const ruleBounds = { depth: 4, leaves: 50 }

const id = z.string().min(1).max(64)
const ids = z.array(id).min(1).max(100)
const moment = z.number().int().min(0).max(253_402_300_799_999)

/** What a rule may ask about. Moments are UTC milliseconds, grades percent of what can be reached. */
const leafSchema = z.union([
  z
    .strictObject({ date: z.strictObject({ from: moment.optional(), until: moment.optional() }) })
    .refine(({ date }) => date.from !== undefined || date.until !== undefined, 'A date needs a beginning or an end')
    .refine(({ date }) => !(date.from! >= date.until!), 'The end lies before the beginning'),
  z.strictObject({ daysAfterEnrollment: z.number().int().min(0).max(3_650) }),
  z.strictObject({ completed: id }),
  z.strictObject({ grade: id, atLeast: z.number().min(0).max(100) }),
  z.strictObject({ group: ids }),
  z.strictObject({ user: ids }),
  z.strictObject({ profile: z.string().min(1).max(64), equals: z.string().max(200) }),
])

export type Leaf = z.infer<typeof leafSchema>
export type Rule = { all: Rule[] } | { any: Rule[] } | { not: Rule } | Leaf

const nodeSchema: z.ZodType<Rule> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(nodeSchema).max(ruleBounds.leaves) }),
      z.strictObject({ any: z.array(nodeSchema).min(1).max(ruleBounds.leaves) }),
      z.strictObject({ not: nodeSchema }),
      leafSchema,
    ]),
  )
  .meta({ id: 'Rule' })

/** A rule from outside: at most four levels of all, any and not above the leaves, and fifty leaves. How deep it goes is asked before it is followed. */
export const ruleSchema = z
  .preprocess((value, context) => {
    if (!isWithin(value, ruleBounds.depth)) context.addIssue('This rule is nested too deeply')
    return value
  }, nodeSchema)
  .refine((rule) => leavesOf(rule).length <= ruleBounds.leaves, 'This rule has too many parts')

/** Always met: what has no rule. */
export const noRule: Rule = { all: [] }

export const isLeaf = (rule: Rule): rule is Leaf => !('all' in rule || 'any' in rule || 'not' in rule)

export function leavesOf(rule: Rule): Leaf[] {
  if ('all' in rule) return rule.all.flatMap(leavesOf)
  if ('any' in rule) return rule.any.flatMap(leavesOf)
  return 'not' in rule ? leavesOf(rule.not) : [rule]
}

/** Items that the rule looks at, each once: what must be read to evaluate it, and what must not form a circle. */
export const itemIdsIn = (rule: Rule): string[] => [
  ...new Set(
    leavesOf(rule).flatMap((leaf) => ('completed' in leaf ? [leaf.completed] : 'grade' in leaf ? [leaf.grade] : [])),
  ),
]

export const groupIdsIn = (rule: Rule): string[] => [
  ...new Set(leavesOf(rule).flatMap((leaf) => ('group' in leaf ? leaf.group : []))),
]

function isWithin(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  const node = value as { all?: unknown; any?: unknown; not?: unknown }
  const below = [node.all, node.any].filter(Array.isArray).flat()
  if ('not' in node) below.push(node.not)
  return below.length === 0 || (depth > 0 && below.every((child) => isWithin(child, depth - 1)))
}
