import type { BatchItem } from 'drizzle-orm/batch'
import type { Tenant } from '../../../tenants/tenant'
import { type CalendarDate, MOST_DATES, readerAsStaff, readerIn } from '../../db/calendar-dates'
import { type Given, preparedAll } from '../../db/prepared'
import { Forbidden, NotFound } from '../../errors'
import { outlineQueries, readOutline, splitOutline } from '../courses'
import { type Actor, can, isAdmin } from '../policy'
import { sources } from './sources'

/** UTC milliseconds; `until` is no part of it. */
export type Range = { from: number; until: number }

export type Calendar = {
  dates: CalendarDate[]
  /** There are more than are read at once. */
  isCut: boolean
}

/** What somebody is concerned by in all their courses: one trip. */
export const readOwnCalendar = (tenant: Tenant, userId: string, range: Range): Promise<Calendar> =>
  readDates(tenant, userId, range, null, [])

/** The same, or of one course, along with statements of the caller's own. */
export async function readDates(
  { db, now }: Tenant,
  userId: string,
  { from, until }: Range,
  courseId: string | null,
  others: BatchItem<'sqlite'>[],
): Promise<Calendar & { also: unknown[] }> {
  const dates =
    courseId === null ? ownDates(db, userId, now(), from, until) : datesIn(db, userId, now(), from, until, courseId)
  const answers: unknown[] = await db.batch([...dates, ...others] as never)
  return { ...inOrder(answers.slice(0, dates.length) as CalendarDate[][]), also: answers.slice(dates.length) }
}

/** The same of one course, and what the page of it says besides; NotFound for strangers, Forbidden for those who only look. */
export async function readCourseCalendar(tenant: Tenant, actor: Actor, courseId: string, range: Range) {
  const { db } = tenant
  const queries = isAdmin(actor) ? datesForStaff : datesIn
  const answers = await db.batch([
    ...outlineQueries(db, actor.id, courseId),
    ...queries(db, actor.id, tenant.now(), range.from, range.until, courseId),
  ] as never)
  const [rows, dates] = splitOutline(answers as unknown as Parameters<typeof splitOutline>[0])
  const outline = readOutline(rows, actor, { now: tenant.now() })
  if (!outline) throw new NotFound()
  if (outline.standing.as === 'visitor') throw new Forbidden()
  return {
    course: outline.course,
    as: outline.standing.as,
    mayEdit: can(actor, 'course.edit', { courseId }),
    ...inOrder(dates as CalendarDate[][]),
  }
}

const ownDates = preparedAll(
  (db, userId: Given<string>, now: Given<number>, from: Given<number>, until: Given<number>) =>
    sources.flatMap((source) => source(db, readerIn({ userId, now, from, until }))),
)

const datesIn = preparedAll(
  (db, userId: Given<string>, now: Given<number>, from: Given<number>, until: Given<number>, courseId: Given<string>) =>
    sources.flatMap((source) => source(db, readerIn({ userId, now, from, until }, courseId))),
)

const datesForStaff = preparedAll(
  (db, userId: Given<string>, now: Given<number>, from: Given<number>, until: Given<number>, courseId: Given<string>) =>
    sources.flatMap((source) => source(db, readerAsStaff({ userId, now, from, until }, courseId))),
)

/** By time, each date of a thing once: where two rooms say when it opens, it is open from the later, and it closes with the first. */
function inOrder(answers: CalendarDate[][]): Calendar {
  const once = new Map<string, CalendarDate>()
  for (const date of answers.flat().sort((a, b) => a.at - b.at)) {
    const key = `${date.kind} ${date.subjectId}`
    if (date.kind === 'opens' || !once.has(key)) once.set(key, date)
  }
  const dates = [...once.values()]
    // what closes when it is due is said once
    .filter(({ kind, subjectId, at }) => kind !== 'closes' || once.get(`due ${subjectId}`)?.at !== at)
    .sort((a, b) => a.at - b.at || a.title.localeCompare(b.title) || a.subjectId.localeCompare(b.subjectId))
  return { dates, isCut: answers.some((rows) => rows.length === MOST_DATES) }
}
