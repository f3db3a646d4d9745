import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluateRule, linesOfRule, type Rule, ruleOfLines } from '../../../worker/domain/rules'

const facts = (completed: string[], groups: string[]) => ({
  now: 0,
  zone: 'UTC',
  userId: 'u',
  enrolledAt: 0,
  completed: new Set(completed),
  grades: new Map<string, number>(),
  groups: new Set(groups),
  profile: {},
  titles: new Map<string, string>(),
})

test('a rule edited as rows means what it meant', () => {
  const rules: Rule[] = [
    { completed: 'a' },
    { not: { any: [{ completed: 'a' }, { group: ['g'] }] } },
    { all: [{ any: [{ completed: 'a' }, { completed: 'b' }] }, { not: { group: ['g'] } }] },
    { any: [{ all: [{ completed: 'a' }, { group: ['g'] }] }, { completed: 'b' }] },
  ]
  let met = 0
  for (const rule of rules) {
    const again = ruleOfLines(linesOfRule(rule)!)!
    for (const done of [[], ['a'], ['b'], ['a', 'b']]) {
      for (const groups of [[], ['g']]) {
        const want = evaluateRule(rule, facts(done, groups)).met
        expect(evaluateRule(again, facts(done, groups)).met).toBe(want)
        if (want) met++
      }
    }
  }
  expect(met).toBeGreaterThan(5)
})

test('a span of days keeps its beginning and its end, said plainly or denied', () => {
  const span: Rule = { date: { from: 100, until: 200 } }
  expect(linesOfRule(span)?.map(({ leaf }) => leaf)).toEqual([{ date: { from: 100 } }, { date: { until: 200 } }])
  expect(ruleOfLines(linesOfRule(span)!)).toEqual(span)
  fc.assert(
    fc.property(ruleOfDates, (rule) => {
      const lines = linesOfRule(rule)
      if (!lines) return
      const again = ruleOfLines(lines)
      for (let now = 0; now <= 12; now++) {
        const at = { ...facts([], []), now }
        expect(again ? evaluateRule(again, at).met : true).toBe(evaluateRule(rule, at).met)
      }
    }),
  )
})

const moment = fc.integer({ min: 0, max: 10 })
const date: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({ date: fc.record({ from: moment }) }),
  fc.record({ date: fc.record({ until: moment }) }),
  fc.tuple(moment, moment).map(([a, b]) => ({ date: { from: Math.min(a, b), until: Math.max(a, b) + 1 } })),
)
const ruleOfDates = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    date,
    fc.record({ not: tie('rule') }),
    fc.record({ all: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
  ),
})).rule

test('"and" binds tighter than "or"', () => {
  const line = (completed: string, join: 'and' | 'or') => ({ join, not: false, leaf: { completed } })
  expect(ruleOfLines([line('a', 'and'), line('b', 'and'), line('c', 'or')])).toEqual({
    any: [{ all: [{ completed: 'a' }, { completed: 'b' }] }, { completed: 'c' }],
  })
  expect(ruleOfLines([])).toBeNull()
})

test('what would need hundreds of rows is not offered for editing', () => {
  const pair = (n: number): Rule => ({ any: [{ completed: `a${n}` }, { completed: `b${n}` }] })
  expect(linesOfRule({ all: Array.from({ length: 8 }, (_, n) => pair(n)) })).toBeNull()
})
