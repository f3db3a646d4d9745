import { urls } from '../../worker/urls'
import { Button, LinkButton } from '../ui/button'
import { Check } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { SelectField } from '../ui/select'
import type { View } from '../view'

type Values = Record<string, string | string[]>
export type ChoiceRow = { id: string; text: string; feedback: string; isRight: boolean }

export type QuestionFormProps = {
  view: View
  itemId: string
  /** Null for a new one. */
  questionId: string | null
  values: Values
  errors: Record<string, string>
  /** Of the two kinds that have them. */
  rows: ChoiceRow[]
}

/** Letters of the alphabet; the domain takes no more. */
const MOST_ANSWERS = 26

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))

/** One question, written in its place. */
export function QuestionForm({ view, itemId, questionId, values, errors, rows }: QuestionFormProps) {
  const kind = one(values.kind) as 'single-choice'
  return (
    <Form
      action={questionId ? urls.quizQuestion(itemId, questionId) : urls.quizQuestions(itemId)}
      once={view.once}
      method={questionId ? 'put' : 'post'}
      class="question-form"
      guard
    >
      {/* Enter saves: a form goes by its first button, which would be the one for another answer. */}
      <button type="submit" hidden>
        {view.t('common.save')}
      </button>
      <h2>{view.t(`quizzes.kind.${kind}`)}</h2>
      <ErrorSummary view={view} errors={errors} ids={{ choices: 'choices', correct: 'choices' }} />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="id" value={one(values.id)} />
      <TextArea
        name="prompt"
        label={view.t('quizzes.prompt')}
        hint={view.t('quizzes.promptHint')}
        value={one(values.prompt)}
        error={errors.prompt}
        maxlength={16_000}
        rows={2}
        autofocus={values.more === undefined}
      />
      <KindFields view={view} kind={kind} values={values} errors={errors} rows={rows} />
      <TextArea
        name="explanation"
        label={view.t('quizzes.explanation')}
        optional={view.t('ui.optional')}
        hint={view.t('quizzes.explanationHint')}
        value={one(values.explanation)}
        error={errors.explanation}
        maxlength={8_000}
        rows={2}
      />
      <Field
        name="points"
        label={view.t('quizzes.points')}
        value={one(values.points)}
        error={errors.points}
        inputmode="decimal"
        maxlength={8}
        size={6}
      />
      <div class="buttons form-end">
        <Button kind="primary">{view.t('common.save')}</Button>
        <LinkButton href={urls.quizEdit(itemId)} kind="quiet">
          {view.t('common.cancel')}
        </LinkButton>
      </div>
    </Form>
  )
}

type KindProps = Pick<QuestionFormProps, 'view' | 'values' | 'errors' | 'rows'> & { kind: string }

function KindFields({ view, kind, values, errors, rows }: KindProps) {
  if (kind === 'single-choice' || kind === 'multiple-choice')
    return <ChoiceFields view={view} kind={kind} values={values} errors={errors} rows={rows} />
  if (kind === 'true-false') {
    return (
      <fieldset class="field" id="truth" tabindex={-1}>
        <legend class="field-label">{view.t('quizzes.rightAnswer')}</legend>
        <div class="choices inline">
          {(['true', 'false'] as const).map((value) => (
            <label class="choice">
              <input type="radio" name="truth" value={value} checked={one(values.truth) === value} />
              <span>{view.t(`quizzes.${value}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
    )
  }
  if (kind === 'short-text') {
    return (
      <>
        <TextArea
          name="accepted"
          label={view.t('quizzes.accepted')}
          hint={view.t('quizzes.acceptedHint')}
          value={one(values.accepted)}
          error={errors.accepted}
          rows={2}
        />
        <Check name="matchCase" label={view.t('quizzes.matchCase')} checked={values.matchCase !== undefined} />
        <Check name="matchAccents" label={view.t('quizzes.matchAccents')} checked={values.matchAccents !== undefined} />
      </>
    )
  }
  return (
    <div class="fields">
      <Field
        name="answer"
        label={view.t('quizzes.rightNumber')}
        value={one(values.answer)}
        error={errors.answer}
        inputmode="decimal"
        maxlength={40}
      />
      <Field
        name="tolerance"
        label={view.t('quizzes.tolerance')}
        optional={view.t('ui.optional')}
        value={one(values.tolerance)}
        error={errors.tolerance}
        inputmode="decimal"
        maxlength={40}
      />
      <SelectField
        name="toleranceKind"
        label={view.t('quizzes.toleranceKind')}
        value={one(values.toleranceKind)}
        options={[
          { value: 'absolute', label: view.t('quizzes.toleranceAbsolute') },
          { value: 'percent', label: view.t('quizzes.tolerancePercent') },
        ]}
      />
      <Field
        name="unit"
        label={view.t('quizzes.unit')}
        optional={view.t('ui.optional')}
        value={one(values.unit)}
        maxlength={30}
      />
    </div>
  )
}

function ChoiceFields({ view, kind, values, errors, rows }: KindProps) {
  const error = errors.choices ?? errors.correct
  const isMany = kind === 'multiple-choice'
  return (
    <>
      <fieldset class="field" id="choices" tabindex={-1} aria-describedby={error ? 'choices-error' : 'choices-hint'}>
        <legend class="field-label">{view.t('quizzes.answers')}</legend>
        <p class="hint" id="choices-hint">
          {view.t(isMany ? 'quizzes.answersHintMany' : 'quizzes.answersHintOne')}
        </p>
        <ol class="choice-rows" role="list">
          {rows.map((row, i) => (
            <li>
              <input type="hidden" name="choiceId" value={row.id} />
              <label class="choice-right">
                <input type={isMany ? 'checkbox' : 'radio'} name="right" value={row.id} checked={row.isRight} />
                <span class="visually-hidden">{view.t('quizzes.isRight', { n: i + 1 })}</span>
              </label>
              <input
                class="input"
                name="choiceText"
                value={row.text}
                dir="auto"
                maxlength={2_000}
                autofocus={values.more !== undefined && i === rows.length - 1}
                aria-label={view.t('quizzes.answerN', { n: i + 1 })}
                placeholder={view.t('quizzes.answerN', { n: i + 1 })}
              />
              <input
                class="input quiet"
                name="choiceFeedback"
                value={row.feedback}
                dir="auto"
                maxlength={2_000}
                aria-label={view.t('quizzes.feedbackN', { n: i + 1 })}
                placeholder={view.t('quizzes.feedbackPlaceholder')}
              />
            </li>
          ))}
        </ol>
        {rows.length < MOST_ANSWERS && (
          <Button kind="quiet" small icon="plus" name="more" value="answer">
            {view.t('quizzes.addAnswer')}
          </Button>
        )}
        {error && (
          <p class="hint problem" id="choices-error">
            <Icon name="problem" />
            {error}
          </p>
        )}
      </fieldset>
      {isMany && (
        <Check
          name="partial"
          label={view.t('quizzes.partial')}
          sentence={view.t('quizzes.partialHint')}
          checked={values.partial !== undefined}
        />
      )}
      <Check name="keepOrder" label={view.t('quizzes.keepOrder')} checked={values.keepOrder !== undefined} />
    </>
  )
}
