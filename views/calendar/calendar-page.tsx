import { urls } from '../../worker/urls'
import { CourseHead } from '../courses/course-head'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { LinkButton } from '../ui/button'
import { Icon } from '../ui/icon'
import { Notice } from '../ui/notice'
import { date, isoDay } from '../ui/time'
import type { View } from '../view'
import { Month, type Show } from './month'
import type { ShownDate } from './words'

type CalendarPageProps = {
  view: View
  months: { here: string; before: string | null; after: string | null; today: string }
  weeks: string[][]
  dates: ShownDate[]
  isCut: boolean
  show: Show | null
  /** The course that it is of; null is everything of one's own. */
  of: { course: { id: string; title: string }; isStaff: boolean; mayEdit: boolean } | null
}

/** One month of dates: one's own, or of one course. */
export function CalendarPage({ view, of, ...shown }: CalendarPageProps) {
  const { t } = view
  const title = of ? `${t('calendar.title')} · ${of.course.title}` : t('calendar.title')
  const styles = of?.isStaff ? (['css/staff.css', 'css/calendar.css'] as const) : (['css/calendar.css'] as const)
  return (
    <Shell view={view} title={title} width="wide" main="calendar" styles={[...styles]}>
      <Head view={view} of={of} />
      <Dates view={view} of={of} {...shown} />
    </Shell>
  )
}

function Head({ view, of }: Pick<CalendarPageProps, 'view' | 'of'>) {
  const { t } = view
  if (of?.isStaff)
    return (
      <CourseHead view={view} course={of.course} current={urls.courseCalendar(of.course.id)} mayEdit={of.mayEdit} />
    )
  return (
    <header class="page-head">
      {of && (
        <Breadcrumbs view={view} trail={[{ href: urls.course(of.course.id), label: <bdi>{of.course.title}</bdi> }]} />
      )}
      <div class="head-line">
        <h1>{t('calendar.title')}</h1>
        {!of && (
          <LinkButton small kind="quiet" icon="external" href={urls.calendarFeed()}>
            {t('calendar.subscribe')}
          </LinkButton>
        )}
      </div>
    </header>
  )
}

function Dates({ view, of, months, weeks, dates, isCut, show }: CalendarPageProps) {
  const { t } = view
  const href = (to: { month?: string; show?: string; day?: string }) =>
    of ? urls.courseCalendar(of.course.id, to) : urls.calendar(to)
  const here = months.here === months.today ? undefined : months.here
  const kept = show ?? undefined
  const said = monthName(view, months.here)
  const inMonth = dates.some(({ at }) => isoDay(view.zone, at).startsWith(months.here))
  return (
    <>
      <div class="cal-bar">
        <h2 id="cal-month">{said}</h2>
        <nav class="cal-steps" aria-label={t('calendar.months')}>
          <Step view={view} to={months.before} icon="chevron-left" href={(month) => href({ month, show: kept })} />
          <a class="btn small" href={href({ show: kept, day: isoDay(view.zone, view.now) })}>
            {t('calendar.today')}
          </a>
          <Step view={view} to={months.after} icon="chevron-right" href={(month) => href({ month, show: kept })} />
        </nav>
        <nav class="cal-shows" aria-label={t('calendar.showAs')}>
          {(['month', 'list'] as const).map((as) => (
            <a href={href({ month: here, show: as })} aria-current={as === show ? 'true' : undefined} data-as={as}>
              {t(`calendar.${as}`)}
            </a>
          ))}
        </nav>
      </div>
      {isCut && (
        <Notice meaning="attention">
          <p>{t('calendar.cut')}</p>
        </Notice>
      )}
      <Month
        view={view}
        month={months.here}
        weeks={weeks}
        dates={dates}
        show={show}
        isOfCourse={of !== null}
        hrefOfDay={(day) => href({ month: here, show: 'list', day })}
      />
      {!inMonth && <p class="cal-empty muted">{t('calendar.nothing', { month: said })}</p>}
    </>
  )
}

type StepProps = {
  view: View
  to: string | null
  icon: 'chevron-left' | 'chevron-right'
  href: (month: string) => string
}

function Step({ view, to, icon, href }: StepProps) {
  if (!to) return null
  const label = monthName(view, to)
  return (
    <a class="iconbtn" href={href(to)} aria-label={label} title={label}>
      <Icon name={icon} />
    </a>
  )
}

/** "November 2026" */
const monthName = ({ locale }: View, month: string) =>
  date({ locale, zone: 'UTC' }, Date.parse(`${month}-15T12:00:00Z`), { month: 'long', year: 'numeric' })
