import { eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { organization, users } from '../../worker/db/schema'
import { makeJoinLink } from '../../worker/domain/admissions'
import { editAdmission } from '../../worker/domain/organization'
import { drain } from '../../worker/jobs/drain'
import { plans } from '../../worker/lib/plans'
import { program } from '../support/api'
import { type Browser, browse } from '../support/browser'
import { linkTo } from '../support/html'
import { monday } from '../support/platform'
import { makeSchool, type School } from '../support/school'

const most = plans.free.people
let school: School
let ada: Browser

beforeAll(async () => {
  school = await makeSchool()
  ada = await browse(school.platform, school.tenant, school.cast.ada)
  await editAdmission(school.tenant, school.cast.ada, {
    registration: 'open',
    registrationDomains: [],
    publicCatalogue: false,
  })
})
beforeEach(async () => {
  school.platform.mails.length = 0
  const { db } = school.tenant
  await db.update(organization).set({ quotaBytes: plans.free.storageBytes })
  await db.delete(users).where(sql`${users.id} like 'pupil-%' or ${users.state} = 'invited'`)
})

/** Fills the school up to `n` people. */
async function fillTo(n: number) {
  const { db } = school.tenant
  const [{ here } = { here: 0 }] = await db.select({ here: sql<number>`count(*)`.as('here') }).from(users)
  for (let i = here; i < n; i++)
    await db.insert(users).values({ id: `pupil-${i}`, name: `Pupil ${i}`, role: 'learner', createdAt: monday })
}
const nobody = () => browse(school.platform, school.tenant)

describe('a plan with a limit of people', () => {
  test('is said to be nearly full from nine in ten places, to those who add people', async () => {
    const pages = ['/people', '/people/invitations', '/people/join-links']
    await fillTo(most * 0.9 - 1)
    for (const page of pages) expect((await ada.read(page)).html, page).not.toContain('places of your plan')
    await fillTo(most * 0.9)
    for (const page of pages) expect((await ada.read(page)).html, page).toContain('90 of the 100 places of your plan')
  })

  test('takes no more than it holds, and keeps what was typed', async () => {
    await fillTo(most - 1)
    const two = await ada.post('/people/invitations', { emails: 'one@home.example\ntwo@home.example', role: 'learner' })
    expect(two.status).toBe(422)
    const said = await two.text()
    expect(said).toContain('Your plan holds 100 people, and one place is left')
    expect(said).toContain('two@home.example')
    await fillTo(most)
    const added = await ada.post('/people', { name: 'Nora', signIn: 'nora.n', role: 'learner' })
    expect([added.status, (await added.text()).includes('every place is taken')]).toEqual([422, true])
    const invited = await ada.post('/people', { name: 'Nora', signIn: 'nora@home.example', role: 'learner' })
    expect(invited.status).toBe(422)
    const api = await program(school.platform, school.tenant, school.cast.ada)
    expect((await api('POST', '/invitations', { emails: ['one@home.example'] })).status).toBe(422)
    const known = await ada.post('/people/invitations', { emails: 'lena@acme.example', role: 'learner' })
    expect(known.status, 'who is here already needs no place').toBe(200)
  })

  test('lets nobody register or join when it is full, says why, and locks nobody out', async () => {
    const link = await makeJoinLink(school.tenant, school.cast.ada, {
      role: 'learner',
      courseIds: [],
      groupIds: [],
      maxUses: null,
      expiresAt: null,
    })
    await fillTo(most - 1)
    await (await nobody()).post('/register', { email: 'rita@home.example' })
    await (await nobody()).post(`/join/${link.code}`, { email: 'joe@home.example' })
    await drain(school.tenant, {}, school.platform)
    const codeOf = (email: string, path: string) =>
      linkTo(school.platform.mails.find(({ to }) => to === email)!.text, path).searchParams.get('code')!
    const [rita, joe] = [codeOf('rita@home.example', '/registration'), codeOf('joe@home.example', '/joining')]
    await fillTo(most)
    const newcomer = { name: 'Newcomer', password: 'eleven quiet owls', agreed: 'on' }
    for (const answer of [
      await (await nobody()).post('/register', { email: 'late@home.example' }),
      await (await nobody()).post('/register', { email: 'lena@acme.example' }),
      await (await nobody()).post(`/join/${link.code}`, { email: 'late@home.example' }),
      await (await nobody()).post('/registration', { ...newcomer, code: rita }),
      await (await nobody()).post('/joining', { ...newcomer, code: joe }),
    ]) {
      expect(answer.status, answer.url).toBe(422)
      expect(await answer.text()).toContain('All places here are taken')
    }
    const lena = await browse(school.platform, school.tenant, school.cast.lena)
    expect((await lena.get('/')).status).toBe(200)
    expect((await lena.post(`/join/${link.code}/use`)).status).toBe(303)
    await school.tenant.db.update(organization).set({ quotaBytes: plans.team.storageBytes })
    expect((await (await nobody()).post('/registration', { ...newcomer, code: rita })).status).toBe(303)
    expect(await school.tenant.db.select().from(users).where(eq(users.email, 'rita@home.example'))).toHaveLength(1)
  })
})
