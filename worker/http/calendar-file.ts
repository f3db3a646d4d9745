import { dateHref, kindWords } from '../../views/calendar/words'
import { translator } from '../../views/translate'
import type { CalendarDate } from '../db/calendar-dates'
import { writeIcs } from '../lib/icalendar'
import { chooseLocale } from './locale'

type Told = { dates: CalendarDate[]; name: string; origin: string; locale: string }

/** Programs are asked to come again after so long. */
const REFRESH_MINUTES = 60

/** Dates as a file for calendar programs, in the language of its reader (RFC 5545). */
export function calendarFile({ dates, name, origin, locale }: Told): string {
  const t = translator(chooseLocale([locale], undefined))
  const host = new URL(origin).host
  const events = dates.map((one) => ({
    uid: `${one.kind}-${one.subjectId}@${host}`,
    at: one.at,
    endsAt: one.endsAt,
    changedAt: one.changedAt,
    summary: t('calendar.summary', { title: one.title, what: kindWords(t, one.kind) }),
    description: one.itemKind === null ? '' : one.course,
    url: origin + dateHref(one),
    category: one.course,
  }))
  return writeIcs({ name, origin, refreshMinutes: REFRESH_MINUTES, events })
}
