import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  announcementReadings,
  announcements,
  courses,
  events,
  groupManagers,
  groupMembers,
  groups,
  notifications,
  searchEntries,
} from '../../../worker/db/schema'
import {
  type AnnouncementGiven,
  type AnnouncementPlace,
  announce,
  announcementBack,
  changeAnnouncement,
  findAnnouncement,
  listAnnouncements,
  listCourseAnnouncements,
  listReaders,
  openInTime,
  readAnnouncement,
  unreadAnnouncementsQuery,
  withdrawAnnouncement,
} from '../../../worker/domain/announcements'
import { tellOf } from '../../../worker/domain/notifications'
import { listHits } from '../../../worker/domain/pages'
import { takeBack } from '../../../worker/domain/undo'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../worker/errors'
import { actorOf } from '../../support/actors'
import { monday } from '../../support/platform'
import { type Cast, makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

const DAY = 86_400_000
type Who = keyof Cast

let school: School
let ivy: Cast['ivy']
beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  await teachCourse(tenant, cast, { modules: { one: [{ id: 'reading' }] } })
  ivy = actorOf(cast.ivy, { git: 'instructor' })
  await tenant.db.insert(groups).values({ id: 'evening', name: 'Evening', createdAt: monday })
  await tenant.db.insert(groups).values({ id: 'morning', name: 'Morning', createdAt: monday })
  await tenant.db.insert(groupMembers).values({ groupId: 'evening', userId: cast.leo.id, createdAt: monday })
  await tenant.db.insert(groupManagers).values({ groupId: 'evening', userId: cast.zed.id, createdAt: monday })
})
beforeEach(async () => {
  const { db } = school.tenant
  school.platform.setNow(monday)
  await db.delete(announcements)
  await db.delete(notifications)
  await db.delete(events)
  await db.delete(searchEntries).where(eq(searchEntries.kind, 'announcement'))
})

const plain: AnnouncementGiven = {
  title: 'Bees',
  text: 'They **fly**.',
  audience: 'everyone',
  groupId: null,
  fromAt: null,
  untilAt: null,
  mustAcknowledge: false,
  pinned: false,
}
const inCourse = { courseId: 'git', groupId: null }
const everywhere = { courseId: null, groupId: null }
const say = (given: Partial<AnnouncementGiven> = {}, place: AnnouncementPlace = inCourse, by = ivy) =>
  announce(school.tenant, by, place, { ...plain, ...given })

/** Who finds it at home, unread. */
async function seenBy() {
  const { tenant, cast } = school
  const people: Who[] = ['olga', 'ada', 'ivy', 'ian', 'lena', 'leo', 'zed']
  const seen: Who[] = []
  for (const who of people)
    if ((await unreadAnnouncementsQuery(tenant.db, cast[who].id, tenant.now())).length) seen.push(who)
  return seen
}

/** Reads the outbox, twice as a queue may. */
async function drain() {
  const rows = await school.tenant.db.select().from(events)
  for (const event of [...rows, ...rows]) await tellOf(school.tenant, event)
}
async function told() {
  const rows = await school.tenant.db.select().from(notifications).where(eq(notifications.kind, 'announcement'))
  return rows.map(({ userId }) => userId.replace('acme-', '')).sort()
}

describe('an announcement', () => {
  test('of a course is for those in it, by their role there', async () => {
    await say()
    expect(await seenBy()).toEqual(['lena', 'leo'])
    await school.tenant.db.delete(announcements)
    await say({ audience: 'staff' }, inCourse, school.cast.ada)
    expect(await seenBy()).toEqual(['ivy'])
    await school.tenant.db.delete(announcements)
    await say({ audience: 'learners', groupId: 'evening' })
    expect(await seenBy()).toEqual(['leo'])
  })

  test('of the organization is for everybody, or by what they are', async () => {
    const { cast } = school
    await say({}, everywhere, cast.ada)
    expect(await seenBy()).toEqual(['olga', 'ivy', 'ian', 'lena', 'leo', 'zed'])
    await school.tenant.db.delete(announcements)
    await say({ audience: 'learners' }, everywhere, cast.ada)
    expect(await seenBy()).toEqual(['lena', 'leo', 'zed'])
  })

  test('of a group is written by who manages it, and nobody else’s', async () => {
    const { cast } = school
    const place = { courseId: null, groupId: 'evening' }
    await say({ groupId: 'evening' }, place, cast.zed)
    expect(await seenBy()).toEqual(['leo'])
    await expect(say({ groupId: 'evening' }, place, cast.lena)).rejects.toThrow(NotFound)
    await expect(say({ groupId: null }, everywhere, cast.zed)).rejects.toThrow(Forbidden)
    const { id } = await say({ groupId: 'morning' }, { courseId: null, groupId: 'morning' }, cast.ada)
    await expect(changeAnnouncement(school.tenant, cast.zed, id, plain)).rejects.toThrow(NotFound)
    // a manager speaks to their own group only
    await expect(say({ groupId: null }, place, cast.zed)).rejects.toThrow(Forbidden)
  })

  test('is written by those who look after the course', async () => {
    const { cast } = school
    await expect(say({}, inCourse, cast.lena)).rejects.toThrow(Forbidden)
    await expect(say({}, inCourse, cast.zed)).rejects.toThrow(NotFound)
    await say({}, inCourse, actorOf(cast.ian, { git: 'assistant' }))
    await expect(say({ title: ' ', text: '' })).rejects.toThrow(Invalid)
    await expect(say({ untilAt: monday - DAY })).rejects.toThrow(Invalid)
  })

  test('is shown in its window only, and to staff before and after', async () => {
    const { tenant, cast, platform } = school
    const { id } = await say({ fromAt: monday + DAY, untilAt: monday + 2 * DAY })
    const inList = async (who: Cast['ivy']) =>
      (await listCourseAnnouncements(tenant, who, 'git', { size: 10 })).rows.length
    const at = async (now: number) => {
      platform.setNow(now)
      return [await inList(cast.lena), await inList(ivy)]
    }
    expect([await at(monday), await at(monday + DAY), await at(monday + 2 * DAY)]).toEqual([
      [0, 1],
      [1, 1],
      [0, 1],
    ])
    await expect(findAnnouncement(tenant, cast.lena, id)).rejects.toThrow(NotFound)
    expect((await findAnnouncement(tenant, ivy, id)).isOpen).toBe(false)
  })

  test('holds no markup that runs', async () => {
    const { tenant } = school
    const { id } = await say({ text: '<img src=x onerror=alert(1)> [x](javascript:alert(1)) **y**' })
    const { html } = (await findAnnouncement(tenant, ivy, id)).announcement
    expect(html).toContain('<strong>y</strong>')
    expect(html).not.toMatch(/<img|href="javascript/)
  })

  test('shows what of it was changed, and how it stood before', async () => {
    const { tenant, cast } = school
    const { id } = await say()
    await changeAnnouncement(tenant, ivy, id, { ...plain, text: 'They hum.', mustAcknowledge: true })
    await changeAnnouncement(tenant, ivy, id, { ...plain, text: 'They hum.', mustAcknowledge: true })
    const { edits, announcement } = await findAnnouncement(tenant, cast.lena, id)
    expect(edits.map(({ parts, html }) => [parts, html])).toEqual([
      [['text', 'acknowledge'], '<p>They <strong>fly</strong>.</p>'],
    ])
    expect(announcement.html).toBe('<p>They hum.</p>')
    await expect(changeAnnouncement(tenant, cast.lena, id, plain)).rejects.toThrow(Forbidden)
  })

  test('keeps one of two changes at the same moment', async () => {
    const { id } = await say()
    const change = (n: number) => changeAnnouncement(school.tenant, ivy, id, { ...plain, text: `No. ${n}` })
    const done = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => change(n)))
    const refused = done.filter((one) => one.status === 'rejected')
    expect(refused.every(({ reason }) => reason instanceof Conflict)).toBe(true)
    const { edits } = await findAnnouncement(school.tenant, ivy, id)
    expect(edits.length).toBe(done.length - refused.length)
  })

  test('is gone when it is withdrawn, and back when that is undone', async () => {
    const { tenant, cast } = school
    const { id } = await say()
    await drain()
    const { actId } = await withdrawAnnouncement(tenant, ivy, id)
    expect(await seenBy()).toEqual([])
    await expect(findAnnouncement(tenant, ivy, id)).rejects.toThrow(NotFound)
    expect(await listHits(tenant, cast.lena, 'Bees')).toEqual([])
    await takeBack(tenant, ivy, actId, { 'announcement.withdraw': announcementBack })
    await drain()
    expect(await seenBy()).toEqual(['lena', 'leo'])
    expect(await told()).toEqual(['lena', 'leo'])
  })

  test('is found by those whom it is for', async () => {
    const { tenant, cast } = school
    await say({ audience: 'learners', groupId: 'evening' })
    const found = async (who: Cast['ivy']) => (await listHits(tenant, who, 'Bees')).map(({ kind }) => kind)
    expect(await found(cast.leo)).toEqual(['announcement'])
    expect(await found(cast.lena)).toEqual([])
    expect(await found(cast.zed)).toEqual([])
    expect(await found(ivy)).toEqual(['announcement'])
  })
})

describe('who is told', () => {
  test('hears of it once, when it is made', async () => {
    await say()
    await drain()
    expect(await told()).toEqual(['lena', 'leo'])
  })

  test('hears of it when its time begins, however often the clock comes by', async () => {
    const { platform, tenant } = school
    const { id } = await say({ fromAt: monday + DAY })
    await openInTime(tenant, id)
    await drain()
    expect(await told()).toEqual([])
    platform.setNow(monday + DAY)
    await openInTime(tenant, id)
    await openInTime(tenant, id)
    await drain()
    expect(await told()).toEqual(['lena', 'leo'])
  })

  test('hears nothing of what was withdrawn before it began', async () => {
    const { platform, tenant } = school
    const { id } = await say({ fromAt: monday + DAY })
    await withdrawAnnouncement(tenant, ivy, id)
    platform.setNow(monday + 2 * DAY)
    await openInTime(tenant, id)
    await drain()
    expect(await told()).toEqual([])
  })

  test('of a change in its beginning hears then', async () => {
    const { tenant } = school
    const { id } = await say({ fromAt: monday + DAY })
    await changeAnnouncement(tenant, ivy, id, { ...plain, fromAt: null })
    await drain()
    expect(await told()).toEqual(['lena', 'leo'])
  })
})

describe('reading', () => {
  test('is said once, however often, and seen by those who may write', async () => {
    const { tenant, cast, platform } = school
    const { id } = await say({ mustAcknowledge: true })
    await Promise.all(Array.from({ length: 50 }, () => readAnnouncement(tenant, cast.lena, id)))
    platform.setNow(monday + DAY)
    await readAnnouncement(tenant, cast.lena, id)
    const rows = await tenant.db.select().from(announcementReadings)
    expect(rows.map(({ userId, at }) => [userId, at])).toEqual([[cast.lena.id, monday]])
    const page = await listReaders(tenant, ivy, id, { show: 'all', size: 10 })
    expect([page.read, page.all]).toEqual([1, 3])
    const names = async (show: 'read' | 'unread') =>
      (await listReaders(tenant, ivy, id, { show, size: 10 })).readers.map(({ name }) => name)
    expect(await names('read')).toEqual(['Lena Learner'])
    expect(await names('unread')).toEqual(['Ivy Instructor', 'Leo Learner'])
    await expect(listReaders(tenant, cast.lena, id, { show: 'all', size: 10 })).rejects.toThrow(Forbidden)
    expect(await seenBy()).toEqual(['leo'])
  })

  test('is not for those whom it is not for', async () => {
    const { tenant, cast } = school
    const { id } = await say()
    await expect(readAnnouncement(tenant, cast.zed, id)).rejects.toThrow(NotFound)
    await expect(readAnnouncement(tenant, cast.ada, id)).rejects.toThrow(Forbidden)
  })

  test('goes page by page, each name once', async () => {
    const { tenant } = school
    const { id } = await say()
    const names: string[] = []
    let cursor: string | null = null
    do {
      const page = await listReaders(tenant, ivy, id, { show: 'all', size: 1, cursor })
      names.push(...page.readers.map(({ name }) => name))
      cursor = page.next
    } while (cursor)
    expect(names).toEqual(['Ivy Instructor', 'Lena Learner', 'Leo Learner'])
  })
})

test('a list has what concerns its reader, the pinned first', async () => {
  const { tenant, cast } = school
  await say({ title: 'Old', pinned: true })
  school.platform.setNow(monday + DAY)
  await say({ title: 'New' })
  await say({ title: 'All' }, everywhere, cast.ada)
  const titles = async (who: Cast['ivy']) =>
    (await listAnnouncements(tenant, who, { size: 10 })).rows.map(({ title }) => title)
  expect((await titles(cast.lena))[0]).toBe('Old')
  expect((await titles(cast.lena)).toSorted()).toEqual(['All', 'New', 'Old'])
  expect(await titles(cast.zed)).toEqual(['All'])
  await tenant.db.update(courses).set({ publishedAt: null })
  expect(await titles(cast.lena)).toEqual(['All'])
  await tenant.db.update(courses).set({ publishedAt: monday })
})
