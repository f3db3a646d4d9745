import { beforeAll, describe, expect, test } from 'vitest'
import { program } from '../../support/api'
import { addSchool, makeSchool, type School } from '../../support/school'

let school: School
let ada: Awaited<ReturnType<typeof program>>
let lena: Awaited<ReturnType<typeof program>>

beforeAll(async () => {
  school = await makeSchool()
  ada = await program(school.platform, school.tenant, school.cast.ada)
  lena = await program(school.platform, school.tenant, school.cast.lena)
})

const names = (json: { items: { name: string }[] }) => json.items.map(({ name }) => name)

describe('people', () => {
  test('are listed by name, page by page', async () => {
    const whole = names((await ada('GET', '/people')).json)
    expect(whole.length).toBeGreaterThan(6)
    const paged: string[] = []
    let next: string | null = ''
    for (let page = 0; next !== null && page < 10; page++) {
      const { json } = await ada('GET', `/people?limit=3${next ? `&cursor=${next}` : ''}`)
      expect(json.items.length).toBeLessThanOrEqual(3)
      paged.push(...names(json))
      next = json.next
    }
    expect(paged).toEqual(whole)
  })

  test('are found by word, role and state', async () => {
    expect(names((await ada('GET', '/people?q=lena')).json)).toEqual(['Lena Learner'])
    expect(names((await ada('GET', '/people?role=owner')).json)).toEqual(['Olga Owner'])
    expect(names((await ada('GET', '/people?state=suspended')).json)).toEqual([])
    expect((await ada('GET', '/people?role=king')).status).toBe(422)
    expect((await ada('GET', '/people?limit=101')).status).toBe(422)
  })

  test('are shown to nobody but admins, and never across the fence', async () => {
    expect((await lena('GET', '/people')).status).toBe(403)
    expect((await lena('GET', '/people/acme-leo')).status).toBe(403)
    const next = await addSchool(school.platform, 'globex', 'Globex')
    const theirs = await program(school.platform, next.tenant, next.cast.ada)
    expect((await theirs('GET', '/people/acme-lena')).status).toBe(404)
    expect(names((await theirs('GET', '/people?q=zed')).json)).toEqual(['Zed Stranger'])
    expect((await ada('GET', '/people/globex-lena')).status).toBe(404)
  })

  test('are invited once, however often the request is sent', async () => {
    const body = {
      name: 'Nora New',
      email: 'nora@example.org',
      role: 'learner',
      id: 'mine',
      __proto__: { role: 'owner' },
    }
    const key = { 'Idempotency-Key': 'nora' }
    const first = await ada('POST', '/people', body, key)
    expect([first.status, first.json.state, first.json.role]).toEqual([201, 'invited', 'learner'])
    expect(first.json.id).not.toBe('mine')
    const again = await ada('POST', '/people', body, key)
    expect([again.status, again.json.id, again.headers.get('Idempotency-Replayed')]).toEqual([
      201,
      first.json.id,
      'true',
    ])
    expect((await ada('POST', '/people', { ...body, name: 'Other' }, key)).status).toBe(422)
    expect(names((await ada('GET', '/people?q=nora')).json)).toHaveLength(1)
    expect((await ada('POST', '/people', body)).status).toBe(409)
  })

  test('say what is wrong by pointer', async () => {
    const nameless = await ada('POST', '/people', { email: 'x@example.org' })
    expect([nameless.status, nameless.json.errors[0].pointer]).toEqual([422, '/name'])
    expect((await ada('POST', '/people', { name: 'No Address', email: 'nowhere' })).status).toBe(422)
  })

  test('are changed in what is said, and keep the rest', async () => {
    const before = (await ada('GET', '/people/acme-leo')).json
    const changed = await ada('PATCH', '/people/acme-leo', { name: 'Leopold Learner', role: 'owner', id: 'other' })
    expect(changed.json).toEqual({ ...before, name: 'Leopold Learner' })
    expect((await ada('PATCH', '/people/acme-leo', { email: 'not one' })).json.errors[0].pointer).toBe('/email')
    expect((await ada('PATCH', '/people/acme-leo', { zone: 'Mars/Base' })).status).toBe(422)
    expect((await lena('PATCH', '/people/acme-leo', { name: 'Mine' })).status).toBe(403)
  })

  test('get roles up to the own, and are suspended and brought back', async () => {
    expect((await ada('PUT', '/people/acme-ian/role', { role: 'owner' })).status).toBe(403)
    expect((await ada('PUT', '/people/acme-ian/role', { role: 'learner' })).status).toBe(204)
    expect((await ada('GET', '/people/acme-ian')).json.role).toBe('learner')
    expect((await ada('POST', '/people/acme-zed/suspension')).status).toBe(204)
    expect((await ada('POST', '/people/acme-zed/suspension')).status).toBe(204)
    expect(names((await ada('GET', '/people?state=suspended')).json)).toEqual(['Zed Stranger'])
    expect((await ada('DELETE', '/people/acme-zed/suspension')).status).toBe(204)
    expect((await ada('GET', '/people/acme-zed')).json.state).toBe('active')
    expect((await ada('POST', '/people/nobody/suspension')).status).toBe(404)
    expect((await lena('POST', '/people/acme-zed/suspension')).status).toBe(403)
  })
})

describe('groups', () => {
  test('are made, filled, emptied, binned and restored', async () => {
    const { status, json: group } = await ada('POST', '/groups', { name: 'Class 7b' })
    expect([status, group.courseId, group.people]).toEqual([201, null, []])
    expect((await ada('PUT', `/groups/${group.id}/members/acme-lena`)).status).toBe(204)
    expect((await ada('PUT', `/groups/${group.id}/members/acme-nobody`)).status).toBe(404)
    expect(names({ items: (await ada('GET', `/groups/${group.id}`)).json.people })).toEqual(['Lena Learner'])
    expect(names((await ada('GET', `/people?group=${group.id}`)).json)).toEqual(['Lena Learner'])
    expect((await ada('DELETE', `/groups/${group.id}/members/acme-lena`)).status).toBe(204)
    expect((await ada('PATCH', `/groups/${group.id}`, { name: 'Class 8b' })).json.name).toBe('Class 8b')
    expect((await ada('POST', '/groups', { name: 'class 8B' })).status).toBe(422)
    expect((await ada('DELETE', `/groups/${group.id}`)).status).toBe(204)
    expect((await ada('GET', `/groups/${group.id}`)).status).toBe(404)
    expect((await ada('POST', `/groups/${group.id}/restoration`)).status).toBe(204)
    expect(names((await ada('GET', '/groups')).json)).toEqual(['Class 8b'])
  })

  test('are nothing for learners', async () => {
    expect((await lena('GET', '/groups')).status).toBe(403)
    expect((await lena('POST', '/groups', { name: 'Mine' })).status).toBe(403)
  })
})

describe('admission', () => {
  test('invites a list, line by line, and takes an invitation back', async () => {
    const { status, json } = await ada('POST', '/invitations', {
      emails: ['one@example.org', 'lena@acme.example', '??'],
      dueAt: '2026-05-01T12:00:00+02:00',
    })
    expect(status).toBe(201)
    expect(json.lines.map(({ result }: { result: string }) => result)).toEqual([
      'invited',
      'already here',
      'not readable',
    ])
    const open = (await ada('GET', '/invitations?limit=1')).json
    expect([open.items[0].email, open.items.length]).toEqual(['one@example.org', 1])
    expect(open.items[0].dueAt).toBe('2026-05-01T10:00:00.000Z')
    expect((await ada('DELETE', `/invitations/${open.items[0].id}`)).status).toBe(204)
    expect((await ada('DELETE', `/invitations/${open.items[0].id}`)).status).toBe(404)
    expect((await ada('POST', '/invitations', { emails: ['a@b.example'], courseIds: ['foreign'] })).status).toBe(404)
    expect((await lena('GET', '/invitations')).status).toBe(403)
  })

  test('makes join links that end', async () => {
    const made = await ada('POST', '/join-links', { maxUses: 3, expiresAt: '2026-04-01T12:00:00+02:00' })
    expect([made.status, made.json.expiresAt, made.json.isOpen]).toEqual([201, '2026-04-01T10:00:00.000Z', true])
    expect(made.json.url).toContain(made.json.code)
    expect((await ada('DELETE', `/join-links/${made.json.id}`)).status).toBe(204)
    expect((await ada('GET', '/join-links')).json.items[0].isOpen).toBe(false)
    expect((await ada('POST', '/join-links', { role: 'owner' })).status).toBe(422)
    expect((await ada('POST', '/join-links', { expiresAt: '2020-01-01T00:00:00Z' })).status).toBe(422)
    expect((await lena('POST', '/join-links', {})).status).toBe(403)
  })
})
