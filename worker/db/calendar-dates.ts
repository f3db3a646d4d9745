import { type SQL, sql } from 'drizzle-orm'
import type { Database } from './client'
import type { Given } from './prepared'
import type { ItemKind } from './schema'

/** What happens on a date. */
export const dateKinds = [
  'starts',
  'ends',
  'course-due',
  'due',
  'opens',
  'closes',
  'publishes',
  'reviews-open',
  'reviews-end',
] as const
export type DateKind = (typeof dateKinds)[number]

/** One date of one thing, for one reader. UTC milliseconds. */
export type CalendarDate = {
  kind: DateKind
  /** The item, or the course where it is about that. */
  subjectId: string
  /** Null for a course. */
  itemKind: ItemKind | null
  title: string
  courseId: string
  course: string
  /** Of the course; empty is the organization's. */
  zone: string
  at: number
  /** Null where it is a moment. */
  endsAt: number | null
  /** Learners do not see it yet. */
  isDraft: boolean
  /** The reader has done it. */
  isDone: boolean
  changedAt: number
}

/**
 * What a room says of its dates: unexecuted queries over `e`, the reader in each of their courses (`readerIn`, `readerAsStaff`).
 * A further kind of date is a further source; the calendar reads them all in one batch.
 */
export type CalendarSource = (db: Database, e: SQL) => ReturnType<typeof calendarDates>[]

/** As many dates of one source as are read at once. */
export const MOST_DATES = 400

type Range = { userId: Given<string>; now: Given<number>; from: Given<number>; until: Given<number> }

/** A row for each course that somebody is in; `later` is what stands for them, at most, in milliseconds. */
export const readerIn = (range: Range, courseId?: Given<string>): SQL =>
  sql`(select e.id, e.user_id, e.course_id, e.role, e.due_at, e.created_at, e.completed_at, ${ofCourse}, ${ofRange(range)}
    from enrollments e join courses c on c.id = e.course_id
    where e.user_id = ${range.userId} and e.state <> 'withdrawn'
      and e.round = (select max(o.round) from enrollments o where o.user_id = e.user_id and o.course_id = e.course_id)
      and c.deleted_at is null ${courseId ? sql`and e.course_id = ${courseId}` : sql`and c.archived_at is null`}
      and (${isStaffRole} or (c.published_at is not null
        and not (c.after_end = 'none' and coalesce(c.ends_at, ${range.now} + 1) <= ${range.now}))))`

/** The same for somebody who looks after a course without being in it. */
export const readerAsStaff = (range: Range, courseId: Given<string>): SQL =>
  sql`(select '' as id, ${range.userId} as user_id, c.id as course_id, 'instructor' as role, null as due_at, 0 as created_at,
      null as completed_at, ${ofCourse}, ${ofRange(range)}
    from courses c where c.id = ${courseId} and c.deleted_at is null)`

const ofCourse = sql.raw(`c.title as course, c.zone as zone, c.starts_at as starts_at, c.ends_at as ends_at,
  c.updated_at as course_changed, c.published_at is null as is_draft`)

const ofRange = ({
  userId,
  now,
  from,
  until,
}: Range) => sql`${now} + 0 as now, ${from} + 0 as since, ${until} + 0 as until,
  coalesce((select a.later_days * 24 + a.later_hours + 2 from accommodations a where a.user_id = ${userId}), 0) * 3600000 as later`

const isStaffRole = sql.raw(`e.role in ('instructor', 'assistant')`)

/** SQL: `e` looks after the course. */
export const staffOnly: SQL = isStaffRole

/** The columns that a source's subquery gives, beside those of `e`, which it may select as `e.*`. */
type Said = {
  kind: SQL
  subjectId: SQL
  itemKind: SQL
  title: SQL
  at: SQL
  endsAt?: SQL
  isDraft: SQL
  isDone: SQL
  changedAt: SQL
}

/** Of item `i`, most of it is the same. */
export const ofItem = { subjectId: sql`i.id`, itemKind: sql`i.kind`, title: sql`i.title` }

/** What is in the range of those dates, in their order. `from` begins with a relation that is `e`. */
export const calendarDates = (db: Database, said: Said, from: SQL, where: SQL = sql`1`) =>
  db
    .select({
      kind: sql<DateKind>`date_kind`.as('date_kind'),
      subjectId: sql<string>`subject_id`.as('subject_id'),
      itemKind: sql<ItemKind | null>`item_kind`.as('item_kind'),
      title: sql<string>`subject_title`.as('subject_title'),
      courseId: sql<string>`course_id`.as('course_id'),
      course: sql<string>`course`.as('course'),
      zone: sql<string>`zone`.as('zone'),
      at: sql<number>`date_at`.as('date_at'),
      endsAt: sql<number | null>`date_end`.as('date_end'),
      isDraft: sql<boolean>`is_unseen`.mapWith(Boolean).as('is_unseen'),
      isDone: sql<boolean>`is_done`.mapWith(Boolean).as('is_done'),
      changedAt: sql<number>`changed_at`.as('changed_at'),
    })
    .from(
      sql`(select ${said.kind} as date_kind, ${said.subjectId} as subject_id, ${said.itemKind} as item_kind,
        ${said.title} as subject_title, e.course_id as course_id, e.course as course, e.zone as zone, ${said.at} as date_at,
        ${said.endsAt ?? sql`null`} as date_end,
        ${said.isDraft} as is_unseen, ${said.isDone} as is_done, ${said.changedAt} as changed_at,
        e.since as since, e.until as until
        from ${from} where ${where})`,
    )
    .where(sql`date_at >= since and date_at < until`)
    .orderBy(sql`date_at`, sql`subject_id`)
    .limit(MOST_DATES)
