import type { Typed } from '../../../worker/domain/quizzes'
import { samplesOf, typedQuestion } from '../../../worker/domain/quizzes/questions'
import { Button } from '../../ui/button'
import { Field, TextArea } from '../../ui/field'
import { number } from '../../ui/numbers'
import type { View } from '../../view'
import { AnswerPair, RightLine } from './answer-pair'
import { type FieldsProps, first, type KindViews } from './kind'
import { NearFields, numberViews, sayNumber, withUnit } from './number'
import { VariableFields } from './variable-fields'

type Samples = ReturnType<typeof samplesOf>

export const calculatedViews: KindViews<'calculated'> = {
  Answer: (props) => numberViews.Answer(props as unknown as Parameters<typeof numberViews.Answer>[0]),
  Result: ({ view, question: { values, right, mark }, body }) => (
    <AnswerPair
      view={view}
      mark={mark}
      said={withUnit(values[0], body.unit)}
      right={right[0] && sayNumber(view, { ...body, answer: Number(right[0]) })}
    />
  ),
  Preview: ({ view, body }) => (
    <>
      <RightLine view={view} text={[body.formula, body.unit].filter(Boolean).join(' ')} />
      <SampleLines view={view} samples={samplesOf(body, 3)} unit={body.unit} />
    </>
  ),
  Fields: ({ view, typed, errors }) => (
    <>
      <Field
        name="formula"
        label={view.t('quizzes.formula.label')}
        hint={view.t('quizzes.formula.hint')}
        value={first(typed.formula)}
        error={errors.formula}
        maxlength={500}
        dir="ltr"
        spellcheck={false}
        autocapitalize="off"
        autocomplete="off"
      />
      <VariableFields view={view} typed={typed} error={errors.variables} />
      <div class="fields">
        <NearFields view={view} typed={typed} errors={errors} />
        <Field
          name="decimals"
          label={view.t('quizzes.formula.decimalsLabel')}
          optional={view.t('ui.optional')}
          value={first(typed.decimals)}
          error={errors.decimals}
          inputmode="numeric"
          maxlength={2}
        />
      </div>
      <details class="fold" open={Boolean(errors.sets) || first(typed.sets) !== ''}>
        <summary>{view.t('quizzes.formula.sets')}</summary>
        <TextArea
          name="sets"
          label={view.t('quizzes.formula.setsLabel')}
          optional={view.t('ui.optional')}
          hint={view.t('quizzes.formula.setsHint')}
          value={first(typed.sets)}
          error={errors.sets}
          maxlength={16_000}
          rows={3}
        />
      </details>
      <Examples view={view} typed={typed} errors={errors} />
    </>
  ),
}

/** Values that learners could get, and what is right then, by what stands in the form now. */
function Examples({ view, typed }: FieldsProps) {
  const { body } = typedQuestion('calculated', asIfAsked(typed))
  const samples = samplesOf(body)
  return (
    <div class="examples">
      <Button kind="quiet" small icon="eye" name="more" value="samples">
        {view.t('quizzes.formula.show')}
      </Button>
      {first(typed.more) === 'samples' && !samples.length && (
        <p class="hint" role="status">
          {view.t('quizzes.formula.noSamples')}
        </p>
      )}
      <SampleLines view={view} samples={samples} unit={first(typed.unit)} />
    </div>
  )
}

/** Examples can be looked at before the question is written. */
const asIfAsked = (typed: Typed): Typed => ({ ...typed, prompt: first(typed.prompt) || '?' })

/** "a = 64, b = 2: 10.22 €", a line each. */
function SampleLines({ view, samples, unit }: { view: View; samples: Samples; unit: string }) {
  if (!samples.length) return null
  const say = (value: number) => number(view, value, { maximumFractionDigits: 12, useGrouping: 'min2' })
  return (
    <ul class="samples small" aria-label={view.t('quizzes.formula.samples')}>
      {samples.map(({ drawn, answer }) => (
        <li>
          <bdi>
            {Object.entries(drawn)
              .map(([name, value]) => `${name} = ${say(value)}`)
              .join(', ')}
          </bdi>
          {' → '}
          <strong>{sayNumber(view, { answer, unit, tolerance: { kind: 'absolute', value: 0 } })}</strong>
        </li>
      ))}
    </ul>
  )
}
