import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { enrollments, organization, sessions, users } from '../../worker/db/schema'
import { handOverToOwner } from '../../worker/domain/people'
import { type Browser, browse } from '../support/browser'
import { monday } from '../support/platform'
import { addSchool, makeSchool, type School } from '../support/school'
import { spentOn } from '../support/trips'

let school: School
let lena: Browser
let ada: Browser

beforeAll(async () => {
  school = await makeSchool()
})

beforeEach(async () => {
  const { platform, tenant, cast } = school
  platform.setNow(monday)
  await change(cast.ada.id, { state: 'active', role: 'admin' })
  await change(cast.lena.id, { locale: '' })
  lena = await browse(platform, tenant, cast.lena)
  ada = await browse(platform, tenant, cast.ada)
  for (const browser of [lena, ada]) expect((await browser.get('/')).status).toBe(200)
})

const change = (id: string, values: Partial<typeof users.$inferInsert>) =>
  school.tenant.db.update(users).set(values).where(eq(users.id, id))

describe('somebody who was here before', () => {
  test('is known again without a trip of their own', async () => {
    expect(await spentOn(lena, '/')).toMatchObject({ status: 200, trips: 1 })
    expect(await spentOn(ada, '/people')).toMatchObject({ status: 200, trips: 1 })
  })

  test('stays outside from the moment the session is ended', async () => {
    await school.tenant.db.delete(sessions).where(eq(sessions.userId, school.cast.lena.id))
    const answer = await lena.get('/')
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/sign-in'])
  })

  test('stays outside from the moment of being suspended, also where a page asks for nothing', async () => {
    await change(school.cast.ada.id, { state: 'suspended' })
    for (const path of ['/organization', '/people', '/imports/new'])
      expect((await ada.get(path)).headers.get('Location'), path).toBe(`/sign-in?then=${encodeURIComponent(path)}`)
  })

  test('has no more rights than the role that the database names', async () => {
    expect((await ada.get('/people')).status).toBe(200)
    await change(school.cast.ada.id, { role: 'learner' })
    expect((await ada.get('/people')).status).toBe(403)
    await change(school.cast.ada.id, { role: 'admin' })
    expect((await ada.get('/people')).status).toBe(200)
  })

  test('sees a new name, language and organization at once', async () => {
    await change(school.cast.lena.id, { locale: 'de' })
    const logged = vi.spyOn(console, 'error')
    expect((await lena.read('/me')).html).toContain('<html lang="de"')
    expect(logged.mock.calls, 'nothing went wrong').toEqual([])
    logged.mockRestore()
    await school.tenant.db.update(organization).set({ name: 'Acme Night School' })
    expect((await lena.read('/')).html).toContain('Acme Night School')
  })

  test('teaches a course no longer once it was taken away', async () => {
    const { platform, tenant, cast } = school
    const ivy = await browse(platform, tenant, cast.ivy)
    const made = await ivy.post('/courses', { title: 'Reading maps' })
    const outline = made.headers.get('Location')!
    expect((await ivy.get(outline)).status).toBe(200)
    await tenant.db.update(enrollments).set({ role: 'learner' }).where(eq(enrollments.userId, cast.ivy.id))
    expect((await ivy.get(outline)).status).not.toBe(200)
  })

  test('uses nothing up in a name that is gone', async () => {
    const { tenant, cast } = school
    const code = await handOverToOwner(tenant)
    await tenant.db.delete(sessions).where(eq(sessions.userId, cast.lena.id))
    expect((await lena.get(`/hand-over?code=${code}`)).headers.get('Location')).toBe('/welcome')
    expect((await lena.read('/')).html).toContain('Olga Owner')
  })

  test('is a stranger next door', async () => {
    const next = await addSchool(school.platform, 'globex', 'Globex')
    const elsewhere = await browse(school.platform, next.tenant)
    elsewhere.cookies.set('__Host-session', lena.cookies.get('__Host-session')!)
    expect((await elsewhere.get('/')).headers.get('Location')).toBe('/sign-in')
  })

  test('is seen again after an hour', async () => {
    const { platform, tenant, cast } = school
    platform.setNow(platform.now() + 2 * 3_600_000)
    await lena.get('/')
    const [row] = await tenant.db.select().from(users).where(eq(users.id, cast.lena.id))
    expect(row!.lastSeenAt).toBe(platform.now())
  })
})
