import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { users } from '../../worker/db/schema'
import { addPerson, performAct } from '../../worker/domain/admissions'
import { readOrganization } from '../../worker/domain/organization'
import { newId } from '../../worker/lib/ids'
import { hashPassword, type PasswordCost } from '../../worker/lib/password'
import { type Browser, browse } from '../support/browser'
import { makeSchool, type School } from '../support/school'

const short = 'rain at 9'
const long = 'rain falls on nine roofs'
let school: School
let cost: PasswordCost
beforeAll(async () => {
  school = await makeSchool()
  cost = school.platform.passwordCost
})
beforeEach(async () => {
  await change({ role: 'instructor', passwordHash: await hashPassword(short, cost), longPassword: false })
})

const change = (columns: Partial<typeof users.$inferInsert>) =>
  school.tenant.db.update(users).set(columns).where(eq(users.id, school.cast.ivy.id))
const promote = (role = 'admin', id = school.cast.ivy.id) =>
  performAct(school.tenant, school.cast.olga, { nonce: newId(), kind: 'role', personIds: [id], choice: { role } })

async function comeIn(password: string): Promise<Browser> {
  const ivy = await browse(school.platform, school.tenant)
  const answer = await ivy.post('/session', { name: 'ivy@acme.example', password })
  expect(answer.status).toBe(303)
  return ivy
}

describe('whoever becomes an admin', () => {
  test('chooses a longer password before anything else, in the session that is open', async () => {
    const ivy = await comeIn(short)
    expect((await ivy.get('/courses')).status).toBe(200)
    await promote()
    for (const path of ['/', '/people', '/me/tokens', '/organization'])
      expect((await ivy.get(path)).headers.get('Location'), path).toBe('/account')
    expect(
      (await ivy.post('/me/tokens', { name: 'Mine', scopes: 'people.read', days: '30' })).headers.get('Location'),
    ).toBe('/account')
    expect((await ivy.read('/account')).html).toContain('a password of at least 15 characters')
    const change = (passwordNew: string) =>
      ivy.post('/account/password?_method=PUT', { passwordCurrent: short, passwordNew })
    expect((await change('ten roofs 10')).status).toBe(422)
    expect((await change(long)).status).toBe(303)
    expect((await ivy.get('/people')).status).toBe(200)
    expect((await ivy.read('/account')).html).not.toContain('Your role asks')
    expect((await (await comeIn(long)).get('/people')).status).toBe(200)
  })

  test('is asked at the next sign-in where nobody knows how long the password is', async () => {
    await change({ longPassword: null })
    const before = await browse(school.platform, school.tenant, school.cast.ivy)
    expect((await before.get('/courses')).status).toBe(200)
    await promote()
    expect((await before.get('/courses')).headers.get('Location')).toContain('/sign-in')
    expect((await (await comeIn(short)).get('/people')).headers.get('Location')).toBe('/account')
    await change({ longPassword: null, passwordHash: await hashPassword(long, cost) })
    expect((await (await comeIn(long)).get('/people')).status).toBe(200)
  })

  test('goes on as before with a long one, and as a learner with a short one', async () => {
    const ivy = await comeIn(short)
    await promote('learner')
    expect((await ivy.get('/')).status).toBe(200)
    await change({ role: 'instructor', longPassword: true })
    await promote()
    expect((await ivy.get('/people')).status).toBe(200)
  })

  test('has an address that is confirmed', async () => {
    const { tenant, cast } = school
    await change({ emailVerifiedAt: null })
    for (const role of ['admin', 'owner'])
      await expect(promote(role)).rejects.toMatchObject({ reason: 'people.roleNeedsConfirmed' })
    const pupil = { name: 'Pia', signIn: 'pia.p', role: 'admin' }
    const added = addPerson(tenant, cast.olga, pupil, await readOrganization(tenant), cost)
    await expect(added).rejects.toMatchObject({ reason: 'people.roleNeedsEmail' })
    await change({ emailVerifiedAt: tenant.now() })
    expect(await promote()).toMatchObject({ count: 1 })
  })
})
