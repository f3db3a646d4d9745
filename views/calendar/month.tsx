import { classes } from '../ui/classes'
import { Icon } from '../ui/icon'
import { date, dueTime, isoDay, timeInZone } from '../ui/time'
import type { View } from '../view'
import { dateHref, kindIcons, kindWords, type ShownDate } from './words'

export type Show = 'month' | 'list'

export type CalendarProps = {
  view: View
  /** "2026-11" */
  month: string
  weeks: string[][]
  dates: ShownDate[]
  /** Null: a month where there is room, a list on a phone. */
  show: Show | null
  /** All of them in one course: it is not said of each. */
  isOfCourse?: boolean
  /** The list at a day. */
  hrefOfDay: (day: string) => string
}

/** So many stand in a day of a month; the list has them all. */
const MOST_IN_DAY = 3

/** The days of a month: a grid where there is room, and the same days as a list where there is not. */
export function Month({ view, month, weeks, dates, show, isOfCourse, hrefOfDay }: CalendarProps) {
  const today = isoDay(view.zone, view.now)
  const byDay = Map.groupBy(dates, ({ at }) => isoDay(view.zone, at))
  return (
    <div class={classes('cal', show)}>
      <ul class="cal-week" role="list" aria-hidden="true">
        {weeks[0]!.map((day) => (
          <li>{onDay(view, day, { weekday: 'short' })}</li>
        ))}
      </ul>
      <ol class="cal-days" role="list">
        {weeks.flat().map((day) => (
          <Day
            view={view}
            day={day}
            dates={byDay.get(day) ?? []}
            isToday={day === today}
            isOutside={!day.startsWith(month)}
            isOfCourse={isOfCourse}
            href={hrefOfDay(day)}
          />
        ))}
      </ol>
    </div>
  )
}

type DayProps = Pick<CalendarProps, 'view' | 'dates' | 'isOfCourse'> & {
  day: string
  isToday: boolean
  isOutside: boolean
  href: string
}

function Day({ view, day, dates, isToday, isOutside, isOfCourse, href }: DayProps) {
  const { t } = view
  const name = onDay(view, day, { weekday: 'long', day: 'numeric', month: 'long' })
  const number = onDay(view, day, { day: 'numeric' })
  const look = classes('cal-day', isToday && 'today', isOutside && 'outside', !dates.length && 'free')
  return (
    <li class={look} id={`day-${day}`} aria-current={isToday ? 'date' : undefined}>
      {dates.length === 0 ? (
        <>
          <span class="cal-number">{number}</span>
          {isToday && <p class="cal-none">{t('calendar.nothingToday')}</p>}
        </>
      ) : (
        <>
          <h3 class="cal-name">{isToday ? t('calendar.todayIs', { day: name }) : name}</h3>
          <a class="cal-number" href={href} aria-label={t('calendar.datesOn', { day: name, n: dates.length })}>
            {number}
            <span class="cal-count" aria-hidden="true" />
          </a>
          <ul class="cal-dates" role="list">
            {dates.map((one, i) => (
              <DateLine view={view} said={one} isOfCourse={isOfCourse} isMore={i >= MOST_IN_DAY} />
            ))}
          </ul>
          {dates.length > MOST_IN_DAY && (
            <a class="cal-more" href={href}>
              {t('calendar.more', { n: dates.length - MOST_IN_DAY })}
              <span class="visually-hidden"> {name}</span>
            </a>
          )}
        </>
      )}
    </li>
  )
}

type LineProps = { view: View; said: ShownDate; isOfCourse?: boolean; isMore: boolean }

function DateLine({ view, said, isOfCourse, isMore }: LineProps) {
  const { t } = view
  const { kind, title, course, itemKind, at, isDone, isDraft, zone } = said
  const says = [kindWords(t, kind), isDone && t('calendar.done'), isDraft && t('calendar.draft')].filter(Boolean)
  return (
    <li class={classes(isMore && 'beyond')}>
      <a class={classes('cal-date', kind, isDone && 'done')} href={dateHref(said)} title={title}>
        <Icon name={isDone ? 'check-circle' : kindIcons[kind]} />
        <bdi class="cal-title">{title}</bdi>
        <time
          class="cal-time num"
          datetime={new Date(at).toISOString()}
          title={dueTime(view, at, zone || view.homeZone)}
        >
          {timeInZone(view, at, zone || view.homeZone)}
        </time>
        <span class="cal-what">
          {says.join(' · ')}
          {!isOfCourse && itemKind !== null && (
            <>
              {' · '}
              <bdi>{course}</bdi>
            </>
          )}
        </span>
      </a>
    </li>
  )
}

/** A day has no zone: it is said as noon of it in one that has no summer. */
const onDay = ({ locale }: View, day: string, options: Intl.DateTimeFormatOptions) =>
  date({ locale, zone: 'UTC' }, Date.parse(`${day}T12:00:00Z`), options)
