import type { Message } from '../../lib/message'
import { addDays, clockAt, daysBetween, momentOf } from '../../lib/zones'

/** When something is due and until when it is taken at all (late); null is "never". UTC milliseconds. */
export type Dates = { dueAt: number | null; closesAt: number | null }

export type DeadlineSources = {
  base: Dates
  /** The course's zone: days are added on its wall clock. */
  zone: string
  /** Dates set for this person: exact, nothing is added to them. */
  personal?: Dates | null
  /** Dates of the groups the person is in; with several, the kindest counts. */
  groups?: (Dates & { name: string })[]
  /** Granted once, for this item: until a moment, or by days. It never takes time away. */
  extension?: { until: number } | { days: number } | null
  /** Standing, for everything this person hands in: days on the wall clock, then hours. */
  accommodation?: { extraDays: number; extraHours?: number } | null
}

export type Deadline = Dates & {
  /** What moved the date from the one that everyone has, in order; empty where nothing did. */
  because: Message[]
}

/** The one place that knows when something is due for somebody (docs: data, "one function resolves a deadline"). */
export function resolveDeadline(sources: DeadlineSources): Deadline {
  const { base, zone, personal, groups = [], extension, accommodation } = sources
  const because: Message[] = []
  let dates = base
  const kindest = groups.reduce<(Dates & { name: string }) | null>(
    (best, group) => (best && compareDates(best, group) >= 0 ? best : group),
    null,
  )
  if (personal) {
    dates = personal
    because.push({ key: 'deadlines.personal' })
  } else if (kindest) {
    dates = kindest
    because.push({ key: 'deadlines.group', values: { group: kindest.name } })
  }
  const extraDays = Math.max(0, accommodation?.extraDays ?? 0)
  const extraHours = Math.max(0, accommodation?.extraHours ?? 0)
  if (extraDays + extraHours > 0 && !personal && dates.dueAt !== null) {
    dates = bothLater(dates, extraDays, extraHours, zone)
    because.push({ key: 'deadlines.accommodation', values: { days: extraDays, hours: extraHours } })
  }
  if (extension && dates.dueAt !== null) {
    const extended =
      'days' in extension
        ? bothLater(dates, Math.max(0, extension.days), 0, zone)
        : { ...dates, dueAt: Math.max(dates.dueAt, extension.until) }
    if (extended.dueAt !== dates.dueAt) because.push({ key: 'deadlines.extension' })
    dates = extended
  }
  return { dueAt: dates.dueAt, closesAt: closing(dates), because }
}

/** Due at the end (23:59) of the day `days` after enrolling. */
export function dueAfterEnrollment(enrolledAt: number, days: number, zone: string): number {
  return momentOf(clockAt(addDays(enrolledAt, days, zone), zone).date, '23:59', zone)!
}

export type Standing = 'in time' | 'late' | 'closed'

/** How something handed in at `at` (the server's clock) stands. The minute that is named still counts as in time. */
export function standingAt({ dueAt, closesAt }: Dates, at: number): Standing {
  const isPast = (end: number | null) => end !== null && at >= end + 60_000
  if (isPast(closesAt)) return 'closed'
  return isPast(dueAt) ? 'late' : 'in time'
}

/** Whole or begun days late, on the course's calendar: what a penalty per day counts. */
export function daysLate(dates: Dates, at: number, zone: string): number {
  if (dates.dueAt === null || standingAt({ ...dates, closesAt: null }, at) === 'in time') return 0
  const days = daysBetween(dates.dueAt, at, zone)
  return Math.max(1, addDays(dates.dueAt, days, zone) + 60_000 > at ? days : days + 1)
}

/** Positive where the first is kinder. No due date is the kindest. */
function compareDates(one: Dates, other: Dates): number {
  const value = (at: number | null) => at ?? Number.POSITIVE_INFINITY
  const byDue = value(one.dueAt) === value(other.dueAt) ? 0 : value(one.dueAt) - value(other.dueAt)
  return byDue || (value(one.closesAt) === value(other.closesAt) ? 0 : value(one.closesAt) - value(other.closesAt))
}

const bothLater = ({ dueAt, closesAt }: Dates, days: number, hours: number, zone: string): Dates => ({
  dueAt: later(dueAt, days, hours, zone),
  closesAt: later(closesAt, days, hours, zone),
})

/** Days on the wall clock of the zone, then hours; never stays never. The same in SQL: `laterOnTheClock`. */
export const later = <At extends number | null>(at: At, days: number, hours: number, zone: string): At =>
  (at === null ? null : (days ? addDays(at, days, zone) : at) + hours * 3_600_000) as At

/** Nothing closes before it is due. */
const closing = ({ dueAt, closesAt }: Dates) =>
  closesAt === null || dueAt === null ? closesAt : Math.max(dueAt, closesAt)
