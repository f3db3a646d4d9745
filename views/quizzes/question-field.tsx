import type { AttemptQuestion, ShownQuestion } from '../../worker/domain/quizzes'
import { isUnscored } from '../../worker/domain/quizzes/questions'
import { Button } from '../ui/button'
import { number } from '../ui/numbers'
import type { View } from '../view'
import { Inline, Prose, splitPrompt } from './prompt'
import { QuestionResult } from './question-result'
import { viewsOf } from './questions'

type CheckedProps = { view: View; question: ShownQuestion; showsPoints: boolean }
type Props = { view: View; question: AttemptQuestion; attemptId: string; disabled?: boolean; canCheck?: boolean }

/** A question to answer. Nothing in it tells what is right. */
export function QuestionField({ view, question, attemptId, disabled, canCheck }: Props) {
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
      <p class="small muted">{isUnscored(asked.kind) ? how : view.t('quizzes.pointsAndHow', { n: points, how })}</p>
      <input type="hidden" name={`revision-${versionId}`} value={String(revision)} />
      <Answer
        view={view}
        asked={asked.asked}
        name={`answer-${versionId}`}
        values={values}
        files={files}
        place={`${attemptId}:${versionId}`}
      />
      {canCheck && (
        <p class="check-answer">
          <Button name="check" value={versionId} icon="check">
            {view.t('quizzes.check')}
          </Button>
          <span class="small muted">{view.t('quizzes.checkHint')}</span>
        </p>
      )}
    </fieldset>
  )
}

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
