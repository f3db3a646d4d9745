import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Check, Choices } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { SelectField } from '../ui/select'
import type { View } from '../view'

export type QuizSettingsForm = { values: Record<string, string | string[]>; errors: Record<string, string> }

type Props = { view: View; itemId: string; form: QuizSettingsForm }

/** How a quiz is taken and what it shows afterwards. */
export function SettingsForm({ view, itemId, form: { values, errors } }: Props) {
  const said = (name: string) => String(values[name] ?? '')
  return (
    <Form action={urls.quiz(itemId)} method="put" class="form" guard>
      <ErrorSummary view={view} errors={errors} />
      <TextArea
        name="introduction"
        label={view.t('quizzes.introduction')}
        optional={view.t('ui.optional')}
        hint={view.t('quizzes.introductionHint')}
        value={said('introduction')}
        error={errors.introduction}
        rows={3}
        maxlength={16_000}
      />
      <div class="fields">
        <Field
          name="attemptsAllowed"
          label={view.t('quizzes.attemptsAllowed')}
          hint={view.t('quizzes.attemptsAllowedHint')}
          value={said('attemptsAllowed')}
          error={errors.attemptsAllowed}
          inputmode="numeric"
          maxlength={3}
        />
        <Field
          name="passPercent"
          label={view.t('quizzes.passPercent')}
          after="%"
          value={said('passPercent')}
          error={errors.passPercent}
          inputmode="numeric"
          maxlength={3}
        />
      </div>
      <p class="hint">{view.t('quizzes.passPercentHint')}</p>
      <SelectField
        name="counts"
        label={view.t('quizzes.whichCounts')}
        value={said('counts')}
        options={[
          { value: 'highest', label: view.t('quizzes.countsHighest') },
          { value: 'latest', label: view.t('quizzes.countsLatest') },
        ]}
      />
      <Check
        name="shuffleQuestions"
        label={view.t('quizzes.shuffleQuestions')}
        checked={values.shuffleQuestions !== undefined}
      />
      <Check
        name="shuffleOptions"
        label={view.t('quizzes.shuffleOptions')}
        checked={values.shuffleOptions !== undefined}
      />
      <Choices
        name="answers"
        legend={view.t('quizzes.showAnswers')}
        value={said('answers')}
        options={(['pass', 'attempt', 'never'] as const).map((value) => ({
          value,
          label: view.t(`quizzes.answers.${value}`),
          sentence: view.t(`quizzes.answersText.${value}`),
        }))}
        error={errors.answers}
      />
      <div class="buttons form-end">
        <Button kind="primary">{view.t('quizzes.saveSettings')}</Button>
      </div>
    </Form>
  )
}
