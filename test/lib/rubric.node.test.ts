import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Invalid } from '../../worker/errors'
import {
  fitChoices,
  gradeByRubric,
  isGuide,
  mostPoints,
  type RubricBody,
  refuseOutside,
  scoreOf,
  settleRubric,
} from '../../worker/lib/rubric'

const points = fc.integer({ min: 0, max: 2_000 }).map((n) => n / 4)
const level = fc.record({ title: fc.constantFrom('Good', 'Fair', 'None'), description: fc.constant(''), points })
const criterion = fc.record({
  title: fc.constantFrom('Argument', 'Sources', 'Language'),
  description: fc.constant(''),
  levels: fc.array(level, { minLength: 2, maxLength: 8 }),
})
const rubric = fc
  .array(criterion, { minLength: 1, maxLength: 20 })
  .filter((criteria) => mostPoints({ criteria }) > 0)
  .map((criteria) => settleRubric({ scored: true, criteria }))
const worth = fc.integer({ min: 1, max: 1_000 })
const all = (body: RubricBody, pick: (n: number) => number) =>
  body.criteria.map(({ id, levels }) => ({ criterionId: id, levelId: levels[pick(levels.length)]!.id, comment: '' }))

test('the chosen levels sum up and scale to what the work is worth', () => {
  fc.assert(
    fc.property(rubric, worth, fc.array(fc.nat(), { minLength: 20, maxLength: 20 }), (body, worth, picks) => {
      let n = 0
      const choices = all(body, (length) => picks[n++]! % length)
      const score = scoreOf(body, choices)!
      const summed = body.criteria.reduce((sum, { id, levels }) => {
        const chosen = choices.find(({ criterionId }) => criterionId === id)!.levelId
        return sum + levels.find((one) => one.id === chosen)!.points!
      }, 0)
      expect(score.points).toBeCloseTo(summed, 6)
      expect(score.open).toBe(0)
      const grade = gradeByRubric(body, choices, worth)!
      expect(grade).toBeGreaterThanOrEqual(0)
      expect(grade).toBeLessThanOrEqual(worth)
      expect(Math.abs(grade - (summed / score.most) * worth)).toBeLessThanOrEqual(0.005 + 1e-9)
    }),
  )
})

test('the best level everywhere is the whole mark, and one criterion left open is none', () => {
  fc.assert(
    fc.property(rubric, worth, (body, worth) => {
      const best = body.criteria.map(({ id, levels }) => {
        const top = levels.toSorted((a, b) => b.points! - a.points!)[0]!
        return { criterionId: id, levelId: top.id, comment: '' }
      })
      expect(gradeByRubric(body, best, worth)).toBe(worth)
      expect(gradeByRubric(body, best.slice(1), worth)).toBeNull()
      expect(gradeByRubric({ ...body, scored: false }, best, worth)).toBeNull()
    }),
  )
})

test('what stays in a rubric keeps its id from version to version, and no id stands twice', () => {
  fc.assert(
    fc.property(rubric, rubric, (before, after) => {
      const next = settleRubric({ scored: true, criteria: after.criteria.map(({ id: _, ...rest }) => rest) }, before)
      const ids = next.criteria.map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const { levels } of next.criteria) expect(new Set(levels.map(({ id }) => id)).size).toBe(levels.length)
      expect(settleRubric(next, before)).toEqual(next)
      const fitted = fitChoices(
        next,
        all(before, () => 0),
      )
      for (const { criterionId, levelId } of fitted)
        expect(next.criteria.find(({ id }) => id === criterionId)!.levels.some(({ id }) => id === levelId)).toBe(true)
    }),
  )
})

const guide = fc
  .array(
    fc.record({ title: fc.string({ minLength: 1 }), most: fc.integer({ min: 1, max: 4_000 }).map((n) => n / 4) }),
    {
      minLength: 1,
      maxLength: 20,
    },
  )
  .map((criteria) =>
    settleRubric({
      scored: true,
      criteria: criteria.map(({ most }, n) => ({
        title: `Criterion ${n}`,
        description: '',
        levels: [],
        most,
        forMarkers: 'Look here.',
      })),
    }),
  )

test('the points that were typed in a marking guide sum up and scale to what the work is worth', () => {
  fc.assert(
    fc.property(guide, worth, fc.array(fc.nat(100), { minLength: 20, maxLength: 20 }), (body, worth, shares) => {
      expect(isGuide(body)).toBe(true)
      const given = body.criteria.map(({ id, most }, n) => ({
        criterionId: id,
        levelId: null,
        comment: '',
        points: Math.round(most! * shares[n]!) / 100,
      }))
      refuseOutside(body, given)
      expect(fitChoices(body, given)).toEqual(given)
      const summed = given.reduce((sum, { points }) => sum + points, 0)
      expect(Math.abs(gradeByRubric(body, given, worth)! - (summed / mostPoints(body)) * worth)).toBeLessThan(
        0.02 + 1e-9,
      )
      expect(gradeByRubric(body, given.slice(1), worth)).toBeNull()
    }),
  )
})

test('a marking guide takes no points beyond a criterion, and no levels', () => {
  const body = settleRubric({
    scored: true,
    criteria: [{ title: 'Clear', description: '', levels: [], most: 4, forMarkers: ' Look.\u202e ' }],
  })
  expect(body.criteria).toEqual([
    { id: 'c1', title: 'Clear', description: '', levels: [], most: 4, forMarkers: 'Look.' },
  ])
  const say = (points: number) => [{ criterionId: 'c1', levelId: null, comment: '', points }]
  for (const wrong of [-1, 4.01, Number.NaN]) {
    expect(() => refuseOutside(body, say(wrong))).toThrow(Invalid)
    expect(fitChoices(body, say(wrong))).toEqual([])
  }
  refuseOutside(body, say(0))
  expect(scoreOf(body, say(0))).toEqual({ points: 0, most: 4, open: 0 })
  const level = { title: 'Good', description: '', points: 1 }
  for (const wrong of [
    { most: 0, levels: [] },
    { most: 1_001, levels: [] },
    { most: 2, levels: [level] },
  ])
    expect(() => settleRubric({ scored: true, criteria: [{ title: 'Clear', description: '', ...wrong }] })).toThrow(
      Invalid,
    )
  expect(() =>
    settleRubric({ scored: false, criteria: [{ title: 'Clear', description: '', levels: [], most: 2 }] }),
  ).toThrow(Invalid)
})
