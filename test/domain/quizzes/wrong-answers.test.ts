import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import {
  changeSettings,
  findAttempt,
  findQuizToEdit,
  makeRuling,
  readResult,
  recountGrades,
  revokeRuling,
  saveResponse,
  startAttempt,
  submitAttempt,
} from '../../../worker/domain/quizzes'
import { monday } from '../../support/platform'
import { firstKinds, makeQuiz, rightAnswers, versionsOf } from '../../support/quiz'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let school: School
let teacher: School['cast']['ivy']

beforeAll(async () => {
  school = await makeSchool()
  ;({ ivy: teacher } = await teachCourse(school.tenant, school.cast, {
    modules: { one: [{ id: 'strict', kind: 'quiz', maxPoints: 5 }] },
  }))
  await makeQuiz(school.tenant, 'strict', { wrongPercent: 25 })
})

const wrongAnswers = [['a'], ['c'], ['false'], ['git blame'], ['8']]
type Given = 'right' | 'wrong' | 'none'

async function begin(given: Given[]) {
  const { tenant, cast } = school
  const { id } = await startAttempt(tenant, cast.lena, 'strict')
  for (const [i, { versionId }] of (await versionsOf(tenant, 'strict')).entries()) {
    const values = given[i] === 'right' ? rightAnswers[i]! : given[i] === 'wrong' ? wrongAnswers[i]! : null
    if (values) await saveResponse(tenant, cast.lena, id, { versionId, revision: 1, values })
  }
  return id
}

const scoreOf = async (id: string) => (await findAttempt(school.tenant, school.cast.lena, id)).attempt.score
async function handIn(given: Given[]) {
  const id = await begin(given)
  await submitAttempt(school.tenant, school.cast.lena, id)
  return id
}

test('a wrong answer costs what the quiz says, leaving it out costs nothing, and no attempt ends below zero', async () => {
  const answer = fc.constantFrom<Given>('right', 'wrong', 'none')
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 5, maxLength: 5 }), async (given) => {
      const count = (what: Given) => given.filter((one) => one === what).length
      const score = await scoreOf(await handIn(given))
      expect(score).toBeCloseTo(Math.max(0, count('right') - 0.25 * count('wrong')), 9)
    }),
    { numRuns: 12, examples: [[['wrong', 'wrong', 'wrong', 'wrong', 'wrong']]] },
  )
  expect(firstKinds).toHaveLength(5)
})

test('its result says what a wrong answer cost, and one that is accepted later costs nothing until that is taken back', async () => {
  const { tenant, cast } = school
  const id = await handIn(['wrong', 'none', 'right', 'right', 'right'])
  const points = async () =>
    readResult(await findAttempt(tenant, cast.lena, id), monday).questions!.map(({ mark }) => mark!.points)
  expect(await points()).toEqual([-0.25, 0, 1, 1, 1])
  const { versionId } = (await versionsOf(tenant, 'strict'))[0]!
  const recount = (run: string) => recountGrades(tenant, { itemId: 'strict', actorId: null, run, after: '' })
  const ruling = await makeRuling(tenant, teacher, 'strict', {
    versionId,
    kind: 'accept',
    answers: [{ values: ['a'] }],
  })
  await recount('one')
  expect([await scoreOf(id), await points()]).toEqual([4, [1, 0, 1, 1, 1]])
  await revokeRuling(tenant, teacher, 'strict', ruling)
  await recount('two')
  expect([await scoreOf(id), await points()]).toEqual([2.75, [-0.25, 0, 1, 1, 1]])
})

test('who has begun is marked as it was said then', async () => {
  const { tenant } = school
  const id = await begin(['wrong', 'right'])
  const { quiz } = await findQuizToEdit(tenant, teacher, 'strict')
  await changeSettings(tenant, teacher, 'strict', { ...quiz, wrongPercent: 100 })
  await submitAttempt(tenant, school.cast.lena, id)
  expect(await scoreOf(id)).toBe(0.75)
  expect(await scoreOf(await handIn(['wrong', 'right']))).toBe(0)
  await expect(changeSettings(tenant, teacher, 'strict', { ...quiz, wrongPercent: 101 })).rejects.toThrow()
})
