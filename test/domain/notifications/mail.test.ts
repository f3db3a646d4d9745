import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  notificationChoices,
  notificationSettings,
  notifications,
  sentMails,
  timers,
  users,
} from '../../../worker/db/schema'
import { readChoices, tell, writeChoices } from '../../../worker/domain/notifications'
import { only } from '../../../worker/domain/notifications/kinds/audience'
import { drain } from '../../../worker/jobs/drain'
import { ring } from '../../../worker/jobs/ring'
import { afterQuiet, frequencies, mailTime } from '../../../worker/lib/mail-time'
import { clockAt } from '../../../worker/lib/zones'
import { urls } from '../../../worker/urls'
import { browse } from '../../support/browser'
import { monday } from '../../support/platform'
import { addSchool, makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('when a mail comes', () => {
  const reader = fc.record({
    now: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) }),
    zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'),
    quiet: fc.option(fc.record({ from: fc.integer({ min: 0, max: 1439 }), until: fc.integer({ min: 0, max: 1439 }) })),
    lastMailedAt: fc.constant(null),
  })

  test('it is later than what it tells, within its time, and never in quiet hours', () => {
    fc.assert(
      fc.property(reader, fc.constantFrom(...frequencies), (one, frequency) => {
        const at = mailTime(frequency, one)
        if (frequency === 'off') {
          expect(at).toBe(null)
          return
        }
        const longest = { now: 1, hourly: 1, daily: 25, weekly: 7 * 24 + 1 }[frequency] * HOUR
        expect(at!).toBeGreaterThan(one.now)
        expect(at! - one.now).toBeLessThanOrEqual(longest + 26 * HOUR)
        expect(afterQuiet(at!, one.zone, one.quiet)).toBe(at)
      }),
    )
  })

  test('a summary comes at eight on the reader’s clock, the weekly one on a Monday', () => {
    const one = { now: monday, zone: 'America/New_York', quiet: null, lastMailedAt: null }
    expect(clockAt(mailTime('daily', one)!, one.zone)).toMatchObject({ hour: 8, minute: 0 })
    expect(clockAt(mailTime('weekly', one)!, one.zone)).toMatchObject({ hour: 8, weekday: 1 })
    expect(mailTime('weekly', { ...one, zone: 'UTC' })! - monday).toBe(7 * 24 * HOUR - HOUR)
  })

  test('quiet hours reach over midnight', () => {
    const quiet = { from: 22 * 60, until: 7 * 60 }
    const at = (hour: number) => Date.UTC(2026, 2, 2, hour)
    expect(afterQuiet(at(23), 'UTC', quiet)).toBe(Date.UTC(2026, 2, 3, 7))
    expect(afterQuiet(at(3), 'UTC', quiet)).toBe(at(7))
    expect(afterQuiet(at(7), 'UTC', quiet)).toBe(at(7))
    expect(afterQuiet(at(21), 'UTC', quiet)).toBe(at(21))
  })
})

describe('the mail of somebody', () => {
  let school: School
  let now = monday
  let seq = 1_000

  beforeAll(async () => {
    school = await makeSchool()
    await teachCourse(school.tenant, school.cast, {
      modules: { one: Array.from({ length: 8 }, (_, i) => ({ id: `essay${i}`, kind: 'assignment' as const })) },
    })
    await drain(school.tenant, {}, school.platform)
  })

  beforeEach(async () => {
    const { tenant, platform } = school
    tenant.mail = platform.mail
    now += 24 * HOUR
    platform.setNow(now)
    for (const table of [notifications, notificationChoices, notificationSettings, sentMails])
      await tenant.db.delete(table)
    await tenant.db.delete(timers)
    platform.mails.length = 0
  })

  const grade = (n: number, person = school.cast.lena) =>
    tell(
      school.tenant,
      'graded',
      { to: only(person.id), courseId: 'git', subjectId: `essay${n}` },
      { seq: seq++, at: school.tenant.now(), key: `event:${seq}` },
    )
  const later = async (ms: number) => {
    now += ms
    school.platform.setNow(now)
    await ring(school.tenant, {}, school.platform)
  }
  const mails = () => school.platform.mails

  test('eight grades are one mail, and it is sent once', async () => {
    for (let n = 0; n < 8; n++) await grade(n)
    await later(MINUTE)
    expect(mails()).toHaveLength(0)
    await later(MINUTE)
    expect(mails()).toMatchObject([{ to: 'lena@acme.example', subject: '8 things are new for you' }])
    for (let n = 0; n < 8; n++) expect(mails()[0]!.text).toContain(`Item essay${n} is graded`)
    await later(HOUR)
    await ring(school.tenant, {}, school.platform)
    expect(mails()).toHaveLength(1)
  })

  test('a single thing says itself, and leads to it', async () => {
    await grade(1)
    await later(2 * MINUTE)
    expect(mails()[0]).toMatchObject({ subject: 'Item essay1 is graded' })
    expect(mails()[0]!.text).toContain(school.tenant.origin + urls.assignment('essay1'))
  })

  test('mails that go at once keep a distance', async () => {
    await grade(1)
    await later(2 * MINUTE)
    await grade(2)
    await later(5 * MINUTE)
    await grade(3)
    expect(mails()).toHaveLength(1)
    await later(10 * MINUTE)
    expect(mails()).toHaveLength(2)
    expect(mails()[1]!.subject).toBe('2 things are new for you')
  })

  test('what was read meanwhile is not mailed', async () => {
    await grade(1)
    await school.tenant.db.update(notifications).set({ readAt: now })
    await later(HOUR)
    expect(mails()).toHaveLength(0)
    expect((await school.tenant.db.select().from(timers)).every(({ doneAt }) => doneAt !== null)).toBe(true)
  })

  test('waits for the morning, if a summary was chosen, and for the end of quiet hours', async () => {
    const { tenant, cast } = school
    const quiet = { from: 7 * 60, until: 10 * 60 }
    now = Date.UTC(2026, 2, 20, 9) // ten o’clock in Berlin
    school.platform.setNow(now)
    await writeChoices(tenant, cast.lena, {
      choices: [{ kind: 'graded', bell: true, mail: 'daily' }],
      quiet,
      hasStopped: false,
    })
    await grade(1)
    await later(22 * HOUR) // eight
    expect(mails()).toHaveLength(0)
    await later(2 * HOUR)
    expect(mails()).toHaveLength(1)
  })

  test('does not come to an address that is not known to be theirs', async () => {
    const { tenant, cast } = school
    await tenant.db.update(users).set({ emailVerifiedAt: null }).where(eq(users.id, cast.leo.id))
    await grade(1, cast.leo)
    await later(HOUR)
    expect(mails()).toHaveLength(0)
    expect(await tenant.db.select().from(notifications)).toHaveLength(1)
  })

  test('survives an hour without a provider', async () => {
    const { tenant, platform } = school
    let tries = 0
    tenant.mail = {
      async send() {
        tries += 1
        throw new Error('the provider hangs')
      },
    }
    await grade(1)
    for (let minutes = 0; minutes < 60; minutes += 2) await later(2 * MINUTE)
    expect(tries).toBeGreaterThan(3)
    expect(tries).toBeLessThan(12)
    tenant.mail = platform.mail
    await later(HOUR)
    await later(HOUR)
    expect(mails()).toHaveLength(1)
  })

  test('stops by one click, without a session and from elsewhere, and only for whom it was sent', async () => {
    const { tenant, cast, platform } = school
    await grade(1)
    await later(2 * MINUTE)
    const { headers } = mails()[0]!
    expect(headers!['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    const path = headers!['List-Unsubscribe']!.slice(1, -1).slice(tenant.origin.length)
    const program = await browse(platform, tenant, null)
    const page = await program.get(path)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('You get a grade')
    const post = await program.post(path, { 'List-Unsubscribe': 'One-Click' })
    expect(post.status).toBe(200)
    expect((await readChoices(tenant, cast.lena)).choices.find(({ kind }) => kind === 'graded')!.mail).toBe('off')
    expect((await readChoices(tenant, cast.leo)).choices.find(({ kind }) => kind === 'graded')!.mail).toBe('now')
    await grade(2)
    await later(HOUR)
    expect(mails()).toHaveLength(1)
    expect((await program.post(path.replace('token=', 'token=x'), {})).status).toBe(404)
  })

  test('of a neighbour is not stopped by ours', async () => {
    const { tenant, platform } = school
    const globex = await addSchool(platform, 'globex', 'Globex')
    await grade(1)
    await later(2 * MINUTE)
    const path = mails().at(-1)!.headers!['List-Unsubscribe']!.slice(1, -1).slice(tenant.origin.length)
    expect((await (await browse(platform, globex.tenant, null)).get(path)).status).toBe(404)
  })
})
