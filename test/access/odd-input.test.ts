import { beforeAll, describe, expect, test } from 'vitest'
import { apiDoors } from '../../worker/routes/api'
import { program } from '../support/api'
import { type Browser, browse } from '../support/browser'
import { makePlatform, type TestPlatform } from '../support/platform'
import { sampleOf, textsOf } from '../support/sample'
import { type Row, rows } from './rows'
import { type AccessSchool, makeAccessSchool, type Objects } from './school'

let platform: TestPlatform
let acme: AccessSchool
let owner: Browser

beforeAll(async () => {
  platform = await makePlatform()
  acme = await makeAccessSchool(platform, 'acme', 'Acme Academy')
  owner = await browse(platform, acme.tenant, acme.people.owner)
})

/** What people and machines send that nobody had in mind. */
const odd = {
  mixed:
    'a\u0000b \ud800 \u202Eevil\u2066 👩‍👩‍👧‍👦 e\u0301 \u00e9 \ufeff\u200f أحمد 李雷 \r\n%00 <script> \' " -- $} {{x}} ../',
  blank: ' \u3000\u200b\t\n',
  word: 'w'.repeat(5_000),
}
/** Buttons of a form: what is no button does nothing, however long it is. */
const buttons = ['by', 'act', 'step']
const tooLong = '文'.repeat(70_000)

const unsafe = /^(?:POST|PUT|PATCH|DELETE) /
const forms = Object.entries(rows).filter(([door, row]) => unsafe.test(door) && row.fields && !row.endsSession)
/** Doors that lead on whatever one says. */
const away = ['POST /reopening'] // home, where nothing is closed
const refusals = [400, 401, 403, 404, 409, 410, 413, 415, 422, 429]

/** Lines of a summary and hints at a field in which no word stands. */
function complaintsOf(html: string): string[] {
  const [summary = ''] = /<div class="summary"[\s\S]*?<\/div>/.exec(html) ?? []
  const lines = [
    ...(summary.match(/<li>[\s\S]*?<\/li>/g) ?? []),
    ...(html.match(/<p class="hint problem"[\s\S]*?<\/p>/g) ?? []),
  ]
  return lines
    .filter((line) => !/^<p[^>]* hidden/.test(line))
    .filter((line) => !/\p{L}/u.test(line.replace(/<svg[\s\S]*?<\/svg>|<[^>]*>/g, '')))
}

/** Whoever is refused stands on a page that says something, never before a blank one. */
async function expectPage(answer: Response, what: string): Promise<void> {
  if (answer.status !== 422) return
  const html = await answer.text()
  const [main = ''] = /<main[\s\S]*<\/main>/.exec(html) ?? []
  expect(main.replace(/<[^>]*>/g, ' '), what).toMatch(/\p{L}{2,}[\s\S]*\p{L}{2,}[\s\S]*[.!?…]/u)
  expect(complaintsOf(html), what).toEqual([])
}

describe('odd input through the forms', () => {
  test('has forms to come through', () => expect(forms.length).toBeGreaterThan(40))

  test.each(forms)('%s', async (door, row) => {
    for (const [kind, value] of Object.entries(odd))
      for (const name of Object.keys(row.fields!)) {
        const answer = await send(door, row, new URLSearchParams({ ...row.fields, [name]: value }))
        expect([kind, name, answer.status < 500], `${answer.status}`).toEqual([kind, name, true])
        await expectPage(answer, `${kind} ${name}`)
      }
    for (const name of Object.keys(row.fields!).filter((one) => !buttons.includes(one))) {
      const answer = await send(door, row, new URLSearchParams({ ...row.fields, [name]: tooLong }))
      const { status } = answer
      const isRefused = refusals.includes(status) || (status === 303 && away.includes(door))
      expect([name, status, isRefused]).toEqual([name, status, true])
      await expectPage(answer, `long ${name}`)
    }
    const many = Array.from({ length: 1_001 }, (_, i) => [`f${i}`, 'x'])
    const answer = await send(
      door,
      row,
      new URLSearchParams([...Object.entries(row.fields!), ...many] as [string, string][]),
    )
    expect([answer.status, /too large/i.test(await answer.text())]).toEqual([413, true])
    expect((await send(door, row, new URLSearchParams({ big: 'x'.repeat(2_100_000) }))).status).toBe(413)
  })
})

describe('odd input through the JSON doors', () => {
  const bodied = apiDoors.filter(({ spec }) => spec.body)
  const called = bodied.map(({ spec }) => [`${spec.method.toUpperCase()} ${spec.path}`, spec] as const)

  test('has doors to come through', () => expect(called.length).toBeGreaterThan(40))

  test.each(called)('%s', async (_, spec) => {
    const actor = spec.personal ? acme.people.learner! : acme.people.owner!
    const call = await program(platform, acme.tenant, actor)
    const [method, path] = [spec.method.toUpperCase(), pathOf(spec.path, acme.objects)]
    for (const [kind, value] of Object.entries(odd))
      for (const place of textsOf(spec.body)) {
        const body = sampleOf(spec.body, (pointer) => (pointer === place ? value : 'Text'))
        const { status } = await call(method, path, body)
        expect([kind, place, status < 500], `${status}`).toEqual([kind, place, true])
      }
    const sample = sampleOf(spec.body) as object
    const fields = Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [`f${i}`, i]))
    const deep = JSON.parse(`${'{"a":'.repeat(21)}1${'}'.repeat(21)}`)
    for (const body of [
      { ...sample, ...fields },
      { ...sample, deep },
    ]) {
      const { status, json } = await call(method, path, body)
      expect([status, json.detail.length > 10]).toEqual([422, true])
    }
    expect((await call(method, path, { ...sample, big: 'x'.repeat(1_000_001) })).status).toBe(413)
    for (const text of ['', '{', 'null', '[]', '"text"', '{"__proto__":{"role":"owner"}}', '\ufeff{}']) {
      const raw = new TextEncoder().encode(text)
      const { status } = await call(method, path, raw, { 'Content-Type': 'application/json' })
      expect([text, status < 500]).toEqual([text, true])
    }
  })
})

async function send(door: string, { params = {} }: Row, body: URLSearchParams) {
  const [method = '', pattern = ''] = door.split(' ')
  const path = pattern.replace(/:(\w+)(\{[^/]*\})?/g, (_, name: string) => {
    const stands = params[name]!
    return stands.startsWith('=') ? stands.slice(1) : acme.objects[stands as keyof Objects]
  })
  return owner.send(method, path, body)
}

const subjects: Record<string, keyof Objects> = {
  courses: 'course',
  modules: 'module',
  items: 'assignment',
  lessons: 'lesson',
  quizzes: 'quiz',
  assignments: 'assignment',
  attempts: 'attempt',
  submissions: 'submission',
  annotations: 'annotation',
  people: 'person',
  learners: 'person',
  groups: 'group',
  media: 'media',
  certificates: 'certificate',
  'join-requests': 'joinRequest',
  questions: 'question',
  responses: 'version',
}

/** The address of a door with the school's own objects, where there is one. */
const pathOf = (path: string, objects: Objects) =>
  path.replace(/([^/]+)\/:\w+/g, (_, before: string) => {
    const subject = subjects[before]
    return `${before}/${subject ? objects[subject] : 'nobody'}`
  })
