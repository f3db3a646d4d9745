import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sessions, users } from '../../worker/db/schema'
import { drain } from '../../worker/jobs/drain'
import { hashPassword } from '../../worker/lib/password'
import { browse } from '../support/browser'
import { linkTo } from '../support/html'
import { monday } from '../support/platform'
import { makeSchool, type School } from '../support/school'

let school: School
const password = 'seven geese fly south'
beforeAll(async () => {
  school = await makeSchool()
  const passwordHash = await hashPassword(password, school.platform.passwordCost)
  await school.tenant.db.update(users).set({ passwordHash })
  await drain(school.tenant, {}, school.platform)
})
beforeEach(() => {
  school.platform.mails.length = 0
})

const lena = () => browse(school.platform, school.tenant, school.cast.lena)
const emailOf = async (id: string) =>
  (await school.tenant.db.select().from(users).where(eq(users.id, id))).map(({ email }) => email)[0]

async function askFor(email: string) {
  const browser = await lena()
  const asked = await browser.post('/account/email', { email, passwordForEmail: password })
  await drain(school.tenant, {}, school.platform)
  return { browser, asked, mails: [...school.platform.mails] }
}

describe('moving to another e-mail address', () => {
  test('is confirmed at both addresses before anything changes', async () => {
    const { tenant, cast, platform } = school
    const { asked, mails } = await askFor('lena@new.example')
    expect(asked.status).toBe(303)
    expect(mails.map((mail) => mail.to)).toEqual(['lena@acme.example', 'lena@new.example'])
    const stranger = await browse(platform, tenant)
    const confirm = async (i: 0 | 1) => {
      const link = linkTo(mails[i]!.text, `/email-change/${i === 0 ? 'old' : 'new'}`)
      expect((await stranger.read(link.pathname + link.search)).html).toContain('lena@new.example')
      return stranger.post(link.pathname, { code: link.searchParams.get('code')! })
    }
    expect((await confirm(1)).status).toBe(200)
    expect(await emailOf(cast.lena.id)).toBe('lena@acme.example')
    const first = linkTo(mails[1]!.text, '/email-change/new')
    expect((await stranger.read(first.pathname + first.search)).html).toContain('One side is confirmed.')
    expect((await confirm(0)).status).toBe(200)
    expect(await emailOf(cast.lena.id)).toBe('lena@new.example')
    const again = linkTo(mails[0]!.text, '/email-change/old').searchParams.get('code')!
    const twice = await stranger.post('/email-change/old', { code: again })
    expect(twice.status, 'a second use').toBe(200)
    const said = await twice.text()
    expect(said).toContain('Confirmed already')
    expect(said).toContain('Your e-mail address is changed.')
    expect((await stranger.get(`/email-change/old?code=${again}`)).status).toBe(200)
    const madeUp = await stranger.read('/email-change/new?code=made-up')
    expect(madeUp.status).toBe(410)
    expect(madeUp.html).toContain('href="/account"')
  })

  test('needs the password', async () => {
    const answer = await (await lena()).post('/account/email', { email: 'x@new.example', passwordForEmail: 'wrong' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('passwordForEmail-error')
    const [summary, card, next] = ['summary-title', 'id="account-email"', 'id="account-password"'].map((mark) =>
      html.indexOf(mark),
    )
    expect(summary, 'in the card that was sent').toBeGreaterThan(card!)
    expect(summary).toBeLessThan(next!)
  })

  test('to an address of somebody else tells only that address', async () => {
    const { asked, mails } = await askFor('leo@acme.example')
    expect(asked.status).toBe(303)
    expect(mails.map((mail) => mail.to)).toEqual(['leo@acme.example'])
    expect(mails[0]!.text).not.toContain('/email-change/')
  })
})

describe('confirming one’s address', () => {
  test('happens by the button of a page, not by opening the link', async () => {
    const { tenant, platform, cast } = school
    await tenant.db.update(users).set({ emailVerifiedAt: null }).where(eq(users.id, cast.olga.id))
    const olga = await browse(platform, tenant, cast.olga)
    expect((await olga.read('/account')).html).toContain('Not confirmed yet')
    await olga.post('/verification-mails')
    await drain(tenant, {}, platform)
    const link = linkTo(platform.mails[0]!.text, '/verification')
    expect(platform.mails[0]!.from.name).toBe('Acme Academy via Lyceum')
    await olga.get(link.pathname + link.search)
    expect((await olga.read('/account')).html).toContain('Not confirmed yet')
    await olga.post('/verification', { code: link.searchParams.get('code')! })
    expect((await olga.read('/account')).html).not.toContain('Not confirmed yet')
    const twice = await olga.post('/verification', { code: link.searchParams.get('code')! })
    expect(twice.status).toBe(200)
    expect(await twice.text()).toContain('This link has confirmed its address already.')
    const again = await olga.read(link.pathname + link.search)
    expect([again.status, /<a href="([^"]*)">Go on/.exec(again.html)?.[1]]).toEqual([200, '/'])
  })

  test('by a link that is too old leads to a new one', async () => {
    const { tenant, platform, cast } = school
    await tenant.db.update(users).set({ emailVerifiedAt: null }).where(eq(users.id, cast.olga.id))
    const olga = await browse(platform, tenant, cast.olga)
    await olga.post('/verification-mails')
    await drain(tenant, {}, platform)
    const link = linkTo(platform.mails.at(-1)!.text, '/verification')
    const path = link.pathname + link.search
    platform.setNow(monday + 8 * 86_400_000)
    const stranger = await (await browse(platform, tenant)).read(path)
    expect(stranger.status).toBe(410)
    expect(stranger.html).toContain('href="/sign-in?then=%2Faccount"')
    const own = await (await browse(platform, tenant, cast.olga)).read(path)
    expect(own.status).toBe(410)
    expect(own.html).toContain('action="/verification-mails')
    platform.setNow(monday)
  })

  test('with a link made up is refused', async () => {
    const stranger = await browse(school.platform, school.tenant)
    expect((await stranger.get('/verification?code=made-up')).status).toBe(410)
    expect((await stranger.get('/verification')).status).toBe(410)
  })
})

describe('where one is signed in', () => {
  test('is listed, and ended one by one or all others at once', async () => {
    const { tenant, cast, platform } = school
    const [here, phone, library] = [await lena(), await lena(), await lena()]
    const page = await here.read('/account')
    expect(page.html.match(/Test/g)?.length).toBeGreaterThanOrEqual(3)
    const own = await tenant.db.select().from(sessions).where(eq(sessions.userId, cast.lena.id))
    expect(own.length).toBeGreaterThanOrEqual(3)
    await here.post('/account/sessions?_method=DELETE')
    expect((await phone.get('/account')).status).toBe(303)
    expect((await library.get('/account')).status).toBe(303)
    expect((await here.get('/account')).status).toBe(200)

    const leo = await browse(platform, tenant, cast.leo)
    const [session] = await tenant.db.select().from(sessions).where(eq(sessions.userId, cast.lena.id))
    await leo.post(`/account/sessions/${session!.id}?_method=DELETE`)
    expect((await here.get('/account')).status, 'somebody else’s session is not theirs to end').toBe(200)
    await here.post(`/account/sessions/${session!.id}?_method=DELETE`)
    expect((await here.get('/account')).status).toBe(303)
  })
})
