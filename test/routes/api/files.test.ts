import { beforeAll, describe, expect, test } from 'vitest'
import { applyImport } from '../../../worker/domain/imports'
import { createApiToken } from '../../../worker/domain/people'
import { program } from '../../support/api'
import { browserAt } from '../../support/browser'
import { jpeg, png } from '../../support/files'
import { zipOf } from '../../support/imports'
import { monday } from '../../support/platform'
import { makeQuiz } from '../../support/quiz'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

type Program = Awaited<ReturnType<typeof program>>
let school: School
let ivy: Program
let ian: Program
let lena: Program

beforeAll(async () => {
  school = await makeSchool()
  const { platform, tenant, cast } = school
  ivy = await program(platform, tenant, cast.ivy)
  ian = await program(platform, tenant, cast.ian)
  lena = await program(platform, tenant, cast.lena)
})

const image = { 'Content-Type': 'image/png' }

describe('files', () => {
  test('come as a body or in a form, typed by what they are', async () => {
    const { status, json } = await ivy('POST', '/media?name=loaf.png', png(), { ...image, 'Idempotency-Key': 'loaf' })
    expect([status, json.name, json.type, json.kind, json.width]).toEqual([201, 'loaf.png', 'image/png', 'image', 40])
    const again = await ivy('POST', '/media?name=loaf.png', png(), { ...image, 'Idempotency-Key': 'loaf' })
    expect(again.json.id).toBe(json.id)
    expect((await ivy('POST', '/media?name=loaf.png', jpeg(), { ...image, 'Idempotency-Key': 'loaf' })).status).toBe(
      422,
    )
    const form = new FormData()
    form.append('file', new File([jpeg()], 'crust.jpg'))
    const sent = await ivy('POST', '/media', form)
    expect([sent.status, sent.json.name, sent.json.type]).toEqual([201, 'crust.jpg', 'image/jpeg'])
    expect((await ivy('POST', '/media', new FormData())).status).toBe(422)
    expect((await ivy('GET', '/media?limit=1')).json.items[0].id).toBe(sent.json.id)
    expect((await ivy('GET', '/media?limit=1')).json.items[0].usedIn).toEqual([])
    const next = (await ivy('GET', '/media?limit=1')).json.next
    expect((await ivy('GET', `/media?limit=1&cursor=${next}`)).json.items[0].id).toBe(json.id)
  })

  test('are nothing to others, and are named and deleted by their owner', async () => {
    const { json } = await ivy('POST', '/media?name=own.png', png(), image)
    const path = `/media/${json.id}`
    for (const other of [ian, lena]) {
      expect((await other('GET', path)).status).toBe(404)
      expect((await other('PATCH', path, { alt: 'Mine' })).status).toBe(404)
      expect((await other('DELETE', path)).status).toBe(404)
    }
    expect((await lena('GET', '/media')).status).toBe(403)
    expect((await lena('POST', '/media?name=x.png', png(), image)).status).toBe(403)
    expect((await ivy('GET', path)).json).toEqual({ ...json, usedIn: [] })
    const changed = await ivy('PATCH', path, { alt: 'A loaf', ownerId: 'acme-lena', type: 'text/html' })
    expect(changed.json).toEqual({ ...json, alt: 'A loaf' })
    expect((await ivy('DELETE', path)).status).toBe(204)
    expect((await ivy('GET', path)).status).toBe(404)
    expect((await ivy('POST', `${path}/restoration`)).json.id).toBe(json.id)
  })

  test('of a learner are for handing in', async () => {
    const { status, json } = await lena('POST', '/me/files?name=work.png', png(), image)
    expect([status, json.name]).toEqual([201, 'work.png'])
    expect((await ivy('GET', `/media/${json.id}`)).status).toBe(404)
  })
})

describe('a file of questions', () => {
  const gift = new TextEncoder().encode('Bees have six legs.{T}\n\n::Talk:: Nothing is asked here.\n')
  const type = { 'Content-Type': 'application/octet-stream' }
  const ids = async () =>
    ((await ivy('GET', '/quizzes/asked/questions')).json.items as { id: string }[]).map(({ id }) => id)

  beforeAll(async () => {
    await teachCourse(school.tenant, school.cast, { modules: { quiz: [{ id: 'asked', kind: 'quiz' }] } })
    await makeQuiz(school.tenant, 'asked', {}, [])
  })

  test('comes into a quiz, whatever its form, and out of it again', async () => {
    const sent = await ivy('POST', '/quizzes/asked/imports?name=bees.gift', gift, type)
    expect([sent.status, sent.json.state, sent.json.format]).toEqual([201, 'done', 'gift'])
    expect(sent.json.report).toMatchObject([{ level: 'left-out', path: 'bees.gift', line: 3, key: 'question-kind' }])
    expect(await ids()).toEqual(sent.json.added)
    const taken = await ivy('POST', `/quizzes/asked/imports/${sent.json.id}/reversal`)
    expect([taken.status, taken.json.state]).toEqual([200, 'undone'])
    expect(await ids()).toEqual([])
  })

  test('is looked at first, and then added once', async () => {
    const planned = await ivy('POST', '/quizzes/asked/imports?name=bees.gift&plan=true', gift, type)
    expect([planned.json.state, planned.json.questions.length]).toEqual(['planned', 1])
    const path = `/quizzes/asked/imports/${planned.json.id}`
    for (const _ of [1, 2]) expect((await ivy('POST', `${path}/application`, { take: [0] })).json.state).toBe('done')
    expect((await ivy('GET', path)).json.added).toEqual(await ids())
    expect((await ian('GET', path)).status).toBe(404)
  })

  test('that is none, or holds nothing for a quiz, is refused with its name and line', async () => {
    const refused = (body: string, name: string) =>
      ivy('POST', `/quizzes/asked/imports?name=${name}`, new TextEncoder().encode(body), type)
    const cut = await refused('<quiz>\n<question>', 'cut.xml')
    expect([cut.status, JSON.stringify(cut.json)]).toEqual([422, expect.stringContaining('“cut.xml”, line 2')])
    const talk = await refused('\n::Talk:: Nothing is asked here.', 'talk.gift')
    expect([talk.status, JSON.stringify(talk.json)]).toEqual([422, expect.stringContaining('“talk.gift”, line 2')])
    expect((await lena('POST', '/quizzes/asked/imports', gift, type)).status).toBe(404)
  })
})

describe('the source of a course', () => {
  const pages = { 'index.md': '---\ntitle: Bees\n---\n\nOn bees.\n', '01-hive.md': '# The hive\n\nA box.\n' }
  const zip = { 'Content-Type': 'application/zip' }

  test('makes a course, changes it, and comes out again', async () => {
    const { tenant } = school
    const sent = await ivy('POST', '/imports', await zipOf(pages), zip)
    expect([sent.status, sent.json.state]).toEqual([202, 'running'])
    await applyImport(tenant, sent.json.id)
    const run = (await ivy('GET', `/imports/${sent.json.id}`)).json
    expect([run.state, run.error]).toEqual(['done', null])
    for (const other of [ian, lena]) expect((await other('GET', `/imports/${sent.json.id}`)).status).toBe(404)

    const path = `/courses/${run.courseId}`
    const changed = await zipOf({ ...pages, '02-honey.md': '# Honey\n\nSweet.\n' })
    for (const other of [ian, lena]) expect((await other('PUT', `${path}/source`, changed, zip)).status).toBe(404)
    const put = await ivy('PUT', `${path}/source`, changed, zip)
    const changes = put.json.items.map(({ change }: { change: string }) => change)
    expect([put.status, changes.filter((change: string) => change === 'added')]).toEqual([202, ['added']])
    await applyImport(tenant, put.json.id)
    const titles = (await ivy('GET', path)).json.modules.flatMap(({ items }: { items: { title: string }[] }) =>
      items.map(({ title }) => title),
    )
    expect(titles).toContain('Honey')
    expect((await ivy('GET', `${path}/imports`)).json.items).toHaveLength(2)

    const out = await ivy('GET', `${path}/source`)
    expect([out.status, out.headers.get('Content-Type')]).toEqual([200, 'application/zip'])
    expect(new TextDecoder().decode(out.bytes.slice(0, 2))).toBe('PK')
    const same = await ivy('PUT', `${path}/source`, out.bytes, zip)
    expect(same.json.items.filter(({ change }: { change: string }) => change !== 'same')).toEqual([])
    expect((await ian('GET', `${path}/source`)).status).toBe(404)
    school.platform.setNow(monday + 60_000)
    await applyImport(tenant, same.json.id)

    expect((await ivy('POST', `/imports/${put.json.id}/reversal`)).status).toBe(409)
    expect((await ivy('POST', `/imports/${same.json.id}/reversal`)).json.state).toBe('undone')
  })

  test('is refused where it is no course', async () => {
    expect((await ivy('POST', '/imports', new TextEncoder().encode('no zip'), zip)).status).toBe(422)
    expect((await lena('POST', '/imports', await zipOf(pages), zip)).status).toBe(403)
  })

  test("is brought by the organization's own token too", async () => {
    const { platform, tenant, cast } = school
    const { token } = await createApiToken(tenant, cast.ada, {
      name: 'CMS',
      scopes: ['courses.read', 'courses.write'],
      days: 1,
      organizations: true,
    })
    const cms = browserAt(platform, tenant.origin)
    const headers = { Authorization: `Bearer ${token}` }
    const sent = await cms.send('POST', '/api/v1/imports', await zipOf(pages), { ...headers, ...zip })
    const { id } = (await sent.json()) as { id: string }
    await applyImport(tenant, id)
    const run = await cms.get(`/api/v1/imports/${id}`, headers)
    expect(await run.json()).toMatchObject({ state: 'done', error: null })
  })
})
