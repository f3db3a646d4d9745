import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { behind, cutPage, type PageAsked } from '../../db/page'
import { courses, enrollments, gradeInquiries, type InquiryState, inquiryEntries, items, users } from '../../db/schema'
import { courseOfStaff, courseQuery } from '../courses'
import { type Actor, authorize } from '../policy'
import { hidesNames } from './names'

const MOST = 500

/** Unexecuted: what was asked about the grades of an enrollment, oldest first. */
export const inquiryEntriesQuery = (db: Database, enrollmentId: SQL) =>
  db
    .select({
      id: inquiryEntries.id,
      itemId: inquiryEntries.itemId,
      kind: inquiryEntries.kind,
      text: inquiryEntries.text,
      authorId: inquiryEntries.authorId,
      by: users.name,
      photoId: users.photoId,
      at: inquiryEntries.at,
    })
    .from(inquiryEntries)
    .leftJoin(users, eq(users.id, inquiryEntries.authorId))
    .where(sql`${inquiryEntries.enrollmentId} = ${enrollmentId}`)
    .orderBy(desc(inquiryEntries.at), desc(inquiryEntries.id))
    .limit(MOST)

/** Unexecuted: how each of them stands. */
export const inquiriesQuery = (db: Database, enrollmentId: SQL) =>
  db
    .select({ itemId: gradeInquiries.itemId, state: gradeInquiries.state, changedAt: gradeInquiries.changedAt })
    .from(gradeInquiries)
    .where(sql`${gradeInquiries.enrollmentId} = ${enrollmentId}`)
    .limit(MOST)

/** Whose thread is open to those who mark: of somebody who still learns there, about something that is there and not marked without names. */
const isThere = and(
  eq(enrollments.id, gradeInquiries.enrollmentId),
  sql`${enrollments.state} <> 'withdrawn' and exists (select 1 from items o where o.id = ${gradeInquiries.itemId}
    and o.deleted_at is null) and not ${hidesNames(gradeInquiries.itemId)}`,
)

const lineColumns = {
  enrollmentId: gradeInquiries.enrollmentId,
  itemId: gradeInquiries.itemId,
  state: gradeInquiries.state,
  changedAt: gradeInquiries.changedAt,
  userId: enrollments.userId,
  name: sql<string>`${users.name}`.as('learner_name'),
  photoId: users.photoId,
  title: sql<string>`${items.title}`.as('item_title'),
  text: sql<string>`(select n.text from inquiry_entries n where n.enrollment_id = ${gradeInquiries.enrollmentId}
    and n.item_id = ${gradeInquiries.itemId} and n.text <> '' order by n.at desc, n.id desc limit 1)`.as('last_said'),
}

/** What learners of a course ask about their grades, for those who mark there: what waits longest first, what is over newest first. */
export async function listInquiries(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  { state, cursor, size }: PageAsked & { state: InquiryState | 'open' },
) {
  const { db } = tenant
  const states: InquiryState[] = state === 'open' ? ['waiting', 'answered'] : [state]
  const key = [gradeInquiries.changedAt, gradeInquiries.enrollmentId, gradeInquiries.itemId]
  const order = state === 'settled' ? desc : asc
  const [found, rows, counts] = await db.batch([
    courseQuery(db, courseId),
    db
      .select(lineColumns)
      .from(gradeInquiries)
      .innerJoin(enrollments, isThere)
      .innerJoin(users, and(eq(users.id, enrollments.userId), isNull(users.deletedAt)))
      .innerJoin(items, eq(items.id, gradeInquiries.itemId))
      .where(
        and(
          eq(gradeInquiries.courseId, courseId),
          inArray(gradeInquiries.state, states),
          behind(key, cursor, state === 'settled' ? 'down' : 'up'),
        ),
      )
      .orderBy(...key.map((column) => order(column)))
      .limit(size + 1),
    countsQuery(db, eq(gradeInquiries.courseId, courseId)),
  ])
  const course = courseOfStaff(actor, found)
  authorize(actor, 'course.mark', { courseId })
  const { rows: lines, next } = cutPage(rows, size, (row) => [row.changedAt, row.enrollmentId, row.itemId])
  return { course, lines, next, counts: Object.fromEntries(counts.map(({ state, n }) => [state, n])) }
}

export type Inquiries = Awaited<ReturnType<typeof listInquiries>>
export type InquiryLine = Inquiries['lines'][number]

const countsQuery = (db: Database, where: SQL) =>
  db
    .select({ state: gradeInquiries.state, n: sql<number>`count(*)`.as('n') })
    .from(gradeInquiries)
    .innerJoin(enrollments, isThere)
    .where(where)
    .groupBy(gradeInquiries.state)

/** Unexecuted: how many questions about grades wait for an answer, by course; in all courses where `among` is left out. */
export const waitingInquiriesQuery = (db: Database, among?: SQL) =>
  db
    .select({ courseId: gradeInquiries.courseId, n: sql<number>`count(*)`.as('n') })
    .from(courses)
    .innerJoin(gradeInquiries, and(eq(gradeInquiries.courseId, courses.id), eq(gradeInquiries.state, 'waiting')))
    .innerJoin(enrollments, isThere)
    .where(and(isNull(courses.deletedAt), isNull(courses.archivedAt), among))
    .groupBy(gradeInquiries.courseId)
    .orderBy(sql`min(${gradeInquiries.changedAt})`)
    .limit(50)
