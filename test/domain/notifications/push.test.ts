import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import {
  notificationChoices,
  notificationSettings,
  notifications,
  pushSubscriptions,
  sentMails,
  sessions,
  timers,
  users,
} from '../../../worker/db/schema'
import {
  addDevice,
  listDevices,
  markRead,
  removeDevice,
  tell,
  writeChoices,
} from '../../../worker/domain/notifications'
import { only } from '../../../worker/domain/notifications/kinds/audience'
import { startSession } from '../../../worker/domain/people'
import { Invalid, NotFound } from '../../../worker/errors'
import { ring } from '../../../worker/jobs/ring'
import { sha256Hex } from '../../../worker/lib/ids'
import { clockAt } from '../../../worker/lib/zones'
import { urls } from '../../../worker/urls'
import { monday } from '../../support/platform'
import { makeBrowser, type PushBrowser, pushService } from '../../support/push-service'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

const SECOND = 1_000
const HOUR = 3_600 * SECOND

let school: School
let phone: PushBrowser
let laptop: PushBrowser
let service: ReturnType<typeof pushService>
let now = monday
let seq = 1

beforeAll(async () => {
  school = await makeSchool()
  await teachCourse(school.tenant, school.cast, { modules: { one: [{ id: 'essay', kind: 'assignment' }] } })
})

beforeEach(async () => {
  now += 40 * HOUR
  school.platform.setNow(now)
  for (const table of [notifications, notificationChoices, notificationSettings, pushSubscriptions, sentMails, timers])
    await school.tenant.db.delete(table)
  await school.tenant.db.update(users).set({ state: 'active' })
  phone = await makeBrowser('https://updates.push.services.mozilla.com/phone')
  laptop = await makeBrowser('https://fcm.googleapis.com/laptop')
  service = pushService([phone, laptop], () => now)
  school.platform.seams.outside = service.fetch
})

const has = (browser: PushBrowser, who = school.cast.lena, sessionId: string | null = null) =>
  addDevice(school.tenant, who, { ...browser, device: 'Firefox · Android', sessionId }, school.platform.keys)
const grade = (who = school.cast.lena) =>
  tell(
    school.tenant,
    'graded',
    { to: only(who.id), courseId: 'git', subjectId: 'essay' },
    { seq: seq++, at: now, key: `event:${seq}` },
  )
const later = async (ms: number) => {
  now += ms
  school.platform.setNow(now)
  await ring(school.tenant, {}, school.platform)
}
/** Minutes of the day on the clock of the school. */
const hereAt = (at: number) => {
  const { hour, minute } = clockAt(at, 'Europe/Berlin')
  return hour * 60 + minute
}
const waits = async () =>
  (await school.tenant.db.select().from(timers)).filter(({ job, doneAt }) => job.endsWith('.push') && doneAt === null)

test('each device of a person shows what they are told, sealed for it, once', async () => {
  await has(phone)
  await has(laptop)
  await grade()
  await later(15 * SECOND)
  await Promise.all([later(0), later(0), later(0)])
  await later(HOUR)
  expect(service.taken.map(({ to }) => to).sort()).toEqual([laptop.endpoint, phone.endpoint])
  expect(JSON.parse(service.taken[0]!.text)).toMatchObject({
    title: 'Acme Academy',
    body: 'Item essay is graded',
    url: urls.assignment('essay'),
    dir: 'ltr',
  })
  expect(await waits()).toEqual([])
})

test('nothing of it is readable where it is kept', async () => {
  await has(phone)
  const [row] = await school.tenant.db.select().from(pushSubscriptions)
  for (const secret of [phone.endpoint, phone.auth, phone.p256dh]) expect(JSON.stringify(row)).not.toContain(secret)
})

test('eight grades are shown as one', async () => {
  await has(phone)
  for (let n = 0; n < 8; n++) await grade()
  await later(15 * SECOND)
  expect(service.taken.map(({ text }) => JSON.parse(text).body)).toEqual(['8 things are new for you'])
})

test('what was read meanwhile is not shown', async () => {
  const { tenant, cast } = school
  await has(phone)
  await grade()
  const [line] = await tenant.db.select().from(notifications)
  await markRead(tenant, cast.lena, line!.id, true)
  await later(HOUR)
  expect(service.calls).toBe(0)
})

test('quiet hours hold, and what one does not want on devices stays in the bell', async () => {
  const { tenant, cast } = school
  await has(phone)
  const choice = { kind: 'graded', bell: true, mail: 'off', push: true } as const
  await writeChoices(tenant, cast.lena, {
    choices: [choice],
    quiet: { from: hereAt(now - HOUR), until: hereAt(now + 2 * HOUR) },
    hasStopped: false,
  })
  await grade()
  await later(HOUR)
  expect(service.calls).toBe(0)
  await later(HOUR)
  expect(service.taken).toHaveLength(1)
  await writeChoices(tenant, cast.lena, {
    choices: [{ ...choice, push: false }],
    quiet: { from: null, until: null },
    hasStopped: false,
  })
  await grade()
  await later(HOUR)
  expect(service.taken).toHaveLength(1)
  // what says nothing of devices changes nothing of them
  await writeChoices(tenant, cast.lena, {
    choices: [{ kind: 'graded', bell: true, mail: 'now' }],
    quiet: { from: null, until: null },
    hasStopped: false,
  })
  expect((await tenant.db.select().from(notificationChoices))[0]).toMatchObject({ push: false, mail: 'now' })
})

test('a browser that is gone is forgotten', async () => {
  await has(phone)
  await has(await makeBrowser('https://updates.push.services.mozilla.com/thrown-away'))
  await grade()
  await later(15 * SECOND)
  expect(service.taken).toHaveLength(1)
  expect(await school.tenant.db.select().from(pushSubscriptions)).toHaveLength(1)
  await later(HOUR)
  expect(service.calls).toBe(2)
})

test('a push service that is down is asked again, later each time, and at last left alone', async () => {
  await has(phone)
  await has(laptop)
  service.answer = (url) => (url === laptop.endpoint ? new Response('', { status: 503 }) : null)
  await grade()
  for (let minutes = 0; minutes < 60; minutes++) await later(60 * SECOND)
  expect(service.taken).toHaveLength(1) // the other one has it, once
  expect(service.calls).toBeGreaterThan(4)
  service.answer = () => null
  await later(HOUR)
  expect(service.taken.map(({ to }) => to)).toEqual([phone.endpoint, laptop.endpoint])

  service.answer = () => {
    throw new Error('no route')
  }
  const before = service.calls
  await grade()
  for (let hours = 0; hours < 30; hours++) await later(HOUR)
  expect(service.calls - before).toBeLessThanOrEqual(16)
  expect(await waits()).toEqual([])
  service.answer = () => null
  await grade()
  await later(15 * SECOND)
  expect(service.taken).toHaveLength(4)
})

test('a push service that says how long to wait is left alone so long', async () => {
  await has(phone)
  service.answer = () => new Response('', { status: 429, headers: { 'Retry-After': '1800' } })
  await grade()
  await later(15 * SECOND)
  service.answer = () => null
  await later(29 * 60 * SECOND)
  expect(service.taken).toEqual([])
  await later(60 * SECOND)
  expect(service.taken).toHaveLength(1)
})

test('a device shows nothing once its reader has signed out there, or somebody else took it', async () => {
  const { tenant, cast } = school
  const sessionId = await sha256Hex(await startSession(tenant, cast.lena.id, 'Firefox · Android'))
  await has(phone, cast.lena, sessionId)
  expect(await listDevices(tenant, cast.lena)).toHaveLength(1)
  await tenant.db.delete(sessions).where(eq(sessions.id, sessionId))
  await grade()
  await later(HOUR)
  expect(service.calls).toBe(0)

  await has(phone)
  await has(phone, cast.leo)
  await grade()
  await later(HOUR)
  expect(service.calls).toBe(0)
  await grade(cast.leo)
  await later(HOUR)
  expect(service.taken).toHaveLength(1)
})

test('whoever is suspended is shown nothing', async () => {
  await has(phone)
  await grade()
  await school.tenant.db.update(users).set({ state: 'suspended' }).where(eq(users.id, school.cast.lena.id))
  await later(HOUR)
  expect(service.calls).toBe(0)
})

test('only addresses that may be called are taken, with keys that are keys; each to its owner', async () => {
  const { tenant, cast } = school
  for (const endpoint of [
    'http://updates.push.services.mozilla.com/1',
    'https://127.0.0.1/1',
    'https://localhost/1',
    'https://updates.push.services.mozilla.com:8443/',
    'x',
    `https://updates.push.services.mozilla.com/${'a'.repeat(1_000)}`,
  ])
    await expect(has({ ...phone, endpoint })).rejects.toThrow(Invalid)
  await expect(has({ ...phone, auth: 'abc' })).rejects.toThrow(Invalid)
  const id = await has(phone)
  expect(await has(phone)).not.toBe(id)
  expect(await listDevices(tenant, cast.lena)).toHaveLength(1)
  const [device] = await listDevices(tenant, cast.lena)
  await expect(removeDevice(tenant, cast.leo, device!.id)).rejects.toThrow(NotFound)
  await removeDevice(tenant, cast.lena, device!.id)
  expect(await listDevices(tenant, cast.lena)).toEqual([])
  for (let n = 0; n < 15; n++) await has({ ...phone, endpoint: `https://updates.push.services.mozilla.com/${n}` })
  expect(await listDevices(tenant, cast.lena)).toHaveLength(12)
})
