import { eq } from 'drizzle-orm'
import ICAL from 'ical.js'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { calendarFeeds, throttles, users } from '../../worker/db/schema'
import { createAssignment } from '../../worker/domain/assignments'
import { type Browser, browse, browserAt } from '../support/browser'
import { monday } from '../support/platform'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'
import { spentBy } from '../support/trips'

const DAY = 86_400_000
const dueAt = monday + 10 * DAY

let school: School
let lena: Browser
let program: Browser
beforeAll(async () => {
  school = await makeSchool()
  const { platform, tenant, cast } = school
  await teachCourse(tenant, cast, {
    modules: {
      one: [
        { id: 'essay', kind: 'assignment', maxPoints: 20, dueAt },
        { id: 'draft', dueAt, published: false },
      ],
    },
  })
  await createAssignment(tenant.db, 'essay', {})
  lena = await browse(platform, tenant, cast.lena)
  program = browserAt(platform, tenant.origin)
})
beforeEach(async () => {
  await school.tenant.db.delete(throttles)
})

async function addressOf(browser: Browser): Promise<string> {
  const html = await (await browser.post('/calendar/feed')).text()
  return /https?:\/\/[^<"]+(\/calendars\/[\w-]{43}\.ics)</.exec(html)![1]!
}
const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))

describe('the calendar', () => {
  test('shows a month whose dates lead on, with the months beside it as plain links', async () => {
    const { html } = await lena.read('/calendar?month=2026-03')
    expect(html).toContain('March 2026')
    expect(html).toContain('href="/calendar?month=2026-02"')
    expect(html).toContain('href="/calendar?month=2026-04"')
    expect(html).toContain('href="/assignments/essay"')
    expect(html).not.toContain('/lessons/draft')
  })

  test('begins its weeks as the reader’s language does', async () => {
    const firstDay = async (locale: string) => {
      await school.tenant.db.update(users).set({ locale }).where(eq(users.id, school.cast.lena.id))
      const again = await browse(school.platform, school.tenant, { ...school.cast.lena, locale })
      return /id="day-([\d-]+)"/.exec((await again.read('/calendar?month=2026-03')).html)![1]
    }
    expect(await firstDay('de')).toBe('2026-02-23')
    expect(await firstDay('pt')).toBe('2026-03-01')
    expect(await firstDay('ar')).toBe('2026-02-28')
    await firstDay('en')
  })

  test('goes nowhere where there is no month', async () => {
    for (const month of ['2026-99', 'x', '9999-01', '%00']) {
      const { status, html } = await lena.read(`/calendar?month=${month}`)
      expect([status, html.includes('March 2026')]).toEqual([200, true])
    }
  })

  test('of a course is there for those in it, and for nobody else', async () => {
    const zed = await browse(school.platform, school.tenant, school.cast.zed)
    const ivy = await browse(school.platform, school.tenant, school.cast.ivy)
    expect((await lena.read('/courses/git/calendar?month=2026-03')).html).toContain('/assignments/essay')
    expect((await ivy.read('/courses/git/calendar?month=2026-03')).html).toContain('/lessons/draft')
    expect((await zed.get('/courses/git/calendar')).status).toBe(404)
  })

  test('reads one trip where the session is known', async () => {
    await lena.get('/calendar')
    expect((await spentBy(() => lena.get('/calendar'))).trips).toBe(1)
  })
})

describe('an address for calendar programs', () => {
  test('is told once, kept as a hash, and read as iCalendar without a cookie', async () => {
    const address = await addressOf(lena)
    const secret = address.split('/')[2]!.replace('.ics', '')
    expect((await lena.read('/calendar/feed')).html).not.toContain(secret)
    expect(JSON.stringify(await school.tenant.db.select().from(calendarFeeds))).not.toContain(secret)
    const answer = await program.get(address)
    expect(answer.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8')
    const [event, ...others] = eventsOf(await answer.text())
    expect(others).toEqual([])
    expect(event!.summary).toBe('Item essay – Due')
    expect(event!.startDate.toJSDate().getTime()).toBe(dueAt)
    expect(event!.component.getFirstPropertyValue('url')).toBe(`${school.tenant.origin}/assignments/essay`)
    expect(event!.uid).toMatch(/^due-essay@/)
  })

  test('is not sent again while nothing has changed', async () => {
    const address = await addressOf(lena)
    const etag = (await program.get(address)).headers.get('ETag')!
    const again = await program.get(address, { 'If-None-Match': `W/${etag}` })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect((await program.get(address, { 'If-None-Match': '"other"' })).status).toBe(200)
  })

  test('may be of one course alone, and of none that is not theirs', async () => {
    const address = await addressOf(lena)
    expect(eventsOf(await (await program.get(`${address}?course=git`)).text())).toHaveLength(1)
    expect(eventsOf(await (await program.get(`${address}?course=another`)).text())).toEqual([])
  })

  test('opens nothing once there is a new one, or it was switched off', async () => {
    const [first, second] = [await addressOf(lena), await addressOf(lena)]
    expect((await program.get(first)).status).toBe(404)
    expect((await program.get(second)).status).toBe(200)
    await lena.post('/calendar/feed?_method=DELETE')
    expect((await program.get(second)).status).toBe(404)
  })

  test('opens nothing while its owner is suspended', async () => {
    const address = await addressOf(lena)
    const setState = (state: 'active' | 'suspended') =>
      school.tenant.db.update(users).set({ state }).where(eq(users.id, school.cast.lena.id))
    await setState('suspended')
    expect((await program.get(address)).status).toBe(404)
    await setState('active')
    expect((await program.get(address)).status).toBe(200)
  })

  test('sends those away who guess, and programs that ask without end', async () => {
    const address = await addressOf(lena)
    await school.tenant.db.delete(throttles)
    for (let i = 0; i < 60; i++) await program.get(`/calendars/guess-${i}.ics`)
    expect((await program.get('/calendars/guess.ics')).status).toBe(429)
    await school.tenant.db.delete(throttles)
    await program.get(address)
    await school.tenant.db.update(throttles).set({ tries: 120 })
    expect((await program.get(address)).status).toBe(429)
  })
})
