import type { Child } from 'hono/jsx'
import type { Typed } from '../../worker/domain/quizzes'
import { isByHand, isQuestionKind, isUnscored } from '../../worker/domain/quizzes/questions'
import { isSurveyKind } from '../../worker/lib/survey'
import { Button, LinkButton } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import type { View } from '../view'
import { HintFields } from './hint-fields'
import { PassageFields } from './passage-fields'
import { viewsOf } from './questions'
import { first } from './questions/kind'

export type QuestionFormProps = {
  view: View
  /** Where it is sent, and where one goes without saving. */
  action: string
  cancel: string
  /** Null for a new one. */
  questionId: string | null
  values: Typed
  errors: Record<string, string>
  /** The page says the kind itself. */
  untitled?: boolean
  /** Nothing in it is right, or worth anything. */
  isSurvey?: boolean
  /** Texts that other questions of its home are about. */
  passages?: string[]
  /** What its home asks besides. */
  children?: Child
}

/** Where a part of the body is written in a field of another name. */
const fieldIds = { correct: 'choices', gaps: 'text', extra: 'pairs', categories: 'items' }

/** One question, written in its place. */
export function QuestionForm({
  view,
  action,
  cancel,
  questionId,
  values,
  errors,
  untitled,
  isSurvey,
  passages = [],
  children,
}: QuestionFormProps) {
  const named = first(values.kind)
  const kind = isQuestionKind(named) ? named : 'single-choice'
  const { Fields } = viewsOf(kind)
  return (
    <Form action={action} once={view.once} method={questionId ? 'put' : 'post'} class="question-form" guard>
      {/* Enter saves: a form goes by its first button, which would be the one for another answer. */}
      <button type="submit" hidden>
        {view.t('common.save')}
      </button>
      {!untitled && <h2>{view.t(isSurvey && isSurveyKind(kind) ? `surveys.kind.${kind}` : `quizzes.kind.${kind}`)}</h2>}
      <ErrorSummary view={view} errors={errors} ids={fieldIds} />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="id" value={first(values.id)} />
      <TextArea
        name="prompt"
        label={view.t('quizzes.prompt')}
        hint={view.t('quizzes.promptHint')}
        value={first(values.prompt)}
        error={errors.prompt}
        maxlength={16_000}
        rows={2}
        autofocus={values.more === undefined}
      />
      {(!isSurvey || values.passage) && (
        <PassageFields view={view} typed={values} error={errors.passage} passages={passages} />
      )}
      <Fields view={view} typed={values} errors={errors} isSurvey={isSurvey} />
      {!isSurvey && (
        <TextArea
          name="explanation"
          label={view.t('quizzes.explanation')}
          optional={view.t('ui.optional')}
          hint={view.t('quizzes.explanationHint')}
          value={first(values.explanation)}
          error={errors.explanation}
          maxlength={8_000}
          rows={2}
        />
      )}
      {!isSurvey && !isUnscored(kind) && !isByHand(kind) && (
        <HintFields view={view} typed={values} error={errors.hints} />
      )}
      {isSurvey || isUnscored(kind) ? (
        <input type="hidden" name="points" value="0" />
      ) : (
        <Field
          name="points"
          label={view.t('quizzes.points')}
          value={first(values.points)}
          error={errors.points}
          inputmode="decimal"
          maxlength={8}
          size={6}
        />
      )}
      {children}
      <div class="buttons form-end">
        <Button kind="primary">{view.t('common.save')}</Button>
        <LinkButton href={cancel} kind="quiet">
          {view.t('common.cancel')}
        </LinkButton>
      </div>
    </Form>
  )
}
