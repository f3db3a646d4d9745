import { html } from 'hono/html'
import type { RosterLine } from '../../worker/domain/pages'
import { urls } from '../../worker/urls'
import { Person } from '../ui/avatar'
import { Chip } from '../ui/chip'
import { number } from '../ui/numbers'
import { ProgressCell } from '../ui/progress'
import { type Column, tableRow } from '../ui/table'
import { type Clock, Time } from '../ui/time'

type Options = {
  courseId: string
  /** In a line that many readers get, each browser says the times in its own zone. */
  local?: boolean
}

type Sorts = Partial<Record<'name' | 'progress' | 'seen', Column<RosterLine>['sort']>>

/** The columns of the roster: one set for the page and for the lines that arrive while it is open. */
export function rosterColumns(clock: Clock, { courseId, local }: Options, sorts: Sorts = {}): Column<RosterLine>[] {
  const { t } = clock
  return [
    {
      head: t('roster.name'),
      sort: sorts.name,
      cell: ({ userId, name, photoId }) =>
        Person({
          name,
          photo: photoId && urls.media(photoId),
          href: urls.learner(courseId, userId),
          card: urls.personCard(userId),
          cardLabel: t('profile.cardOf', { name }),
        }),
    },
    {
      head: t('roster.progress'),
      sort: sorts.progress,
      cell: ({ percent, name }) =>
        ProgressCell({ view: clock, value: percent / 100, label: t('roster.progressOf', { name }) }),
    },
    {
      head: t('roster.state'),
      cell: (line) => html`<span class="nowrap">${stateOf(clock, line)}</span>`,
    },
    {
      head: t('roster.seen'),
      sort: sorts.seen,
      cell: ({ lastSeenAt }) => {
        const seen = lastSeenAt === null ? t('roster.never') : Time({ view: clock, at: lastSeenAt, as: 'ago', local })
        return html`<span class="muted nowrap">${seen}</span>`
      },
    },
    { head: t('roster.due'), cell: (line) => dueOf(clock, line, local) },
    {
      head: t('roster.grade'),
      align: 'end',
      cell: ({ grade }) => html`<span class="num">${grade ? sayGrade(clock, grade) : '–'}</span>`,
    },
    {
      head: t('roster.items'),
      align: 'end',
      cell: ({ itemsDone, itemsAll }) => {
        const done = t('roster.doneOf', { done: number(clock, itemsDone), all: number(clock, itemsAll) })
        return html`<span class="num">${done}</span>`
      },
    },
  ]
}

/** A row on its own, for a line that arrives. */
export async function rosterRow(clock: Clock, courseId: string, line: RosterLine): Promise<string> {
  const row = tableRow({ line, columns: rosterColumns(clock, { courseId, local: true }), idOf: rowId })
  return String(await row)
}

export const rowId = ({ userId }: RosterLine) => `learner-${userId}`

function dueOf(clock: Clock, line: RosterLine, local?: boolean) {
  if (line.state !== 'active') return '–'
  const dates = [line.nextDueAt, line.courseDueAt].filter((at): at is number => at !== null && at + 60_000 > clock.now)
  if (!dates.length) return '–'
  return html`<span class="nowrap">${Time({ view: clock, at: Math.min(...dates), as: 'day', local })}</span>`
}

/** Never colour alone: a word for each. */
function stateOf(clock: Clock, line: RosterLine) {
  const { t, now } = clock
  if (line.state === 'withdrawn') return Chip({ children: t('roster.withdrawn') })
  if (line.state === 'completed') return Chip({ meaning: 'good', children: t('roster.completed') })
  if (line.overdue > 0) return Chip({ meaning: 'attention', children: t('roster.overdue', { n: line.overdue }) })
  if (line.courseDueAt !== null && line.courseDueAt + 60_000 <= now)
    return Chip({ meaning: 'attention', children: t('roster.late') })
  return html`<span class="muted">${t(line.itemsDone > 0 ? 'roster.begun' : 'roster.notBegun')}</span>`
}

function sayGrade({ t }: Clock, grade: string): string {
  const [points, all] = grade.split('/').map(Number) as [number, number]
  return t('courses.pointsOf', { points, all })
}
