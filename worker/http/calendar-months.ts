import { firstWeekday } from '../../views/calendar/words'
import type { View } from '../../views/view'
import { daysFromTo, monthAfter, monthAt, readMonth, weeksOf } from '../lib/month'

/** The month that is asked for, or the one that it is where its reader is: its weeks, what they begin and end with, and its neighbours. */
export function askedMonth({ zone, locale, now }: View, asked: string | undefined) {
  const today = monthAt(now, zone)
  const month = readMonth(asked) ?? today
  const weeks = weeksOf(month, firstWeekday[locale] ?? 1)
  const months = {
    here: month.name,
    before: monthAfter(month, -1)?.name ?? null,
    after: monthAfter(month, 1)?.name ?? null,
    today: today.name,
  }
  return { months, weeks, range: daysFromTo(weeks[0]![0]!, weeks.at(-1)![6]!, zone) }
}
