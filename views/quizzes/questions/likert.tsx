import { plainLine } from '../../../worker/lib/markdown'
import { classes } from '../../ui/classes'
import { TextArea } from '../../ui/field'
import { Inline } from '../prompt'
import { first, type KindViews } from './kind'

export const likertViews: KindViews<'likert'> = {
  Answer({ asked: { statements, scale }, name, values }) {
    const levels = (row: number) => (
      <div class={classes('levels', isShort(scale) && 'across')}>
        {scale.map((text, level) => (
          <label class="choice">
            <input
              type="radio"
              name={`${name}.${row}`}
              value={`${row}.${level}`}
              checked={values.includes(`${row}.${level}`)}
            />
            <span>
              <Inline text={text} />
            </span>
          </label>
        ))}
      </div>
    )
    if (!statements.length) return levels(0)
    return (
      <>
        {statements.map((statement, row) => (
          <fieldset class="rating">
            <legend>
              <Inline text={statement} />
            </legend>
            {levels(row)}
          </fieldset>
        ))}
      </>
    )
  },
  Result({ view, question: { values }, body: { statements, scale } }) {
    const said = (row: number) => {
      const value = values.find((one) => one.startsWith(`${row}.`))
      const text = value === undefined ? undefined : scale[Number(value.split('.')[1])]
      return text === undefined ? <span class="muted">{view.t('quizzes.notAnswered')}</span> : <Inline text={text} />
    }
    return (
      <dl class="answer-pair rated">
        {(statements.length ? statements : [null]).map((statement, row) => (
          <>
            <dt>{statement === null ? view.t('quizzes.yourAnswer') : <Inline text={statement} />}</dt>
            <dd>{said(row)}</dd>
          </>
        ))}
      </dl>
    )
  },
  Preview: ({ body: { statements, scale } }) => (
    <ul class="preview-answers" role="list">
      {statements.map((statement) => (
        <li>
          <span>
            <Inline text={statement} />
          </span>
        </li>
      ))}
      <li class="right">
        <span>{scale.flatMap((text, i) => [i ? ' · ' : '', <Inline text={text} />])}</span>
      </li>
    </ul>
  ),
  Fields: ({ view, typed, errors }) => (
    <>
      <TextArea
        name="statements"
        label={view.t('quizzes.statements')}
        optional={view.t('ui.optional')}
        hint={view.t('quizzes.statementsHint')}
        value={first(typed.statements)}
        error={errors.statements}
        maxlength={12_000}
        rows={3}
      />
      <TextArea
        name="scale"
        label={view.t('quizzes.scale')}
        hint={view.t('quizzes.scaleHint')}
        value={first(typed.scale) || view.t('quizzes.scaleDefault')}
        error={errors.scale}
        maxlength={1_500}
        rows={5}
      />
    </>
  ),
}

/** Characters of small print that stand side by side on a narrow phone. */
const MOST_ACROSS = 45
const MOST_OF_ONE = 28

/** Whether the ends of a scale can be seen as such: side by side, with no word cut. */
function isShort(scale: string[]): boolean {
  const texts = scale.map(plainLine)
  const longest = Math.max(...texts.flatMap((text) => text.split(/\s+/)).map((word) => word.length), 3)
  return longest * texts.length <= MOST_ACROSS && texts.every((text) => text !== '' && text.length <= MOST_OF_ONE)
}
