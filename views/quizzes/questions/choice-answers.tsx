import type { MarkedQuestion } from '../../../worker/domain/quizzes'
import { classes } from '../../ui/classes'
import { Icon } from '../../ui/icon'
import type { View } from '../../view'
import { Inline } from '../prompt'

type Choice = { id: string; text: string }
type BoxesProps = { type: 'radio' | 'checkbox'; choices: Choice[]; name: string; values: string[] }

export const ChoiceBoxes = ({ type, choices, name, values }: BoxesProps) => (
  <>
    {choices.map(({ id, text }) => (
      <label class="choice">
        <input type={type} name={name} value={id} checked={values.includes(id)} />
        <span>
          <Inline text={text} />
        </span>
      </label>
    ))}
  </>
)

type ResultProps = { view: View; question: MarkedQuestion; choices: Choice[] }

/** Every choice, with what was chosen and what is right. */
export const ChoiceResult = ({ view, question: { values, right, isTold, mark }, choices }: ResultProps) => (
  <ul class="given-answers" role="list">
    {choices.map(({ id, text }) => (
      <AnswerLine
        view={view}
        text={text}
        isChosen={values.includes(id)}
        isRight={isTold ? right.includes(id) : null}
        feedback={mark.feedback.find(({ about }) => about === id)?.text}
      />
    ))}
  </ul>
)

/** `isRight` is null while it is not told. */
type LineProps = { view: View; text: string; isChosen: boolean; isRight: boolean | null; feedback: string | undefined }

function AnswerLine({ view, text, isChosen, isRight, feedback }: LineProps) {
  const tone = isRight ? 'good' : isChosen && isRight === false ? 'problem' : undefined
  const icon = isRight ? 'check' : !isChosen ? 'circle' : isRight === null ? 'check-circle' : 'close'
  return (
    <li class={classes('given-answer', tone, isChosen && 'chosen')}>
      <Icon name={icon} />
      <div>
        <Inline text={text} />
        {feedback && (
          <p class="small">
            <Inline text={feedback} />
          </p>
        )}
      </div>
      <span class="small">
        {isChosen && view.t(isRight ? 'quizzes.yoursRight' : 'quizzes.yours')}
        {!isChosen && isRight && view.t('quizzes.alsoRight')}
      </span>
    </li>
  )
}

export const ChoicePreview = ({ view, choices, right }: { view: View; choices: Choice[]; right: string[] }) => (
  <ul class="preview-answers" role="list">
    {choices.map(({ id, text }) => (
      <li class={classes(right.includes(id) && 'right') || undefined}>
        <Icon
          name={right.includes(id) ? 'check' : 'circle'}
          label={right.includes(id) ? view.t('quizzes.alsoRight') : undefined}
        />
        <span>
          <Inline text={text} />
        </span>
      </li>
    ))}
  </ul>
)
