import { beforeAll, describe, expect, test } from 'vitest'
import { applyImport } from '../../../worker/domain/imports'
import { createApiToken } from '../../../worker/domain/people'
import { program } from '../../support/api'
import { browserAt } from '../../support/browser'
import { jpeg, png } from '../../support/files'
import { zipOf } from '../../support/imports'
import { monday } from '../../support/platform'
import { makeSchool, type School } from '../../support/school'

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
