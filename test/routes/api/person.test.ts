import { beforeAll, describe, expect, test } from 'vitest'
import { monogram } from '../../../worker/lib/monogram'
import { program } from '../../support/api'
import { browserAt } from '../../support/browser'
import { png } from '../../support/files'
import { makeSchool, type School } from '../../support/school'

type Program = Awaited<ReturnType<typeof program>>
let school: School
let ada: Program
let ivy: Program
let lena: Program

beforeAll(async () => {
  school = await makeSchool()
  const { platform, tenant, cast } = school
  ada = await program(platform, tenant, cast.ada)
  ivy = await program(platform, tenant, cast.ivy)
  lena = await program(platform, tenant, cast.lena)
})

const image = { 'Content-Type': 'image/png' }

describe('a pupil without e-mail', () => {
  test('is added with a sign-in card, which opens the door until it is renewed', async () => {
    const made = await ada('POST', '/people', { name: 'Pia Pupil', username: 'pia.pupil' })
    const { signInCard: card } = made.json
    expect([made.status, made.json.email, card.username]).toEqual([201, null, 'pia.pupil'])
    const signIn = async (password: string) =>
      (await browserAt(school.platform, school.tenant.origin).post('/session', { name: card.username, password }))
        .status
    expect(await signIn(card.passCode)).toBe(303)
    const renewed = (await ada('POST', `/people/${made.json.id}/sign-in-card`)).json
    expect(renewed.passCode).not.toBe(card.passCode)
    expect([await signIn(card.passCode), await signIn(renewed.passCode)]).toEqual([422, 303])
    expect((await ada('POST', '/people/acme-lena/sign-in-card')).status).toBe(422)
    expect((await lena('POST', `/people/${made.json.id}/sign-in-card`)).status).toBe(403)
    expect((await ada('POST', '/people', { name: 'Both', username: 'both', email: 'b@o.th' })).status).toBe(422)
    expect((await ada('POST', '/people', { name: 'Neither' })).status).toBe(422)
  })
})

describe('people', () => {
  test('are looked after by others, whom an admin names', async () => {
    expect((await ada('PUT', '/people/acme-lena/observers/acme-zed')).status).toBe(204)
    expect((await ada('PUT', '/people/acme-lena/observers/acme-zed')).status).toBe(204)
    expect((await ada('GET', '/people/acme-lena/observers')).json.items).toEqual([
      { id: 'acme-zed', name: 'Zed Stranger' },
    ])
    const zed = await program(school.platform, school.tenant, school.cast.zed)
    expect((await zed('GET', '/me/learners')).json.items.map(({ id }: { id: string }) => id)).toEqual(['acme-lena'])
    expect((await zed('GET', '/learners/acme-lena')).json.person.name).toBe('Lena Learner')
    expect((await zed('GET', '/learners/acme-leo')).status).toBe(404)
    expect((await lena('PUT', '/people/acme-leo/observers/acme-lena')).status).toBe(403)
    expect((await ada('DELETE', '/people/acme-lena/observers/acme-zed')).status).toBe(204)
    expect((await zed('GET', '/learners/acme-lena')).status).toBe(404)
  })

  test('are acted on together, all or nobody, and it is taken back', async () => {
    const people = ['acme-leo', 'acme-zed']
    expect((await ada('POST', '/people/acts', { act: 'suspend', people: [...people, 'foreign'] })).status).toBe(404)
    const done = await ada('POST', '/people/acts', { act: 'suspend', people })
    expect([done.status, done.json.count]).toEqual([201, 2])
    expect((await ada('GET', '/people?state=suspended')).json.items).toHaveLength(2)
    expect((await ada('POST', `/people/acts/${done.json.id}/reversal`)).status).toBe(204)
    expect((await ada('GET', '/people?state=suspended')).json.items).toHaveLength(0)
    expect((await lena('POST', '/people/acts', { act: 'suspend', people })).status).toBe(403)
    expect((await ivy('DELETE', '/people/acme-zed')).status).toBe(403)
    expect((await ada('POST', '/people/acme-leo/password-reset')).status).toBe(204)
  })

  test('say what they say of themselves, and show what they choose', async () => {
    const before = (await lena('GET', '/me/profile')).json
    const changed = await lena('PATCH', '/me/profile', { bio: 'Bakes.', visibility: { bio: false }, role: 'owner' })
    expect(changed.json).toEqual({ ...before, bio: 'Bakes.', visibility: { ...before.visibility, bio: false } })
    expect((await lena('PUT', '/me/photo', png(), image)).status).toBe(204)
    expect((await lena('GET', '/me/profile')).json.photoUrl).toContain('/media/')
    expect((await lena('PUT', '/me/photo', new TextEncoder().encode('<svg/>'), image)).status).toBe(422)
    expect((await lena('DELETE', '/me/photo')).status).toBe(204)
    expect((await lena('PUT', '/people/acme-leo/photo', png(), image)).status).toBe(403)
    expect((await ada('PUT', '/people/acme-leo/photo', png(), image)).status).toBe(204)
    expect((await ada('GET', '/people/acme-lena/card')).json.bio).toBe('Bakes.')
    const zed = await program(school.platform, school.tenant, school.cast.zed)
    expect((await zed('GET', '/people/acme-lena/card')).status).toBe(404)
  })
})

describe('the organization', () => {
  test('is changed by those who run it, all of it or nothing', async () => {
    const before = (await ada('GET', '/organization/settings')).json
    const changed = await ada('PATCH', '/organization/settings', { paper: 'letter', embedHosts: ['phet.colorado.edu'] })
    expect(changed.json).toEqual({ ...before, paper: 'letter', embedHosts: ['phet.colorado.edu'] })
    const wrong = { name: 'Renamed', registration: 'domain', registrationDomains: [] }
    const refused = await ada('PATCH', '/organization/settings', wrong)
    expect([refused.status, refused.json.errors[0].pointer]).toEqual([422, '/registrationDomains'])
    expect((await ada('GET', '/organization')).json.name).toBe(before.name)
    const logo = await monogram('Acme', 64, '#096b4d', '#ffffff')
    expect((await ada('PUT', '/organization/logo', logo, image)).status).toBe(204)
    expect((await ada('GET', '/organization/settings')).json.logoUrl).toContain('/media/')
    expect((await ada('DELETE', '/organization/logo')).status).toBe(204)
    for (const other of [ivy, lena]) {
      expect((await other('GET', '/organization/settings')).status).toBe(403)
      expect((await other('PATCH', '/organization/settings', { name: 'Mine' })).status).toBe(403)
      expect((await other('PUT', '/organization/logo', png(), image)).status).toBe(403)
    }
  })
})

describe('lists', () => {
  test('of groups, members, links and requests come page by page', async () => {
    for (const name of ['One', 'Two', 'Three']) await ada('POST', '/groups', { name })
    const names = await everyPage(ada, '/groups?limit=2')
    expect(names.map(({ name }) => name)).toEqual(['One', 'Three', 'Two'])
    const group = names[0]!.id
    for (const id of ['acme-lena', 'acme-leo', 'acme-zed']) await ada('PUT', `/groups/${group}/members/${id}`)
    expect((await everyPage(ada, `/groups/${group}/members?limit=1`)).map(({ id }) => id)).toEqual([
      'acme-lena',
      'acme-leo',
      'acme-zed',
    ])
    expect((await ada('PUT', `/groups/${group}/managers/acme-ivy`)).status).toBe(204)
    expect((await ivy('GET', `/groups/${group}/members`)).status).toBe(200)
    expect((await lena('GET', `/groups/${group}/members`)).status).toBe(404)
    expect((await ada('DELETE', `/groups/${group}/managers/acme-ivy`)).status).toBe(204)
    for (let i = 0; i < 3; i++) await ada('POST', '/join-links', {})
    expect(await everyPage(ada, '/join-links?limit=2')).toHaveLength(3)
  })
})

/** Reads a list to its end. */
async function everyPage(program: Program, path: string) {
  const all: { id: string; name: string }[] = []
  for (let cursor = '', page = 0; page < 9; page++) {
    const { json } = await program('GET', `${path}${cursor && `&cursor=${cursor}`}`)
    all.push(...json.items)
    if (json.next === null) return all
    cursor = json.next
  }
  throw new Error(`${path} does not end`)
}
