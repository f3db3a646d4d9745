import type { AttemptQuestion } from '../../worker/domain/quizzes'
import { isUnscored } from '../../worker/domain/quizzes/questions'
import { number } from '../ui/numbers'
import type { View } from '../view'
import { Inline, Prose, splitPrompt } from './prompt'
import { viewsOf } from './questions'

type Props = { view: View; question: AttemptQuestion; disabled?: boolean }

/** A question to answer. Nothing in it tells what is right. */
export function QuestionField({ view, question, disabled }: Props) {
  const { versionId, points, revision, values, asked } = question
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
      <Answer view={view} asked={asked.asked} name={`answer-${versionId}`} values={values} />
    </fieldset>
  )
}
