import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sayClause } from '../../../views/rules/say-rule'
import { translator } from '../../../views/translate'
import {
  carryRule,
  describeRule,
  evaluateRule,
  type Facts,
  itemIdsIn,
  nextTurn,
  noRule,
  type Rule,
  ruleSchema,
  withoutItems,
} from '../../../worker/domain/rules'
import { momentOf } from '../../../worker/lib/zones'

const zone = 'Europe/Berlin'
const now = momentOf('2027-02-24', '12:00', zone)!
const lena: Facts = {
  now,
  zone,
  userId: 'lena',
  enrolledAt: momentOf('2027-02-20', '09:00', zone),
  completed: new Set(['intro']),
  grades: new Map([['quiz', 55]]),
  groups: new Set(['evening']),
  profile: { department: 'Kitchen' },
  titles: new Map([
    ['intro', 'Welcome'],
    ['staging', 'Staging'],
    ['quiz', 'Quiz 1'],
  ]),
}
const view = { t: translator('en'), locale: 'en' as const, zone, now }
const why = (rule: Rule, facts = lena) => evaluateRule(rule, facts).unmet.map((clause) => sayClause(view, clause))

const leaf: fc.Arbitrary<Rule> = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map((days) => ({ date: { from: now + days * 86_400_000 } })),
  fc.integer({ min: -20, max: 20 }).map((days) => ({ date: { until: now + days * 86_400_000 } })),
  fc.nat(10).map((days) => ({ daysAfterEnrollment: days })),
  fc.constantFrom('intro', 'staging').map((completed) => ({ completed })),
  fc.nat(100).map((atLeast) => ({ grade: 'quiz', atLeast })),
  fc.constantFrom('evening', 'morning').map((id) => ({ group: [id] })),
  fc.constantFrom('lena', 'ivy').map((id) => ({ user: [id] })),
  fc.constantFrom('kitchen ', 'Hall').map((equals) => ({ profile: 'department', equals })),
)
const tree = (withNot: boolean) =>
  fc.letrec<{ rule: Rule }>((tie) => ({
    rule: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      leaf,
      fc.array(tie('rule'), { maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
      ...(withNot ? [tie('rule').map((not) => ({ not }))] : []),
    ),
  })).rule
const met = (rule: Rule, facts = lena) => evaluateRule(rule, facts).met

test('De Morgan holds: not all is any not, not any is all not', () => {
  fc.assert(
    fc.property(fc.array(tree(true), { minLength: 1, maxLength: 4 }), (rules) => {
      expect(met({ not: { all: rules } })).toBe(met({ any: rules.map((not) => ({ not })) }))
      expect(met({ not: { any: rules } })).toBe(met({ all: rules.map((not) => ({ not })) }))
      expect(met({ not: { not: rules[0]! } })).toBe(met(rules[0]!))
    }),
  )
})

test('without “not”, more work never closes what was open', () => {
  const more: Facts = {
    ...lena,
    completed: new Set(['intro', 'staging']),
    grades: new Map([['quiz', 90]]),
    groups: new Set(['evening', 'morning']),
  }
  fc.assert(fc.property(tree(false), (rule) => !met(rule) || met(rule, more)))
})

test('whoever is shut out is told why, and whoever is let in is not', () => {
  fc.assert(
    fc.property(tree(true), (rule) => {
      const verdict = evaluateRule(rule, lena)
      expect(verdict.unmet.length > 0).toBe(!verdict.met)
      for (const clause of verdict.unmet) expect(sayClause(view, clause)).not.toMatch(/undefined|\[object|\{|…/)
      if (verdict.met) expect(verdict.isOutOfReach).toBe(false)
    }),
  )
})

test('the verdict changes by waiting only at the moment that was foretold', () => {
  fc.assert(
    fc.property(tree(true), (rule) => {
      const turn = nextTurn(rule, lena)
      const later = turn === null ? now + 400 * 86_400_000 : turn - 1
      expect(met(rule, { ...lena, now: later })).toBe(met(rule))
    }),
  )
})

test('every rule that can be drawn passes the door and comes back as it went in', () => {
  fc.assert(
    fc.property(tree(true), (rule) => {
      expect(ruleSchema.parse(JSON.parse(JSON.stringify(rule)))).toEqual(rule)
    }),
  )
})

test('a learner reads what is missing', () => {
  const monday = momentOf('2027-03-01', '00:00', zone)!
  expect(why({ date: { from: monday } })).toEqual(['Opens on Monday 1 March'])
  expect(why({ date: { from: momentOf('2027-03-01', '17:00', zone)! } })).toEqual(['Opens on Monday 1 March at 17:00'])
  expect(why({ all: [{ completed: 'staging' }, { completed: 'intro' }] })).toEqual(['Complete ‘Staging’ first'])
  expect(why({ all: [{ completed: 'staging' }, { grade: 'quiz', atLeast: 60 }] })).toEqual([
    'Complete ‘Staging’ first',
    'Reach 60 % in ‘Quiz 1’',
  ])
  expect(why({ any: [{ completed: 'staging' }, { grade: 'quiz', atLeast: 60 }] })).toEqual([
    'Complete ‘Staging’ first or reach 60 % in ‘Quiz 1’',
  ])
  expect(why({ daysAfterEnrollment: 7 })).toEqual(['Opens on Saturday 27 February at 09:00'])
  expect(why({ not: { completed: 'intro' } })).toEqual(['Only for those who have not completed ‘Welcome’'])
  expect(why({ any: [{ user: ['ivy'] }, { completed: 'staging' }] })).toEqual(['Complete ‘Staging’ first'])
})

test('what work or waiting can open is within reach, the rest is not shown', () => {
  const isHidden = (rule: Rule) => evaluateRule(rule, lena).isOutOfReach
  expect(isHidden({ completed: 'staging' })).toBe(false)
  expect(isHidden({ date: { from: now + 1 } })).toBe(false)
  expect(isHidden({ date: { until: now } })).toBe(true)
  expect(isHidden({ user: ['ivy'] })).toBe(true)
  expect(isHidden({ all: [{ group: ['morning'] }, { completed: 'staging' }] })).toBe(true)
  expect(isHidden({ any: [{ group: ['morning'] }, { completed: 'staging' }] })).toBe(false)
  expect(isHidden({ not: { group: ['evening'] } })).toBe(true)
})

test('an author reads the rule as a sentence', () => {
  const names = {
    item: (id: string) => lena.titles.get(id),
    group: () => 'Evening class',
    user: () => 'Ivy',
    profile: (_field: string, value: string) => ({ field: 'Department', value }),
    zone,
  }
  const say = (rule: Rule) => {
    const clause = describeRule(rule, names)
    return clause && sayClause(view, clause)
  }
  expect(
    say({ all: [{ group: ['evening'] }, { any: [{ completed: 'intro' }, { grade: 'quiz', atLeast: 60 }] }] }),
  ).toBe('for those in Evening class and once ‘Welcome’ is completed or with 60 % or more in ‘Quiz 1’')
  expect(say({ not: { all: [{ completed: 'intro' }, { daysAfterEnrollment: 3 }] } })).toBe(
    'while ‘Welcome’ is not completed or in the first 3 days after joining',
  )
  // A condition that waits for its value shows where it will stand.
  expect(say({ all: [{ group: [] }, { profile: 'department', equals: '' }] })).toBe(
    'for those in … and for those whose Department is ‘…’',
  )
  expect(say(noRule)).toBeNull()
  expect(say({ all: [{ all: [{ profile: 'department', equals: 'Kitchen' }] }] })).toBe(
    'for those whose Department is ‘Kitchen’',
  )
})

test('rules from outside are bounded', () => {
  const nested = (depth: number): unknown => (depth === 0 ? { completed: 'a' } : { all: [nested(depth - 1)] })
  expect(ruleSchema.safeParse(nested(4)).success).toBe(true)
  expect(ruleSchema.safeParse(nested(5)).success).toBe(false)
  expect(ruleSchema.safeParse(nested(5_000)).success).toBe(false)
  expect(
    ruleSchema.safeParse({ all: Array.from({ length: 26 }, () => ({ any: [{ completed: 'a' }, { completed: 'b' }] })) })
      .success,
  ).toBe(false)
  for (const bad of [
    null,
    {},
    [],
    'all',
    { any: [] },
    { date: {} },
    { date: { from: 2, until: 1 } },
    { completed: 'a', extra: 1 },
    { grade: 'a', atLeast: 101 },
    { all: [{ nonsense: 1 }] },
    { user: [] },
  ])
    expect(ruleSchema.safeParse(bad).success, JSON.stringify(bad)).toBe(false)
})

test('a binned item locks nobody out, and a copied course keeps its rules', () => {
  const rule: Rule = {
    all: [
      { completed: 'intro' },
      { any: [{ grade: 'quiz', atLeast: 60 }] },
      { date: { from: momentOf('2027-03-26', '08:00', zone)! } },
    ],
  }
  expect(itemIdsIn(rule)).toEqual(['intro', 'quiz'])
  expect(withoutItems({ not: { completed: 'quiz' } }, new Set(['quiz']))).toBeNull()
  expect(withoutItems(rule, new Set(['quiz']))).toEqual({ all: [rule.all[0], rule.all[2]] })
  expect(carryRule(rule, new Map([['intro', 'intro2']]), 7, zone)).toEqual({
    all: [{ completed: 'intro2' }, { date: { from: momentOf('2027-04-02', '08:00', zone) } }],
  })
})
