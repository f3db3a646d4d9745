import type { QuestionRun } from '../../worker/domain/imports'
import { hintsOf, isUnscored } from '../../worker/domain/quizzes/questions'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { HintsShown } from '../quizzes/hint-fields'
import { Passage } from '../quizzes/passage'
import { Inline, Prose, splitPrompt } from '../quizzes/prompt'
import { viewsOf } from '../quizzes/questions'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { number, percent } from '../ui/numbers'
import { Tag } from '../ui/tag'
import type { View } from '../view'
import { placeHome, placeTrail } from './new-questions-page'
import { QuestionReport } from './question-report'

type Props = { view: View; run: QuestionRun; errors?: Record<string, string> }

/** What a file calls itself; names that no language changes. */
const formats: Record<string, string> = {
  'moodle-xml': 'Moodle XML',
  'qti-1.2': 'QTI 1.2',
  'qti-2': 'QTI 2',
  'qti-3': 'QTI 3',
  blackboard: 'Blackboard',
  csv: 'CSV',
  aiken: 'Aiken',
  'moodle-cloze': 'Moodle Cloze',
  gift: 'GIFT',
}

/** Questions of a file, from their preview to the report of what came in. */
export function QuestionsPage({ view, run, errors = {} }: Props) {
  const { t } = view
  const { place, questions } = run
  const found = questions.questions.length
  return (
    <Shell
      view={view}
      title={t('imports.questionsOf', { file: run.fileName })}
      width="narrow"
      styles={['css/quiz.css', 'css/editing.css', 'css/staff.css', 'css/imports.css']}
    >
      <Breadcrumbs view={view} trail={placeTrail(view, place)} />
      <div class="import-page">
        <h1 tabindex={-1}>
          <bdi>{t('imports.questionsOf', { file: run.fileName })}</bdi>
        </h1>
        {run.state === 'planned' && (
          <p class="muted">{t('imports.questionsFound', { n: found, format: formats[run.format] ?? run.format })}</p>
        )}
        <ErrorSummary view={view} errors={errors} />
        <Standing view={view} run={run} />
        <QuestionReport view={view} report={questions.report} />
        {run.state === 'planned' && found > 0 && <Preview view={view} run={run} />}
      </div>
    </Shell>
  )
}

function Standing({ view, run }: Props) {
  const { t } = view
  const { place } = run
  const n = run.made?.added.length ?? 0
  if (run.state === 'done')
    return (
      <>
        <div data-status={t('imports.state.done')}>
          <Notice meaning="good">{t('imports.questionsDone', { n, title: place.title })}</Notice>
        </div>
        <div class="buttons">
          <LinkButton kind="primary" href={placeHome(place)} iconAfter="arrow-right">
            {t('imports.openPlace', { title: place.title })}
          </LinkButton>
          <Form action={urls.questionImportReversal(place, run.id)}>
            <Button kind="quiet" icon="undo">
              {t('imports.undo')}
            </Button>
          </Form>
        </div>
        <p class="hint">{t('imports.questionsUndoHint')}</p>
      </>
    )
  if (run.state === 'undone')
    return (
      <>
        <Notice>{t('imports.questionsUndone')}</Notice>
        <div class="buttons">
          <LinkButton href={urls.newQuestionImport(place)}>{t('imports.questionsOther')}</LinkButton>
        </div>
      </>
    )
  if (run.questions.questions.length > 0) return null
  return (
    <>
      <Notice meaning="problem">{t('imports.questionsNone')}</Notice>
      <div class="buttons">
        <LinkButton href={urls.newQuestionImport(place)}>{t('imports.questionsOther')}</LinkButton>
      </div>
    </>
  )
}

function Preview({ view, run }: Props) {
  const { t } = view
  const { place } = run
  return (
    <Form action={urls.questionImportApplication(place, run.id)} class="section">
      <h2>{t('imports.outline')}</h2>
      <p class="hint">{t('imports.questionsApplyHint', { title: place.title })}</p>
      <ol class="question-cards" role="list">
        {run.questions.questions.map((row, i) => (
          <li class="question-card">
            <FoundQuestion view={view} row={row} at={i} />
          </li>
        ))}
      </ol>
      {run.questions.tries && place.kind === 'quiz' && (
        <div class="field">
          <label class="check">
            <input type="checkbox" name="tries" aria-describedby="tries-hint" checked={place.questions === 0} />
            <span>{t('imports.questionsTries')}</span>
          </label>
          <div class="hint" id="tries-hint">
            {t('imports.questionsTriesHint', {
              n: run.questions.tries.tries,
              percent: percent(view, run.questions.tries.percent / 100),
            })}
          </div>
        </div>
      )}
      <div class="buttons">
        <Button kind="primary" icon="download">
          {t('imports.questionsApply')}
        </Button>
        <LinkButton href={urls.newQuestionImport(place)}>{t('imports.questionsOther')}</LinkButton>
      </div>
    </Form>
  )
}

type FoundProps = { view: View; row: QuestionRun['questions']['questions'][number]; at: number }

/** A question as learners will read it, with what is right, and whether it comes. */
function FoundQuestion({ view, row, at }: FoundProps) {
  const { t } = view
  const { kind, body } = row.question
  const { first, rest } = splitPrompt(body.prompt)
  const { Preview: Right } = viewsOf(kind)
  const how = t(`quizzes.kind.${kind}`)
  const worth = isUnscored(kind) ? how : t('quizzes.pointsAndHow', { n: row.points, how })
  return (
    <>
      <header>
        <h3>
          <span class="muted num">{number(view, at + 1)}.</span>{' '}
          {first ? <Inline text={first} /> : t('quizzes.question', { n: at + 1 })}
        </h3>
        <label class="check take">
          <input type="checkbox" name="take" id={at === 0 ? 'take' : undefined} value={String(at)} checked />
          <span>
            {t('imports.questionTake')}
            <span class="visually-hidden"> {t('quizzes.question', { n: at + 1 })}</span>
          </span>
        </label>
      </header>
      <Passage view={view} text={body.passage} name={`t${at}`} />
      <Prose text={rest} name={`q${at}`} />
      <Right view={view} body={body} />
      <HintsShown view={view} hints={hintsOf(row.question)} />
      <p class="small muted">
        {worth}
        {row.line !== null && ` · ${t('imports.line', { line: row.line })}`}
        {row.category && (
          <>
            {' · '}
            <bdi>{row.category.join(' › ')}</bdi>
          </>
        )}
        {row.tags?.map((tag) => (
          <>
            {' '}
            <Tag>{tag}</Tag>
          </>
        ))}
      </p>
    </>
  )
}
