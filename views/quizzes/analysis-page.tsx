import type { QuizAnalysis } from '../../worker/domain/quizzes'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { Figures } from '../ui/figures'
import { Icon } from '../ui/icon'
import { number, percent } from '../ui/numbers'
import { Table } from '../ui/table'
import type { View } from '../view'

type Props = { view: View; found: QuizAnalysis }
type Line = QuizAnalysis['questions'][number]

/** Fewer than that many answers are too few for a warning. */
const ENOUGH = 10

/** How the questions of a quiz did: which are hard, and which tell apart who knows the rest. */
export function AnalysisPage({ view, found }: Props) {
  const { item, course, questions, attempts, average } = found
  const { t } = view
  return (
    <Shell view={view} title={t('quizzes.analysis.title')} styles={['css/staff.css']}>
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(course.id), label: course.title },
          { href: urls.quiz(item.id), label: item.title },
        ]}
      />
      <div class="page-head">
        <div>
          <h1>{t('quizzes.analysis.title')}</h1>
          <p class="muted above-small">{t(attempts ? 'quizzes.analysis.text' : 'quizzes.analysis.none')}</p>
        </div>
        {attempts > 0 && (
          <LinkButton href={urls.quizAnalysisFile(item.id)} icon="download">
            {t('quizzes.analysis.file')}
          </LinkButton>
        )}
      </div>
      {attempts > 0 && (
        <>
          <Figures
            figures={[
              { value: number(view, attempts), meaning: t('quizzes.analysis.attempts') },
              ...(average === null ? [] : [{ value: percent(view, average), meaning: t('quizzes.analysis.average') }]),
            ]}
          />
          <Table
            label={t('quizzes.analysis.title')}
            lines={questions}
            columns={[
              { head: t('quizzes.analysis.question'), cell: (line) => <Prompt view={view} line={line} /> },
              {
                head: t('quizzes.analysis.facility'),
                cell: ({ facility }) =>
                  facility === null ? '–' : <Bar share={facility} label={percent(view, facility)} />,
              },
              {
                head: t('quizzes.analysis.discrimination'),
                align: 'end',
                cell: ({ discrimination }) =>
                  discrimination === null ? '–' : number(view, discrimination, { maximumFractionDigits: 2 }),
              },
              {
                head: t('quizzes.analysis.seconds'),
                align: 'end',
                cell: ({ seconds }) => (seconds === null ? '–' : inSeconds(view, seconds)),
              },
              { head: t('quizzes.analysis.answered'), align: 'end', cell: (line) => number(view, line.answered) },
            ]}
          />
          <section class="section far-above">
            <h2>{t('quizzes.analysis.answers')}</h2>
            {questions.map((line) => (
              <Answers view={view} line={line} />
            ))}
          </section>
        </>
      )}
    </Shell>
  )
}

function Prompt({ view, line }: { view: View; line: Line }) {
  const warning = warningOf(line)
  return (
    <>
      <a href={`#answers-${line.versionId}`} dir="auto">
        {nameOf(view, line)}
      </a>{' '}
      {warning && <Chip meaning="attention">{view.t(`quizzes.analysis.${warning}`)}</Chip>}
    </>
  )
}

const nameOf = (view: View, { prompt, version }: Line) =>
  version > 1 ? view.t('quizzes.analysis.version', { prompt, n: version }) : prompt || '–'

/** What an author should look at. */
function warningOf({ answered, facility, discrimination }: Line) {
  if (answered < ENOUGH || facility === null) return null
  if (discrimination !== null && discrimination < 0) return 'turned'
  if (facility < 0.25) return 'hard'
  return discrimination !== null && discrimination < 0.1 && facility < 0.95 ? 'weak' : null
}

function Answers({ view, line }: { view: View; line: Line }) {
  if (!line.answers.length) return null
  return (
    <details class="fold" id={`answers-${line.versionId}`}>
      <summary dir="auto">{nameOf(view, line)}</summary>
      <ul class="answer-counts" role="list">
        {line.answers.map(({ text, count, isRight }) => (
          <li>
            {isRight && <Icon name="check" label={view.t('quizzes.alsoRight')} />}
            <bdi>{text}</bdi>
            <Bar share={count / line.asked} label={number(view, count)} />
          </li>
        ))}
      </ul>
    </details>
  )
}

/** A share with its label beside it. */
const Bar = ({ share, label }: { share: number; label: string }) => (
  <span class="share-bar">
    <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="rest" width="100" height="8" />
      <rect class="part" width={String(Math.round(Math.max(0, Math.min(1, share)) * 100))} height="8" />
    </svg>
    <span class="num">{label}</span>
  </span>
)

const inSeconds = ({ locale }: View, seconds: number) =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: 'second', maximumFractionDigits: 0 }).format(seconds)
