import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  accommodations,
  assignments,
  courses,
  deadlineOverrides,
  enrollments,
  groupMembers,
  groups,
  items,
  quizOverrides,
  quizzes,
} from '../../../worker/db/schema'
import { createAssignment } from '../../../worker/domain/assignments'
import { readCourseCalendar, readOwnCalendar } from '../../../worker/domain/calendar'
import { Forbidden, NotFound } from '../../../worker/errors'
import { newId } from '../../../worker/lib/ids'
import { newPeerSettings } from '../../../worker/lib/peer-review'
import { monday } from '../../support/platform'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const dueAt = monday + 10 * DAY
const range = { from: monday, until: monday + 40 * DAY }

let school: School
beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  await teachCourse(tenant, cast, {
    modules: {
      one: [
        { id: 'essay', kind: 'assignment', maxPoints: 20, dueAt },
        { id: 'test', kind: 'quiz', maxPoints: 10 },
        { id: 'reading', dueAt: dueAt + DAY },
        { id: 'draft', dueAt, published: false },
      ],
    },
  })
  await createAssignment(tenant.db, 'essay', {})
  await tenant.db.insert(quizzes).values({ itemId: 'test', opensAt: monday + DAY, closesAt: monday + 2 * DAY })
})

beforeEach(async () => {
  const { db } = school.tenant
  await db.delete(deadlineOverrides)
  await db.delete(quizOverrides)
  await db.delete(accommodations)
  await db.update(assignments).set({ closesAt: null, peers: null })
})

const datesOf = async (who: 'lena' | 'leo' | 'ivy' | 'zed' | 'ada', asked = range) =>
  (await readOwnCalendar(school.tenant, school.cast[who].id, asked)).dates.map(
    ({ kind, subjectId, at }) => [kind, subjectId, (at - monday) / DAY] as const,
  )

describe('a calendar', () => {
  test('has what a learner is concerned by, in its order, and no drafts', async () => {
    const expected = [
      ['opens', 'test', 1],
      ['closes', 'test', 2],
      ['due', 'essay', 10],
      ['due', 'reading', 11],
    ]
    expect(await datesOf('lena')).toEqual(expected)
    expect(await datesOf('zed')).toEqual([])
  })

  test('shows staff their courses, drafts included, by the dates of everyone', async () => {
    await school.tenant.db.insert(deadlineOverrides).values(override({ userId: school.cast.lena.id }))
    const dates = await datesOf('ivy')
    expect(dates).toContainEqual(['due', 'draft', 10])
    expect(dates).toContainEqual(['due', 'essay', 10])
  })

  test('has only what lies in the range that is asked for', async () => {
    expect(await datesOf('lena', { from: monday + 2 * DAY + 1, until: dueAt })).toEqual([])
    expect(await datesOf('lena', { from: dueAt, until: dueAt + 1 })).toEqual([['due', 'essay', 10]])
  })

  test("has a person's own date, also where only that lies in the range", async () => {
    await school.tenant.db
      .insert(deadlineOverrides)
      .values(override({ userId: school.cast.lena.id, dueAt: dueAt + 15 * DAY }))
    const late = { from: dueAt + 14 * DAY, until: dueAt + 16 * DAY }
    expect(await datesOf('lena', late)).toEqual([['due', 'essay', 25]])
    expect(await datesOf('leo', late)).toEqual([])
  })

  test("has the kindest of a person's groups, and what stands for them on top", async () => {
    const { tenant, cast } = school
    await tenant.db
      .insert(groups)
      .values({ id: 'g', name: 'Evening', courseId: 'git', createdAt: monday })
      .onConflictDoNothing()
    await tenant.db
      .insert(groupMembers)
      .values({ groupId: 'g', userId: cast.lena.id, createdAt: monday })
      .onConflictDoNothing()
    await tenant.db.insert(deadlineOverrides).values(override({ groupId: 'g', dueAt: dueAt + 2 * DAY }))
    await tenant.db
      .insert(accommodations)
      .values({ userId: cast.lena.id, laterDays: 3, setBy: cast.ada.id, setAt: monday })
    const dates = await datesOf('lena')
    expect(dates).toContainEqual(['due', 'essay', 15])
    expect(dates).toContainEqual(['due', 'reading', 14])
    expect(await datesOf('leo')).toContainEqual(['due', 'essay', 10])
  })

  test("has a quiz's own times", async () => {
    const { tenant, cast } = school
    const own = { id: 'own', itemId: 'test', userId: cast.lena.id, closesAt: monday + 5 * DAY, createdBy: cast.ivy.id }
    await tenant.db.insert(quizOverrides).values({ ...own, createdAt: monday })
    expect(await datesOf('lena')).toContainEqual(['closes', 'test', 5])
    expect(await datesOf('leo')).toContainEqual(['closes', 'test', 2])
    expect(await datesOf('ivy')).toContainEqual(['closes', 'test', 2])
  })

  test('has until when work is taken, once where that is when it is due, and the reviews that follow', async () => {
    const { db } = school.tenant
    await db.update(assignments).set({ closesAt: dueAt + 2 * DAY, peers: newPeerSettings })
    const dates = await datesOf('lena')
    expect(dates).toContainEqual(['closes', 'essay', 12])
    expect(dates.filter(([kind]) => kind.startsWith('reviews')).map(([kind, , at]) => [kind, Math.round(at)])).toEqual([
      ['reviews-open', 10],
      ['reviews-end', 17],
    ])
    await db.update(assignments).set({ closesAt: dueAt, peers: null })
    expect((await datesOf('lena')).filter(([, id]) => id === 'essay')).toEqual([['due', 'essay', 10]])
  })

  test('has the beginning and end of a course, and when somebody is to complete it', async () => {
    const { cast } = school
    const { db } = school.tenant
    await db
      .update(courses)
      .set({ startsAt: monday + HOUR, endsAt: monday + 30 * DAY })
      .where(eq(courses.id, 'git'))
    await db
      .update(enrollments)
      .set({ dueAt: monday + 29 * DAY })
      .where(eq(enrollments.userId, cast.lena.id))
    const dates = (await datesOf('lena')).filter(([, id]) => id === 'git')
    expect(dates.map(([kind]) => kind)).toEqual(['starts', 'course-due', 'ends'])
    expect((await datesOf('leo')).map(([kind]) => kind)).not.toContain('course-due')
    await db.update(courses).set({ startsAt: null, endsAt: null }).where(eq(courses.id, 'git'))
    await db.update(enrollments).set({ dueAt: null })
  })

  test('has the date from which a rule lets one in, and nothing that is for others', async () => {
    const { db } = school.tenant
    const from = monday + 3 * DAY
    await db
      .update(items)
      .set({ availability: { date: { from } } })
      .where(eq(items.id, 'reading'))
    expect(await datesOf('lena')).toContainEqual(['opens', 'reading', 3])
    await db
      .update(items)
      .set({ availability: { user: ['somebody-else'] } })
      .where(eq(items.id, 'reading'))
    expect((await datesOf('lena')).map(([, id]) => id)).not.toContain('reading')
    expect((await datesOf('ivy')).map(([, id]) => id)).toContain('reading')
    await db
      .update(items)
      .set({ availability: { all: [] } })
      .where(eq(items.id, 'reading'))
  })

  test('of one course is for those who are in it or look after it', async () => {
    const { tenant, cast } = school
    const read = async (who: 'lena' | 'ada' | 'zed') =>
      (await readCourseCalendar(tenant, cast[who], 'git', range)).dates.map(({ subjectId }) => subjectId)
    expect(await read('lena')).toEqual(['test', 'test', 'essay', 'reading'])
    expect(await read('ada')).toContain('draft')
    await expect(read('zed')).rejects.toThrow(NotFound)
    await tenant.db.update(courses).set({ visibility: 'organization' })
    await expect(read('zed')).rejects.toThrow(Forbidden)
    await tenant.db.update(courses).set({ visibility: 'enrolled' })
  })

  test('forgets a course that was archived, and one that ended for its learners', async () => {
    const { db } = school.tenant
    await db.update(courses).set({ archivedAt: monday })
    expect(await datesOf('lena')).toEqual([])
    await db.update(courses).set({ archivedAt: null, endsAt: monday - DAY, afterEnd: 'none' })
    expect(await datesOf('lena')).toEqual([])
    expect(await datesOf('ivy')).not.toEqual([])
    await db.update(courses).set({ endsAt: null, afterEnd: 'read' })
  })
})

/** A date of the essay for somebody. */
const override = (of: { userId?: string; groupId?: string; dueAt?: number }) => ({
  id: newId(),
  itemId: 'essay',
  dueAt: dueAt + 5 * DAY,
  createdBy: school.cast.ivy.id,
  createdAt: monday,
  ...of,
})
