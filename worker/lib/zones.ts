import { Temporal } from 'temporal-polyfill'
import { zoneToday } from './zone-names'

export { zoneToday }

/** An IANA zone that this platform knows; offsets such as `+01:00` are none, as they have no summer. */
export function isZone(text: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,2}$/.test(text)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}

/** Every zone to choose from by today's name, UTC first. */
export const listZones = (): string[] => {
  const names = new Set(Intl.supportedValuesOf('timeZone').map(zoneToday))
  names.delete('UTC')
  return ['UTC', ...[...names].sort()]
}

/** The first zone offered that is one (the browser's, the network's guess, the organization's); UTC where none is. */
export const guessZone = (...offered: (string | null | undefined)[]): string =>
  zoneToday(offered.find((zone): zone is string => Boolean(zone) && isZone(zone!)) ?? 'UTC')

/**
 * The moment (UTC, milliseconds) of a wall clock's `2027-03-28` and `02:30` in a zone; null where that is no date or time.
 * A time that the clocks leap over moves forward, one that they show twice is the first.
 */
export function momentOf(date: string, time: string, zone: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}(?::\d{2})?$/.test(time)) return null
  try {
    const clock = Temporal.PlainDateTime.from(`${date}T${time}`, { overflow: 'reject' })
    return clock.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
  } catch {
    return null
  }
}

/** The moment of a `datetime-local` field's value (`2027-03-28T02:30`). */
export function readLocalDateTime(value: string, zone: string): number | null {
  const [date = '', time = '', rest] = value.trim().split(/[T ]/)
  return rest === undefined ? momentOf(date, time, zone) : null
}

/** The value for a `datetime-local` field. */
export function localDateTime(at: number, zone: string): string {
  const { date, time } = clockAt(at, zone)
  return `${date}T${time}`
}

/** ISO 8601 as the wall clock of the zone shows it, with its offset: `2027-03-28T09:00:00+02:00`. */
export const isoInZone = (at: number, zone: string): string => inZone(at, zone).toString({ timeZoneName: 'never' })

const latest = Date.UTC(9999, 11, 31)

/**
 * The moment that ISO 8601 says: with its offset, or by the wall clock of the zone. A date alone is its first moment, or its last
 * minute where `dayEnds`. Null for anything else.
 */
export function readIso(text: string, zone: string, dayEnds = false): number | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return momentOf(text, dayEnds ? '23:59' : '00:00', zone)
  try {
    const at = /(?:Z|[+-]\d{2}(?::?\d{2})?)$/i.test(text)
      ? Temporal.Instant.from(text).epochMilliseconds
      : Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds
    return at >= 0 && at <= latest ? at : null
  } catch {
    return null
  }
}

/** What the wall clock and the calendar on the wall show in a zone; `weekday` 1 is Monday. */
export function clockAt(at: number, zone: string) {
  const zoned = inZone(at, zone)
  return {
    date: zoned.toPlainDate().toString(),
    time: zoned.toPlainTime().toString({ smallestUnit: 'minute' }),
    year: zoned.year,
    month: zoned.month,
    day: zoned.day,
    hour: zoned.hour,
    minute: zoned.minute,
    weekday: zoned.dayOfWeek,
    /** Minutes that this zone is ahead of UTC at this moment. */
    offset: zoned.offsetNanoseconds / 60e9,
  }
}

/** The same time of the wall clock `days` later (or earlier): across a change of clocks a day has 23 or 25 hours. */
export const addDays = (at: number, days: number, zone: string): number =>
  inZone(at, zone).add({ days }).epochMilliseconds

/** The first moment of the day in a zone (not always midnight). */
export const startOfDay = (at: number, zone: string): number => inZone(at, zone).startOfDay().epochMilliseconds

/** How many midnights lie between two moments in a zone: 0 is the same day, 1 the next. */
export const daysBetween = (from: number, to: number, zone: string): number =>
  inZone(from, zone).toPlainDate().until(inZone(to, zone).toPlainDate(), { largestUnit: 'days' }).days

/** Whether both zones show the same clock at that moment. */
export const isSameClock = (at: number, one: string, other: string): boolean =>
  one === other || inZone(at, one).offsetNanoseconds === inZone(at, other).offsetNanoseconds

const inZone = (at: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
