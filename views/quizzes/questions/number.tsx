import { Field } from '../../ui/field'
import { number } from '../../ui/numbers'
import { SelectField } from '../../ui/select'
import type { View } from '../../view'
import { AnswerInput } from './answer-input'
import { AnswerPair, RightLine } from './answer-pair'
import { type FieldsProps, first, type KindViews } from './kind'

export const numberViews: KindViews<'number'> = {
  Answer({ view, asked, name, values }) {
    const input = (
      <AnswerInput
        name={name}
        value={values[0] ?? ''}
        maxlength={100}
        inputmode="decimal"
        aria-label={view.t('quizzes.yourAnswer')}
      />
    )
    if (!asked.unit) return input
    return (
      <div class="joined">
        {input}
        <span>{asked.unit}</span>
      </div>
    )
  },
  Result: ({ view, question: { values, right, mark }, body }) => (
    <AnswerPair
      view={view}
      mark={mark}
      said={withUnit(values[0], body.unit)}
      right={right[0] && sayNumber(view, body)}
    />
  ),
  Preview: ({ view, body }) => <RightLine view={view} text={sayNumber(view, body)} />,
  Fields: ({ view, typed, errors }) => (
    <div class="fields">
      <Field
        name="answer"
        label={view.t('quizzes.rightNumber')}
        value={first(typed.answer)}
        error={errors.answer}
        inputmode="decimal"
        maxlength={40}
      />
      <NearFields view={view} typed={typed} errors={errors} />
    </div>
  ),
}

/** How far off still counts, and the unit behind the field. */
export const NearFields = ({ view, typed, errors }: FieldsProps) => (
  <>
    <Field
      name="tolerance"
      label={view.t('quizzes.tolerance')}
      optional={view.t('ui.optional')}
      value={first(typed.tolerance)}
      error={errors.tolerance}
      inputmode="decimal"
      maxlength={40}
    />
    <SelectField
      name="toleranceKind"
      label={view.t('quizzes.toleranceKind')}
      value={first(typed.toleranceKind)}
      options={[
        { value: 'absolute', label: view.t('quizzes.toleranceAbsolute') },
        { value: 'percent', label: view.t('quizzes.tolerancePercent') },
      ]}
    />
    <Field
      name="unit"
      label={view.t('quizzes.unit')}
      optional={view.t('ui.optional')}
      value={first(typed.unit)}
      maxlength={30}
    />
  </>
)

type Right = { answer: number; tolerance: { kind: 'absolute' | 'percent'; value: number }; unit: string }

/** "8.3 ± 0.2 min"; what may be a year is not grouped. */
export function sayNumber(view: View, { answer, tolerance, unit }: Right): string {
  const percent = tolerance.kind === 'percent' ? ' %' : ''
  const off = tolerance.value ? ` ± ${number(view, tolerance.value)}${percent}` : ''
  return `${number(view, answer, { maximumFractionDigits: 15, useGrouping: 'min2' })}${off} ${unit}`.trim()
}

/** What somebody wrote, with the unit that stood behind the field; some write it themselves. */
export const withUnit = (text = '', unit: string): string =>
  text && unit && !text.trim().endsWith(unit) ? `${text} ${unit}` : text
