import type { AttemptLog } from '../../worker/domain/quizzes'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Figures } from '../ui/figures'
import { number } from '../ui/numbers'
import { Table } from '../ui/table'
import { date } from '../ui/time'
import type { View } from '../view'

type Props = { view: View; log: AttemptLog }
type Entry = AttemptLog['entries'][number]

/** How an attempt went, for those who mark it: facts without a verdict. */
export function AttemptLogPage({ view, log }: Props) {
  const { attempt, item, course, learner, entries } = log
  const title = view.t('quizzes.log.title', { n: attempt.number, name: learner.name })
  return (
    <Shell view={view} title={title} width="narrow" styles={['css/staff.css']}>
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(course.id), label: course.title },
          { href: urls.learner(course.id, learner.id), label: learner.name },
          { label: item.title },
        ]}
      />
      <h1 dir="auto">{title}</h1>
      <p class="muted above-small">{view.t(entries.length ? 'quizzes.log.text' : 'quizzes.log.none')}</p>
      {entries.length > 0 && (
        <>
          <Figures figures={figuresOf(view, entries)} />
          <Table
            label={title}
            lines={entries}
            columns={[
              { head: view.t('quizzes.log.when'), cell: ({ at }) => <time datetime={iso(at)}>{clock(view, at)}</time> },
              { head: view.t('quizzes.log.what'), cell: (entry) => sayEntry(view, entry) },
              {
                head: view.t('quizzes.log.where'),
                cell: ({ address }) => <bdi>{address || view.t('quizzes.log.unknown')}</bdi>,
              },
            ]}
          />
        </>
      )}
    </Shell>
  )
}

function figuresOf(view: View, entries: Entry[]) {
  const left = entries.filter(({ kind }) => kind === 'left').length
  const away = entries.reduce((sum, { kind, seconds }) => sum + (kind === 'returned' ? (seconds ?? 0) : 0), 0)
  const addresses = new Set(entries.map(({ address }) => address).filter(Boolean)).size
  return [
    { value: number(view, left), meaning: view.t('quizzes.log.timesLeft') },
    ...(away > 0 ? [{ value: exactly(view, away), meaning: view.t('quizzes.log.timeAway') }] : []),
    ...(addresses > 1 ? [{ value: number(view, addresses), meaning: view.t('quizzes.log.addresses') }] : []),
  ]
}

function sayEntry(view: View, { kind, number: n, times, seconds }: Entry) {
  const time = exactly(view, seconds ?? 0)
  if (kind === 'saved') return view.t('quizzes.log.kind.saved', { n, times })
  if (kind === 'moved') return view.t('quizzes.log.kind.moved', { n })
  if (kind === 'returned' || kind === 'offline') return view.t(`quizzes.log.kind.${kind}`, { time })
  return view.t(`quizzes.log.kind.${kind}`)
}

/** To the second: a look elsewhere is short. */
const exactly = ({ locale }: View, seconds: number) =>
  seconds < 1
    ? new Intl.NumberFormat(locale, { style: 'unit', unit: 'second', unitDisplay: 'long' }).format(0)
    : new Intl.DurationFormat(locale, { style: 'long' }).format({
        hours: Math.floor(seconds / 3_600),
        minutes: Math.floor(seconds / 60) % 60,
        seconds: seconds % 60,
      })

const iso = (at: number) => new Date(at).toISOString()
const clock = (view: View, at: number) => date(view, at, { dateStyle: 'medium', timeStyle: 'medium' })
