import type { Roster, RosterFilter, RosterLine } from '../../worker/domain/pages'
import { can } from '../../worker/domain/policy'
import type { FormState } from '../../worker/http/form'
import { isolate } from '../../worker/lib/isolate'
import { urls } from '../../worker/urls'
import { CourseHead } from '../courses/course-head'
import { Shell } from '../layouts/shell'
import { Button } from '../ui/button'
import { Empty } from '../ui/empty'
import { Figures } from '../ui/figures'
import { number, percent } from '../ui/numbers'
import { Pager } from '../ui/pager'
import { type Column, Table } from '../ui/table'
import type { View } from '../view'
import { EnrollPeople } from './enroll-people'
import { RosterSentence } from './roster-filter'
import { rosterColumns, rowId } from './roster-row'

type Props = {
  view: View
  roster: Roster
  filter: RosterFilter
  /** Of the form that enrolls people. */
  state: FormState
  /** Addresses in it that nobody here has, and that the reader may invite. */
  invitable: string[]
}

/** Who learns in a course and how far they are; lines change by themselves while one looks. */
export function RosterPage({ view, roster, filter, state, invitable }: Props) {
  const { t } = view
  const { course } = roster
  return (
    <Shell
      view={view}
      title={`${t('roster.title')} · ${isolate(course.title, view.dir)}`}
      width="wide"
      scripts={['js/roster.js']}
      styles={['css/staff.css']}
    >
      <CourseHead
        view={view}
        course={course}
        current={urls.roster(course.id)}
        mayEdit={can(view.actor, 'course.edit', { courseId: course.id })}
      >
        <span class="live" data-roster={urls.rosterSocket(course.id)} hidden>
          {t('roster.live')}
        </span>
      </CourseHead>
      <h2 class="visually-hidden">{t('roster.title')}</h2>
      <RosterFigures view={view} roster={roster} />
      {can(view.actor, 'course.enroll', { courseId: course.id }) && (
        <EnrollPeople view={view} course={course} state={state} invitable={invitable} />
      )}
      <RosterSentence view={view} filter={filter} course={course} groups={roster.groups} />
      <div id="roster">
        {roster.lines.length === 0 ? (
          <Empty drawing="people" sentence={t(isFiltered(filter) ? 'roster.noneFound' : 'roster.none')}>
            {isFiltered(filter) && <a href={urls.roster(course.id)}>{t('roster.showAll')}</a>}
          </Empty>
        ) : (
          <Table
            label={t('roster.title')}
            columns={columns(view, course.id, filter)}
            lines={roster.lines}
            idOf={rowId}
          />
        )}
        <Pager
          view={view}
          total={roster.count ? t('roster.total', { n: totalOf(roster, filter) }) : undefined}
          previous={roster.previous && pageUrl(course.id, filter, { before: roster.previous })}
          next={roster.next && pageUrl(course.id, filter, { after: roster.next })}
        />
        {roster.count > 0 && (
          <form method="post" action={exportUrl(course.id, filter)} class="roster-file no-print">
            <Button small icon="download">
              {t('roster.export')}
            </Button>
          </form>
        )}
      </div>
    </Shell>
  )
}

/** Few numbers, each with what it means. */
function RosterFigures({ view, roster }: { view: View; roster: Roster }) {
  const { t } = view
  const { figures, stuck } = roster
  const { learners, joined, completed, away } = figures
  if (learners === 0) return <div id="roster-figures" />
  return (
    <div id="roster-figures">
      <Figures
        figures={[
          {
            value: number(view, learners),
            meaning: t(joined ? 'roster.figures.joined' : 'roster.figures.learners', { n: learners, joined }),
          },
          { value: percent(view, figures.percent / 100), meaning: t('roster.figures.progress') },
          {
            value: number(view, completed),
            meaning: t('roster.figures.completed', { share: percent(view, completed / learners) }),
          },
          {
            value: number(view, away),
            meaning: stuck
              ? t('roster.figures.stuck', { n: stuck.count, days: roster.awayDays, item: stuck.title })
              : t('roster.figures.away', { days: roster.awayDays }),
          },
        ]}
      />
    </div>
  )
}

function columns(view: View, courseId: string, filter: RosterFilter): Column<RosterLine>[] {
  const sort = (key: RosterFilter['sort']) => {
    const isNow = filter.sort === key
    return {
      href: pageUrl(courseId, { ...filter, sort: key, descending: isNow ? !filter.descending : key !== 'name' }),
      now: isNow ? (filter.descending ? ('descending' as const) : ('ascending' as const)) : null,
    }
  }
  return rosterColumns(view, { courseId }, { name: sort('name'), progress: sort('progress'), seen: sort('seen') })
}

const isFiltered = ({ words, state, unseenDays, groupId }: RosterFilter) =>
  Boolean(words || state || unseenDays !== null || groupId)

/** Counting what a filter leaves stops at ten thousand; all of them are counted for the figures. */
const totalOf = ({ count, figures }: Roster, filter: RosterFilter) =>
  isFiltered(filter) ? count : Math.max(count, figures.learners)

const pageUrl = (courseId: string, filter: RosterFilter, more: Record<string, string> = {}) =>
  `${urls.roster(courseId)}${queryOf(filter, more)}`

const exportUrl = (courseId: string, filter: RosterFilter) => `${urls.rosterFile(courseId)}${queryOf(filter)}`

function queryOf({ words, state, unseenDays, groupId, sort, descending }: RosterFilter, more = {}) {
  const query = new URLSearchParams({
    ...(words ? { q: words } : {}),
    ...(state ? { state } : {}),
    ...(unseenDays === null ? {} : { unseen: String(unseenDays) }),
    ...(groupId ? { group: groupId } : {}),
    ...(sort === 'name' ? {} : { sort }),
    ...(descending ? { turn: 'down' } : {}),
    ...more,
  }).toString()
  return query ? `?${query}` : ''
}
