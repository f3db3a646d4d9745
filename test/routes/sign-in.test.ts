import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { auditEntries, sessions, users } from '../../worker/db/schema'
import { hashPassword, needsRehash } from '../../worker/lib/password'
import { browse } from '../support/browser'
import { monday } from '../support/platform'
import { addSchool, makeSchool, type School } from '../support/school'

let school: School
const password = 'seven geese fly south'
let attempt = 0
/** Each test comes from a place of its own, so that the throttle of one is not that of another. */
const fromElsewhere = () => ({ 'CF-Connecting-IP': `203.0.113.${++attempt}` })

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, platform, cast } = school
  const passwordHash = await hashPassword(password, platform.passwordCost)
  await tenant.db.update(users).set({ passwordHash }).where(eq(users.id, cast.lena.id))
  await tenant.db.update(users).set({ passwordHash, username: 'leo.l' }).where(eq(users.id, cast.leo.id))
})
beforeEach(() => school.platform.setNow(monday))

const visit = () => browse(school.platform, school.tenant)
const mine = (more: Record<string, string> = {}) => ({ name: 'lena@acme.example', password, ...more })

describe('signing in', () => {
  test('works with the e-mail address in any case, and with a username', async () => {
    for (const name of ['Lena@ACME.example ', 'LEO.L']) {
      const browser = await visit()
      const answer = await browser.post('/session', mine({ name }), fromElsewhere())
      expect(answer.status).toBe(303)
      expect((await browser.read('/')).status).toBe(200)
    }
  })

  test('brings people back to where they wanted to go, and never to another site', async () => {
    const to = async (next: string) =>
      (await (await visit()).post('/session', mine({ next }), fromElsewhere())).headers.get('Location')
    expect(await to('/courses?x=1')).toBe('/courses?x=1')
    for (const evil of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])
      expect(await to(evil)).toBe('/')
  })

  test('answers the same to a wrong password, an unknown name and somebody without a password', async () => {
    const pages: string[] = []
    for (const name of ['lena@acme.example', 'nobody@acme.example', 'zed@acme.example', 'nobody']) {
      const answer = await (await visit()).post('/session', { name, password: 'wrong horse battery' }, fromElsewhere())
      expect(answer.status).toBe(422)
      pages.push((await answer.text()).replaceAll(name, 'NAME'))
    }
    expect(new Set(pages).size).toBe(1)
  })

  test('is on the record: who came, who was refused and why, who went, never what was typed', async () => {
    const { tenant, platform, cast } = school
    platform.setNow(monday + 3_600_000)
    const lena = await visit()
    await lena.post('/session', mine({ password: 'wrong horse battery' }), fromElsewhere())
    await lena.post('/session', { name: 'my secret by mistake', password: 'wrong horse battery' }, fromElsewhere())
    await lena.post('/session', mine(), fromElsewhere())
    await lena.post('/session?_method=DELETE')
    const ada = await browse(platform, tenant, cast.ada)
    const { html } = await ada.read('/organization/audit?area=sign-ins')
    const rows = [...html.matchAll(/<tr\b[^>]*>([\s\S]*?)<\/tr>/g)].slice(1, 5).map(([, row]) =>
      row!
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    expect(rows).toEqual([
      expect.stringMatching(/^Signed out Lena Learner Lena Learner/),
      expect.stringMatching(/^Signed in Lena Learner .*Lena Learner/),
      expect.stringMatching(/^Sign-in refused .*a name that nobody here has.* somebody not signed in/),
      expect.stringMatching(/^Sign-in refused Lena Learner · wrong password.* somebody not signed in/),
    ])
    const kept = JSON.stringify(await tenant.db.select().from(auditEntries))
    expect(kept).not.toContain('secret by mistake')
    expect(kept).not.toContain('wrong horse')
    expect((await ada.read('/organization/audit')).html, 'apart from the changes').not.toContain('Signed in')
    platform.setNow(monday)
  })

  test('keeps the name that was typed, not the password', async () => {
    const html = await (
      await (await visit()).post('/session', mine({ password: 'wrong horse battery' }), fromElsewhere())
    ).text()
    expect(html).toContain('value="lena@acme.example"')
    expect(html).not.toContain('wrong horse battery')
  })

  test('pauses after ten wrong tries, also for the right password, and goes on a quarter of an hour later', async () => {
    const from = fromElsewhere()
    const browser = await visit()
    for (let i = 0; i < 10; i++) await browser.post('/session', mine({ password: 'wrong horse battery' }), from)
    const paused = await browser.post('/session', mine(), from)
    expect(paused.status).toBe(429)
    expect(await paused.text()).toContain('too many tries')
    expect(Number(paused.headers.get('Retry-After'))).toBeGreaterThan(60)
    expect((await browser.post('/session', mine(), fromElsewhere())).status, 'from elsewhere').toBe(303)
    school.platform.setNow(monday + 16 * 60_000)
    expect((await browser.post('/session', mine(), from)).status).toBe(303)
  })

  test('counts guesses at one password together: by e-mail, by username and in the forms of the account', async () => {
    const from = fromElsewhere()
    const browser = await browse(school.platform, school.tenant, school.cast.leo)
    const guess = 'wrong horse battery'
    const tries = [
      () => browser.post('/session', { name: 'leo@acme.example', password: guess }, from),
      () => browser.post('/session', { name: ' LEO.L', password: guess }, from),
      () =>
        browser.post('/account/password?_method=PUT', { passwordCurrent: guess, passwordNew: `${guess} staple` }, from),
      () => browser.post('/account/email', { email: 'new@acme.example', passwordForEmail: guess }, from),
      () => browser.post('/account/leaving', { passwordToLeave: guess }, from),
    ]
    for (const attempt of [...tries, ...tries]) expect((await attempt()).status).toBe(422)
    for (const attempt of tries) expect((await attempt()).status).toBe(429)
    const unknown = () => browser.post('/session', { name: 'nobody.here', password: guess }, from)
    const answers: number[] = []
    for (let i = 0; i < 11; i++) answers.push((await unknown()).status)
    expect(answers, 'as one that somebody has').toEqual([...Array(10).fill(422), 429])
  })

  test('forgets the wrong tries of somebody who then gets in', async () => {
    const from = fromElsewhere()
    for (let round = 0; round < 3; round++) {
      const browser = await visit()
      for (let i = 0; i < 6; i++) await browser.post('/session', mine({ password: 'wrong horse battery' }), from)
      expect((await browser.post('/session', mine(), from)).status).toBe(303)
    }
  })

  test('tells whoever knows the password that they are suspended or not approved yet', async () => {
    const { tenant, cast } = school
    for (const [state, words] of [
      ['suspended', 'paused'],
      ['requested', 'waits for approval'],
    ] as const) {
      await tenant.db.update(users).set({ state }).where(eq(users.id, cast.leo.id))
      const answer = await (await visit()).post('/session', mine({ name: 'leo.l' }), fromElsewhere())
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain(words)
    }
    await tenant.db.update(users).set({ state: 'active' }).where(eq(users.id, cast.leo.id))
  })

  test('stores the password anew when hashing has become harder', async () => {
    const { tenant, platform, cast } = school
    const passwordHash = await hashPassword(password, { ln: 3, r: 8, p: 1 })
    await tenant.db.update(users).set({ passwordHash }).where(eq(users.id, cast.lena.id))
    await (await visit()).post('/session', mine(), fromElsewhere())
    const [lena] = await tenant.db.select().from(users).where(eq(users.id, cast.lena.id))
    expect(needsRehash(lena!.passwordHash!, platform.passwordCost)).toBe(false)
    expect((await (await visit()).post('/session', mine(), fromElsewhere())).status).toBe(303)
  })

  test('ends the session that the browser had before', async () => {
    const browser = await visit()
    await browser.post('/session', mine(), fromElsewhere())
    const before = browser.cookies.get('__Host-session')!
    await browser.post('/session', mine(), fromElsewhere())
    expect(browser.cookies.get('__Host-session')).not.toBe(before)
    browser.cookies.set('__Host-session', before)
    expect((await browser.get('/')).status).toBe(303)
  })

  test('opens one organization and not the one next door', async () => {
    const next = await addSchool(school.platform, 'globex', 'Globex')
    const browser = await visit()
    await browser.post('/session', mine(), fromElsewhere())
    const neighbour = await browse(school.platform, next.tenant)
    neighbour.cookies.set('__Host-session', browser.cookies.get('__Host-session')!)
    expect((await neighbour.get('/')).status).toBe(303)
  })

  test('needs no trip to the database for its page', async () => {
    const browser = await visit()
    await browser.get('/sign-in')
    const lines: string[] = []
    const log = console.log
    console.log = (line: string) => lines.push(line)
    await browser.get('/sign-in')
    expect(lines, 'what cost nothing has no line in the log').toEqual([])
    await browser.post('/session', { name: '', password: '' })
    console.log = log
    expect(JSON.parse(lines.at(-1)!)).toMatchObject({ method: 'POST', route: '/session', status: 422, trips: 0 })
  })

  test('speaks the language that one chooses', async () => {
    const browser = await visit()
    const chosen = await browser.post('/locale', { locale: 'ar', next: '/sign-in?then=%2Fcourses' })
    expect(chosen.headers.get('Location')).toBe('/sign-in?then=%2Fcourses')
    expect((await browser.read('/sign-in')).html).toContain('<html lang="ar" dir="rtl"')
    expect((await browser.post('/locale', { locale: 'xx', next: '/' })).status).toBe(422)
  })
})

describe('signing out', () => {
  test('ends the session, not only the cookie', async () => {
    const browser = await visit()
    await browser.post('/session', mine(), fromElsewhere())
    const token = browser.cookies.get('__Host-session')!
    await browser.post('/session?_method=DELETE')
    expect(browser.cookies.has('__Host-session')).toBe(false)
    browser.cookies.set('__Host-session', token)
    expect((await browser.get('/')).status).toBe(303)
    expect(await school.tenant.db.select().from(sessions).where(eq(sessions.device, token))).toEqual([])
  })
})
