import { and, asc, eq, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tenant } from '../../../tenants/tenant'
import { categories, courses } from '../../db/schema'
import { encodeCursor, readCursor } from '../../lib/cursor'
import { type Actor, type CourseRole, isAdmin } from '../policy'
import { readWords } from '../search'

export type CourseShelf = 'current' | 'draft' | 'archived' | 'bin'
export type CourseFilter = { shelf?: CourseShelf; words?: string; after?: string; size?: number }

const PAGE = 30
const cursorSchema = z.tuple([z.string(), z.string()])

const count = (from: SQL) => sql<number>`(select count(*) ${from})`
const learners = sql`from enrollments e where e.course_id = ${courses.id} and e.role = 'learner' and e.state <> 'withdrawn'`

/** Unexecuted: the courses of staff, by title, with their numbers. Admins see all, others those that they teach or help in. */
export function coursesQuery(
  { db }: Tenant,
  actor: Actor,
  { shelf = 'current', words = '', after, size = PAGE }: CourseFilter,
) {
  const place = readCursor(cursorSchema, after)
  const taught = Object.entries(actor.courseRoles)
    .filter(([, role]) => role === 'instructor' || role === 'assistant')
    .map(([id]) => id)
  return db
    .select({
      id: courses.id,
      title: courses.title,
      publishedAt: courses.publishedAt,
      archivedAt: courses.archivedAt,
      deletedAt: courses.deletedAt,
      updatedAt: courses.updatedAt,
      category: categories.name,
      learners: count(learners),
      percent: sql<number | null>`(select avg(percent) ${learners})`,
      requests: count(sql`from join_requests r where r.course_id = ${courses.id} and r.decided_at is null`),
      toMark: toMark(courses.id),
    })
    .from(courses)
    .leftJoin(categories, eq(categories.id, courses.categoryId))
    .where(
      and(
        isAdmin(actor) ? undefined : sql`${courses.id} in (select value from json_each(${JSON.stringify(taught)}))`,
        onShelf(shelf),
        titled(words),
        place ? sql`(lower(${courses.title}), ${courses.id}) > (${place[0]}, ${place[1]})` : undefined,
      ),
    )
    .orderBy(asc(sql`lower(${courses.title})`), asc(courses.id))
    .limit(size + 1)
}

/** A page of rows that were asked for one too many, and where the next begins. */
export function pageOf<Row extends { title: string; id: string }>(rows: Row[], size = PAGE) {
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > size && last ? encodeCursor([asciiLower(last.title), last.id]) : null }
}

/** Work and attempts that were handed in and wait for a mark, in this course: its items are read once. */
export const toMark = (courseId: SQL | typeof courses.id) =>
  sql<number>`(select coalesce(sum(case i.kind
      when 'quiz' then (select count(*) from attempts a join enrollments e on e.id = a.enrollment_id
        where a.item_id = i.id and a.to_mark > 0 and e.state <> 'withdrawn')
      when 'assignment' then (select count(*) from submissions s join enrollments e on e.id = s.enrollment_id
        where s.item_id = i.id and e.state <> 'withdrawn' and s.submitted_at is not null and s.marked_at is null
          and s.number = (select max(number) from submissions n where n.enrollment_id = s.enrollment_id
            and n.item_id = s.item_id and n.submitted_at is not null))
      else 0 end), 0)
    from items i where i.course_id = ${courseId} and i.deleted_at is null)`

const onShelf = (shelf: CourseShelf) =>
  ({
    current: and(isNull(courses.deletedAt), isNull(courses.archivedAt)),
    draft: and(isNull(courses.deletedAt), isNull(courses.archivedAt), isNull(courses.publishedAt)),
    archived: and(isNull(courses.deletedAt), isNotNull(courses.archivedAt)),
    bin: isNotNull(courses.deletedAt),
  })[shelf]

/** Courses whose entry in search has the words in its title, summary or tags. */
function titled(words: string): SQL | undefined {
  if (!words.trim()) return undefined
  const { match, short } = readWords(words)
  if (!match && !short.length) return sql`0`
  const found = match
    ? sql`select e.subject_id from search_entries e join search_index x on x.rowid = e.rowid where e.kind = 'course' and search_index match ${match}`
    : sql`select e.subject_id from search_entries e where e.kind = 'course'`
  return and(sql`${courses.id} in (${found})`, ...short.map((word) => sql`instr(lower(${courses.title}), ${word}) > 0`))
}

export type CatalogueFilter = {
  words?: string
  categoryId?: string
  after?: string
  size?: number
  /** Without those that the reader learns in already. */
  others?: boolean
}
const CATALOGUE_PAGE = 24

/** Unexecuted: courses that the reader may find and join; for those who are not signed in only the public ones. */
export function catalogueQuery(
  { db, now }: Tenant,
  actor: Actor | null,
  { words = '', categoryId, after, size = CATALOGUE_PAGE, others = false }: CatalogueFilter,
) {
  const place = readCursor(cursorSchema, after)
  return db
    .select({
      id: courses.id,
      title: courses.title,
      summary: courses.summary,
      pictureId: courses.pictureId,
      category: categories.name,
      expectedHours: courses.expectedHours,
      joining: courses.joining,
      locale: courses.locale,
      startsAt: courses.startsAt,
      /** What the reader is in it; null where they are not. */
      role: roleIn(actor),
    })
    .from(courses)
    .leftJoin(categories, eq(categories.id, courses.categoryId))
    .where(
      and(
        inCatalogue(actor, now()),
        categoryId ? eq(courses.categoryId, categoryId) : undefined,
        titled(words),
        others ? sql`${roleIn(actor)} is not 'learner'` : undefined,
        place ? sql`(lower(${courses.title}), ${courses.id}) > (${place[0]}, ${place[1]})` : undefined,
      ),
    )
    .orderBy(asc(sql`lower(${courses.title})`), asc(courses.id))
    .limit(size + 1)
}

const roleIn = (actor: Actor | null) => sql<CourseRole | null>`(select e.role from enrollments e
  where e.course_id = ${courses.id} and e.user_id = ${actor?.id ?? ''} and e.state <> 'withdrawn' order by e.round desc limit 1)`

/** Unexecuted: the categories that have something to show, with how many. */
export const catalogueCategoriesQuery = ({ db, now }: Tenant, actor: Actor | null) =>
  db
    .select({ id: categories.id, name: categories.name, courses: sql<number>`count(*)` })
    .from(courses)
    .innerJoin(categories, eq(categories.id, courses.categoryId))
    .where(inCatalogue(actor, now()))
    .groupBy(categories.id)
    .orderBy(asc(sql`lower(${categories.name})`))
    .limit(100)

export const cataloguePage = <Row extends { title: string; id: string }>(rows: Row[], size = CATALOGUE_PAGE) =>
  pageOf(rows, size)

const inCatalogue = (actor: Actor | null, now: number) =>
  and(
    isNotNull(courses.publishedAt),
    isNull(courses.archivedAt),
    isNull(courses.deletedAt),
    or(isNull(courses.endsAt), sql`${courses.endsAt} > ${now}`),
    inArray(courses.visibility, actor ? ['organization', 'public'] : ['public']),
  )

/** As SQLite's `lower`, which knows no other letters. */
const asciiLower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
