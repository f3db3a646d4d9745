import { and, asc, eq, inArray } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { attempts, eventReaders, events, gradeEvents, grades, progress, responses } from '../../../worker/db/schema'
import { lockGrades, overrideGrade } from '../../../worker/domain/grades'
import { undoOwnAct } from '../../../worker/domain/pages'
import {
  changeQuestion,
  changeSettings,
  findAttempt,
  findQuizToEdit,
  findRegrade,
  makeRuling,
  type RulingDraft,
  readResult,
  revokeRuling,
  saveResponse,
  startAttempt,
  submitAttempt,
} from '../../../worker/domain/quizzes'
import { drain } from '../../../worker/jobs/drain'
import { showings } from '../../../worker/lib/quiz-shows'
import { monday } from '../../support/platform'
import { everyKind, makeQuiz, rightAnswers, versionsOf } from '../../support/quiz'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let school: School
let teacher: School['cast']['ivy']
const quizIds = ['plain', 'drawn', 'hidden', 'locked', 'edited', 'twice']

beforeAll(async () => {
  school = await makeSchool()
  const completion = { kind: 'passed' as const, percent: 60 }
  ;({ ivy: teacher } = await teachCourse(school.tenant, school.cast, {
    modules: { one: quizIds.map((id) => ({ id, kind: 'quiz' as const, completion, maxPoints: 10 })) },
  }))
  for (const id of quizIds)
    await makeQuiz(school.tenant, id, { counts: 'latest', ...(id === 'hidden' && { shows: showings.exam }) }, everyKind)
})

type Person = School['cast']['lena']

async function begin(itemId: string, actor: Person, values: string[][]) {
  const { tenant } = school
  const { id } = await startAttempt(tenant, actor, itemId)
  for (const [i, { versionId }] of (await versionsOf(tenant, itemId)).entries())
    if (values[i]?.some(Boolean)) await saveResponse(tenant, actor, id, { versionId, revision: 1, values: values[i]! })
  return id
}

async function handIn(itemId: string, actor: Person, values: string[][]) {
  const id = await begin(itemId, actor, values)
  await submitAttempt(school.tenant, actor, id)
  return id
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

const placeOf = (itemId: string, person: Person) =>
  and(eq(grades.enrollmentId, `git-${person.id}`), eq(grades.itemId, itemId))
const gradeOf = async (itemId: string, person: Person) =>
  (await school.tenant.db.select().from(grades).where(placeOf(itemId, person)))[0]!
const historyOf = async (itemId: string, person: Person) =>
  (
    await school.tenant.db
      .select()
      .from(gradeEvents)
      .where(and(eq(gradeEvents.enrollmentId, `git-${person.id}`), eq(gradeEvents.itemId, itemId)))
      .orderBy(asc(gradeEvents.id))
  ).map(({ kind, before, after, reason }) => [kind, before, after, reason])

const place = (kind: string) => everyKind.findIndex((one) => one.kind === kind)
const versionOf = async (itemId: string, kind: string) =>
  (await versionsOf(school.tenant, itemId))[place(kind)]!.versionId
const answers = (changed: Record<string, string[]>) => everyKind.map(({ kind }, i) => changed[kind] ?? rightAnswers[i]!)
const rule = async (itemId: string, kind: string, draft: Omit<RulingDraft, 'versionId'>) =>
  makeRuling(school.tenant, teacher, itemId, { versionId: await versionOf(itemId, kind), ...draft })

/** All that marking has written of a quiz, but when. */
async function marks(itemId: string) {
  const { db } = school.tenant
  const tried = await db.select().from(attempts).where(eq(attempts.itemId, itemId)).orderBy(asc(attempts.id))
  const ids = tried.map(({ id }) => id)
  const given = await db.select().from(responses).where(inArray(responses.attemptId, ids))
  const standing = await db.select().from(grades).where(eq(grades.itemId, itemId)).orderBy(asc(grades.enrollmentId))
  return {
    attempts: tried.map(({ id, score, maxScore }) => ({ id, score, maxScore })),
    responses: given
      .map(({ savedAt: _, ...row }) => row)
      .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
    grades: standing.map(({ gradedAt: _, ...row }) => row),
  }
}

test('another answer is accepted, for everybody who gave it and whoever gives it later', async () => {
  const { tenant, cast } = school
  const first = await handIn('plain', cast.lena, answers({ 'short-text': ['GIT  history'], number: ['8'] }))
  await handIn('plain', cast.leo, answers({ 'single-choice': ['a'], 'short-text': ['nothing'] }))
  const before = await marks('plain')
  expect(before.attempts.map(({ score, maxScore }) => [score, maxScore])).toEqual([
    [8, 10],
    [8, 10],
  ])
  const versionId = await versionOf('plain', 'short-text')
  const found = await findRegrade(tenant, teacher, 'plain', { versionId })
  expect(found.chosen!.given.map(({ text, count }) => [text, count])).toEqual([
    ['GIT  history', 1],
    ['nothing', 1],
  ])
  const accept: RulingDraft = { versionId, kind: 'accept', answers: [{ values: ['git history'] }] }
  const dry = (await findRegrade(tenant, teacher, 'plain', { change: accept })).plan()!
  expect(dry).toMatchObject({ learners: 2, up: 1, down: 0, won: 0, lost: 0 })
  expect(dry.lines).toMatchObject([{ name: cast.lena.name, before: { points: 8 }, after: { points: 9, most: 10 } }])
  expect(await marks('plain')).toEqual(before) // a dry run writes nothing

  const id = await makeRuling(tenant, teacher, 'plain', accept)
  expect(await makeRuling(tenant, teacher, 'plain', { ...accept, id })).toBe(id)
  await settle()
  expect((await gradeOf('plain', cast.lena)).final).toBe(9)
  expect((await gradeOf('plain', cast.leo)).final).toBe(8)
  expect((await historyOf('plain', cast.lena)).at(-1)).toEqual(['recounted', 8, 9, 'rulings'])

  const page = await findAttempt(tenant, cast.lena, first)
  const short = readResult(page, monday).questions![place('short-text')]!
  expect(short).toMatchObject({ mark: { points: 1, correct: 'full' }, rulings: [{ kind: 'accept' }] })

  const later = await handIn('plain', cast.leo, answers({ 'short-text': ['git history'] }))
  expect((await findAttempt(tenant, cast.leo, later)).attempt.score).toBe(10)
  await tenant.db.delete(responses).where(eq(responses.attemptId, later))
  await tenant.db.delete(attempts).where(eq(attempts.id, later))

  await revokeRuling(tenant, teacher, 'plain', id)
  expect(await revokeRuling(tenant, teacher, 'plain', id)).toBeNull()
  await settle()
  expect(await marks('plain')).toEqual(before)
})

test('dropped, a question counts for nobody; credited, for everybody; who had passed stays done, and undoing is as before', async () => {
  const { tenant, cast } = school
  const wrong = answers({ cloze: ['', '', ''], ordering: [], matching: [], 'word-bank': [], categorisation: [] })
  await handIn('drawn', cast.lena, wrong)
  await handIn('drawn', cast.leo, answers({}))
  await settle()
  const before = await marks('drawn')
  expect(before.attempts.map(({ score }) => score)).toEqual([5, 10])
  const completed = () =>
    tenant.db
      .select()
      .from(progress)
      .where(and(eq(progress.itemId, 'drawn'), eq(progress.completedAt, monday)))
  expect(await completed()).toHaveLength(1)

  const dropped = await rule('drawn', 'matching', { kind: 'drop' })
  const credited = await rule('drawn', 'ordering', { kind: 'credit' })
  await settle()
  expect(await gradeOf('drawn', cast.lena)).toMatchObject({ raw: 6, final: 6, maxPoints: 9 })
  expect(await gradeOf('drawn', cast.leo)).toMatchObject({ raw: 9, final: 9, maxPoints: 9 })
  expect(await completed()).toHaveLength(2) // 6 of 9 passes
  const versionId = await versionOf('drawn', 'ordering')
  await expect(makeRuling(tenant, teacher, 'drawn', { versionId, kind: 'credit' })).rejects.toThrow(
    'quizzes.regrade.already',
  )

  const back = (await findRegrade(tenant, teacher, 'drawn', { change: { takeBack: credited } })).plan()!
  expect(back).toMatchObject({ down: 1, lost: 1 })
  for (const id of [dropped, credited]) await undoOwnAct(tenant, teacher, id)
  await settle()
  expect(await marks('drawn')).toEqual(before)
  expect(await completed()).toHaveLength(2) // what was completed stays completed
})

test('marked again by the newest version, nobody loses who is to keep the better mark', async () => {
  const { tenant, cast } = school
  await handIn('edited', cast.lena, answers({ 'single-choice': ['a'] }))
  await handIn('edited', cast.leo, answers({}))
  const old = await versionOf('edited', 'single-choice')
  const { questions } = await findQuizToEdit(tenant, teacher, 'edited')
  const { question, questionId } = questions[place('single-choice')]!
  const body = { ...question.body, correct: 'a' } as typeof question.body
  await changeQuestion(tenant, teacher, 'edited', questionId, {
    question: { ...question, body } as typeof question,
    points: 2,
  })
  const newest = (keepsBest: boolean) => ({ versionId: old, kind: 'newest' as const, keepsBest })
  const dry = async (keepsBest: boolean) =>
    (await findRegrade(tenant, teacher, 'edited', { change: newest(keepsBest) }))
      .plan()!
      .lines.map(({ after }) => [after.points, after.most])
  expect(await dry(false)).toEqual([
    [9, 11],
    [11, 11],
  ])
  expect(await dry(true)).toEqual([
    [11, 11],
    [11, 11],
  ])
  await makeRuling(tenant, teacher, 'edited', newest(false))
  await settle()
  expect([(await gradeOf('edited', cast.lena)).final, (await gradeOf('edited', cast.leo)).final]).toEqual([11, 9])
})

test('what is locked or set by hand stays, and the dry run names it', async () => {
  const { tenant, cast } = school
  await handIn('locked', cast.lena, answers({ number: ['8'] }))
  await handIn('locked', cast.leo, answers({ number: ['8'] }))
  await overrideGrade(
    tenant,
    teacher,
    { courseId: 'git', userId: cast.leo.id, itemId: 'locked' },
    { points: 3, reason: 'Late' },
  )
  const versionId = await versionOf('locked', 'number')
  const change: RulingDraft = { versionId, kind: 'accept', answers: [{ values: ['8'] }] }
  const stays = async () =>
    (await findRegrade(tenant, teacher, 'locked', { change })).plan()!.lines.map(({ stays, grade }) => [stays, grade])
  expect((await stays()).sort()).toEqual(
    [
      [null, 9],
      ['override', 3],
    ].sort(),
  )
  await lockGrades(tenant, teacher, { courseId: 'git', itemId: 'locked' }, true)
  expect((await stays()).sort()).toEqual(
    [
      ['locked', 9],
      ['override', 3],
    ].sort(),
  )
  await makeRuling(tenant, teacher, 'locked', change)
  await settle()
  expect((await gradeOf('locked', cast.lena)).final).toBe(9)
  await lockGrades(tenant, teacher, { courseId: 'git', itemId: 'locked' }, false)
  await settle()
  expect((await gradeOf('locked', cast.lena)).final).toBe(10)
  expect(await gradeOf('locked', cast.leo)).toMatchObject({ raw: 10, final: 3 })
})

test('while the points are not shown, neither a new mark nor another rule gives them out or completes what they pass', async () => {
  const { tenant, cast } = school
  const { quiz } = await findQuizToEdit(tenant, teacher, 'hidden')
  const closesAt = monday + 3_600_000
  await changeSettings(tenant, teacher, 'hidden', { ...quiz, closesAt })
  await handIn(
    'hidden',
    cast.lena,
    answers({ cloze: [], ordering: [], matching: [], 'word-bank': [], categorisation: [] }),
  )
  await rule('hidden', 'cloze', { kind: 'credit' })
  await changeSettings(tenant, teacher, 'hidden', { ...quiz, closesAt, counts: 'average' })
  await settle()
  expect(await gradeOf('hidden', cast.lena)).toMatchObject({ final: 6, releasedAt: null })
  const done = () =>
    tenant.db
      .select()
      .from(progress)
      .where(and(eq(progress.itemId, 'hidden'), eq(progress.completedAt, monday)))
  expect(await done()).toEqual([])
})

test('an attempt under way is marked by what holds when it is handed in, even where somebody rules at that moment', async () => {
  const { tenant, cast } = school
  const id = await begin('plain', cast.lena, answers({ number: ['8'] }))
  const versionId = await versionOf('plain', 'number')
  await Promise.all([
    submitAttempt(tenant, cast.lena, id),
    makeRuling(tenant, teacher, 'plain', { versionId, kind: 'accept', answers: [{ values: ['8'] }] }),
  ])
  await settle()
  expect((await findAttempt(tenant, cast.lena, id)).attempt.score).toBe(10)
})

test('ruling twice is ruling once, later attempts are marked like earlier ones, and taking all back is as before', async () => {
  const { tenant, cast } = school
  const { quiz } = await findQuizToEdit(tenant, teacher, 'twice')
  await changeSettings(tenant, teacher, 'twice', { ...quiz, attemptsAllowed: null })
  const said = fc.record(
    Object.fromEntries(
      everyKind.map(({ kind }, i) => [kind, fc.constantFrom(rightAnswers[i]!, ['b'], ['zzz'], ['9', '', '2'], [])]),
    ),
  )
  const draft = fc.record({
    kind: fc.constantFrom('credit' as const, 'drop' as const, 'accept' as const),
    of: fc.constantFrom('single-choice', 'multiple-choice', 'short-text', 'number', 'cloze', 'matching'),
  })
  await fc.assert(
    fc.asyncProperty(said, fc.array(draft, { minLength: 1, maxLength: 4 }), async (values, drafts) => {
      const readable = answers({ ...values, 'true-false': ['true'], likert: [] })
      const first = await handIn('twice', cast.lena, readable)
      await settle()
      const before = await marks('twice')
      const made: string[] = []
      for (const { kind, of } of drafts) {
        const accepted = of === 'cloze' ? { values: ['2'], gap: 2 } : { values: [of === 'number' ? '9' : 'b'] }
        await rule('twice', of, { kind, answers: kind === 'accept' ? [accepted] : [] }).then(
          (id) => made.push(id),
          () => undefined, // such a ruling is there, or this kind takes none
        )
      }
      await settle()
      const ruled = await marks('twice')
      await tenant.db.update(eventReaders).set({ seq: 0 }) // every event is read again
      await settle()
      expect(await marks('twice')).toEqual(ruled)
      const scoreOf = async (id: string) => {
        const { score, maxScore } = (await findAttempt(tenant, cast.lena, id)).attempt
        return [score, maxScore]
      }
      const second = await handIn('twice', cast.lena, readable)
      expect(await scoreOf(second)).toEqual(await scoreOf(first))
      await tenant.db.delete(responses).where(eq(responses.attemptId, second))
      await tenant.db.delete(attempts).where(eq(attempts.id, second))
      for (const id of made) await revokeRuling(tenant, teacher, 'twice', id)
      await settle()
      expect(await marks('twice')).toEqual(before)
    }),
    { numRuns: 5, endOnFailure: true },
  )
}, 60_000)
