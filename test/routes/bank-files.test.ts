import { asc, eq, isNull } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { bankCategories, bankQuestions, bankQuestionTags, searchEntries } from '../../worker/db/schema'
import { makeBank } from '../../worker/domain/banks'
import { treeOf } from '../../worker/domain/banks/categories-tree'
import { type Browser, browse } from '../support/browser'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

let school: School
let ivy: Browser
let bank: string

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  const course = await teachCourse(tenant, cast, { modules: { one: [{ id: 'bees' }] } })
  bank = (await makeBank(tenant, course.ivy, 'git', { title: 'Insects' })).id
  ivy = await browse(platform, tenant, cast.ivy)
})

const gift = `$CATEGORY: $course$/top/Bees/Legs

// [tag:insects] [tag:Numbers]
::Legs:: How many legs has a bee?{#6:0}

The queen walks.{T}

$CATEGORY: $course$/top/Bees and//or wasps

Which build combs?{=Bees ~Moths}
`

async function bring(to: string, text: string | Blob, name: string): Promise<string> {
  const data = new FormData()
  data.append('file', new File([text], name))
  const planned = await ivy.send('POST', `/banks/${to}/imports`, data)
  expect(planned.status).toBe(303)
  return planned.headers.get('Location')!
}

/** Where each question stands and what it is tagged with. */
async function standing(bankId: string): Promise<string[]> {
  const { db } = school.tenant
  const [rows, categories, tags] = await db.batch([
    db.select().from(bankQuestions).where(eq(bankQuestions.bankId, bankId)).orderBy(asc(bankQuestions.title)),
    db.select().from(bankCategories).where(eq(bankCategories.bankId, bankId)),
    db.select().from(bankQuestionTags).orderBy(asc(bankQuestionTags.tag)),
  ])
  const paths = new Map(treeOf(categories.map((one) => ({ ...one, questions: 0 }))).map(({ id, path }) => [id, path]))
  return rows
    .filter(({ retiredAt }) => retiredAt === null)
    .map(({ questionId, title, categoryId }) =>
      [
        title,
        paths.get(categoryId ?? ''),
        ...tags.flatMap((one) => (one.questionId === questionId ? one.tag : [])),
      ].join(' | '),
    )
}
const all = [
  'How many legs has a bee? | Bees › Legs | insects | numbers',
  'The queen walks. | Bees › Legs',
  'Which build combs? | Bees and/or wasps',
]

test('a file goes into a bank with its categories and tags, once, and out again in one click', async () => {
  expect((await ivy.read(`/banks/${bank}`)).html).toContain(`href="/banks/${bank}/import"`)
  const page = await bring(bank, gift, 'insects.gift')
  const { html } = await ivy.read(page)
  expect(html).toContain('Bees › Legs')
  expect(html, 'a bank has categories').not.toContain('A quiz has none')
  const take = { take: ['0', '1', '2'] }
  const both = await Promise.all([1, 2].map(() => ivy.post(`${page}/application`, take)))
  expect(both.map(({ status }) => status)).toEqual([303, 303])
  expect(await standing(bank)).toEqual(all)
  const found = () => school.tenant.db.select().from(searchEntries).where(eq(searchEntries.kind, 'question'))
  expect(await found()).toHaveLength(3)

  expect((await ivy.post(`${page}/reversal`)).status).toBe(303)
  expect(await standing(bank)).toEqual([])
  expect(await found()).toEqual([])
  const left = await school.tenant.db.select().from(bankCategories)
  expect(left).toEqual([])
  expect((await ivy.read(page)).html).toContain('These questions are out again')
})

test.each([
  ['gift', 'gift'],
  ['moodle-xml', 'xml'],
])('what a bank holds goes out as %s and comes into another one as it was', async (format, extension) => {
  const { tenant, cast } = school
  const from = (await makeBank(tenant, { ...cast.ivy, courseRoles: { git: 'instructor' } }, 'git', { title: format }))
    .id
  await ivy.post(`${await bring(from, gift, 'a.gift')}/application`, { take: ['0', '1', '2'] })
  const file = await ivy.send('GET', `/banks/${from}/export/${format}`)
  expect(file.status).toBe(200)
  const to = (await makeBank(tenant, { ...cast.ivy, courseRoles: { git: 'instructor' } }, 'git', { title: 'Twin' })).id
  await ivy.post(`${await bring(to, await file.blob(), `b.${extension}`)}/application`, { take: ['0', '1', '2'] })
  expect(await standing(to)).toEqual(all)
})

test('QTI cannot say where a question stood, which is said before', async () => {
  const [one] = await school.tenant.db.select().from(bankQuestions).where(isNull(bankQuestions.retiredAt)).limit(1)
  const { html } = await ivy.read(`/banks/${one!.bankId}/export`)
  expect(html).toContain('Its category and tags cannot be said.')
})

test('a table says categories and tags in columns', async () => {
  const csv = 'question;correct;category;tags\nBees sting.;true;Bees > Sting;"danger, insects"\nWasps sting.;true;;\n'
  const to = (
    await makeBank(school.tenant, { ...school.cast.ivy, courseRoles: { git: 'instructor' } }, 'git', { title: 'CSV' })
  ).id
  await ivy.post(`${await bring(to, csv, 'sting.csv')}/application`, { take: ['0', '1'] })
  expect(await standing(to)).toEqual(['Bees sting. | Bees › Sting | danger | insects', 'Wasps sting. | '])
})
