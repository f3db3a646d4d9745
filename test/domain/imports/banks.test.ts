import { and, eq, getTableColumns, isNull } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Tenant } from '../../../tenants/tenant'
import {
  bankCategories,
  bankQuestions,
  bankQuestionTags,
  courseModules,
  items,
  questionBanks,
  questionVersions,
  quizDraws,
  quizQuestions,
  rubrics,
} from '../../../worker/db/schema'
import {
  addBankQuestion,
  addCategory,
  addDraw,
  changeBankQuestion,
  chooseQuestions,
  makeBank,
  weighQuestion,
} from '../../../worker/domain/banks'
import { createCourse, createItem } from '../../../worker/domain/courses'
import { exportArchive, undoImport } from '../../../worker/domain/imports'
import { addQuestion, type Question } from '../../../worker/domain/quizzes'
import { makeRubric } from '../../../worker/domain/rubrics'
import { readArchive } from '../../../worker/lib/archive'
import type { Actor } from '../../support/actors'
import { type Files, importArchive, zipOf } from '../../support/imports'
import { makePlatform } from '../../support/platform'
import { essayKind, everyKind } from '../../support/quiz'
import { addSchool } from '../../support/school'

let tenant: Tenant
let elsewhere: Tenant
let ada: Actor
let stranger: Actor
let courseId: string
let quizId: string
let shared: string

const statement = (prompt: string): Question => ({
  kind: 'true-false',
  body: { prompt, explanation: '', correct: true },
})

beforeAll(async () => {
  const platform = await makePlatform()
  const acme = await addSchool(platform, 'acme', 'Acme')
  const globex = await addSchool(platform, 'globex', 'Globex')
  tenant = acme.tenant
  elsewhere = globex.tenant
  ada = acme.cast.ada
  stranger = globex.cast.ada
  courseId = (await createCourse(tenant, ada, { title: 'Kitchen work', firstModule: 'Start' })).id
  const [module] = await tenant.db.select().from(courseModules).where(eq(courseModules.courseId, courseId)).limit(1)
  quizId = (await createItem(tenant, ada, module!.id, { kind: 'quiz', title: 'Exam' })).id

  const bank = (await makeBank(tenant, ada, courseId, { title: 'Kitchen: “basics”', description: 'Two\n\nlines' })).id
  const hygiene = (await addCategory(tenant, ada, bank, { title: 'Hygiene {1}', parentId: '' })).id
  const hands = (await addCategory(tenant, ada, bank, { title: 'Hands › 50 %, [both]', parentId: hygiene })).id
  await addCategory(tenant, ada, bank, { title: 'Empty', parentId: '' })
  const ids: string[] = []
  for (const [n, one] of everyKind.entries()) {
    const { points: _, ...question } = { points: 1, ...one }
    const draft = {
      question: question as Question,
      points: 0.5 + n,
      categoryId: [null, hygiene, hands][n % 3]!,
      tags: n % 2 ? ['soap', 'a "quoted" tag', 'c,d'] : [],
    }
    ids.push((await addBankQuestion(tenant, ada, bank, draft)).id)
  }
  const old = (await addBankQuestion(tenant, ada, bank, { question: statement('Soap is old.'), points: 3 })).id
  await makeBank(tenant, ada, courseId, { title: 'Empty one' })
  shared = (await makeBank(tenant, ada, null, { title: 'Of the house' })).id
  const wide = (await addCategory(tenant, ada, shared, { title: 'Wide', parentId: '' })).id
  const common = (
    await addBankQuestion(tenant, ada, shared, { question: statement('All know.'), points: 2, categoryId: wide })
  ).id

  const reports = (
    await makeRubric(tenant, ada, courseId, {
      title: 'Reports: “long”',
      scored: true,
      criteria: [
        {
          title: 'Clear',
          description: '',
          levels: [
            { title: 'Yes', description: '', points: 2 },
            { title: 'No', description: '', points: 0 },
          ],
        },
      ],
    })
  ).id
  const { points: __, ...essay } = { points: 1, ...essayKind }
  const told = (await addBankQuestion(tenant, ada, bank, { question: essay as Question, points: 2 })).id
  await addDraw(tenant, ada, quizId, { bankId: bank, categoryId: hands, tag: 'soap', count: 1, points: 2.5 })
  await addQuestion(tenant, ada, quizId, { question: statement('My own.'), points: 4 })
  await chooseQuestions(tenant, ada, quizId, bank, [ids[1]!, old])
  await addDraw(tenant, ada, quizId, { bankId: bank, count: 2, points: 1, rubricId: reports })
  await chooseQuestions(tenant, ada, quizId, bank, [told])
  await weighQuestion(tenant, ada, quizId, told, { points: 2, rubricId: reports })
  await chooseQuestions(tenant, ada, quizId, shared, [common])
  await addQuestion(tenant, ada, quizId, { question: statement('My own, again.'), points: 1 })
  await addDraw(tenant, ada, quizId, { bankId: shared, categoryId: wide, count: 1, points: 1 })
  // The quiz stays with what it asked before.
  await changeBankQuestion(tenant, ada, old, { question: statement('Soap is new.'), points: 3 }, [])
})

const archiveOf = async (id: string) =>
  new Uint8Array(await new Response((await exportArchive(tenant, ada, id)).body).arrayBuffer())
const textsOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<Files> => {
  const { entries } = await readArchive(new Blob([bytes]))
  const texts: Files = {}
  for (const { path, bytes: read } of entries) texts[path] = new TextDecoder().decode(await read())
  return texts
}

/** What each column of a bank does on its way; ids are said by what they stand for. */
const stays = {
  banks: ['id', 'courseId', 'createdBy', 'createdAt', 'updatedAt', 'deletedAt'],
  categories: ['id', 'bankId', 'parentId', 'createdAt'],
  questions: ['questionId', 'bankId', 'categoryId', 'versionId', 'updatedAt', 'retiredAt'],
  tags: ['questionId'],
  draws: ['id', 'itemId', 'bankId', 'categoryId', 'position'],
}
const travel = {
  banks: ['title', 'description'],
  categories: ['title'],
  questions: ['kind', 'title', 'points'],
  tags: ['tag'],
  draws: ['tag', 'count', 'points', 'rubricId'],
}

/** A course's banks and what its quiz asks, without ids. */
async function snapshot({ db }: Tenant, id: string) {
  const banks = await db.select().from(questionBanks)
  const categories = await db.select().from(bankCategories)
  const tags = await db.select().from(bankQuestionTags)
  const versions = new Map((await db.select().from(questionVersions)).map((one) => [one.id, one]))
  const pathOf = (category: string | null): string => {
    const one = categories.find((row) => row.id === category)
    return one ? `${pathOf(one.parentId)}/${one.title}` : ''
  }
  const titleOf = (bank: string) => {
    const one = banks.find((row) => row.id === bank)
    return `${one?.courseId === null ? 'house' : 'own'} ${one?.title}`
  }
  const questions = await db.select().from(bankQuestions).where(isNull(bankQuestions.retiredAt))
  const saysOf = (version: string) => ({ kind: versions.get(version)!.kind, body: versions.get(version)!.body })
  const marked = await db.select().from(rubrics)
  const byOf = ({ rubricId }: { rubricId: string | null }) => marked.find((one) => one.id === rubricId)?.title ?? ''
  const [quiz] = await db
    .select()
    .from(items)
    .where(and(eq(items.courseId, id), eq(items.kind, 'quiz'), isNull(items.deletedAt)))
    .limit(1)
  const asked = await db.select().from(quizQuestions).where(eq(quizQuestions.itemId, quiz!.id))
  const draws = await db.select().from(quizDraws).where(eq(quizDraws.itemId, quiz!.id))
  return {
    banks: banks
      .filter((bank) => bank.courseId === id && bank.deletedAt === null)
      .map((bank) => ({
        title: bank.title,
        description: bank.description,
        categories: categories
          .filter(({ bankId }) => bankId === bank.id)
          .map((one) => pathOf(one.id))
          .sort(),
        questions: questions
          .filter(({ bankId }) => bankId === bank.id)
          .sort((a, b) => (a.questionId < b.questionId ? -1 : 1))
          .map((one) => ({
            ...{ title: one.title, points: one.points, category: pathOf(one.categoryId) },
            ...saysOf(one.versionId),
            tags: tags
              .filter(({ questionId }) => questionId === one.questionId)
              .map(({ tag }) => tag)
              .sort(),
          })),
      }))
      .sort((a, b) => (a.title < b.title ? -1 : 1)),
    worth: quiz!.maxPoints,
    asks: [...asked, ...draws]
      .sort((a, b) => (a.position < b.position ? -1 : 1))
      .map((one) => {
        if ('count' in one)
          return [titleOf(one.bankId), pathOf(one.categoryId), one.tag, one.count, one.points, byOf(one)] as unknown[]
        const home = questions.find(({ questionId }) => questionId === one.questionId)
        return [home ? titleOf(home.bankId) : 'quiz', one.points, saysOf(one.versionId), byOf(one)] as unknown[]
      }),
  }
}

test('every column of a bank travels or stays for a reason', () => {
  const tables = {
    banks: questionBanks,
    categories: bankCategories,
    questions: bankQuestions,
    tags: bankQuestionTags,
    draws: quizDraws,
  }
  for (const name of Object.keys(tables) as (keyof typeof tables)[])
    expect(Object.keys(getTableColumns(tables[name])).sort(), name).toEqual([...stays[name], ...travel[name]].sort())
})

describe('a course with banks', () => {
  test('comes back as a new course with banks, links and draws, and its export is the same', async () => {
    const before = await snapshot(tenant, courseId)
    expect(before.banks).toHaveLength(2)
    expect(before.asks).toHaveLength(9)
    expect(before.asks.filter((one) => one.at(-1) === 'Reports: “long”')).toHaveLength(2)
    const run = await importArchive(tenant, ada, await archiveOf(courseId))
    expect(run.error).toBeNull()
    expect(run.report.lines.map(({ key }) => key).sort()).toEqual(['bank-comes', 'bank-comes', 'order-from'])
    expect(await snapshot(tenant, run.courseId!)).toEqual(before)
    expect(await snapshot(tenant, courseId)).toEqual(before)
    const again = await importArchive(tenant, ada, await archiveOf(run.courseId!))
    expect(await snapshot(tenant, again.courseId!)).toEqual(before)
  })

  test('stays as it is when it is imported into itself, and nothing is doubled', async () => {
    const before = await snapshot(tenant, courseId)
    const counts = async () => [
      (await tenant.db.select().from(questionVersions)).length,
      (await tenant.db.select().from(bankQuestions)).length,
      (await tenant.db.select().from(bankCategories)).length,
      (await tenant.db.select().from(questionBanks)).length,
      (await tenant.db.select().from(quizDraws)).map(({ id }) => id).sort(),
    ]
    const were = await counts()
    const archive = await archiveOf(courseId)
    for (const _ of [1, 2]) {
      const run = await importArchive(tenant, ada, archive, courseId)
      expect(run.error).toBeNull()
      expect(run.report.lines.filter(({ key }) => key === 'bank-again').map(({ values }) => values)).toEqual([
        { title: expect.any(String), added: 0, changed: 0 },
        { title: expect.any(String), added: 0, changed: 0 },
      ])
      expect(await snapshot(tenant, courseId)).toEqual(before)
      expect(await counts()).toEqual(were)
    }
  })

  test('takes what changed in a bank as new versions, and undoing brings back what was', async () => {
    const before = await snapshot(tenant, courseId)
    const texts = await textsOf(await archiveOf(courseId))
    const path = Object.keys(texts).find((one) => one.startsWith('banks/kitchen'))!
    const exam = Object.keys(texts).find((one) => one.endsWith('exam.md'))!
    texts[path] =
      `${String(texts[path]).replace('Soap is new.', 'Soap is newer.')}\n## Fire needs air. {key="fire" category="Fire" tags="Flame, HOT"}\n\n- [x] True\n- [ ] False\n`
    texts[exam] =
      `${String(texts[exam]).replace(/count: 2\n/, 'count: 3\n')}\n## Question 9 {bank="${path}" question="fire" points="7"}\n`
    const run = await importArchive(tenant, ada, await zipOf(texts), courseId)
    expect(run.error).toBeNull()
    expect(run.report.lines).toContainEqual(
      expect.objectContaining({ key: 'bank-again', values: { title: 'Kitchen: “basics”', added: 1, changed: 1 } }),
    )
    const now = await snapshot(tenant, courseId)
    const kitchen = now.banks.find(({ title }) => title.startsWith('Kitchen'))!
    expect(kitchen.questions.at(-1)).toMatchObject({
      title: 'Fire needs air.',
      category: '/Fire',
      tags: ['flame', 'hot'],
    })
    expect(kitchen.questions.some(({ title }) => title === 'Soap is newer.')).toBe(true)
    expect(kitchen.questions).toHaveLength(
      before.banks.find(({ title }) => title.startsWith('K'))!.questions.length + 1,
    )
    expect(JSON.stringify(now.asks)).toContain('Soap is old.')
    expect(now.asks.at(-1)).toEqual(['own Kitchen: “basics”', 7, expect.anything(), ''])
    expect(now.asks.filter(([, , , count]) => count === 3)).toHaveLength(1)
    expect(now.worth).toBe(before.worth! + 1 + 7)
    await undoImport(tenant, ada, run.id)
    expect(await snapshot(tenant, courseId)).toEqual(before)
  })

  test('leaves out in another organization what is asked from the bank of this one, and says so', async () => {
    const run = await importArchive(elsewhere, stranger, await archiveOf(courseId))
    expect(run.error).toBeNull()
    const missing = run.report.lines.filter(({ key }) => key === 'bank-missing')
    expect(missing.map(({ level, values }) => [level, values.title, values.name])).toEqual([
      ['left-out', 'Exam', 'Of the house'],
      ['left-out', 'Exam', 'Of the house'],
    ])
    const here = await snapshot(tenant, courseId)
    const there = await snapshot(elsewhere, run.courseId!)
    expect(there.banks).toEqual(here.banks)
    expect(there.asks).toEqual(here.asks.filter(([home]) => home !== 'house Of the house'))
    expect(there.worth).toBe(here.worth! - 3)
  })
})

const written = {
  'course.yaml': 'title: Fire\nmodules:\n  - title: Start\n    path: start\n    items: [quiz.md]\n',
  'bank.md': `---
kind: bank
title: Fire
categories: [Air, { title: Heat, categories: [Deep, { title: Deeper, categories: [{ title: Deepest, categories: [Beyond] }] }] }]
---

## Fire needs air. {key="air" category="Air" points="2"}

- [x] True
- [ ] False

## Nothing at all {key="none"}

Nothing.
`,
  'quiz.md': `---
kind: quiz
draws:
  - { bank: bank.md, category: Air, count: 1 }
  - { bank: bank.md, category: Water, count: 1 }
  - { bank: nowhere.md, count: 1 }
  - { bank: bank.md, count: many }
  - { count: 2 }
  - soon
---

## Question 1 {bank="bank.md" question="air"}

## Question 2 {bank="bank.md" question="air"}

## Question 3 {bank="bank.md" question="water"}

## Question 4 {organization="Nobody" bank="x" question="y"}
`,
}

test('what is written by hand comes in, and whatever cannot be read or found has its line', async () => {
  const run = await importArchive(tenant, ada, await zipOf(written))
  expect(run.error).toBeNull()
  expect(
    run.report.lines
      .filter(({ level }) => level !== 'info')
      .map(({ key, path, values }) => [key, path, values.n ?? values.text ?? values.name]),
  ).toEqual(
    expect.arrayContaining([
      ['draw-broken', 'quiz.md', 4],
      ['draw-broken', 'quiz.md', 5],
      ['draw-broken', 'quiz.md', 6],
      ['bank-category-missing', 'quiz.md', 'Water'],
      ['bank-missing', 'quiz.md', ''],
      ['bank-question-twice', 'quiz.md', 'air'],
      ['bank-question-missing', 'quiz.md', 'water'],
      ['bank-category-refused', 'bank.md', 'Heat › Deeper › Deepest › Beyond'],
      ['question-broken', 'bank.md', 'Nothing at all {key="none"}'],
    ]),
  )
  const { banks, asks, worth } = await snapshot(tenant, run.courseId!)
  expect(banks).toMatchObject([
    { title: 'Fire', questions: [{ title: 'Fire needs air.', category: '/Air', points: 2 }] },
  ])
  expect(asks).toEqual([
    ['own Fire', 1, expect.anything(), ''],
    ['own Fire', '/Air', '', 1, 1, ''],
  ])
  expect(worth).toBe(2)
})

test('a file that says nothing of draws leaves them where they stand, and one that says none takes them out', async () => {
  const before = await snapshot(tenant, courseId)
  const texts = await textsOf(await archiveOf(courseId))
  const exam = Object.keys(texts).find((one) => one.endsWith('exam.md'))!
  const silent = String(texts[exam]).replace(/^draws:\n(?: .*\n)+/m, '')
  expect(silent).not.toContain('draws')
  const run = await importArchive(tenant, ada, await zipOf({ ...texts, [exam]: `${silent}\n` }), courseId)
  expect(run.made!.changed).toEqual([quizId])
  expect(await snapshot(tenant, courseId)).toEqual(before)
  const none = silent.replace('kind: quiz\n', 'kind: quiz\ndraws: []\npass: 11\n').replace(/^pass: (?!11).*\n/m, '')
  await importArchive(tenant, ada, await zipOf({ ...texts, [exam]: none }), courseId)
  const after = await snapshot(tenant, courseId)
  expect(after.banks).toEqual(before.banks)
  expect(after.asks).toEqual(before.asks.filter((one) => one.length === 4))
})
