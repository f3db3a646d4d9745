import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Counted, courseGrade, gradeState, gradingOf } from '../../../worker/domain/grades'
import { wordFor } from '../../../worker/lib/grade-scheme'

const plainGrading = gradingOf({ grading: null })

const categories = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('essays', 'exams', 'talks'),
    weight: fc.constantFrom(null, 0, 30, 70),
    dropLowest: fc.constantFrom(0, 0, 1, 2),
    keepHighest: fc.constantFrom(null, null, 1, 3),
  }),
  { selector: ({ id }) => id, maxLength: 3 },
)
const grading = fc.record({
  counting: fc.constantFrom('items' as const, 'points' as const),
  missingCounts: fc.boolean(),
  scheme: fc.constant({ kind: 'percent' as const }),
  categories: categories.map((all) => all.map((one) => ({ ...one, title: one.id }))),
})
const grade = fc.record({
  final: fc.option(fc.double({ min: 0, max: 50, noNaN: true })),
  maxPoints: fc.constantFrom(0, 5, 20, 50),
  excused: fc.boolean(),
  releasedAt: fc.option(fc.constant(1)),
  isMissing: fc.constant(false),
  missingPercent: fc.constant(null),
  categoryId: fc.constantFrom(null, 'essays', 'exams', 'gone'),
  extraCredit: fc.constant(false),
})
const gradesOf = (one: fc.Arbitrary<Omit<Counted, 'itemId'>>, maxLength = 20) =>
  fc.array(one, { maxLength }).map((all) => all.map((row, place) => ({ ...row, itemId: `item-${place}` })))
const isGiven = (g: Counted) => !g.excused && g.maxPoints > 0 && g.final !== null && g.releasedAt !== null
const share = (g: Counted) => (g.final! / g.maxPoints) * 100

test('a course grade lies between the worst and the best percentage that counts', () => {
  fc.assert(
    fc.property(gradesOf(grade), grading, (grades, rules) => {
      const percents = grades.filter(isGiven).map(share)
      const { percent, graded, all } = courseGrade(grades, rules)
      expect(graded).toBe(percents.length)
      expect(all).toBeGreaterThanOrEqual(graded)
      if (!percents.length) expect(percent).toBeNull()
      if (percent === null) return
      expect(percent).toBeGreaterThanOrEqual(Math.min(...percents) - 1e-9)
      expect(percent).toBeLessThanOrEqual(Math.max(...percents) + 1e-9)
    }),
  )
})

test('without categories every item counts the same, or by what it is worth', () => {
  const plain = { missingCounts: false, scheme: { kind: 'percent' as const }, categories: [] }
  fc.assert(
    fc.property(gradesOf(grade), (grades) => {
      const given = grades.filter(isGiven)
      if (!given.length) return
      const mean = given.reduce((sum, one) => sum + share(one), 0) / given.length
      expect(courseGrade(grades, { ...plain, counting: 'items' }).percent).toBeCloseTo(mean, 8)
      const [got, most] = [given.reduce((s, g) => s + g.final!, 0), given.reduce((s, g) => s + g.maxPoints, 0)]
      const byPoints = courseGrade(grades, { ...plain, counting: 'points' })
      expect(byPoints.percent).toBeCloseTo((got / most) * 100, 8)
      expect([byPoints.points, byPoints.maxPoints]).toEqual([expect.closeTo(got, 8), most])
    }),
  )
})

test('excusing the worst of what counts the same never lowers a course grade', () => {
  fc.assert(
    fc.property(gradesOf(grade), (grades) => {
      const rules = { ...plainGrading, categories: [] }
      const before = courseGrade(grades, rules).percent
      const counting = grades.filter(isGiven)
      if (before === null || counting.length < 2) return
      const worst = counting.reduce((a, b) => (share(a) <= share(b) ? a : b))
      const after = courseGrade(
        grades.map((g) => (g === worst ? { ...g, excused: true } : g)),
        rules,
      ).percent
      expect(after!).toBeGreaterThanOrEqual(before - 1e-9)
    }),
  )
})

test('what is dropped is the best choice for the learner, and never all', () => {
  const graded = grade.map((one) => ({
    ...one,
    final: one.final ?? 0,
    releasedAt: 1,
    excused: false,
    categoryId: 'essays',
  }))
  const worth = fc.record({ row: graded, maxPoints: fc.constantFrom(1, 3, 20, 50), extraCredit: fc.boolean() })
  const rows = worth.map(({ row, ...more }) => ({ ...row, ...more }))
  fc.assert(
    fc.property(
      gradesOf(rows, 7),
      fc.constantFrom('items' as const, 'points' as const),
      fc.integer({ min: 0, max: 3 }),
      (grades, counting, dropLowest) => {
        const category = { id: 'essays', title: 'Essays', weight: null, dropLowest, keepHighest: null }
        const rules = { ...plainGrading, counting, categories: [category] }
        const normal = grades.filter(({ extraCredit }) => !extraCredit)
        const { percent, dropped } = courseGrade(grades, rules)
        expect(dropped.length).toBe(Math.max(0, Math.min(dropLowest, normal.length - 1)))
        if (!normal.length) {
          expect(percent).toBeNull()
          return
        }
        const extra = grades.filter(({ extraCredit }) => extraCredit)
        const choices = subsets(normal, normal.length - dropped.length)
        const best = Math.max(...choices.map((some) => whole([...some, ...extra], counting)))
        expect(percent).toBeCloseTo(best, 6)
      },
    ),
  )
})

test('weights set categories against each other as far as they hold a grade', () => {
  const category = (id: string, weight: number) => ({ id, title: id, weight, dropLowest: 0, keepHighest: null })
  const rules = { ...plainGrading, categories: [category('essays', 30), category('exams', 70)] }
  const mark = (itemId: string, categoryId: string | null, final: number | null) => ({
    itemId,
    categoryId,
    final,
    maxPoints: 10,
    excused: false,
    releasedAt: 1,
    isMissing: false,
    missingPercent: null,
    extraCredit: false,
  })
  const both = [mark('a', 'essays', 10), mark('b', 'exams', 5)]
  expect(courseGrade(both, rules).percent).toBeCloseTo(65)
  expect(courseGrade([both[0]!, mark('b', 'exams', null)], rules).percent).toBe(100)
  // what is in no category does not count then
  expect(courseGrade([...both, mark('c', null, 0), mark('d', 'gone', 0)], rules).percent).toBeCloseTo(65)
  expect(courseGrade(both, rules).categories.map(({ percent }) => percent)).toEqual([100, 50])
})

test('what is missing counts as nothing only where the course says so, and extra credit only adds', () => {
  const one = {
    maxPoints: 10,
    excused: false,
    releasedAt: 1,
    isMissing: false,
    missingPercent: null,
    categoryId: null,
    extraCredit: false,
  }
  const done = { ...one, itemId: 'done', final: 8 }
  const missing = { ...one, itemId: 'missing', final: null, releasedAt: null, isMissing: true }
  const strict = { ...plainGrading, missingCounts: true }
  expect(courseGrade([done, missing], plainGrading).percent).toBeCloseTo(80)
  expect(courseGrade([done, missing], strict).percent).toBeCloseTo(40)
  expect(courseGrade([done, { ...missing, extraCredit: true }], strict).percent).toBeCloseTo(80)
  const extra = { ...one, itemId: 'extra', final: 5, extraCredit: true }
  expect(courseGrade([done, extra], plainGrading).percent).toBeCloseTo(130)
  expect(courseGrade([done, extra], { ...plainGrading, counting: 'points' })).toMatchObject({
    points: 13,
    maxPoints: 10,
  })
  expect(courseGrade([extra], plainGrading).percent).toBeNull()
})

test('what is missing stands for a grade of the percentage that its item says, whatever the course says', () => {
  const missing = fc
    .tuple(grade, fc.integer({ min: 0, max: 100 }), fc.boolean())
    .map(([one, percent, isGone]) =>
      isGone ? { ...one, final: null, releasedAt: null, isMissing: true, missingPercent: percent } : one,
    )
  const gone = ({ isMissing, excused, maxPoints }: Counted) => isMissing && !excused && maxPoints > 0
  let times = 0
  fc.assert(
    fc.property(gradesOf(missing), grading, (grades, rules) => {
      const given = grades.map((one) =>
        gone(one)
          ? { ...one, isMissing: false, releasedAt: 1, final: (one.missingPercent! * one.maxPoints) / 100 }
          : one,
      )
      const [said, as] = [courseGrade(grades, rules), courseGrade(given, rules)]
      if (grades.some(gone)) times += 1
      expect(said.percent).toEqual(as.percent)
      expect([said.points, said.maxPoints, said.dropped]).toEqual([as.points, as.maxPoints, as.dropped])
      expect(said.graded).toBe(as.graded - grades.filter(gone).length)
    }),
  )
  expect(times).toBeGreaterThan(10)
})

test('a word stands for a percentage from its step on, whatever division leaves over', () => {
  const steps = [90, 70, 0].map((from, place) => ({ from, word: 'ABC'[place]! }))
  expect([100, 90, 89.9, 70, 69.99, 0].map((percent) => wordFor(steps, percent)).join('')).toBe('AABBCC')
  expect(wordFor(steps, (0.1 + 0.7) * 100 + 10)).toBe('A')
})

/** Every choice of `count` of them. */
function subsets<One>(all: One[], count: number): One[][] {
  if (count === 0) return [[]]
  return all.flatMap((one, place) => subsets(all.slice(place + 1), count - 1).map((rest) => [one, ...rest]))
}

function whole(marks: Counted[], counting: 'items' | 'points'): number {
  const normal = marks.filter(({ extraCredit }) => !extraCredit)
  if (counting === 'items') return marks.reduce((sum, one) => sum + share(one), 0) / normal.length
  return (marks.reduce((sum, g) => sum + g.final!, 0) / normal.reduce((sum, g) => sum + g.maxPoints, 0)) * 100
}

test('a date holds to the end of its minute, and what waits to be marked is not missing', () => {
  const none = { final: null, raw: null, excused: false, releasedAt: null, awaits: false, dueAt: 1_000_000 }
  expect(gradeState(none, 1_059_999)).toBe('open')
  expect(gradeState(none, 1_060_000)).toBe('missing')
  expect(gradeState({ ...none, awaits: true }, 2_000_000)).toBe('awaiting')
  expect(gradeState({ ...none, raw: 3 }, 2_000_000)).toBe('held')
  expect(gradeState({ ...none, final: 3, releasedAt: 1 }, 2_000_000)).toBe('graded')
  expect(gradeState({ ...none, final: 3, releasedAt: 1, excused: true }, 2_000_000)).toBe('excused')
})
