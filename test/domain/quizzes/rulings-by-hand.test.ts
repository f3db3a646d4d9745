import { asc, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { attempts, eventReaders, events, grades, responses } from '../../../worker/db/schema'
import { listMarking, releaseResponseMark } from '../../../worker/domain/assignments'
import { addGradeRows } from '../../../worker/domain/courses'
import { makeRuling, revokeRuling, saveResponse, startAttempt, submitAttempt } from '../../../worker/domain/quizzes'
import { drain } from '../../../worker/jobs/drain'
import { essayKind, firstKinds, makeQuiz, versionsOf } from '../../support/quiz'
import { makeSchool, type School } from '../../support/school'
import { enroll, teachCourse } from '../../support/taught-course'

type Person = School['cast']['lena']
let school: School
let teacher: Person

beforeAll(async () => {
  school = await makeSchool()
  ;({ ivy: teacher } = await teachCourse(school.tenant, school.cast, {
    modules: { one: ['dropped', 'credited'].map((id) => ({ id, kind: 'quiz' as const, maxPoints: 5 })) },
  }))
  for (const id of ['dropped', 'credited']) await makeQuiz(school.tenant, id, {}, [firstKinds[0]!, essayKind])
  await enroll(school.tenant, 'git', school.cast.zed, 'learner')
  await addGradeRows(school.tenant.db, 'git')
})

async function handIn(itemId: string, actor: Person, essay: string) {
  const { tenant } = school
  const { id } = await startAttempt(tenant, actor, itemId)
  const [choice, written] = await versionsOf(tenant, itemId)
  await saveResponse(tenant, actor, id, { versionId: choice!.versionId, revision: 1, values: ['b'] })
  if (essay) await saveResponse(tenant, actor, id, { versionId: written!.versionId, revision: 1, values: [essay] })
  await submitAttempt(tenant, actor, id)
  return { attemptId: id, versionId: written!.versionId }
}

async function settle() {
  const { tenant, platform } = school
  const isBehind = async () => {
    const seen = (await tenant.db.select().from(eventReaders)).map(({ seq }) => seq)
    return (await tenant.db.select().from(events)).at(-1)!.seq > Math.min(...seen)
  }
  do await drain(tenant, {}, platform)
  while (await isBehind())
}

const attemptsAt = async (itemId: string) =>
  (await school.tenant.db.select().from(attempts).where(eq(attempts.itemId, itemId)).orderBy(asc(attempts.id))).map(
    ({ score, maxScore, toMark }) => [score, maxScore, toMark],
  )
const pointsFor = async (versionId: string) =>
  (
    await school.tenant.db
      .select()
      .from(responses)
      .where(eq(responses.versionId, versionId))
      .orderBy(asc(responses.attemptId))
  ).map(({ points }) => points)
const waiting = async (itemId: string) =>
  (await listMarking(school.tenant, teacher, 'git', { itemId, state: 'awaiting' })).lines.length
const gradeOf = async (itemId: string, person: Person) =>
  (await school.tenant.db.select().from(grades).where(eq(grades.itemId, itemId))).find(
    ({ enrollmentId }) => enrollmentId === `git-${person.id}`,
  )

test('an essay that is dropped waits for nobody any more, and waits again when that is taken back', async () => {
  const { tenant, cast } = school
  const { versionId } = await handIn('dropped', cast.lena, 'To try things out.')
  const before = await attemptsAt('dropped')
  expect([before, await waiting('dropped')]).toEqual([[[null, before[0]![1], 1]], 1])
  const id = await makeRuling(tenant, teacher, 'dropped', { versionId, kind: 'drop' })
  await settle()
  expect(await attemptsAt('dropped')).toEqual([[1, 1, 0]])
  expect(await waiting('dropped')).toBe(0)
  expect(await gradeOf('dropped', cast.lena)).toMatchObject({ raw: 1, maxPoints: 1 })
  await revokeRuling(tenant, teacher, 'dropped', id)
  await settle()
  expect([await attemptsAt('dropped'), await pointsFor(versionId), await waiting('dropped')]).toEqual([
    before,
    [null],
    1,
  ])
  await releaseResponseMark(tenant, teacher, { ...(await place('dropped', versionId)) }, { points: 3, comment: '' })
  expect(await attemptsAt('dropped')).toEqual([[4, 5, 0]])
})

const place = async (itemId: string, versionId: string) => {
  const [row] = await school.tenant.db.select().from(attempts).where(eq(attempts.itemId, itemId))
  return { attemptId: row!.id, versionId }
}

test('credited, everybody gets what it is worth; what was read keeps its own points, and nothing said stays nothing', async () => {
  const { tenant, cast } = school
  const read = await handIn('credited', cast.lena, 'To keep apart.')
  await releaseResponseMark(tenant, teacher, read, { points: 2, comment: 'So so' })
  await handIn('credited', cast.leo, 'Because.')
  await handIn('credited', cast.zed, '')
  const before = await attemptsAt('credited')
  const points = await pointsFor(read.versionId)
  const id = await makeRuling(tenant, teacher, 'credited', { versionId: read.versionId, kind: 'credit' })
  await settle()
  for (const attempt of await attemptsAt('credited')) expect(attempt).toEqual([5, 5, 0])
  expect((await gradeOf('credited', cast.leo))?.final).toBe(5)
  await revokeRuling(tenant, teacher, 'credited', id)
  await settle()
  expect([await attemptsAt('credited'), await pointsFor(read.versionId)]).toEqual([before, points])
})
