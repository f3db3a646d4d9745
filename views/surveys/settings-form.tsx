import { urls } from '../../worker/urls'
import { OpeningFields } from '../quizzes/opening-fields'
import type { QuizSettingsForm } from '../quizzes/settings-form'
import { Button } from '../ui/button'
import { Check, Choices } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { Shown } from '../ui/shown'
import type { View } from '../view'

type Props = { view: View; itemId: string; zone: string; form: QuizSettingsForm }

/** How a survey is asked. What a graded quiz has besides means nothing here, and goes along unsaid. */
export function SurveySettingsForm({ view, itemId, zone, form: { values, errors, theirs } }: Props) {
  const said = (name: string) => String(values[name] ?? '')
  return (
    <Form action={urls.quiz(itemId)} method="put" class="form" guard>
      <Shown view={view} values={values} theirs={theirs} href={urls.quizEdit(itemId)} />
      <ErrorSummary view={view} errors={errors} />
      {['passPercent', 'counts', 'answers', 'attemptsAllowed'].map((name) => (
        <input type="hidden" name={name} value={said(name)} />
      ))}
      <TextArea
        name="introduction"
        label={view.t('quizzes.introduction')}
        optional={view.t('ui.optional')}
        hint={view.t('surveys.introductionHint')}
        value={said('introduction')}
        error={errors.introduction}
        rows={3}
        maxlength={16_000}
      />
      <div class="fields">
        <OpeningFields view={view} zone={zone} said={said} errors={errors} closing={view.t('surveys.closesAtHint')} />
      </div>
      <Check
        name="atCompletion"
        label={view.t('surveys.atCompletion')}
        sentence={view.t('surveys.atCompletionText')}
        checked={values.atCompletion !== undefined}
      />
      <Choices
        name="pages"
        legend={view.t('quizzes.pages')}
        value={said('pages') === 'one' ? 'one' : 'question'}
        options={(['question', 'one'] as const).map((value) => ({ value, label: view.t(`quizzes.pages.${value}`) }))}
        error={errors.pages}
      />
      <Check
        name="shuffleOptions"
        label={view.t('quizzes.shuffleOptions')}
        checked={values.shuffleOptions !== undefined}
      />
      <div class="buttons form-end">
        <Button kind="primary">{view.t('quizzes.saveSettings')}</Button>
      </div>
    </Form>
  )
}
