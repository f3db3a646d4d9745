import type { AttemptQuestion, ShownQuestion, Tried } from '../../worker/domain/quizzes'
import { isUnscored } from '../../worker/domain/quizzes/questions'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { Icon } from '../ui/icon'
import { number } from '../ui/numbers'
import type { View } from '../view'
import { Inline, Prose, splitPrompt } from './prompt'
import { QuestionResult } from './question-result'
import { viewsOf } from './questions'

type CheckedProps = { view: View; question: ShownQuestion; showsPoints: boolean }
type Props = {
  view: View
  question: AttemptQuestion
  attemptId: string
  disabled?: boolean
  canCheck?: boolean
  tried?: Tried | null
  isSurvey?: boolean
}

/** A question to answer. Nothing in it tells what is right. */
export function QuestionField({ view, question, attemptId, disabled, canCheck, tried, isSurvey }: Props) {
  const { versionId, points, revision, values, files, asked } = question
  const { Answer } = viewsOf(asked.kind)
  const how = view.t(`quizzes.how.${asked.kind}`)
  const { first, rest } = splitPrompt(asked.asked.prompt)
  return (
    <fieldset
      class="question"
      id={`q${question.number}`}
      tabindex={-1}
      disabled={disabled}
      data-question={versionId}
      data-revision={revision}
    >
      <legend>
        <span class="muted num">{number(view, question.number)}.</span>{' '}
        {first ? <Inline text={first} /> : view.t('quizzes.question', { n: question.number })}
      </legend>
      <Prose text={rest} name={`q${question.number}`} />
      <p class="small muted">
        {isSurvey || isUnscored(asked.kind) ? how : view.t('quizzes.pointsAndHow', { n: points, how })}
      </p>
      <input type="hidden" name={`revision-${versionId}`} value={String(revision)} />
      <Answer
        view={view}
        asked={asked.asked}
        name={`answer-${versionId}`}
        values={values}
        files={files}
        place={`${attemptId}:${versionId}`}
      />
      {tried && <TriedNote view={view} question={question} tried={tried} />}
      {canCheck && (
        <p class="check-answer">
          <input type="hidden" name={`try-${versionId}`} value={String(question.tries.length + 1)} />
          <Button name="check" value={versionId} icon="check">
            {view.t('quizzes.check')}
          </Button>
          <span class="small muted">{whatChecking(view, question)}</span>
        </p>
      )}
    </fieldset>
  )
}

/** What follows from checking: it stays, or how often and at which price it may be tried again. */
function whatChecking(view: View, { triesAllowed, tries, each }: AttemptQuestion) {
  const left = triesAllowed - tries.length
  if (left <= 1) return view.t(triesAllowed > 1 ? 'quizzes.lastTry' : 'quizzes.checkHint')
  const points = number(view, each, { maximumFractionDigits: 2 })
  return view.t(each > 0 ? 'quizzes.triesCost' : 'quizzes.triesLeft', { n: left, points })
}

type TriedProps = { view: View; question: AttemptQuestion; tried: Tried }

/** How the last try went, and the hints for the next one. */
const TriedNote = ({ view, question: { number: n, tries, triesAllowed }, tried }: TriedProps) => (
  <div class="tried">
    <p class="cluster">
      <Chip
        meaning={tried.correct === 'part' ? 'attention' : 'problem'}
        icon={tried.correct === 'part' ? 'circle' : 'close'}
      >
        {view.t(tried.correct === 'part' ? 'quizzes.partly' : 'quizzes.wrong')}
      </Chip>
      <span class="small muted">{view.t('quizzes.tryOf', { n: tries.length, all: triesAllowed })}</span>
    </p>
    {tried.feedback.map(({ text }) => (
      <Prose text={text} />
    ))}
    {tried.hints.map((hint, i) => (
      <div class="explanation">
        <Icon name="idea" label={view.t('quizzes.hints.nth', { n: i + 1 })} />
        <Prose text={hint} name={`h${n}-${i}`} />
      </div>
    ))}
  </div>
)

/** One that its learner had checked: it stays as it is. */
export const CheckedQuestion = ({ view, question, showsPoints }: CheckedProps) => (
  <fieldset
    class="question"
    id={`q${question.number}`}
    tabindex={-1}
    data-question={question.versionId}
    data-revision={question.revision}
    data-checked
  >
    <legend class="visually-hidden">{view.t('quizzes.question', { n: question.number })}</legend>
    <QuestionResult view={view} question={question} showsPoints={showsPoints} anchor={`checked${question.number}`} />
  </fieldset>
)
