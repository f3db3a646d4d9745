import { addDays, clockAt, momentOf } from './zones'

/** How often what one is told comes by mail. */
export const frequencies = ['now', 'hourly', 'daily', 'weekly', 'off'] as const
export type Frequency = (typeof frequencies)[number]

/** Minutes of the day; where the first is the later one, they reach over midnight. */
export type Quiet = { from: number; until: number } | null

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Acts that follow each other within it become one mail. */
const SOON = 2 * MINUTE
/** Mails that go at once are no closer together. */
const APART = 15 * MINUTE
/** When summaries come, on the reader's clock. */
const MORNING = '08:00'
const MONDAY = 1

type Reader = { now: number; zone: string; quiet: Quiet; lastMailedAt: number | null }

/** When something that happens now goes by mail to its reader, never in their quiet hours; null is not at all. */
export function mailTime(frequency: Frequency, { now, zone, quiet, lastMailedAt }: Reader): number | null {
  if (frequency === 'off') return null
  if (frequency === 'now') return afterQuiet(Math.max(now + SOON, (lastMailedAt ?? 0) + APART), zone, quiet)
  if (frequency === 'hourly') return afterQuiet(now - (now % HOUR) + HOUR, zone, quiet)
  return afterQuiet(nextMorning(now, zone, frequency === 'weekly'), zone, quiet)
}

/** The same moment, or the end of the quiet hours that it falls into. */
export function afterQuiet(at: number, zone: string, quiet: Quiet): number {
  if (!quiet || quiet.from === quiet.until) return at
  const { date, hour, minute } = clockAt(at, zone)
  const now = hour * 60 + minute
  const { from, until } = quiet
  const isQuiet = from < until ? now >= from && now < until : now >= from || now < until
  if (!isQuiet) return at
  const day = now < until ? date : clockAt(addDays(at, 1, zone), zone).date
  return Math.max(at, momentOf(day, clockOf(until), zone) ?? at)
}

/** "22:30" of minutes of the day. */
export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Minutes of the day of "22:30"; null for anything else. */
export function minutesOf(clock: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock) ?? []
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes)
}

function nextMorning(now: number, zone: string, onMonday: boolean): number {
  for (let days = 0; days <= 8; days++) {
    const { date, weekday } = clockAt(addDays(now, days, zone), zone)
    const at = momentOf(date, MORNING, zone)!
    if (at > now && (!onMonday || weekday === MONDAY)) return at
  }
  return now + 24 * HOUR
}
