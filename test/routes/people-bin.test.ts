import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { auditEntries, enrollments, invitations, organization, users } from '../../worker/db/schema'
import { performAct } from '../../worker/domain/admissions'
import { ring } from '../../worker/jobs/ring'
import { newId } from '../../worker/lib/ids'
import { hashPassword } from '../../worker/lib/password'
import { program } from '../support/api'
import { type Browser, browse } from '../support/browser'
import { monday } from '../support/platform'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

const DAY = 86_400_000
const password = 'many quiet lanterns drift'
let school: School
let ada: Browser

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  ada = await browse(platform, tenant, cast.ada)
  await teachCourse(tenant, cast, { id: 'git', modules: { m: [{ id: 'l' }] } })
  await tenant.db.update(users).set({ passwordHash: await hashPassword(password, platform.passwordCost) })
})
beforeEach(() => school.platform.setNow(monday))

const remove = (id: string) =>
  performAct(school.tenant, school.cast.ada, { nonce: newId(), kind: 'remove', personIds: [id], choice: {} })
const one = async (id: string) => (await school.tenant.db.select().from(users).where(eq(users.id, id)))[0]
const act = (name: string, person: string) => ada.post('/people/acts', { nonce: newId(), act: name, person })
async function later(days: number) {
  school.platform.setNow(monday + days * DAY)
  await ring(school.tenant, {}, school.platform)
}

describe('the bin of people', () => {
  test('shows who was removed and brings them back as they were', async () => {
    const { zed } = school.cast
    expect((await ada.read('/people?state=bin')).html).not.toContain('Zed Stranger')
    await remove(zed.id)
    expect((await ada.read('/people')).html).not.toContain('Zed Stranger')
    const bin = (await ada.read('/people?state=bin&q=zed')).html
    expect(bin).toContain('Zed Stranger')
    expect(bin).toContain('value="restore"')
    expect(bin, 'nothing else is done there').not.toContain('value="suspend"')
    expect((await ada.read('/people?state=bin&q=nobody')).html).not.toContain('Zed Stranger')
    const back = await act('restore', zed.id)
    expect(back.status).toBe(303)
    expect((await one(zed.id))?.deletedAt).toBeNull()
    expect((await ada.read('/people?q=zed')).html).toContain('Zed Stranger')
    const undo = /action="(\/people\/acts\/[^"]+\/reversal[^"]*)"/.exec(
      (await ada.read(back.headers.get('Location')!)).html,
    )
    await ada.post(undo![1]!.replaceAll('&amp;', '&'))
    expect((await one(zed.id))?.deletedAt).toBe(monday)
    await act('restore', zed.id)
    await later(31)
    expect(await one(zed.id), 'the timer is gone with the bin').toMatchObject({ name: 'Zed Stranger', deletedAt: null })
  })

  test('is for those who run the school, and takes nobody back whose address is taken', async () => {
    const { lena, zed } = school.cast
    await remove(zed.id)
    const learner = await browse(school.platform, school.tenant, lena)
    expect((await learner.get('/people?state=bin')).status).toBe(403)
    expect((await learner.post('/people/acts', { nonce: newId(), act: 'restore', person: zed.id })).status).toBe(403)
    await school.tenant.db
      .insert(users)
      .values({ id: 'other-zed', name: 'Other Zed', email: 'Zed@acme.example', role: 'learner', createdAt: monday })
    const taken = await act('restore', zed.id)
    expect([taken.status, (await taken.text()).includes('Other Zed')]).toEqual([422, true])
    await school.tenant.db.delete(users).where(eq(users.id, 'other-zed'))
    expect((await act('restore', zed.id)).status).toBe(303)
    expect((await act('restore', lena.id)).status, 'who is here is not in the bin').toBe(404)
  })

  test('makes an invitation stand again that was taken back', async () => {
    await ada.post('/people/invitations', { emails: 'nora@home.example', role: 'learner' })
    const [invitation] = await school.tenant.db.select().from(invitations)
    await ada.post(`/people/invitations/${invitation!.id}?_method=DELETE`)
    expect((await ada.read('/people/invitations')).html).not.toContain('nora@home.example')
    await act('restore', invitation!.userId)
    expect((await ada.read('/people/invitations')).html).toContain('nora@home.example')
  })

  test('is emptied after the retention that the school chose; what was done in courses outlives the person', async () => {
    const { leo, zed } = school.cast
    const safety = { passwordLength: '8', embedHosts: '' }
    for (const retentionDays of ['0', '366', '1.5', 'soon'])
      expect((await ada.post('/organization/safety?_method=PUT', { ...safety, retentionDays })).status).toBe(422)
    expect((await ada.post('/organization/safety?_method=PUT', { ...safety, retentionDays: '10' })).status).toBe(303)
    const api = await program(school.platform, school.tenant, school.cast.ada)
    expect((await api('GET', '/organization/settings')).json.retentionDays).toBe(10)
    await remove(leo.id)
    await remove(zed.id)
    await later(9)
    expect((await one(leo.id))?.name).toBe('Leo Learner')
    await later(10)
    await later(10)
    expect(await one(zed.id), 'who was in no course').toBeUndefined()
    expect(await one(leo.id)).toMatchObject({ name: '—', email: null, passwordHash: null })
    expect(await school.tenant.db.select().from(enrollments).where(eq(enrollments.userId, leo.id))).toHaveLength(1)
    expect((await ada.read('/people?state=bin')).html).not.toContain(leo.id)
    expect((await act('restore', leo.id)).status).toBe(404)
    const told = await school.tenant.db.select().from(auditEntries).where(eq(auditEntries.act, 'person.purge'))
    expect(told.map(({ subjectId }) => subjectId).sort()).toEqual([leo.id, zed.id].sort())
    await school.tenant.db.update(organization).set({ retentionDays: 30 })
  })
})

describe('leaving the school', () => {
  const leave = (browser: Browser, passwordToLeave = password) => browser.post('/account/leaving', { passwordToLeave })

  test('is one’s own to do, with the password, and an admin can bring one back', async () => {
    const { lena } = school.cast
    const browser = await browse(school.platform, school.tenant, lena)
    expect((await browser.read('/account')).html).toContain('Until 30 days have passed an admin')
    expect((await leave(browser, 'wrong')).status).toBe(422)
    expect((await one(lena.id))?.deletedAt).toBeNull()
    expect((await leave(browser)).headers.get('Location')).toBe('/sign-in')
    expect((await browser.get('/account')).headers.get('Location')).toContain('/sign-in')
    const again = await browse(school.platform, school.tenant)
    expect((await again.post('/session', { name: 'lena@acme.example', password })).status).toBe(422)
    expect((await ada.read('/people?state=bin')).html).toContain('Lena Learner')
    await act('restore', lena.id)
    expect((await again.post('/session', { name: 'lena@acme.example', password })).status).toBe(303)
  })

  test('is refused to the last owner', async () => {
    const { olga } = school.cast
    const browser = await browse(school.platform, school.tenant, olga)
    const refused = await leave(browser)
    expect([refused.status, (await refused.text()).includes('You are the only owner')]).toEqual([422, true])
    expect((await browser.get('/people')).status).toBe(200)
    expect((await one(olga.id))?.deletedAt).toBeNull()
  })
})
