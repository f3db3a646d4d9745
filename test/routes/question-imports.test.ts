import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { importRuns, items, mediaLinks, questionVersions } from '../../worker/db/schema'
import { startAttempt } from '../../worker/domain/quizzes'
import { fromBase64 } from '../../worker/lib/bytes'
import { type Browser, browse } from '../support/browser'
import { zipOf } from '../support/imports'
import { makeQuiz, versionsOf } from '../support/quiz'
import { addSchool, makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

let school: School
let ivy: Browser

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  await teachCourse(tenant, cast, {
    modules: { one: ['bees', 'full', 'shown', 'twice', 'none'].map((id) => ({ id, kind: 'quiz' as const })) },
  })
  for (const id of ['bees', 'full', 'shown', 'twice', 'none']) await makeQuiz(tenant, id, {}, [])
  ivy = await browse(platform, tenant, cast.ivy)
})

const gift = `// of a colleague
::Legs:: How many legs has a bee?{#6:0#Six.}

::Talk:: The queen will be spoken of.

Which build combs?{~%50%Bees ~%50%Wasps ~%-100%Moths}

The queen lays eggs.{T}
`
const upload = (quiz: string, text: string | Uint8Array<ArrayBuffer>, name: string, browser = ivy) => {
  const data = new FormData()
  data.append('file', new File([text], name))
  return browser.send('POST', `/quizzes/${quiz}/imports`, data)
}
const pageOf = (answer: Response) => answer.headers.get('Location') ?? ''
const questionsIn = (quiz: string) => versionsOf(school.tenant, quiz)

test('Ivy looks at each question, takes two of three, and has them out again in one click', async () => {
  expect((await ivy.read('/quizzes/bees/edit')).html).toContain('href="/quizzes/bees/import"')
  expect((await ivy.read('/quizzes/bees/import')).html).toContain('enctype="multipart/form-data"')
  const planned = await upload('bees', gift, 'bees.gift')
  expect(planned.status).toBe(303)
  const page = pageOf(planned)
  const { html } = await ivy.read(page)
  expect(html).toContain('Read as GIFT: 3 questions that can come in.')
  expect(html).toContain('“Talk” is a text. It stands above the questions that follow it.')
  expect(html).toContain('<bdi>bees.gift</bdi>, line 4')
  expect(html).toContain('How many legs has a bee?')
  expect(html.match(/type="checkbox" name="take"/g)).toHaveLength(3)
  expect(await questionsIn('bees')).toEqual([])

  const none = await ivy.post(`${page}/application`)
  expect(none.status).toBe(422)
  expect(await none.text()).toContain('Tick at least one question.')

  const both = await Promise.all([1, 2].map(() => ivy.post(`${page}/application`, { take: ['0', '2'] })))
  expect(both.map(({ status }) => status)).toEqual([303, 303])
  expect(await questionsIn('bees')).toHaveLength(2)
  const [item] = await school.tenant.db.select().from(items).where(eq(items.id, 'bees'))
  expect(item!.maxPoints).toBe(2)
  const done = (await ivy.read(page)).html
  expect(done).toContain('2 questions came into')
  expect(done).toContain('“Talk” is a text.')
  expect((await ivy.read('/quizzes/bees/import')).html).toContain('bees.gift')

  expect((await ivy.post(`${page}/reversal`)).status).toBe(303)
  expect(await questionsIn('bees')).toEqual([])
  expect((await ivy.read(page)).html).toContain('These questions are out again')
  expect((await ivy.post(`${page}/application`, { take: '0' })).status).toBe(409)
})

test('attempts keep what an import that is undone has brought', async () => {
  const page = pageOf(await upload('twice', 'Bees sting.{T}', 'one.gift'))
  await ivy.post(`${page}/application`, { take: '0' })
  await startAttempt(school.tenant, school.cast.lena, 'twice')
  await ivy.post(`${page}/reversal`)
  const kept = await school.tenant.db.select().from(questionVersions)
  expect(kept.some(({ body }) => JSON.stringify(body).includes('Bees sting.'))).toBe(true)
})

test('pictures are shown in the preview, and to learners once they are in', async () => {
  const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
  const text = `<quiz><question type="truefalse"><questiontext format="html"><text><![CDATA[<p>A dot: <img src="@@PLUGINFILE@@/dot.png" alt="A dot"></p>]]></text><file name="dot.png" encoding="base64">${dot}</file></questiontext><answer fraction="100"><text>true</text></answer></question></quiz>`
  const page = pageOf(await upload('shown', text, 'dot.xml'))
  const [, id] = /src="\/media\/([^"]+)" alt="A dot"/.exec((await ivy.read(page)).html) ?? []
  expect(id).toBeDefined()
  const lena = await browse(school.platform, school.tenant, school.cast.lena)
  expect((await lena.get(`/media/${id}`)).status).toBe(404)
  await ivy.post(`${page}/application`, { take: '0' })
  expect((await lena.get(`/media/${id}`)).status).toBe(200)
  const links = await school.tenant.db.select().from(mediaLinks).where(eq(mediaLinks.mediaId, id!))
  expect(links).toMatchObject([{ kind: 'item', subjectId: 'shown' }])
  expect(fromBase64(dot)?.length).toBeGreaterThan(0)
})

test('a package comes in, and what is no file of questions is refused in the same form', async () => {
  const item = `<assessmentItem identifier="a" title="Six"><responseDeclaration identifier="R" cardinality="single" baseType="identifier"><correctResponse><value>y</value></correctResponse></responseDeclaration><itemBody><choiceInteraction responseIdentifier="R" maxChoices="1"><prompt>Six legs?</prompt><simpleChoice identifier="y">Yes</simpleChoice><simpleChoice identifier="n">No</simpleChoice></choiceInteraction></itemBody></assessmentItem>`
  const page = pageOf(await upload('full', await zipOf({ 'items/a.xml': item }), 'package.zip'))
  expect((await ivy.read(page)).html).toContain('Six legs?')
  for (const [text, name, said] of [
    ['<quiz>\n<question>', 'cut.xml', '“cut.xml”, line 2: the element “question” is never closed'],
    ['Just a letter to somebody.', 'letter.txt', 'There are no questions in “letter.txt”'],
    ['', 'empty.gift', ''],
  ] as const) {
    const answer = await upload('full', text, name)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(said)
  }
  const texts = await upload('none', '::Talk:: Nothing is asked here.', 'texts.gift')
  const { html } = await ivy.read(pageOf(texts))
  expect(html).toContain('None of these questions can come in.')
  expect(html).not.toContain('/application')
})

test('a quiz takes no more than it may hold', async () => {
  const many = Array.from({ length: 201 }, (_, i) => `Is ${i} a number?{T}`).join('\n\n')
  const page = pageOf(await upload('full', many, 'many.gift'))
  const { html } = await ivy.read(page)
  expect(html).toContain('At most 200 questions come in at once, so what follows is left out.')
  const all = Array.from({ length: 200 }, (_, i) => String(i))
  expect((await ivy.post(`${page}/application`, { take: all })).status).toBe(303)
  expect(await questionsIn('full')).toHaveLength(200)
  const more = pageOf(await upload('full', 'One more?{T}', 'more.gift'))
  expect((await ivy.post(`${more}/application`, { take: '0' })).status).toBe(422)
})

test('nobody next door, and nobody who learns here, finds the file', async () => {
  const page = pageOf(await upload('bees', gift, 'own.gift'))
  const { platform, tenant, cast } = school
  const globex = await addSchool(platform, 'globex', 'Globex')
  const next = await browse(platform, globex.tenant, globex.cast.ivy)
  const lena = await browse(platform, tenant, cast.lena)
  for (const browser of [next, lena]) {
    expect((await browser.get(page)).status).toBe(404)
    expect((await browser.post(`${page}/application`, { take: '0' })).status).toBe(404)
    expect((await upload('bees', gift, 'own.gift', browser)).status).toBe(404)
  }
  const other = page.replace('/bees/', '/full/')
  expect((await ivy.get(other)).status).toBe(404)
  const [run] = await tenant.db.select().from(importRuns).where(eq(importRuns.fileName, 'own.gift'))
  expect((await ivy.get(`/imports/${run!.id}`)).status).toBe(404)
})
