import type { Typed } from '../../worker/domain/quizzes'
import { mostPassage } from '../../worker/domain/quizzes/questions'
import { plainText } from '../../worker/lib/markdown'
import { excerpt } from '../../worker/lib/text'
import { Button, LinkButton } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { SelectField } from '../ui/select'
import type { View } from '../view'
import { Prose } from './prompt'
import { first } from './questions/kind'

type FieldsProps = {
  view: View
  typed: Typed
  error: string | undefined
  /** Texts that other questions are about. */
  passages: string[]
}

/** The text that a question is about: one that others have, or a new one. */
export function PassageFields({ view, typed, error, passages }: FieldsProps) {
  const own = first(typed.passage)
  const known = [...new Set([...passages, own])].filter(Boolean)
  return (
    <details class="passage-fields" open={Boolean(own || first(typed.newPassage) || error)}>
      <summary>{view.t('quizzes.passage.field')}</summary>
      <p class="hint">{view.t('quizzes.passage.fieldHint')}</p>
      {known.length > 0 && (
        <SelectField
          name="passage"
          label={view.t('quizzes.passage.choose')}
          value={own}
          empty={view.t('quizzes.passage.none')}
          options={known.map((text) => ({ value: text, label: excerpt(plainText(text), 80) }))}
          error={error}
        />
      )}
      <TextArea
        name="newPassage"
        label={view.t('quizzes.passage.new')}
        optional={view.t('ui.optional')}
        hint={view.t('assignments.instructionsHint')}
        value={first(typed.newPassage)}
        error={known.length > 0 ? undefined : error}
        maxlength={mostPassage}
        rows={4}
      />
    </details>
  )
}

export type OpenPassage = { values: Record<string, string | string[]>; errors: Record<string, string> }

type FormProps = OpenPassage & {
  view: View
  action: string
  cancel: string
  /** What follows from it for others. */
  hint: string
}

/** The text itself, changed for every question about it. */
export const PassageForm = ({ view, action, cancel, hint, values, errors }: FormProps) => (
  <Form action={action} method="put" once={view.once} class="question-form" guard>
    <h2>{view.t('quizzes.passage.change')}</h2>
    <ErrorSummary view={view} errors={errors} />
    <TextArea
      name="text"
      label={view.t('quizzes.passage.title')}
      hint={hint}
      value={first(values.text)}
      error={errors.text}
      maxlength={mostPassage}
      rows={12}
      autofocus
    />
    <div class="buttons form-end">
      <Button kind="primary">{view.t('common.save')}</Button>
      <LinkButton href={cancel} kind="quiet">
        {view.t('common.cancel')}
      </LinkButton>
    </div>
  </Form>
)

type CardProps = {
  view: View
  text: string
  name: string
  /** So many questions are about it. */
  count: number
  /** Where it is changed; null where that may not be done here. */
  edit: string | null
}

/** In a list of questions: the text that the next ones are about. */
export const PassageCard = ({ view, text, name, count, edit }: CardProps) => (
  <>
    <header>
      <h2 class="cluster">
        <Icon name="text" />
        {view.t('quizzes.passage.about', { n: count })}
      </h2>
      {edit && (
        <div class="card-tools">
          <LinkButton href={edit} small icon="edit">
            {view.t('quizzes.passage.change')}
          </LinkButton>
        </div>
      )}
    </header>
    <Prose text={text} name={name} />
  </>
)
