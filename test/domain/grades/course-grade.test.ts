import fc from 'fast-check'
import { expect, test } from 'vitest'
import { courseGrade, gradeState } from '../../../worker/domain/grades'

const grade = fc.record({
  final: fc.option(fc.double({ min: 0, max: 50, noNaN: true })),
  maxPoints: fc.constantFrom(0, 5, 20, 50),
  excused: fc.boolean(),
  releasedAt: fc.option(fc.constant(1)),
})

test('a course grade lies between the worst and the best percentage that counts', () => {
  fc.assert(
    fc.property(fc.array(grade, { maxLength: 20 }), (grades) => {
      const counts = grades.filter((g) => !g.excused && g.maxPoints > 0 && g.final !== null && g.releasedAt !== null)
      const percents = counts.map((g) => (g.final! / g.maxPoints) * 100)
      const { percent, graded, all } = courseGrade(grades)
      expect(graded).toBe(counts.length)
      expect(all).toBeGreaterThanOrEqual(graded)
      expect(percent === null).toBe(counts.length === 0)
      if (percent === null) return
      expect(percent).toBeGreaterThanOrEqual(Math.min(...percents) - 1e-9)
      expect(percent).toBeLessThanOrEqual(Math.max(...percents) + 1e-9)
    }),
  )
})

test('excusing the worst never lowers a course grade', () => {
  fc.assert(
    fc.property(fc.array(grade, { minLength: 1, maxLength: 20 }), (grades) => {
      const before = courseGrade(grades).percent
      const counting = grades.filter((g) => !g.excused && g.maxPoints > 0 && g.final !== null && g.releasedAt !== null)
      if (before === null || counting.length < 2) return
      const worst = counting.reduce((a, b) => (a.final! / a.maxPoints <= b.final! / b.maxPoints ? a : b))
      const after = courseGrade(grades.map((g) => (g === worst ? { ...g, excused: true } : g))).percent
      expect(after!).toBeGreaterThanOrEqual(before - 1e-9)
    }),
  )
})

test('a date holds to the end of its minute, and what waits to be marked is not missing', () => {
  const none = { final: null, raw: null, excused: false, releasedAt: null, awaits: false, dueAt: 1_000_000 }
  expect(gradeState(none, 1_059_999)).toBe('open')
  expect(gradeState(none, 1_060_000)).toBe('missing')
  expect(gradeState({ ...none, awaits: true }, 2_000_000)).toBe('awaiting')
  expect(gradeState({ ...none, raw: 3 }, 2_000_000)).toBe('held')
  expect(gradeState({ ...none, final: 3, releasedAt: 1 }, 2_000_000)).toBe('graded')
  expect(gradeState({ ...none, final: 3, releasedAt: 1, excused: true }, 2_000_000)).toBe('excused')
})
