import type { DryRun, RegradeLine } from '../../worker/domain/quizzes'
import { mostPlanned } from '../../worker/lib/rulings'
import { urls } from '../../worker/urls'
import { Chip } from '../ui/chip'
import { Figures } from '../ui/figures'
import { Notice } from '../ui/notice'
import { number } from '../ui/numbers'
import { Pager } from '../ui/pager'
import { Table } from '../ui/table'
import type { View } from '../view'
import { Applied, type RegradeState } from './regrade-page'

/** So many learners stand on one page of it. */
export const linesAPage = 50

type Props = { view: View; itemId: string; dry: DryRun; from: number; values: RegradeState['values'] }

/** Who would change, and by how much; nothing is written before it is applied. */
export function DryRunSection({ view, itemId, dry, from, values }: Props) {
  const { t } = view
  const shown = dry.lines.slice(from, from + linesAPage)
  const pageAt = (place: number) => urls.quizRegrade(itemId, { ...values, from: String(place) })
  return (
    <section class="section far-above" id="dry-run">
      <h2>{t('quizzes.regrade.dry')}</h2>
      {dry.lines.length === 0 ? (
        <p>{t('quizzes.regrade.nobody', { n: dry.learners })}</p>
      ) : (
        <>
          <Figures
            figures={(['up', 'down', 'won', 'lost'] as const).map((name) => ({
              value: number(view, dry[name]),
              meaning: t(`quizzes.regrade.count.${name}`),
            }))}
          />
          {dry.down > 0 && (
            <Notice meaning="attention">
              <p>{t('quizzes.regrade.lowers', { n: dry.down })}</p>
            </Notice>
          )}
          {dry.lost > 0 && <p class="small muted">{t('quizzes.regrade.staysDone')}</p>}
          {dry.isCut && <p class="small muted">{t('quizzes.regrade.cut', { n: mostPlanned })}</p>}
          <Table
            label={t('quizzes.regrade.dry')}
            lines={shown}
            columns={[
              { head: t('quizzes.regrade.learner'), cell: (line) => <Learner view={view} line={line} /> },
              { head: t('quizzes.regrade.before'), align: 'end', cell: ({ before }) => points(view, before) },
              { head: t('quizzes.regrade.after'), align: 'end', cell: (line) => <After view={view} line={line} /> },
            ]}
          />
          <Pager
            view={view}
            previous={from > 0 ? pageAt(Math.max(0, from - linesAPage)) : null}
            next={from + linesAPage < dry.lines.length ? pageAt(from + linesAPage) : null}
          />
        </>
      )}
      <Applied view={view} itemId={itemId} values={values} />
    </section>
  )
}

const points = (view: View, { points, most }: RegradeLine['before']) =>
  view.t('quizzes.given', {
    points: number(view, points, { maximumFractionDigits: 2 }),
    most: number(view, most, { maximumFractionDigits: 2 }),
  })

function After({ view, line }: { view: View; line: RegradeLine }) {
  return (
    <>
      {line.way !== 'same' && (
        <>
          <span aria-hidden="true">{line.way === 'up' ? '↑' : '↓'}</span>
          <span class="visually-hidden">
            {view.t(line.way === 'up' ? 'quizzes.regrade.goesUp' : 'quizzes.regrade.goesDown')}
          </span>{' '}
        </>
      )}
      {points(view, line.after)}
    </>
  )
}

function Learner({ view, line }: { view: View; line: RegradeLine }) {
  const { t } = view
  const { stays, grade } = line
  return (
    <span class="cluster">
      <bdi>{line.name}</bdi>
      {line.pass === 'won' && <Chip meaning="good">{t('quizzes.regrade.passes')}</Chip>}
      {line.pass === 'lost' && <Chip meaning="problem">{t('quizzes.regrade.passesNoMore')}</Chip>}
      {stays && (
        <span class="small muted">
          {t(`quizzes.regrade.stays.${stays}`, {
            points: grade === null ? '–' : number(view, grade, { maximumFractionDigits: 2 }),
          })}
        </span>
      )}
    </span>
  )
}
