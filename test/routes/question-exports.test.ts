import { beforeAll, expect, test } from 'vitest'
import { media } from '../../worker/db/schema'
import { readArchive } from '../../worker/lib/archive'
import { type Browser, browse } from '../support/browser'
import { everyKind, makeQuiz, versionsOf } from '../support/quiz'
import { addSchool, makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

let school: School
let ivy: Browser

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  const ids = ['full', 'empty', 'gift', 'moodle-xml', 'qti-2.1', 'shown', 'again']
  await teachCourse(tenant, cast, { modules: { one: ids.map((id) => ({ id, kind: 'quiz' as const })) } })
  for (const id of ids) await makeQuiz(tenant, id, {}, id === 'full' ? everyKind : [])
  ivy = await browse(platform, tenant, cast.ivy)
})

const bring = async (quiz: string, file: File) => {
  const data = new FormData()
  data.append('file', file)
  const page = (await ivy.send('POST', `/quizzes/${quiz}/imports`, data)).headers.get('Location') ?? ''
  const { html } = await ivy.read(page)
  const take = [...html.matchAll(/name="take"[^>]*value="(\d+)"/g)].map(([, place]) => place!)
  await ivy.post(`${page}/application`, { take })
  return html
}
const fileFrom = async (quiz: string, format: string) => {
  const answer = await ivy.get(`/quizzes/${quiz}/export/${format}`)
  const name = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1] ?? ''
  return new File([await answer.arrayBuffer()], name, { type: answer.headers.get('Content-Type') ?? '' })
}

test('each form says what it is for and what of this quiz it cannot hold', async () => {
  expect((await ivy.read('/quizzes/full/edit')).html).toContain('href="/quizzes/full/export"')
  const { html } = await ivy.read('/quizzes/full/export')
  for (const said of [
    'GIFT',
    'Moodle XML',
    'QTI 2.1',
    'This kind of question does not exist there',
    'Sorting into groups',
  ])
    expect(html).toContain(said)
  expect((await ivy.read('/quizzes/empty/edit')).html).not.toContain('/quizzes/empty/export')
  expect((await ivy.read('/quizzes/empty/export')).html).toContain('There are no questions yet.')
})

test.each([
  ['gift', 6],
  ['moodle-xml', 10],
  ['qti-2.1', 10],
])('a quiz of every kind goes out as %s and comes in again', async (format, count) => {
  const file = await fileFrom('full', format)
  expect(file.size).toBeGreaterThan(500)
  const html = await bring(format, file)
  expect(html).not.toContain('left out')
  expect(await versionsOf(school.tenant, format)).toHaveLength(count)
})

test('pictures of the quiz go along, and those of others do not', async () => {
  const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
  const picture = `<img src="data:image/png;base64,${dot}" alt="A dot">`
  const quiz = `<quiz><question type="truefalse"><questiontext format="html"><text><![CDATA[<p>See ${picture}</p>]]></text></questiontext><answer fraction="100"><text>true</text></answer></question></quiz>`
  await bring('shown', new File([quiz], 'dot.xml'))
  const zip = await readArchive(new Uint8Array(await (await fileFrom('shown', 'qti-2.1')).arrayBuffer()))
  expect(zip.entries.map(({ path }) => path).sort()).toEqual([
    'images/1-picture.png',
    'imsmanifest.xml',
    'item-001.xml',
    'test.xml',
  ])
  const xml = await (await fileFrom('shown', 'moodle-xml')).text()
  expect(xml).toContain('@@PLUGINFILE@@/1-picture.png')
  expect(xml).toContain('encoding="base64">iVBOR')
  expect(await (await fileFrom('shown', 'gift')).text()).not.toContain('media:')
  expect(await bring('again', await fileFrom('shown', 'qti-2.1'))).toMatch(/src="\/media\/[^"]+" alt="A dot"/)
})

test('only those who make the quiz take it with them', async () => {
  const { platform, tenant, cast } = school
  const globex = await addSchool(platform, 'globex', 'Globex')
  const lena = await browse(platform, tenant, cast.lena)
  const next = await browse(platform, globex.tenant, globex.cast.ivy)
  for (const browser of [lena, next])
    for (const path of ['/quizzes/full/export', '/quizzes/full/export/gift'])
      expect((await browser.get(path)).status).toBe(404)
  expect((await ivy.get('/quizzes/full/export/word')).status).toBe(404)
})

test('a picture that is too large for a file of questions is said, and stays behind', async () => {
  expect((await ivy.read('/quizzes/again/export')).html).not.toContain('over 5 MB')
  await school.tenant.db.update(media).set({ size: 6_000_000 })
  expect((await ivy.read('/quizzes/again/export')).html).toContain('Its picture is over 5 MB')
  const zip = await readArchive(new Uint8Array(await (await fileFrom('again', 'qti-2.1')).arrayBuffer()))
  expect(zip.entries.length).toBeGreaterThan(1)
  expect(zip.entries.filter(({ path }) => /\.png$/.test(path))).toEqual([])
})
