import type { AskedQuestion, AttemptQuestion } from '../../worker/domain/quizzes'
import { number } from '../ui/numbers'
import type { View } from '../view'
import { Inline, Prose, splitPrompt } from './prompt'

type Props = { view: View; question: AttemptQuestion; disabled?: boolean }

/** A question to answer. Nothing in it tells what is right. */
export function QuestionField({ view, question, disabled }: Props) {
  const { versionId, points, revision, values, asked } = question
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
      <p class="small muted">{view.t('quizzes.pointsAndHow', { n: points, how: view.t(howKeys[asked.kind]) })}</p>
      <input type="hidden" name={`revision-${versionId}`} value={String(revision)} />
      <Answer view={view} question={asked} name={`answer-${versionId}`} values={values} />
    </fieldset>
  )
}

const howKeys = {
  'single-choice': 'quizzes.how.single-choice',
  'multiple-choice': 'quizzes.how.multiple-choice',
  'true-false': 'quizzes.how.true-false',
  'short-text': 'quizzes.how.short-text',
  number: 'quizzes.how.number',
} as const

type AnswerProps = { view: View; question: AskedQuestion; name: string; values: string[] }

function Answer({ view, question, name, values }: AnswerProps) {
  const { kind, asked } = question
  if (kind === 'single-choice' || kind === 'multiple-choice') {
    return (
      <>
        {asked.choices.map(({ id, text }) => (
          <label class="choice">
            <input
              type={kind === 'single-choice' ? 'radio' : 'checkbox'}
              name={name}
              value={id}
              checked={values.includes(id)}
            />
            <span>
              <Inline text={text} />
            </span>
          </label>
        ))}
      </>
    )
  }
  if (kind === 'true-false') {
    return (
      <>
        {(['true', 'false'] as const).map((value) => (
          <label class="choice">
            <input type="radio" name={name} value={value} checked={values[0] === value} />
            <span>{view.t(`quizzes.${value}`)}</span>
          </label>
        ))}
      </>
    )
  }
  const input = (
    <input
      class="input answer"
      name={name}
      value={values[0] ?? ''}
      dir="auto"
      autocomplete="off"
      autocapitalize="none"
      spellcheck={false}
      maxlength={kind === 'number' ? 100 : 1_000}
      inputmode={kind === 'number' ? 'decimal' : 'text'}
      aria-label={view.t('quizzes.yourAnswer')}
    />
  )
  if (kind !== 'number' || !asked.unit) return input
  return (
    <div class="joined">
      {input}
      <span>{asked.unit}</span>
    </div>
  )
}
