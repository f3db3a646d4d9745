import { and, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Tenant } from '../../../tenants/tenant'
import { attempts, bankQuestions, items } from '../../../worker/db/schema'
import {
  addBankQuestion,
  addCategory,
  addDraw,
  changeBankQuestion,
  changeDraw,
  chooseQuestions,
  findBankChoice,
  listCourseBanks,
  listQuestions,
  makeBank,
  removeDraw,
  retireQuestion,
  takeNewestVersion,
} from '../../../worker/domain/banks'
import { duplicateCourse, duplicateItem, publishItem, unpublishItem } from '../../../worker/domain/courses'
import { undoOwnAct } from '../../../worker/domain/pages'
import {
  changeQuestion,
  findAttempt,
  findQuiz,
  findQuizToEdit,
  moveQuestion,
  type Question,
  readResult,
  removeQuestion,
  startAttempt,
  submitAttempt,
} from '../../../worker/domain/quizzes'
import { Conflict, Invalid } from '../../../worker/errors'
import type { Actor } from '../../support/actors'
import { makePlatform } from '../../support/platform'
import { makeQuiz } from '../../support/quiz'
import { addSchool, type Cast } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let tenant: Tenant
let cast: Cast
let ivy: Actor
let bank: string
let category: string
const ids: string[] = []

const statement = (prompt: string): Question => ({
  kind: 'true-false',
  body: { prompt, explanation: '', correct: true },
})

beforeAll(async () => {
  const platform = await makePlatform()
  ;({ tenant, cast } = await addSchool(platform, 'acme', 'Acme'))
  const quizzes = ['drawn', 'edited', 'short', 'mixed', 'versions'].map((id) => ({
    id,
    kind: 'quiz' as const,
    maxPoints: 0,
  }))
  await teachCourse(tenant, cast, { modules: { one: quizzes } })
  for (const { id } of quizzes) await makeQuiz(tenant, id, { showAnswers: true, answersAfter: 'attempt' }, [])
  ivy = { ...cast.ivy, courseRoles: { git: 'instructor' } }
  bank = (await makeBank(tenant, ivy, 'git', { title: 'Kitchen' })).id
  category = (await addCategory(tenant, ivy, bank, { title: 'Hygiene', parentId: '' })).id
  for (let n = 0; n < 6; n++) {
    const draft = {
      question: statement(`Statement ${n}.`),
      points: 1,
      categoryId: n < 4 ? category : null,
      tags: 'all',
    }
    ids.push((await addBankQuestion(tenant, ivy, bank, draft)).id)
  }
})

const askedBy = async (attemptId: string) => {
  const [attempt] = await tenant.db.select().from(attempts).where(eq(attempts.id, attemptId)).limit(1)
  return attempt!
}

describe('a quiz that draws', () => {
  test('asks each attempt its own questions, fixed at its start, and keeps them for the result', async () => {
    await addDraw(tenant, ivy, 'drawn', { bankId: bank, categoryId: category, count: 3, points: 2 })
    const [item] = await tenant.db.select().from(items).where(eq(items.id, 'drawn')).limit(1)
    expect(item!.maxPoints).toBe(6)
    expect(await findQuiz(tenant, cast.lena, 'drawn')).toMatchObject({ questions: 3, maxPoints: 6, hindrance: null })
    const { id } = await startAttempt(tenant, cast.lena, 'drawn')
    const attempt = await askedBy(id)
    expect(attempt.maxScore).toBe(6)
    expect(attempt.asked).toHaveLength(3)
    const pool = await tenant.db
      .select({ versionId: bankQuestions.versionId })
      .from(bankQuestions)
      .where(eq(bankQuestions.categoryId, category))
    for (const one of attempt.asked) {
      expect(pool.map(({ versionId }) => versionId)).toContain(one.versionId)
      expect(one).toMatchObject({ points: 2, draw: expect.any(String) })
    }
    expect(new Set(attempt.asked.map(({ versionId }) => versionId)).size).toBe(3)
    expect((await startAttempt(tenant, cast.lena, 'drawn')).id).toBe(id)
    for (const question of ids)
      await changeBankQuestion(tenant, ivy, question, { question: statement(`New ${question}`), points: 1 }, [])
    expect((await askedBy(id)).asked).toEqual(attempt.asked)
    await submitAttempt(tenant, cast.lena, id)
    const result = readResult(await findAttempt(tenant, cast.lena, id), tenant.now())
    expect(result.questions!.map(({ question }) => question.body.prompt)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Statement/)]),
    )
  })

  test('never draws what it asks anyway, and draws that share a bank leave each other enough', async () => {
    await chooseQuestions(tenant, ivy, 'mixed', bank, [ids[0]!])
    await addDraw(tenant, ivy, 'mixed', { bankId: bank, tag: 'ALL', count: 2, points: 1 })
    await addDraw(tenant, ivy, 'mixed', { bankId: bank, categoryId: category, count: 3, points: 1 })
    for (const actor of [cast.lena, cast.leo]) {
      const { asked } = await askedBy((await startAttempt(tenant, actor, 'mixed')).id)
      expect(asked).toHaveLength(6)
      expect(new Set(asked.map(({ versionId }) => versionId)).size).toBe(6)
    }
  })

  test('is not published while a draw finds too few, and then promises no more than there is', async () => {
    await unpublishItem(tenant, ivy, 'short')
    const { id } = await addDraw(tenant, ivy, 'short', { bankId: bank, count: 7, points: 1 })
    const { draws } = await findQuizToEdit(tenant, ivy, 'short')
    expect(draws[0]!.shortage).toEqual({ drawId: id, wanted: 7, found: 6 })
    await expect(publishItem(tenant, ivy, 'short')).rejects.toMatchObject({
      reason: 'banks.tooFew',
      values: { wanted: 7, found: 6, source: 'Kitchen' },
    })
    await changeDraw(tenant, ivy, 'short', id, { bankId: bank, count: 6, points: 1 })
    await publishItem(tenant, ivy, 'short')
    await expect(addDraw(tenant, ivy, 'short', { bankId: bank, count: 1, points: 1 })).rejects.toThrow(Invalid)
    await retireQuestion(tenant, ivy, ids[5]!)
    const { asked, maxScore } = await askedBy((await startAttempt(tenant, cast.lena, 'short')).id)
    expect([asked.length, maxScore]).toEqual([5, 5])
  })

  test('keeps its draws in order with its questions, and takes one back after it was removed', async () => {
    const { id: first } = await addDraw(tenant, ivy, 'edited', { bankId: bank, count: 1, points: 1 })
    await chooseQuestions(tenant, ivy, 'edited', bank, [ids[0]!, ids[1]!])
    await moveQuestion(tenant, ivy, 'edited', first, 1)
    const { questions, draws } = await findQuizToEdit(tenant, ivy, 'edited')
    const order = [...questions, ...draws].toSorted((a, b) => (a.position < b.position ? -1 : 1))
    expect(order.map((part) => ('questionId' in part ? part.questionId : part.id))).toEqual([ids[0], first, ids[1]])
    const act = await removeDraw(tenant, ivy, 'edited', first)
    expect((await findQuizToEdit(tenant, ivy, 'edited')).draws).toEqual([])
    await undoOwnAct(tenant, ivy, act!)
    expect((await findQuizToEdit(tenant, ivy, 'edited')).draws.map(({ id }) => id)).toEqual([first])
    const away = await removeQuestion(tenant, ivy, 'edited', ids[0]!)
    expect((await findBankChoice(tenant, ivy, 'edited', { bankId: bank, filter: {} })).asked).toEqual([ids[1]])
    await undoOwnAct(tenant, ivy, away!)
    expect((await findQuizToEdit(tenant, ivy, 'edited')).questions).toHaveLength(2)
  })

  test('asks a chosen question in the version it chose, changed in its bank alone', async () => {
    await chooseQuestions(tenant, ivy, 'versions', bank, [ids[2]!])
    const change = { question: statement('Elsewhere.'), points: 3 }
    await expect(changeQuestion(tenant, ivy, 'versions', ids[2]!, change)).rejects.toThrow(Conflict)
    const before = (await findQuizToEdit(tenant, ivy, 'versions')).questions[0]!
    await changeBankQuestion(tenant, ivy, ids[2]!, { question: statement('Newer.'), points: 1 }, [])
    const older = (await findQuizToEdit(tenant, ivy, 'versions')).questions[0]!
    expect([older.versionId, older.bank?.hasNewer]).toEqual([before.versionId, true])
    await takeNewestVersion(tenant, ivy, 'versions', ids[2]!)
    expect((await findQuizToEdit(tenant, ivy, 'versions')).questions[0]!.question.body.prompt).toBe('Newer.')
  })

  test('uses no bank of another course, nor one that its author may not read', async () => {
    await teachCourse(tenant, cast, { id: 'baking', modules: {} }).catch(() => null)
    const { id: other } = await makeBank(tenant, cast.ada, 'baking', { title: 'Baking' })
    const draw = { bankId: other, count: 1, points: 1 }
    await expect(addDraw(tenant, cast.ada, 'edited', draw)).rejects.toThrow(Invalid)
    await expect(addDraw(tenant, ivy, 'edited', draw)).rejects.toThrow(Invalid)
  })

  test('goes along when its item, and when its whole course is copied', async () => {
    const twin = await duplicateItem(tenant, ivy, 'mixed', 'Mixed (copy)')
    const same = await findQuizToEdit(tenant, ivy, twin.id)
    expect(same.questions.map(({ questionId }) => questionId)).toEqual([ids[0]])
    expect(same.draws.map(({ bankId, count }) => [bankId, count])).toEqual([
      [bank, 2],
      [bank, 3],
    ])
    const { id: course } = await duplicateCourse(tenant, ivy, 'git', { title: 'Git again', days: 0 })
    const author: Actor = { ...ivy, courseRoles: { git: 'instructor', [course]: 'instructor' } }
    const { banks } = await listCourseBanks(tenant, author, course)
    expect(banks.map(({ title, questions }) => [title, questions])).toEqual([['Kitchen', 5]])
    const { bank: copy } = await listQuestions(tenant, author, banks[0]!.id, {})
    expect(copy.categories.map(({ path, all }) => [path, all])).toEqual([['Hygiene', 4]])
    const [mixed] = await tenant.db
      .select({ id: items.id })
      .from(items)
      .where(and(eq(items.courseId, course), eq(items.title, 'Item mixed')))
    const copied = await findQuizToEdit(tenant, author, mixed!.id)
    expect(copied.draws.map(({ source, count }) => [source, count])).toEqual([
      ['Kitchen', 2],
      ['Kitchen › Hygiene', 3],
    ])
    expect(copied.questions.map(({ bank }) => bank?.id)).toEqual([copy.id])
    expect(copied.draws.every(({ bankId }) => bankId === copy.id)).toBe(true)
  })
})
