import { and, asc, eq, gt, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courses, enrollments, grades, items, replies, threads, users } from '../../db/schema'
import { NotFound } from '../../errors'
import { recordAudit } from '../audit'
import { hidesNames } from '../grades'
import { COURSES_AN_ARCHIVE } from '../imports'
import { type Actor, authorize } from '../policy'

const ROWS_A_READ = 500

/** What an organization can take with it: how many courses, in how many archives. One trip. */
export async function readTakeaway(tenant: Tenant, actor: Actor) {
  authorize(actor, 'organization.takeaway')
  const [counted] = await tenant.db
    .select({ courses: sql<number>`count(*)`.as('courses') })
    .from(courses)
    .where(isNull(courses.deletedAt))
  const count = counted?.courses ?? 0
  return { courses: count, parts: Math.ceil(count / COURSES_AN_ARCHIVE), coursesAPart: COURSES_AN_ARCHIVE }
}

type Row = Record<string, string | number | boolean | null>
/** A page of rows behind one, in the order of their keys, which stand in `key` and are not written. */
type Reading = (tenant: Tenant, after: string | null) => PromiseLike<(Row & { key: string })[]>

const time = (column: unknown, name: string) =>
  sql<string | null>`strftime('%Y-%m-%dT%H:%M:%SZ', ${column} / 1000, 'unixepoch')`.as(name)
const behind = (key: SQL, after: string | null) => (after === null ? undefined : gt(key, after))

const lists = {
  people: (tenant, after) =>
    tenant.db
      .select({
        key: users.id,
        id: users.id,
        name: users.name,
        email: users.email,
        username: users.username,
        role: users.role,
        state: users.state,
        pronouns: users.pronouns,
        bio: users.bio,
        language: users.locale,
        time_zone: users.zone,
        joined_at: time(users.createdAt, 'joined_at'),
        last_seen_at: time(users.lastSeenAt, 'seen_at'),
      })
      .from(users)
      .where(and(isNull(users.deletedAt), behind(sql`${users.id}`, after)))
      .orderBy(asc(users.id))
      .limit(ROWS_A_READ),

  enrollments: (tenant, after) =>
    tenant.db
      .select({
        key: enrollments.id,
        course_id: courses.id,
        course: courses.title,
        person_id: users.id,
        name: users.name,
        email: users.email,
        role: enrollments.role,
        state: enrollments.state,
        percent: enrollments.percent,
        enrolled_at: time(enrollments.createdAt, 'enrolled_at'),
        due_at: time(enrollments.dueAt, 'due_time'),
        last_seen_at: time(enrollments.lastSeenAt, 'seen_at'),
        completed_at: time(enrollments.completedAt, 'completed_time'),
      })
      .from(enrollments)
      .innerJoin(courses, eq(courses.id, enrollments.courseId))
      .innerJoin(users, eq(users.id, enrollments.userId))
      .where(and(isNull(courses.deletedAt), isNull(users.deletedAt), behind(sql`${enrollments.id}`, after)))
      .orderBy(asc(enrollments.id))
      .limit(ROWS_A_READ),

  replies: (tenant, after) =>
    tenant.db
      .select({
        key: replies.id,
        course_id: courses.id,
        course: courses.title,
        forum_id: items.id,
        forum: items.title,
        thread_id: threads.id,
        thread: threads.title,
        id: replies.id,
        answers: replies.parentId,
        person_id: users.id,
        name: users.name,
        text: replies.body,
        written_at: time(replies.at, 'written_at'),
        changed_at: time(replies.editedAt, 'changed_at'),
      })
      .from(replies)
      .innerJoin(threads, eq(threads.id, replies.threadId))
      .innerJoin(items, eq(items.id, threads.forumId))
      .innerJoin(courses, eq(courses.id, items.courseId))
      .leftJoin(users, and(eq(users.id, replies.authorId), isNull(users.deletedAt)))
      .where(
        and(
          isNull(courses.deletedAt),
          isNull(items.deletedAt),
          isNull(threads.deletedAt),
          isNull(replies.deletedAt),
          behind(sql`${replies.id}`, after),
        ),
      )
      .orderBy(asc(replies.id))
      .limit(ROWS_A_READ),

  grades: (tenant, after) => {
    const [enrollmentId = '', itemId = ''] = after?.split(' ') ?? []
    return tenant.db
      .select({
        key: sql<string>`${grades.enrollmentId} || ' ' || ${grades.itemId}`.as('row_key'),
        course_id: courses.id,
        course: courses.title,
        item_id: items.id,
        item: items.title,
        person_id: users.id,
        name: users.name,
        email: users.email,
        points: grades.final,
        of: grades.maxPoints,
        excused: grades.excused,
        comment: grades.comment,
        graded_at: time(grades.gradedAt, 'graded_time'),
        released_at: time(grades.releasedAt, 'released_time'),
      })
      .from(grades)
      .innerJoin(enrollments, eq(enrollments.id, grades.enrollmentId))
      .innerJoin(items, eq(items.id, grades.itemId))
      .innerJoin(courses, eq(courses.id, enrollments.courseId))
      .innerJoin(users, eq(users.id, enrollments.userId))
      .where(
        and(
          isNull(courses.deletedAt),
          isNull(users.deletedAt),
          sql`not ${hidesNames(grades.itemId)}`,
          sql`(${grades.enrollmentId}, ${grades.itemId}) > (${enrollmentId}, ${itemId})`,
        ),
      )
      .orderBy(asc(grades.enrollmentId), asc(grades.itemId))
      .limit(ROWS_A_READ)
  },
} satisfies Record<string, Reading>

export type TakeawayList = keyof typeof lists
export const takeawayLists = Object.keys(lists) as TakeawayList[]

/**
 * A list of everybody or of everything for a file: its columns, and its rows, read in pages while the file is being
 * written. That somebody took it away is recorded.
 */
export async function exportList(tenant: Tenant, actor: Actor, list: string) {
  authorize(actor, 'organization.takeaway')
  const known = takeawayLists.find((one) => one === list)
  if (!known) throw new NotFound()
  const after = { list: known }
  await recordAudit(tenant, actor, 'organization.take-list', { kind: 'organization', id: 'own', after })
  const read: Reading = lists[known]
  const first = await read(tenant, null)
  return { heading: headings[known], rows: allRows(tenant, read, first) }
}

const headings: Record<TakeawayList, string[]> = {
  people: 'id name email username role state pronouns bio language time_zone joined_at last_seen_at'.split(' '),
  enrollments:
    'course_id course person_id name email role state percent enrolled_at due_at last_seen_at completed_at'.split(' '),
  replies:
    'course_id course forum_id forum thread_id thread id answers person_id name text written_at changed_at'.split(' '),
  grades: 'course_id course item_id item person_id name email points of excused comment graded_at released_at'.split(
    ' ',
  ),
}

async function* allRows(tenant: Tenant, read: Reading, first: (Row & { key: string })[]) {
  let rows = first
  try {
    while (true) {
      for (const { key: _, ...row } of rows) yield Object.values(row)
      const last = rows.at(-1)
      if (!last || rows.length < ROWS_A_READ) return
      rows = await read(tenant, last.key)
    }
  } finally {
    tenant.close() // a file is written after the request was let go
  }
}
