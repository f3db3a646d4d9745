import { and, asc, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { insertMany } from '../../../worker/db/insert-many'
import {
  attempts,
  enrollments,
  eventReaders,
  events,
  gradeEvents,
  grades,
  progress,
  quizzes,
  users,
} from '../../../worker/db/schema'
import { overrideGrade } from '../../../worker/domain/grades'
import {
  changeSettings,
  findQuizToEdit,
  recountGrades,
  saveResponse,
  startAttempt,
  submitAttempt,
} from '../../../worker/domain/quizzes'
import { drain } from '../../../worker/jobs/drain'
import type { Counting } from '../../../worker/lib/quiz-rules'
import { monday } from '../../support/platform'
import { makeQuiz, rightAnswers, versionsOf } from '../../support/quiz'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let school: School
let teacher: School['cast']['ivy']

beforeAll(async () => {
  school = await makeSchool()
  const completion = { kind: 'passed' as const, percent: 60 }
  ;({ ivy: teacher } = await teachCourse(school.tenant, school.cast, {
    modules: { one: ['few', 'many'].map((id) => ({ id, kind: 'quiz' as const, completion, maxPoints: 5 })) },
  }))
  for (const id of ['few', 'many']) await makeQuiz(school.tenant, id, { counts: 'latest' })
})

/** Hands in an attempt with the first `right` questions right. */
async function attempt(actor: School['cast']['lena'], right: number) {
  const { tenant } = school
  const { id } = await startAttempt(tenant, actor, 'few')
  for (const [i, { versionId }] of (await versionsOf(tenant, 'few')).slice(0, right).entries())
    await saveResponse(tenant, actor, id, { versionId, revision: 1, values: rightAnswers[i]! })
  await submitAttempt(tenant, actor, id)
}

async function count(itemId: string, counts: Counting) {
  const { quiz } = await findQuizToEdit(school.tenant, teacher, itemId)
  await changeSettings(school.tenant, teacher, itemId, { ...quiz, counts })
}

/** As the queue does, until nothing is left. */
async function settle() {
  const { tenant, platform } = school
  const isBehind = async () => {
    const seen = (await tenant.db.select().from(eventReaders)).map(({ seq }) => seq)
    return (await tenant.db.select().from(events)).at(-1)!.seq > Math.min(...seen)
  }
  do await drain(tenant, {}, platform)
  while (await isBehind())
}

const gradeOf = async (person: string) => {
  const place = and(eq(grades.enrollmentId, `git-${person}`), eq(grades.itemId, 'few'))
  return (await school.tenant.db.select().from(grades).where(place))[0]!
}

test('when another attempt counts, the grades that stand follow, and their history says by which rule', async () => {
  const { tenant, cast } = school
  for (const right of [2, 4, 1]) await attempt(cast.lena, right)
  for (const right of [1, 0]) await attempt(cast.leo, right)
  await overrideGrade(
    tenant,
    teacher,
    { courseId: 'git', userId: cast.leo.id, itemId: 'few' },
    { points: 5, reason: 'Spoke' },
  )
  await settle()
  const done = () => tenant.db.select().from(progress).where(eq(progress.completedAt, monday))
  expect([(await gradeOf(cast.lena.id)).final, (await done()).length]).toEqual([1, 2]) // the 4 had passed, and so does what was given by hand
  await tenant.db.delete(progress)

  const finals: Record<string, number | null> = {}
  for (const rule of ['first', 'average', 'highest', 'highest'] as const) {
    await count('few', rule)
    await settle()
    finals[rule] = (await gradeOf(cast.lena.id)).final
    if (rule !== 'highest') expect(await done(), rule).toEqual([])
  }
  expect(finals).toEqual({ first: 2, average: 2.33, highest: 4 })
  expect(await done()).toMatchObject([{ enrollmentId: `git-${cast.lena.id}`, requirement: { percent: 60 } }])
  expect(await gradeOf(cast.leo.id)).toMatchObject({ final: 5, raw: 1, override: 5 })

  const history = await tenant.db
    .select()
    .from(gradeEvents)
    .where(eq(gradeEvents.kind, 'recounted'))
    .orderBy(asc(gradeEvents.id))
  expect(
    history.map(({ enrollmentId, before, after, reason, actorId }) => [enrollmentId, before, after, reason, actorId]),
  ).toEqual(
    [
      [1, 2, 'first'],
      [2, 2.33, 'average'],
      [2.33, 4, 'highest'],
    ].map((said) => [`git-${cast.lena.id}`, ...said, teacher.id]),
  )
})

test('a large quiz is recounted page by page, and a page that is read twice changes nothing more', async () => {
  const { tenant } = school
  const { db } = tenant
  const MANY = 230
  const [lena] = await db.select().from(users).where(eq(users.id, school.cast.lena.id))
  const ids = Array.from({ length: MANY }, (_, i) => `many-${String(i).padStart(3, '0')}`)
  const shared = { itemId: 'many', asked: [], startedAt: 1, submittedAt: 2, maxScore: 5 }
  await db.batch([
    insertMany(
      db,
      users,
      ids.map((id) => ({ ...lena!, id, email: `${id}@example.com`, username: null, externalId: null })),
    ),
    insertMany(
      db,
      enrollments,
      ids.map((id) => ({ id, userId: id, courseId: 'git', role: 'learner' as const, createdAt: 1 })),
    ),
    insertMany(
      db,
      attempts,
      ids.flatMap((id) =>
        [3, 1].map((score, i) => ({ ...shared, id: `${id}-${i}`, enrollmentId: id, number: i + 1, score })),
      ),
    ),
    insertMany(
      db,
      grades,
      ids.map((id) => ({ enrollmentId: id, itemId: 'many', raw: 1, final: 1, maxPoints: 5, releasedAt: 2 })),
    ),
  ])
  await count('many', 'highest')
  await settle()
  const all = await db.select().from(grades).where(eq(grades.itemId, 'many'))
  expect([all.length, new Set(all.map(({ final }) => final))]).toEqual([MANY, new Set([3])])
  const pages = await db
    .select()
    .from(events)
    .where(and(eq(events.name, 'quiz.recounting'), eq(events.subjectId, 'many')))
  expect(pages).toHaveLength(3)
  const told = () => db.select().from(gradeEvents).where(eq(gradeEvents.itemId, 'many'))
  expect(await told()).toHaveLength(MANY)
  expect(await db.select().from(progress).where(eq(progress.itemId, 'many'))).toHaveLength(MANY)
  const { actorId, payload } = pages[1]!
  await recountGrades(tenant, { itemId: 'many', actorId, run: String(payload.run), after: String(payload.after) })
  expect(await told()).toHaveLength(MANY)
})

test('somebody who hands in while it is recounted keeps what they handed in', async () => {
  const { tenant, cast } = school
  await count('few', 'latest')
  const hand = { ...tenant, db: tenant.db }
  await Promise.all([
    settle(),
    attempt(cast.lena, 3),
    recountGrades(hand, { itemId: 'few', actorId: null, run: 'x', after: '' }),
  ])
  await settle()
  expect((await gradeOf(cast.lena.id)).final).toBe(3)
  expect((await tenant.db.select().from(quizzes).where(eq(quizzes.itemId, 'few')))[0]!.counts).toBe('latest')
})
