import { and, eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hrefOf, sayTold } from '../../../views/notifications/words'
import { translator } from '../../../views/translate'
import {
  assignments,
  courseMutes,
  courses,
  enrollmentSources,
  enrollments,
  eventReaders,
  grades,
  items,
  joinRequests,
  notificationChoices,
  notifications,
  peerReviews,
  users,
} from '../../../worker/db/schema'
import {
  createAssignment,
  giveReview,
  handIn,
  releaseMark,
  setPeers,
  turnPeers,
} from '../../../worker/domain/assignments'
import { publishCourse, publishItem, publishModule, unpublishItem } from '../../../worker/domain/courses'
import { decideRequest, enrollPeople, joinCourse, requestToJoin } from '../../../worker/domain/enrollments'
import { recordEvent } from '../../../worker/domain/events'
import { holdGrades, writeInquiry } from '../../../worker/domain/grades'
import { listNotifications, markAllRead, markRead } from '../../../worker/domain/notifications'
import { undoOwnAct } from '../../../worker/domain/pages'
import { startItem } from '../../../worker/domain/progress'
import { NotFound } from '../../../worker/errors'
import { drain } from '../../../worker/jobs/drain'
import { ring } from '../../../worker/jobs/ring'
import { newPeerSettings } from '../../../worker/lib/peer-review'
import { urls } from '../../../worker/urls'
import { importArchive, zipOf } from '../../support/imports'
import { monday } from '../../support/platform'
import { makeSchool, type School } from '../../support/school'
import { enroll, teachCourse } from '../../support/taught-course'

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>
let now = monday

beforeAll(async () => {
  school = await makeSchool()
  course = await teachCourse(school.tenant, school.cast, {
    modules: {
      one: [{ id: 'intro' }, { id: 'essay', kind: 'assignment', maxPoints: 20 }, { id: 'draft', published: false }],
    },
  })
  await createAssignment(school.tenant.db, 'essay', {})
  await settled()
})

/** The last event of the outbox before the test. */
let head = 0

beforeEach(async () => {
  const { tenant, cast, platform } = school
  now += 3_600_000
  platform.setNow(now)
  await drain(tenant, {}, platform)
  const own = sql`select id from enrollments where user_id = ${cast.zed.id}`
  await tenant.db.delete(grades).where(sql`${grades.enrollmentId} in (${own})`)
  await tenant.db.delete(enrollmentSources).where(sql`${enrollmentSources.enrollmentId} in (${own})`)
  await tenant.db.delete(enrollments).where(eq(enrollments.userId, cast.zed.id))
  for (const table of [notifications, notificationChoices, courseMutes]) await tenant.db.delete(table)
  head = (await tenant.db.select().from(eventReaders).where(eq(eventReaders.name, 'notifications')))[0]?.seq ?? 0
})

/** The outbox is read, and once more: as if every message had come twice. */
async function settled() {
  const { tenant, platform } = school
  await drain(tenant, {}, platform)
  await drain(tenant, {}, platform) // what followed from what was read
  await tenant.db.update(eventReaders).set({ seq: head }).where(eq(eventReaders.name, 'notifications'))
  await drain(tenant, {}, platform)
}

const clock = { t: translator('en'), locale: 'en', zone: 'UTC', now: monday } as const
const toldTo = async (person: { id: string }) => {
  const { lines } = await listNotifications(school.tenant, { ...school.cast.lena, id: person.id }, { size: 50 })
  return lines.map((line) => ({ kind: line.kind, says: sayTold({ ...clock, now }, line) }))
}
const work = (text = 'Words') => ({ text, fileIds: [], nonce: crypto.randomUUID() })

describe('an act tells whom it concerns, once', () => {
  test('somebody whom another brings into a course', async () => {
    const { tenant, cast } = school
    await enrollPeople(tenant, cast.ada, 'git', { userIds: [cast.zed.id] })
    await settled()
    expect(await toldTo(cast.zed)).toEqual([{ kind: 'enrolled', says: 'You are in Git for beginners now' }])
  })

  test('not who came by themselves', async () => {
    const { tenant, cast } = school
    await tenant.db.update(courses).set({ joining: 'open', visibility: 'organization' })
    await joinCourse(tenant, cast.zed, 'git')
    await settled()
    expect(await toldTo(cast.zed)).toEqual([])
  })

  test('learners of a course that was a draft, when it opens, and never again', async () => {
    const { tenant, cast } = school
    await tenant.db.update(courses).set({ publishedAt: null })
    await enrollPeople(tenant, cast.ada, 'git', { userIds: [cast.zed.id] })
    await settled()
    expect(await toldTo(cast.zed)).toEqual([])
    await publishCourse(tenant, course.ivy, 'git')
    await settled()
    expect(await toldTo(cast.zed)).toMatchObject([{ kind: 'enrolled' }])
    await markAllRead(tenant, cast.zed)
    now += 1_000
    school.platform.setNow(now)
    await tenant.db.update(courses).set({ publishedAt: null })
    await publishCourse(tenant, course.ivy, 'git')
    await settled()
    expect((await listNotifications(tenant, cast.zed, { size: 9 })).unread).toBe(0)
  })

  test('learners, when something opens for them', async () => {
    const { tenant, cast } = school
    await publishItem(tenant, course.ivy, 'draft')
    await settled()
    expect(await toldTo(cast.lena)).toEqual([{ kind: 'opened', says: 'New in Git for beginners: Item draft' }])
    expect(await toldTo(cast.leo)).toHaveLength(1)
    expect(await toldTo(cast.ivy)).toEqual([])
    expect(await toldTo(cast.zed)).toEqual([])
    await unpublishItem(tenant, course.ivy, 'draft')
    expect(await toldTo(cast.lena)).toEqual([{ kind: 'opened', says: 'Something new is open: it is no longer here' }])
  })

  test('not those from whom a rule keeps it', async () => {
    const { tenant, cast } = school
    await tenant.db
      .update(items)
      .set({ availability: { user: [cast.leo.id] } as never })
      .where(eq(items.id, 'draft'))
    await publishItem(tenant, course.ivy, 'draft')
    await settled()
    expect(await toldTo(cast.leo)).toHaveLength(1)
    expect(await toldTo(cast.lena)).toEqual([])
    await unpublishItem(tenant, course.ivy, 'draft')
    await tenant.db
      .update(items)
      .set({ availability: { all: [] } as never })
      .where(eq(items.id, 'draft'))
  })

  test('markers of work that waits, until they look, and then of new work', async () => {
    const { tenant, cast } = school
    await handIn(tenant, cast.lena, 'essay', work())
    await handIn(tenant, cast.leo, 'essay', work())
    await settled()
    expect(await toldTo(cast.ivy)).toEqual([{ kind: 'to-mark', says: 'Item essay waits to be marked' }])
    await markAllRead(tenant, cast.ivy)
    await handIn(tenant, cast.leo, 'essay', work('Better'))
    await settled()
    expect(await listNotifications(tenant, cast.ivy, { size: 9 })).toMatchObject({ unread: 1, lines: [{}] })
  })

  test('a learner of a grade, of another grade, and of words about it', async () => {
    const { tenant, cast } = school
    const { id } = await handIn(tenant, cast.lena, 'essay', work('Mine'))
    const mark = async (points: number, comment: string) => {
      now += 60_000
      school.platform.setNow(now)
      await releaseMark(tenant, course.ivy, id, { points, comment })
      await settled()
    }
    await mark(12, '')
    expect(await toldTo(cast.lena)).toEqual([{ kind: 'graded', says: 'Item essay is graded' }])
    await mark(15, '')
    expect(await toldTo(cast.lena)).toHaveLength(2)
    expect((await toldTo(cast.lena))[0]).toEqual({ kind: 'regraded', says: 'Your grade for Item essay has changed' })
    await mark(15, 'Well argued.')
    expect((await toldTo(cast.lena))[0]).toEqual({ kind: 'feedback', says: 'There is feedback on Item essay' })
    expect(await toldTo(cast.leo)).toEqual([])
  })

  test('nobody of a grade that is held, and the learner when it is given out', async () => {
    const { tenant, cast } = school
    const place = { courseId: 'git', itemId: 'essay' }
    await holdGrades(tenant, course.ivy, place, true)
    const { id } = await handIn(tenant, cast.leo, 'essay', work('Mine'))
    await releaseMark(tenant, course.ivy, id, { points: 11, comment: '' })
    await settled()
    expect((await toldTo(cast.leo)).filter(({ kind }) => kind === 'graded')).toEqual([])
    now += 60_000
    school.platform.setNow(now)
    await holdGrades(tenant, course.ivy, place, false)
    await settled()
    expect((await toldTo(cast.leo)).filter(({ kind }) => kind === 'graded')).toHaveLength(1)
  })

  test('those who teach, of a wish to join; and whoever had it, of the answer', async () => {
    const { tenant, cast, platform } = school
    await tenant.db.update(courses).set({ joining: 'request', visibility: 'organization' })
    await requestToJoin(tenant, cast.zed, 'git')
    await settled()
    expect(await toldTo(cast.ivy)).toEqual([
      { kind: 'join-request', says: 'Zed Stranger would like to join Git for beginners' },
    ])
    const [request] = await tenant.db.select().from(joinRequests)
    await decideRequest(tenant, course.ivy, request!.id, 'approved')
    now += 120_000
    platform.setNow(now)
    await ring(tenant, {}, platform)
    await settled()
    expect(await toldTo(cast.zed)).toEqual([{ kind: 'joined', says: 'You may join: Git for beginners is open to you' }])
  })

  test('of a course that is done: its certificate to the learner, the news to those who teach', async () => {
    const { tenant, cast } = school
    await tenant.db.update(courses).set({ certificate: true })
    await tenant.db.update(items).set({ required: false }).where(eq(items.id, 'essay'))
    await startItem(tenant, cast.leo, course.leo, { id: 'intro', courseId: 'git', completion: { kind: 'viewed' } })
    await settled()
    expect((await toldTo(cast.leo)).map(({ says }) => says)).toContain('Your certificate is here: Git for beginners')
    expect(await toldTo(cast.ivy)).toEqual([{ kind: 'finished', says: 'Leo Learner has completed Git for beginners' }])
  })

  test('markers of a question about a grade, and whoever asked of the answer', async () => {
    const { tenant, cast } = school
    const place = { courseId: 'git', userId: cast.lena.id, itemId: 'essay' }
    await writeInquiry(tenant, cast.lena, place, { text: 'Why?' })
    await writeInquiry(tenant, cast.lena, place, { text: 'And why the rest?' })
    await settled()
    const asked = { kind: 'grade-asked', says: 'Lena Learner asks about the grade of Item essay' }
    expect((await toldTo(cast.ivy)).filter(({ kind }) => kind === 'grade-asked')).toEqual([asked])
    const [line] = (await listNotifications(tenant, cast.ivy, { size: 9 })).lines.filter(
      (one) => one.kind === asked.kind,
    )
    expect(hrefOf(line!)).toBe(`${urls.learnerGrades('git', cast.lena.id)}#grade-essay`)
    await writeInquiry(tenant, course.ivy, place, { text: 'Because.' })
    await settled()
    expect((await toldTo(cast.lena)).filter(({ kind }) => kind === 'grade-answered')).toEqual([
      { kind: 'grade-answered', says: 'Your question about the grade of Item essay is answered' },
    ])
    expect((await toldTo(cast.leo)).filter(({ kind }) => kind.startsWith('grade-a'))).toEqual([])
    // while it is marked without names again, nothing says who asked
    const hide = (hidden: boolean) =>
      tenant.db.batch([
        tenant.db.update(items).set({ holdGrades: hidden }).where(eq(items.id, 'essay')),
        tenant.db.update(assignments).set({ anonymous: hidden }).where(eq(assignments.itemId, 'essay')),
      ])
    await hide(true)
    const [hidden] = (await listNotifications(tenant, cast.ivy, { size: 9 })).lines.filter(
      (one) => one.kind === asked.kind,
    )
    expect(hidden).toMatchObject({ person: null, personId: null })
    expect(hrefOf(hidden!)).toBe(urls.inquiries('git'))
    await hide(false)
  })

  test('learners of reviews to do, and of those that they got', async () => {
    const { tenant, cast, platform } = school
    const begunAt = now
    await createAssignment(tenant.db, 'draft', {})
    await tenant.db
      .update(items)
      .set({ kind: 'assignment', maxPoints: 10, publishedAt: now })
      .where(eq(items.id, 'draft'))
    await setPeers(tenant, course.ivy, 'draft', { ...newPeerSettings, reviews: 1, opensAt: now + 60_000 })
    for (const one of [cast.lena, cast.leo]) await handIn(tenant, one, 'draft', work(one.name))
    now += 60_000
    platform.setNow(now)
    await turnPeers(tenant, 'draft')
    await settled()
    const reviews = async (person: { id: string }) =>
      (await toldTo(person)).filter(({ kind }) => kind.startsWith('review')).map(({ says }) => says)
    expect(await reviews(cast.lena)).toMatchObject([expect.stringContaining('waits for your review, until')])
    expect(await reviews(cast.ivy)).toEqual([])
    const [own] = await tenant.db
      .select()
      .from(peerReviews)
      .where(eq(peerReviews.reviewerId, 'git-leo'.replace('leo', cast.leo.id)))
    await giveReview(tenant, cast.leo, 'draft', own!.id, { points: 5, comment: 'Good.' })
    now = begunAt + 40 * 86_400_000
    platform.setNow(now)
    await turnPeers(tenant, 'draft')
    await settled()
    expect(await reviews(cast.lena)).toContain('Others have reviewed your work in Item draft')
    expect((await reviews(cast.lena)).filter((says) => says.startsWith('Others'))).toHaveLength(1)
    expect((await reviews(cast.leo)).filter((says) => says.startsWith('Others'))).toEqual([])
    await setPeers(tenant, course.ivy, 'draft', null)
    await tenant.db
      .update(items)
      .set({ kind: 'lesson', maxPoints: null, publishedAt: null })
      .where(eq(items.id, 'draft'))
    await tenant.db.delete(assignments).where(eq(assignments.itemId, 'draft'))
  })

  test('whoever imported, when it is ready', async () => {
    const { tenant, cast } = school
    const run = await importArchive(tenant, cast.ada, await zipOf({ 'bees/one.md': '# The hive\n' }), null, 'bees.zip')
    expect(run.state).toBe('done')
    await settled()
    expect(await toldTo(cast.ada)).toEqual([{ kind: 'imported', says: 'What you imported is in Bees' }])
    expect(await toldTo(cast.ivy)).toEqual([])
  })

  test('who runs the organization, of whoever waits to be let in', async () => {
    const { tenant, cast } = school
    await recordEvent(tenant.db, 'person.requested', cast.zed.id, { key: 'again', at: now })
    await settled()
    expect(await toldTo(cast.ada)).toMatchObject([{ kind: 'registered' }])
    expect(await toldTo(cast.olga)).toHaveLength(1)
    expect(await toldTo(cast.ivy)).toEqual([])
  })
})

describe('whoever is told', () => {
  beforeAll(async () => {
    await school.tenant.db.update(enrollments).set({ state: 'active', completedAt: null })
  })

  const open = async () => {
    now += 60_000
    school.platform.setNow(now)
    await publishItem(school.tenant, course.ivy, 'draft')
    await settled()
    await unpublishItem(school.tenant, course.ivy, 'draft')
  }

  test('hears nothing of a course that they muted', async () => {
    const { tenant, cast } = school
    await tenant.db.insert(courseMutes).values({ userId: cast.lena.id, courseId: 'git', at: now })
    await open()
    expect(await toldTo(cast.lena)).toEqual([])
    expect(await toldTo(cast.leo)).toHaveLength(1)
  })

  test('reads one, all, and takes it back', async () => {
    const { tenant, cast } = school
    await open()
    await open()
    const page = await listNotifications(tenant, cast.lena, { size: 1 })
    expect(page).toMatchObject({ unread: 2, lines: [{ readAt: null }] })
    const rest = await listNotifications(tenant, cast.lena, { size: 1, cursor: page.next })
    expect(rest.lines[0]!.id).not.toBe(page.lines[0]!.id)
    expect(rest.next).toBe(null)
    expect(await markRead(tenant, cast.lena, page.lines[0]!.id, true)).toMatchObject({ unread: 1 })
    now += 1_000
    school.platform.setNow(now)
    const act = await markAllRead(tenant, cast.lena)
    expect((await listNotifications(tenant, cast.lena, { size: 1, unread: true })).lines).toEqual([])
    await undoOwnAct(tenant, cast.lena, act!)
    expect((await listNotifications(tenant, cast.lena, { size: 1 })).unread).toBe(1)
    await expect(markRead(tenant, cast.leo, page.lines[0]!.id, true)).rejects.toThrow(NotFound)
  })

  test('learns nothing more of a course that they were taken out of', async () => {
    const { tenant, cast } = school
    await enroll(tenant, 'git', cast.zed, 'learner')
    await open()
    await tenant.db.update(enrollments).set({ state: 'withdrawn' }).where(eq(enrollments.userId, cast.zed.id))
    const [line] = (await listNotifications(tenant, cast.zed, { size: 1 })).lines
    expect(line).toMatchObject({ item: null, course: null, module: null })
  })

  test('is told once, also by fifty at the same moment', async () => {
    const { tenant, cast } = school
    await recordEvent(tenant.db, 'person.requested', cast.leo.id, { key: 'fifty', at: now })
    const { tellOf } = await import('../../../worker/domain/notifications')
    const { events } = await import('../../../worker/db/schema')
    const [event] = await tenant.db
      .select()
      .from(events)
      .where(and(eq(events.key, 'fifty')))
    await Promise.all(Array.from({ length: 50 }, () => tellOf(tenant, event!)))
    expect(await toldTo(cast.ada)).toHaveLength(1)
  })

  test('an unpublished module says nothing either', async () => {
    const { tenant, cast } = school
    await tenant.db.update(users).set({ deletedAt: now }).where(eq(users.id, cast.leo.id))
    await publishModule(tenant, course.ivy, 'one')
    await settled()
    expect(await toldTo(cast.leo)).toEqual([])
    await tenant.db.update(users).set({ deletedAt: null }).where(eq(users.id, cast.leo.id))
  })
})
