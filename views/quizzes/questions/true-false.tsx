import { AnswerPair, RightLine } from './answer-pair'
import { first, type KindViews } from './kind'

const truths = ['true', 'false'] as const

export const trueFalseViews: KindViews<'true-false'> = {
  Answer: ({ view, name, values }) => (
    <>
      {truths.map((value) => (
        <label class="choice">
          <input type="radio" name={name} value={value} checked={values[0] === value} />
          <span>{view.t(`quizzes.${value}`)}</span>
        </label>
      ))}
    </>
  ),
  Result({ view, question: { values, right, mark } }) {
    const say = (value: string | undefined) => (value === 'true' || value === 'false') && view.t(`quizzes.${value}`)
    return <AnswerPair view={view} mark={mark} said={say(values[0])} right={say(right[0])} />
  },
  Preview: ({ view, body }) => <RightLine view={view} text={view.t(body.correct ? 'quizzes.true' : 'quizzes.false')} />,
  Fields: ({ view, typed }) => (
    <fieldset class="field" id="truth" tabindex={-1}>
      <legend class="field-label">{view.t('quizzes.rightAnswer')}</legend>
      <div class="choices inline">
        {truths.map((value) => (
          <label class="choice">
            <input type="radio" name="truth" value={value} checked={first(typed.truth) === value} />
            <span>{view.t(`quizzes.${value}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  ),
}
