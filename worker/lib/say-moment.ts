import type { Moment } from './message'
import { clockAt, isSameClock } from './zones'

/** Who reads: their language, their zone, and what day it is (a year is said only where it is another one). */
export type Reader = { locale: string; zone: string; now: number }

/**
 * A moment as it is said to a reader: "Monday 3 March, 17:00". Times are shown in the reader's zone, and its name is said
 * where the moment was set in a zone whose clock differs, so that nobody takes it for the course's own.
 * A day alone is said in the zone it was set in: a date that everyone talks about is one date.
 */
export function sayMoment(moment: Moment, reader: Reader): string {
  const zone = moment.say === 'day' ? (moment.zone ?? reader.zone) : reader.zone
  const isThisYear = clockAt(moment.at, zone).year === clockAt(reader.now, zone).year
  const day: Intl.DateTimeFormatOptions = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }
  const hour = padded.has(reader.locale) ? '2-digit' : 'numeric'
  const time: Intl.DateTimeFormatOptions = { hour, minute: '2-digit' }
  const isElsewhere = moment.say !== 'day' && moment.zone !== undefined && !isSameClock(moment.at, moment.zone, zone)
  return format(reader.locale, {
    ...(moment.say === 'time' ? {} : day),
    ...(moment.say === 'day' ? {} : time),
    ...(isElsewhere ? { timeZoneName: 'longGeneric' } : {}),
    timeZone: zone,
  }).format(moment.at)
}

/** Languages that write 09:00, not 9:00. */
const padded = new Set(['en', 'de', 'fr', 'pt', 'zh-Hans'])

// Making a format costs a hundred times more than using it.
const formats = new Map<string, Intl.DateTimeFormat>()

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `${locale} ${JSON.stringify(options)}`
  let made = formats.get(id)
  if (!made) {
    if (formats.size > 500) formats.clear()
    made = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, options)
    formats.set(id, made)
  }
  return made
}
