import { html } from 'hono/html'
import { keeper, remember } from '../../worker/lib/remember'
import type { View } from '../view'

/** What it takes to say a time to somebody. */
export type Clock = Pick<View, 't' | 'locale' | 'zone' | 'now' | 'homeZone'>

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** English without a country is written as the world writes it: day before month, 24 hours. */
const dateLocale = (locale: string) => (locale === 'en' ? 'en-GB' : locale)

const formats = keeper<Intl.DateTimeFormat>()
const said = keeper<string>(5_000)
const names = new WeakMap<Intl.DateTimeFormatOptions, string>()

function nameOf(options: Intl.DateTimeFormatOptions): string {
  const name = names.get(options) ?? JSON.stringify(options)
  names.set(options, name)
  return name
}

/** `at` in milliseconds since the epoch, in the reader's zone. Nothing is said to the second, so a minute is worked out once. */
export function date(
  { locale, zone }: Pick<Clock, 'locale' | 'zone'>,
  at: number,
  options: Intl.DateTimeFormatOptions,
) {
  const key = locale + zone + nameOf(options)
  return said(`${key} ${Math.floor(at / minute)}`, () =>
    formats(key, () => new Intl.DateTimeFormat(dateLocale(locale), { timeZone: zone, ...options })).format(at),
  )
}

const hourAndMinute = { hour: 'numeric', minute: '2-digit' } as const

/** "17:00" */
export const timeOfDay = (clock: Clock, at: number) => date(clock, at, hourAndMinute)

/** "today", "tomorrow", "Thursday", "Thu 3 December", and with its year when that is another one. */
export function humanDay(clock: Clock, at: number) {
  const [then, today] = [dayOf(clock.zone, at), todayOf(clock)]
  const away = then.number - today.number
  if (Math.abs(away) <= 1) return relative(clock, away, 'day')
  if (away > 1 && away < 7) return date(clock, at, weekday)
  return date(clock, at, then.year === today.year ? dayOfThisYear : dayOfAnotherYear)
}

const weekday = { weekday: 'long' } as const
const dayOfThisYear = { weekday: 'short', day: 'numeric', month: 'long' } as const
const dayOfAnotherYear = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const

/** "tomorrow, 17:00" */
export const humanTime = (clock: Clock, at: number) =>
  clock.t('time.dayAndTime', { day: humanDay(clock, at), time: timeOfDay(clock, at) })

/**
 * When something is due, in the reader's zone, which is named where the course's clock (`courseZone`, or the
 * organization's) shows another time: "tomorrow, 17:00", "tomorrow, 16:00 UTC".
 */
export function dueTime(clock: Clock, at: number, courseZone = clock.homeZone) {
  if (!courseZone || clockFace(clock.zone, at) === clockFace(courseZone, at)) return humanTime(clock, at)
  const time = date(clock, at, hourInZone)
  return clock.t('time.dayAndTime', { day: humanDay(clock, at), time })
}

/** "17:00" in the reader's zone, which is named where the course's clock shows another time: "16:00 UTC". */
export function timeInZone(clock: Clock, at: number, courseZone = clock.homeZone) {
  const isSame = !courseZone || clockFace(clock.zone, at) === clockFace(courseZone, at)
  return isSame ? timeOfDay(clock, at) : date(clock, at, hourInZone)
}

/** "Was due Fri 20 November, 6:16" of a date that is over; nothing of one to come. */
export const wasDue = (clock: Clock, at: number, courseZone?: string) =>
  at < clock.now ? clock.t('time.wasDue', { when: dueTime(clock, at, courseZone) }) : null

const hourInZone = { ...hourAndMinute, timeZoneName: 'short' } as const
const dayAndHour = { day: 'numeric', ...hourAndMinute } as const
const clockFace = (zone: string, at: number) => date({ locale: 'en', zone }, at, dayAndHour)

/** "now", "12 minutes ago", "yesterday", "16 days ago"; after two months the day itself. */
export function humanAgo(clock: Clock, at: number) {
  const ago = clock.now - at
  if (ago < minute) return clock.t('time.now')
  if (ago < hour) return relative(clock, -Math.floor(ago / minute), 'minute')
  const days = todayOf(clock).number - dayOf(clock.zone, at).number
  if (days === 0) return relative(clock, -Math.floor(ago / hour), 'hour')
  if (days < 60) return relative(clock, -days, 'day')
  return humanDay(clock, at)
}

/** "Thursday, 3 December 2026 at 17:00 CET": leaves nothing open. */
export const fullTime = (clock: Clock, at: number) => date(clock, at, everything)

const everything = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
} as const

const durations = keeper<Intl.DurationFormat>()

/** "12 min", "1 hr, 20 min", from seconds, as it is said in each language; in a sentence that stands alone "1 hour, 20 minutes". */
export function duration({ locale }: Pick<Clock, 'locale'>, seconds: number, style: 'short' | 'long' = 'short') {
  const minutes = Math.max(1, Math.round(seconds / 60))
  const format = durations(locale + style, () => new Intl.DurationFormat(locale, { style }))
  return format.format({ hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}

/** To the second: "1 minute, 30 seconds". */
export function lasting({ locale }: Pick<Clock, 'locale'>, seconds: number) {
  const format = durations(`${locale}long`, () => new Intl.DurationFormat(locale, { style: 'long' }))
  return format.format({ minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
}

type TimeProps = {
  view: Clock
  /** Milliseconds since the epoch. */
  at: number
  as?: 'time' | 'day' | 'ago' | 'full' | 'due'
  /** Of a deadline: the zone in which its course says it. */
  courseZone?: string
  /** In a fragment that many readers get: the browser says it again in its own zone. */
  local?: boolean
}

/** A moment as people say it, and exactly for machines and on hover. */
export function Time({ view, at, as = 'time', courseZone, local }: TimeProps) {
  const say = { time: humanTime, day: humanDay, ago: humanAgo, full: fullTime, due: dueTime }[as]
  const retold = local && html` data-local="${as}"`
  return html`<time datetime="${new Date(at).toISOString()}" title="${fullTime(view, at)}"${retold}>${say(view, at, courseZone)}</time>`
}

const relatives = remember((locale: string) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))

const relative = ({ locale }: Clock, value: number, unit: Intl.RelativeTimeFormatUnit) =>
  relatives(locale).format(value, unit)

type Day = { year: number /** Days since the epoch, by the calendar of the zone. */; number: number }

const days = keeper<Day>(5_000)

/** No zone begins its day within a quarter of an hour. */
const dayOf = (zone: string, at: number): Day =>
  days(`${zone} ${Math.floor(at / (15 * minute))}`, () => {
    const [year, month, dayOfMonth] = isoDay(zone, at).split('-').map(Number) as [number, number, number]
    return { year, number: Date.UTC(year, month - 1, dayOfMonth) / day }
  })

const todays = new WeakMap<Clock, Day>()

/** A page asks for it once a line. */
function todayOf(clock: Clock): Day {
  const today = todays.get(clock) ?? dayOf(clock.zone, clock.now)
  todays.set(clock, today)
  return today
}

/** "2026-12-03", the value of a date input. */
export function isoDay(zone: string, at: number) {
  const options = { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' } as const
  return formats(`iso ${zone}`, () => new Intl.DateTimeFormat('en-CA', options)).format(at)
}
