import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { apiTokens, users } from '../../worker/db/schema'
import { createApiToken, findActor, scopes } from '../../worker/domain/people'
import { browse, browserAt } from '../support/browser'
import { monday } from '../support/platform'
import { makeSchool, type School } from '../support/school'

let school: School
beforeAll(async () => {
  school = await makeSchool()
})

describe('access tokens', () => {
  test('are shown once, work at once, and stop when revoked', async () => {
    const ivy = await browse(school.platform, school.tenant, school.cast.ivy)
    const made = await ivy.post('/me/tokens', { name: 'Timetable', scopes: 'people.read', days: '30' })
    const html = await made.text()
    const token = /lyc_[\w-]{43}/.exec(html)?.[0]
    expect(token).toBeDefined()
    expect((await ivy.read('/me/tokens')).html).not.toContain(token)

    const program = browserAt(school.platform, school.tenant.origin)
    const whoami = () => program.get('/api/v1/me', { Authorization: `Bearer ${token}` })
    expect((await whoami()).status).toBe(200)
    const action = /action="(\/me\/tokens\/[0-9a-f]+)\?_method=DELETE"/.exec((await ivy.read('/me/tokens')).html)![1]!
    expect((await ivy.post(`${action}?_method=DELETE`)).status).toBe(303)
    expect((await whoami()).status).toBe(401)
  })

  test('offer to everybody what they may do themselves, and take nothing else', async () => {
    const { platform, tenant, cast } = school
    const offered = async (name: 'lena' | 'ivy' | 'ada') => {
      const { html } = await (await browse(platform, tenant, cast[name])).read('/me/tokens')
      return [...html.matchAll(/name="scopes" value="([\w.]+)"/g)].map(([, scope]) => scope)
    }
    const own = ['people.read', 'people.write', 'courses.read', 'learning.read', 'learning.write']
    expect(await offered('lena')).toEqual(own)
    expect(await offered('ivy')).toEqual([...own.slice(0, 3), 'courses.write', ...own.slice(3)])
    expect(await offered('ada')).toEqual([...scopes])
    const lena = await browse(platform, tenant, cast.lena)
    const forged = { name: 'Forged', scopes: 'organization.read', days: '30' }
    expect((await lena.post('/me/tokens', forged)).status).toBe(422)
    const kept = await tenant.db.select().from(apiTokens).where(eq(apiTokens.name, 'Forged'))
    expect(kept).toEqual([])
  })

  test('come back with a sentence when nothing was chosen, and keep what was typed', async () => {
    const ivy = await browse(school.platform, school.tenant, school.cast.ivy)
    const answer = await ivy.post('/me/tokens', { name: 'Half done', days: '30' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('Half done')
    expect(html).toContain('Choose at least one thing')
  })

  test('end within a year; those that were made without an end keep going', async () => {
    const { tenant, platform, cast } = school
    const ivy = await browse(platform, tenant, cast.ivy)
    expect((await ivy.read('/me/tokens')).html).not.toContain('<option value=""')
    for (const days of ['', '0', '7', '366', 'never', '30.5']) {
      const answer = await ivy.post('/me/tokens', { name: 'Endless', scopes: 'people.read', days })
      expect(answer.status, days).toBe(422)
      expect(await answer.text(), days).toContain('Choose when the token ends')
    }
    const missing = await ivy.post('/me/tokens', { name: 'Endless', scopes: 'people.read' })
    expect(missing.status).toBe(422)
    const { id, token } = await createApiToken(tenant, cast.ivy, {
      name: 'Old one',
      scopes: ['people.read'],
      days: 30,
      organizations: false,
    })
    await tenant.db.update(apiTokens).set({ expiresAt: null }).where(eq(apiTokens.id, id))
    expect((await ivy.read('/me/tokens')).html).toContain('does not expire')
    platform.setNow(monday + 400 * 86_400_000)
    const headers = { Authorization: `Bearer ${token}` }
    expect((await browserAt(platform, tenant.origin).get('/api/v1/me', headers)).status).toBe(200)
    platform.setNow(monday)
  })

  test('of the organization are for admins, and of others are not there', async () => {
    const ada = await browse(school.platform, school.tenant, school.cast.ada)
    await ada.post('/me/tokens', {
      name: 'HR system',
      scopes: ['people.read', 'people.write'],
      days: '365',
      organizations: 'on',
    })
    const page = (await ada.read('/me/tokens')).html
    expect(page).toContain('HR system')
    const id = /action="\/me\/tokens\/([0-9a-f]+)\?/.exec(page)![1]
    const lena = await browse(school.platform, school.tenant, school.cast.lena)
    expect((await lena.post(`/me/tokens/${id}?_method=DELETE`)).status).toBe(404)
    expect((await lena.read('/me/tokens')).html).not.toContain('HR system')
  })

  test('of the organization invite nobody before an owner has confirmed an address', async () => {
    const { tenant, platform, cast } = school
    const { token } = await createApiToken(tenant, cast.olga, {
      name: 'Inviter',
      scopes: ['people.write'],
      days: 30,
      organizations: true,
    })
    const program = browserAt(platform, tenant.origin)
    const invite = async (email: string) => {
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
      const body = JSON.stringify({ emails: [email], role: 'learner' })
      const answer = await program.send('POST', '/api/v1/invitations', body, headers)
      return { status: answer.status, said: await answer.text() }
    }
    const confirm = (emailVerifiedAt: number | null) =>
      tenant.db.update(users).set({ emailVerifiedAt }).where(eq(users.role, 'owner'))
    await confirm(null)
    const early = await invite('early@home.example')
    expect(early.status).toBe(422)
    expect(early.said).toContain('Confirm')
    expect((await findActor(tenant, `token:${token.slice(0, 10)}`)).verified).toBe(false)
    expect(await tenant.db.select().from(users).where(eq(users.email, 'early@home.example'))).toEqual([])
    await confirm(tenant.now())
    expect((await invite('later@home.example')).status).toBe(201)
    expect((await findActor(tenant, `token:${token.slice(0, 10)}`)).verified).toBe(true)
  })
})
