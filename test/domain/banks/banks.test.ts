import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Tenant } from '../../../tenants/tenant'
import { items, questionBanks, quizDraws, quizQuestions, timers } from '../../../worker/db/schema'
import {
  addBankQuestion,
  addCategory,
  binBank,
  bringVersionBack,
  changeBankQuestion,
  changeManyQuestions,
  duplicateBankQuestion,
  findBank,
  findBankQuestion,
  listBanks,
  listQuestions,
  makeBank,
  moveBankQuestion,
  removeCategory,
  restoreBank,
  retireQuestion,
  useNewestVersion,
} from '../../../worker/domain/banks'
import { listHits, undoOwnAct } from '../../../worker/domain/pages'
import type { Question } from '../../../worker/domain/quizzes'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../worker/errors'
import { ring } from '../../../worker/jobs/ring'
import type { Actor } from '../../support/actors'
import { makePlatform, type TestPlatform } from '../../support/platform'
import { makeQuiz } from '../../support/quiz'
import { addSchool, type Cast } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let platform: TestPlatform
let tenant: Tenant
let cast: Cast
let next: { tenant: Tenant; cast: Cast }
let ivy: Actor

beforeAll(async () => {
  platform = await makePlatform()
  ;({ tenant, cast } = await addSchool(platform, 'acme', 'Acme'))
  next = await addSchool(platform, 'globex', 'Globex')
  await teachCourse(tenant, cast, { modules: { one: [{ id: 'quiz', kind: 'quiz', maxPoints: 5 }] } })
  await makeQuiz(tenant, 'quiz')
  ivy = { ...cast.ivy, courseRoles: { git: 'instructor' } }
})

const statement = (prompt: string): Question => ({
  kind: 'true-false',
  body: { prompt, explanation: '', correct: true },
})

const add = async (bankId: string, prompt: string, more: { categoryId?: string; tags?: string } = {}) =>
  (await addBankQuestion(tenant, ivy, bankId, { question: statement(prompt), points: 1, ...more })).id

const prompts = async (bankId: string, filter: Parameters<typeof listQuestions>[3]) =>
  (await listQuestions(tenant, ivy, bankId, filter)).list.lines.map(({ title }) => title)

describe('a question bank', () => {
  test("of the organization is its makers of courses' alone, one of a course its staff's", async () => {
    const { id: shared } = await makeBank(tenant, ivy, null, { title: 'Shared' })
    const { id: own } = await makeBank(tenant, ivy, 'git', { title: 'Own' })
    expect((await listBanks(tenant, cast.ian)).banks.map(({ title }) => title)).toEqual(['Shared'])
    expect((await listBanks(tenant, cast.ada)).banks.map(({ title }) => title)).toEqual(['Shared', 'Own'])
    await expect(findBank(tenant, cast.ian, own)).rejects.toThrow(NotFound)
    await expect(findBank(tenant, cast.lena, shared)).rejects.toThrow(NotFound)
    await expect(listBanks(tenant, cast.lena)).rejects.toThrow(Forbidden)
    const amy: Actor = { ...cast.leo, courseRoles: { git: 'assistant' } }
    expect((await findBank(tenant, amy, own)).title).toBe('Own')
    await expect(addCategory(tenant, amy, own, { title: 'Mine', parentId: '' })).rejects.toThrow(Forbidden)
    await expect(findBank(next.tenant, next.cast.olga, shared)).rejects.toThrow(NotFound)
  })

  test('finds its questions by words, category with all below, tag and kind', async () => {
    const { id: bank } = await makeBank(tenant, ivy, null, { title: 'Kitchen' })
    const { id: top } = await addCategory(tenant, ivy, bank, { title: 'Hygiene', parentId: '' })
    const { id: below } = await addCategory(tenant, ivy, bank, { title: 'Hands', parentId: top })
    await add(bank, 'Soap takes away fat.', { categoryId: below, tags: 'Soap, basics' })
    await add(bank, 'Knives are washed.', { categoryId: top, tags: 'basics' })
    await add(bank, 'Bread is baked.')
    expect(await prompts(bank, {})).toEqual(['Bread is baked.', 'Knives are washed.', 'Soap takes away fat.'])
    expect(await prompts(bank, { category: top })).toEqual(['Knives are washed.', 'Soap takes away fat.'])
    expect(await prompts(bank, { category: 'none' })).toEqual(['Bread is baked.'])
    expect(await prompts(bank, { tag: 'soap' })).toEqual(['Soap takes away fat.'])
    expect(await prompts(bank, { words: 'knives' })).toEqual(['Knives are washed.'])
    expect(await prompts(bank, { words: 'knives', tag: 'soap' })).toEqual([])
    expect(await prompts(bank, { kind: 'number' })).toEqual([])
    const first = await listQuestions(tenant, ivy, bank, { size: 2 })
    expect(first.bank.categories.map(({ path, all }) => [path, all])).toEqual([
      ['Hygiene', 2],
      ['Hygiene › Hands', 1],
    ])
    expect(first.bank.tags).toEqual([
      { tag: 'basics', questions: 2 },
      { tag: 'soap', questions: 1 },
    ])
    expect(await prompts(bank, { size: 2, after: first.list.next })).toEqual(['Soap takes away fat.'])
  })

  test('has at most three levels of categories, whose names are told apart', async () => {
    const { id: bank } = await makeBank(tenant, ivy, null, { title: 'Kitchen' })
    const { id: one } = await addCategory(tenant, ivy, bank, { title: 'One', parentId: '' })
    const { id: two } = await addCategory(tenant, ivy, bank, { title: 'Two', parentId: one })
    const { id: three } = await addCategory(tenant, ivy, bank, { title: 'Three', parentId: two })
    await expect(addCategory(tenant, ivy, bank, { title: 'Four', parentId: three })).rejects.toThrow(Invalid)
    await expect(addCategory(tenant, ivy, bank, { title: 'Two', parentId: one })).rejects.toThrow(Invalid)
  })

  test('lets the questions of a removed category stand one level up, until that is undone', async () => {
    const { id: bank } = await makeBank(tenant, ivy, null, { title: 'Kitchen' })
    const { id: top } = await addCategory(tenant, ivy, bank, { title: 'Hygiene', parentId: '' })
    const { id: below } = await addCategory(tenant, ivy, bank, { title: 'Hands', parentId: top })
    const id = await add(bank, 'Soap takes away fat.', { categoryId: below })
    const act = await removeCategory(tenant, ivy, bank, below)
    expect((await findBankQuestion(tenant, ivy, id)).categoryId).toBe(top)
    await undoOwnAct(tenant, ivy, act)
    expect((await findBankQuestion(tenant, ivy, id)).categoryId).toBe(below)
  })

  test('keeps every version of a question, and gives the newest only to the quizzes that are named', async () => {
    const { id: bank } = await makeBank(tenant, ivy, 'git', { title: 'Own' })
    const id = await add(bank, 'Soap takes away fat.')
    const { versionId } = await findBankQuestion(tenant, ivy, id)
    await tenant.db
      .insert(quizQuestions)
      .values({ itemId: 'quiz', questionId: id, versionId, position: 'z', points: 1 })
    await changeBankQuestion(tenant, ivy, id, { question: statement('Soap removes fat.'), points: 1 }, [])
    const edited = await findBankQuestion(tenant, ivy, id)
    expect(edited.versions.map(({ number, question }) => [number, question.body.prompt])).toEqual([
      [2, 'Soap removes fat.'],
      [1, 'Soap takes away fat.'],
    ])
    expect(edited.uses.map(({ itemId, version }) => [itemId, version])).toEqual([['quiz', 1]])
    await useNewestVersion(tenant, ivy, id, ['quiz'])
    expect((await findBankQuestion(tenant, ivy, id)).uses[0]!.version).toBe(2)
    await bringVersionBack(tenant, ivy, id, 1)
    const back = await findBankQuestion(tenant, ivy, id)
    expect([back.version, back.title, back.uses[0]!.version]).toEqual([3, 'Soap takes away fat.', 2])
    await expect(useNewestVersion(tenant, ivy, id, ['quiz', 'foreign'])).rejects.toThrow(NotFound)
    await changeBankQuestion(tenant, ivy, id, { question: statement('Soap takes away fat.'), points: 2 }, null)
    expect((await findBankQuestion(tenant, ivy, id)).version, 'points alone make no version').toBe(3)
  })

  test('tells whoever may not open a quiz only that there is one', async () => {
    const { id: bank } = await makeBank(tenant, ivy, null, { title: 'Shared' })
    const id = await add(bank, 'Soap takes away fat.')
    const { versionId } = await findBankQuestion(tenant, ivy, id)
    await tenant.db
      .insert(quizQuestions)
      .values({ itemId: 'quiz', questionId: id, versionId, position: 'zz', points: 1 })
    const seen = await findBankQuestion(tenant, cast.ian, id)
    expect([seen.uses, seen.elsewhere]).toEqual([[], 1])
    const { id: other } = await makeBank(tenant, cast.ada, null, { title: 'Other' })
    await moveBankQuestion(tenant, ivy, id, { bankId: other })
    expect((await findBankQuestion(tenant, ivy, id)).bank.title).toBe('Other')
    await expect(binBank(tenant, ivy, other)).rejects.toThrow(Conflict)
  })

  test('copies, moves, retires and brings back, and search knows', async () => {
    const { id: bank } = await makeBank(tenant, ivy, null, { title: 'Kitchen' })
    const id = await add(bank, 'Quicklime takes away fat.', { tags: 'basics' })
    const found = async (actor: Actor) => (await listHits(tenant, actor, 'quicklime')).map(({ subjectId }) => subjectId)
    expect([await found(cast.ada), await found(cast.ian), await found(cast.lena)]).toEqual([[id], [id], []])
    const copy = await duplicateBankQuestion(tenant, ivy, id)
    expect((await findBankQuestion(tenant, ivy, copy.id)).tags).toEqual(['basics'])
    await retireQuestion(tenant, ivy, id)
    expect([await prompts(bank, {}), await prompts(bank, { retired: true })]).toEqual([
      ['Quicklime takes away fat.'],
      ['Quicklime takes away fat.'],
    ])
    expect(await found(cast.ada)).toEqual([copy.id])
    await changeManyQuestions(tenant, ivy, bank, [id], { act: 'restore' })
    expect(await prompts(bank, {})).toHaveLength(2)
    await expect(changeManyQuestions(tenant, ivy, bank, [id, 'foreign'], { act: 'retire' })).rejects.toThrow(NotFound)
    await binBank(tenant, ivy, bank)
    await expect(findBank(tenant, ivy, bank)).rejects.toThrow(NotFound)
    expect(await found(cast.ada)).toEqual([])
    await restoreBank(tenant, ivy, bank)
    expect((await found(cast.ada)).toSorted()).toEqual([id, copy.id].toSorted())
  })

  test('goes for good after the retention, unless it came back or a quiz in the bin draws from it', async () => {
    const later = { ...tenant, now: () => tenant.now() + 31 * 86_400_000 }
    const there = async (id: string) =>
      (await tenant.db.select().from(questionBanks).where(eq(questionBanks.id, id))).length === 1
    const banks: Record<string, string> = {}
    for (const title of ['Gone', 'Kept', 'Drawn']) banks[title] = (await makeBank(tenant, ivy, null, { title })).id
    for (const id of Object.values(banks)) await add(id, 'Ash makes lye.')
    await tenant.db
      .insert(quizDraws)
      .values({ id: 'draw', itemId: 'quiz', bankId: banks.Drawn!, count: 1, position: 'zzz' })
    await tenant.db.update(items).set({ deletedAt: 1 }).where(eq(items.id, 'quiz'))
    for (const id of Object.values(banks)) await binBank(tenant, ivy, id)
    await restoreBank(tenant, ivy, banks.Kept!)
    await ring(later, {}, platform)
    expect(await Promise.all(Object.values(banks).map(there))).toEqual([false, true, true])
    const [timer] = await tenant.db.select().from(timers).where(eq(timers.subjectId, banks.Drawn!))
    expect(timer).toMatchObject({ doneAt: null, dueAt: later.now() + 30 * 86_400_000 })
    await tenant.db.update(items).set({ deletedAt: null }).where(eq(items.id, 'quiz'))
  })
})
