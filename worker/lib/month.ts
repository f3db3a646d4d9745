import { Temporal } from 'temporal-polyfill'
import { clockAt, momentOf } from './zones'

/** A month of the calendar on the wall: "2026-11". */
export type Month = { name: string; year: number; month: number }

const years = { first: 1990, last: 2199 }

/** The month that is named, if it is one that calendars go to. */
export function readMonth(text: string | undefined): Month | null {
  const [, year, month] = /^(\d{4})-(\d{2})$/.exec(text ?? '')?.map(Number) ?? []
  if (!year || !month || month > 12 || year < years.first || year > years.last) return null
  return { name: text!, year, month }
}

/** The month that a zone's calendar shows at a moment. */
export function monthAt(at: number, zone: string): Month {
  return readMonth(clockAt(at, zone).date.slice(0, 7))!
}

/** So many months later; null beyond where calendars go. */
export function monthAfter({ year, month }: Month, months: number): Month | null {
  return readMonth(new Temporal.PlainYearMonth(year, month).add({ months }).toString())
}

/** Each week that has a day of the month, whole, as dates ("2026-11-30"); `first` is the weekday that weeks begin with, 1 is Monday. */
export function weeksOf({ year, month }: Month, first: number): string[][] {
  const start = new Temporal.PlainDate(year, month, 1)
  const before = (start.dayOfWeek - first + 7) % 7
  const count = Math.ceil((before + start.daysInMonth) / 7)
  return Array.from({ length: count }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => start.add({ days: week * 7 + day - before }).toString()),
  )
}

/** The moments between which those days lie in a zone: from the first's beginning to the day after the last. */
export function daysFromTo(firstDay: string, lastDay: string, zone: string): { from: number; until: number } {
  const after = Temporal.PlainDate.from(lastDay).add({ days: 1 }).toString()
  return { from: momentOf(firstDay, '00:00', zone)!, until: momentOf(after, '00:00', zone)! }
}
