import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import {
  auditEntries,
  consents,
  courses,
  enrollments,
  groupMembers,
  groups,
  invitations,
  users,
} from '../../worker/db/schema'
import { drain } from '../../worker/jobs/drain'
import { type Browser, browse } from '../support/browser'
import { monday } from '../support/platform'
import { addSchool, makeSchool, type School } from '../support/school'

vi.spyOn(console, 'log').mockImplementation(() => {})
let school: School
let ada: Browser
const day = 86_400_000

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  ada = await browse(platform, tenant, cast.ada)
  const made = { createdBy: cast.ada.id, createdAt: monday, updatedAt: monday, publishedAt: monday }
  await tenant.db.insert(courses).values({ id: 'git', title: 'Version control', ...made })
  await tenant.db.insert(groups).values({ id: 'blue', name: 'Blue', createdAt: monday })
})

const person = async (email: string) => (await school.tenant.db.select().from(users).where(eq(users.email, email)))[0]

/** The link in the last mail to this address. */
async function mailedLink(email: string): Promise<string> {
  await drain(school.tenant, {}, school.platform)
  const mail = school.platform.mails.findLast(({ to }) => to === email)
  return /https?:\/\/[^\s]*(\/invitation\?code=\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
}

const password = 'many quiet lanterns drift'

describe('an invitation', () => {
  test('goes to everybody on a pasted list, line by line', async () => {
    const answer = await ada.post('/people/invitations', {
      emails: 'Nora Nový <nora@example.org>\nlena@acme.example\nnot an address\nomar@example.org',
      role: 'learner',
      courseIds: 'git',
      groupIds: ['blue'],
    })
    expect(answer.status).toBe(200)
    const html = await answer.text()
    expect(html).toContain('2 invitations are on their way')
    expect(html).toMatch(/lena@acme\.example[\s\S]*?already here/)
    expect(html).toMatch(/not an address[\s\S]*?not readable/)
    expect(await person('nora@example.org')).toMatchObject({ name: 'Nora Nový', state: 'invited' })
    expect((await person('omar@example.org'))?.name).toBe('omar')
    await mailedLink('nora@example.org')
    const textTo = (email: string) => school.platform.mails.findLast(({ to }) => to === email)?.text ?? ''
    expect(textTo('nora@example.org')).toContain('Hello Nora Nový')
    expect(textTo('omar@example.org'), 'whose name nobody has said').not.toContain('Hello')
    const list = (await ada.read('/people/invitations')).html
    expect(list).toContain('Nora Nový')
    expect(list, 'what it carries').toMatch(
      /<th[^>]*>[\s\S]*?nora@example\.org[\s\S]*?Learner[\s\S]*?Version control[\s\S]*?Group: Blue/,
    )
    expect(list).toMatch(/class="[^"]*always[^"]*"[\s\S]*?Send again/)
  })

  test('keeps a line that it cannot read in the box, with the reason', async () => {
    const answer = await ada.post('/people/invitations', {
      emails: 'Kim Ng, kim@example\nPia, pia@example.org\njust a name',
      role: 'learner',
      courseIds: 'git',
    })
    expect(answer.status).toBe(200)
    const html = await answer.text()
    expect(html).toContain('One invitation is on its way')
    const box = /<textarea[^>]*>([^<]*)<\/textarea>/.exec(html)?.[1]
    expect(box?.trim().split('\n')).toEqual(['Kim Ng, kim@example', 'just a name'])
    expect(html).toContain('“Kim Ng, kim@example”: this is not a whole e-mail address.')
    expect(html).toContain('“just a name”: there is no @ in it.')
    expect(html).toMatch(/<input type="checkbox" name="courseIds" value="git" checked/)
    expect(await person('pia@example.org')).toMatchObject({ name: 'Pia', state: 'invited' })
    const none = await ada.post('/people/invitations', { emails: 'just a name', role: 'learner' })
    expect(none.status).toBe(422)
  })

  test('that waits is named as one, with its day and a way to send it again', async () => {
    school.platform.setNow(monday + 2 * day)
    const answer = await ada.post('/people/invitations', { emails: 'pia@example.org', role: 'learner' })
    const html = await answer.text()
    expect(html).toContain('Nobody was invited')
    expect(html).toMatch(/pia@example\.org[\s\S]*?invited already, on Mon \d+ \w+/)
    const pia = (await person('pia@example.org'))!
    const [invitation] = await school.tenant.db.select().from(invitations).where(eq(invitations.userId, pia.id))
    const results = html.slice(html.indexOf('results-title'), html.indexOf('class="columns"'))
    expect(results).toContain(`action="/people/invitations/${invitation!.id}/mail`)
    const one = await ada.post('/people', { name: 'Pia', signIn: 'pia@example.org', role: 'learner' })
    expect(await one.text()).toContain('was invited already')
    school.platform.setNow(monday)
  })

  test('that waited too long sends its holder a new link, to the invited address alone', async () => {
    const link = await mailedLink('omar@example.org')
    const code = new URL(link, 'http://x').searchParams.get('code')!
    const omar = await browse(school.platform, school.tenant)
    expect((await omar.post('/invitation/mails', { code })).status, 'while it holds').toBe(303)
    school.platform.setNow(monday + 31 * day)
    const page = await omar.read(link)
    expect(page.status).toBe(410)
    expect(page.html).toContain('omar@example.org')
    expect(page.html).toContain('Send me a new link')
    expect(page.html).toMatch(/Ada[^<]* invited you/)
    const before = school.platform.mails.length
    const sent = await omar.post('/invitation/mails', { code })
    expect(await sent.text()).toContain('omar@example.org')
    await drain(school.tenant, {}, school.platform)
    expect(school.platform.mails.slice(before).map(({ to }) => to)).toEqual(['omar@example.org'])
    expect((await omar.get(await mailedLink('omar@example.org'))).status).toBe(200)
    for (let i = 0; i < 5; i++) await omar.post('/invitation/mails', { code })
    expect((await omar.post('/invitation/mails', { code })).status).toBe(429)
    expect((await omar.post('/invitation/mails', { code: 'unknown' })).status).toBe(410)
    school.platform.setNow(monday)
  })

  test('is opened by its link, once, and leads into the course it named', async () => {
    const link = await mailedLink('nora@example.org')
    expect(link).not.toBe('')
    const { id } = (await person('nora@example.org'))!
    await school.tenant.db
      .update(invitations)
      .set({ dueAt: monday + 9 * day })
      .where(eq(invitations.userId, id))
    expect((await ada.read('/people/invitations')).html).toContain('To be done by')
    const nora = await browse(school.platform, school.tenant)
    const page = await nora.read(link)
    expect(page.status).toBe(200)
    expect(page.html).toContain('value="Nora Nový"')
    const code = new URL(link, 'http://x').searchParams.get('code')!
    const weak = await nora.post('/invitation', { code, name: 'Nora', password: 'short', agreed: 'on' })
    expect(weak.status).toBe(422)
    const again = await weak.text()
    expect(again).toContain('value="Nora"')
    expect(again, 'in another language').toContain(`name="next" value="/invitation?code=${code}"`)
    const both = await (await nora.post('/invitation', { code, name: ' ', password: 'short' })).text()
    for (const field of ['name', 'password', 'agreed']) expect(both, field).toContain(`id="${field}-error"`)
    const unticked = await nora.post('/invitation', { code, name: 'Nora', password })
    expect(await unticked.text()).toContain('Please type your password again')
    const come = await nora.post('/invitation', {
      code,
      name: 'Nora Nova',
      password,
      agreed: 'on',
      zone: 'Asia/Tokyo',
      role: 'owner',
      state: 'x',
    })
    expect(come.status).toBe(303)
    expect(come.headers.get('Location')).toBe('/courses/git')
    expect(nora.cookies.has('__Host-session')).toBe(true)
    const row = (await person('nora@example.org'))!
    expect(row).toMatchObject({ name: 'Nora Nova', state: 'active', role: 'learner', emailVerifiedAt: monday })
    const agreed = await school.tenant.db.select().from(consents).where(eq(consents.userId, row.id))
    expect(agreed.map(({ document }) => document).sort()).toEqual(['privacy', 'terms'])
    const [enrolled] = await school.tenant.db.select().from(enrollments).where(eq(enrollments.userId, row.id))
    expect(enrolled).toMatchObject({ courseId: 'git', role: 'learner', state: 'active', dueAt: monday + 9 * day })
    expect(await school.tenant.db.select().from(groupMembers).where(eq(groupMembers.userId, row.id))).toHaveLength(1)
    const stranger = await browse(school.platform, school.tenant)
    for (const over of [
      await stranger.get(link),
      await stranger.post('/invitation', { code, name: 'Again', password, agreed: 'on' }),
      await stranger.post('/invitation', { code, name: '', password: 'x' }),
      await stranger.post('/invitation/mails', { code }),
    ]) {
      expect(over.status).toBe(410)
      const html = await over.text()
      expect(html).toContain('This invitation was taken up already')
      expect(html).toContain('href="/sign-in"')
      expect(html).toContain('If that was not you, ask Ada')
    }
  })

  test('can be sent again and taken back', async () => {
    const omar = (await person('omar@example.org'))!
    const [invitation] = await school.tenant.db.select().from(invitations).where(eq(invitations.userId, omar.id))
    await mailedLink('omar@example.org')
    const before = school.platform.mails.length
    expect((await ada.post(`/people/invitations/${invitation!.id}/mail`)).status).toBe(303)
    const link = await mailedLink('omar@example.org')
    expect(school.platform.mails.length).toBe(before + 1)
    expect((await ada.post(`/people/invitations/${invitation!.id}?_method=DELETE`)).status).toBe(303)
    const stranger = await browse(school.platform, school.tenant)
    const over = await stranger.read(link)
    expect(over.status).toBe(410)
    expect(over.html).toContain('Ask whoever invited you')
    expect(over.html).toContain('href="/sign-in"')
    expect((await ada.post(`/people/invitations/${invitation!.id}/mail`)).status).toBe(404)
    const again = await ada.post('/people/invitations', { emails: 'omar@example.org', role: 'learner' })
    expect(await again.text()).toContain('One invitation is on its way')
  })

  test('leads into further courses when it is sent for them too, and never into fewer', async () => {
    const { db } = school.tenant
    await ada.post('/people/invitations', { emails: 'more@example.org', role: 'learner' })
    const ask = (courseIds?: string) =>
      ada.post('/people/invitations', { emails: 'more@example.org', role: 'learner', ...(courseIds && { courseIds }) })
    const into = async () => {
      const [found] = await db
        .select({ courseIds: invitations.courseIds, userId: invitations.userId })
        .from(invitations)
        .innerJoin(users, eq(users.id, invitations.userId))
        .where(eq(users.email, 'more@example.org'))
      return found!
    }
    expect((await into()).courseIds).toEqual([])
    const answer = await (await ask('git')).text()
    expect(answer).toContain('it leads into these too')
    expect((await into()).courseIds).toEqual(['git'])
    expect(await (await ask('git')).text()).not.toContain('it leads into these too')
    await ask()
    const { courseIds, userId } = await into()
    expect(courseIds).toEqual(['git'])
    const acts = await db.select().from(auditEntries).where(eq(auditEntries.subjectId, userId))
    expect(acts.map(({ act }) => act)).toEqual(['person.invite', 'person.reinvite'])
  })

  test('ends after thirty days, and no made-up code opens anything', async () => {
    await ada.post('/people/invitations', { emails: 'late@example.org', role: 'learner' })
    const link = await mailedLink('late@example.org')
    const stranger = await browse(school.platform, school.tenant)
    school.platform.setNow(monday + 31 * day)
    expect((await stranger.get(link)).status).toBe(410)
    school.platform.setNow(monday)
    expect((await stranger.get(link)).status).toBe(200)
    for (const code of ['', 'x', '%00']) expect((await stranger.get(`/invitation?code=${code}`)).status).toBe(410)
  })

  test('keeps its promise to whoever came in by a new password instead', async () => {
    await ada.post('/people/invitations', { emails: 'side@example.org', role: 'learner', courseIds: 'git' })
    const stranger = await browse(school.platform, school.tenant)
    await stranger.post('/forgot-password', { email: 'side@example.org' })
    await drain(school.tenant, {}, school.platform)
    const mail = school.platform.mails.findLast(({ text }) => text.includes('/new-password?code='))
    const code = /new-password\?code=(\S+)/.exec(mail!.text)![1]!
    expect((await stranger.post('/new-password', { code, password })).status).toBe(303)
    await drain(school.tenant, {}, school.platform)
    const side = (await person('side@example.org'))!
    expect(side.state).toBe('active')
    const [enrolled] = await school.tenant.db.select().from(enrollments).where(eq(enrollments.userId, side.id))
    expect(enrolled).toMatchObject({ courseId: 'git', state: 'active' })
    expect((await ada.read('/people/invitations')).html).not.toContain('side@example.org')
  })

  test('is not sent by teachers, to roles above one’s own, or into what is not here', async () => {
    const ivy = await browse(school.platform, school.tenant, school.cast.ivy)
    expect((await ivy.get('/people/invitations')).status).toBe(403)
    expect((await ivy.post('/people/invitations', { emails: 'a@example.org', role: 'learner' })).status).toBe(403)
    expect((await ada.post('/people/invitations', { emails: 'a@example.org', role: 'owner' })).status).toBe(403)
    expect((await ada.post('/people/invitations', { emails: 'a@example.org', role: 'god' })).status).toBe(422)
    const globex = await addSchool(school.platform, 'globex', 'Globex')
    const made = { createdBy: 'x', createdAt: monday, updatedAt: monday }
    await globex.tenant.db.insert(courses).values({ id: 'theirs', title: 'Theirs', ...made })
    const foreign = { emails: 'a@example.org', role: 'learner', courseIds: ['git', 'theirs'] }
    expect((await ada.post('/people/invitations', foreign)).status).toBe(404)
    expect(await person('a@example.org')).toBeUndefined()
    expect((await ada.post('/people/invitations', { emails: ' \n ', role: 'learner' })).status).toBe(422)
  })

  test('waits until the address of who invites is confirmed', async () => {
    const { tenant, cast, platform } = school
    await tenant.db.update(users).set({ emailVerifiedAt: null }).where(eq(users.id, cast.olga.id))
    const olga = await browse(platform, tenant, cast.olga)
    const refused = await olga.post('/people/invitations', { emails: 'early@example.org', role: 'learner' })
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('Confirm your e-mail address')
    expect(html).toContain('/verification-mails')
    expect(html).toContain('early@example.org')
    expect(await person('early@example.org')).toBeUndefined()
    await tenant.db.update(users).set({ emailVerifiedAt: monday }).where(eq(users.id, cast.olga.id))
  })
})
