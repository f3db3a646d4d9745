import { mostCode } from '../../worker/lib/quiz-rules'
import { navigations } from '../../worker/lib/quiz-sections'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Check, Choices } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { NumberField } from '../ui/number-field'
import { SelectField } from '../ui/select'
import { Shown } from '../ui/shown'
import type { View } from '../view'
import { OpeningFields } from './opening-fields'
import { ShowsGrid } from './shows-grid'

export type QuizSettingsForm = {
  values: Record<string, string | string[]>
  errors: Record<string, string>
  theirs?: Record<string, string>
}

type Props = {
  view: View
  itemId: string
  /** IANA zone in which the course says its dates. */
  zone: string
  form: QuizSettingsForm
}

/** How a quiz is taken and what it shows afterwards. */
export function SettingsForm({ view, itemId, zone, form }: Props) {
  const { values, errors, theirs } = form
  const said = (name: string) => String(values[name] ?? '')
  return (
    <Form action={urls.quiz(itemId)} method="put" class="form" guard>
      <Shown view={view} values={values} theirs={theirs} href={urls.quizEdit(itemId)} />
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
      <h3 class="far-above">{view.t('quizzes.settingsTime')}</h3>
      <div class="fields">
        <OpeningFields view={view} zone={zone} said={said} errors={errors} closing={view.t('quizzes.closesAtHint')} />
        <NumberField
          form={form}
          name="timeLimitMinutes"
          label={view.t('quizzes.timeLimit')}
          hint={view.t('quizzes.timeLimitHint')}
          after={view.t('quizzes.minutes')}
          digits={5}
        />
        <NumberField
          form={form}
          name="graceSeconds"
          label={view.t('quizzes.grace')}
          hint={view.t('quizzes.graceHint')}
          after={view.t('quizzes.seconds')}
          digits={4}
        />
      </div>
      <h3 class="far-above">{view.t('quizzes.settingsAttempts')}</h3>
      <div class="fields">
        <NumberField
          form={form}
          name="attemptsAllowed"
          label={view.t('quizzes.attemptsAllowed')}
          hint={view.t('quizzes.attemptsAllowedHint')}
          digits={3}
        />
        <NumberField
          form={form}
          name="delayMinutes"
          label={view.t('quizzes.delay')}
          hint={view.t('quizzes.delayHint')}
          after={view.t('quizzes.minutes')}
          digits={5}
        />
        <NumberField form={form} name="passPercent" label={view.t('quizzes.passPercent')} after="%" digits={3} />
      </div>
      <p class="hint">{view.t('quizzes.passPercentHint')}</p>
      <NumberField
        form={form}
        name="wrongPercent"
        label={view.t('quizzes.wrongCosts')}
        hint={view.t('quizzes.wrongCostsHint')}
        after="%"
        digits={3}
      />
      <SelectField
        name="counts"
        label={view.t('quizzes.whichCounts')}
        value={said('counts')}
        options={[
          { value: 'highest', label: view.t('quizzes.countsHighest') },
          { value: 'latest', label: view.t('quizzes.countsLatest') },
          { value: 'first', label: view.t('quizzes.countsFirst') },
          { value: 'average', label: view.t('quizzes.countsAverage') },
        ]}
      />
      <h3 class="far-above">{view.t('quizzes.settingsAdmission')}</h3>
      <Field
        name="accessCode"
        label={view.t('quizzes.accessCode')}
        hint={view.t('quizzes.accessCodeHint')}
        value={said('accessCode')}
        error={errors.accessCode}
        maxlength={mostCode}
        autocomplete="off"
      />
      <TextArea
        name="networks"
        label={view.t('quizzes.networks')}
        hint={view.t('quizzes.networksHint')}
        value={said('networks')}
        error={errors.networks}
        rows={2}
        maxlength={3_200}
        spellcheck="false"
      />
      <h3 class="far-above">{view.t('quizzes.settingsOrder')}</h3>
      <Choices
        name="pages"
        legend={view.t('quizzes.pages')}
        value={said('pages')}
        options={(['question', 'section', 'one'] as const).map((value) => ({
          value,
          label: view.t(`quizzes.pages.${value}`),
          sentence: view.t(`quizzes.pagesText.${value}`),
        }))}
        error={errors.pages}
      />
      <Choices
        name="navigation"
        legend={view.t('quizzes.navigation')}
        value={said('navigation')}
        options={navigations.map((value) => ({
          value,
          label: view.t(`quizzes.navigation.${value}`),
          sentence: view.t(`quizzes.navigationText.${value}`),
        }))}
        error={errors.navigation}
      />
      <Check
        name="shuffleQuestions"
        label={view.t('quizzes.shuffleQuestions')}
        sentence={view.t('quizzes.shuffleQuestionsHint')}
        checked={values.shuffleQuestions !== undefined}
      />
      <Check
        name="shuffleSections"
        label={view.t('quizzes.shuffleSections')}
        checked={values.shuffleSections !== undefined}
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
        options={(['pass', 'attempt', 'practice', 'adaptive', 'exam', 'never', 'own'] as const).map((value) => ({
          value,
          label: view.t(`quizzes.answers.${value}`),
          sentence: view.t(`quizzes.answersText.${value}`),
        }))}
        error={errors.answers}
      />
      <div class="fields tries-fields">
        <NumberField
          form={form}
          name="tries"
          label={view.t('quizzes.tries')}
          hint={view.t('quizzes.triesHint')}
          digits={2}
        />
        <NumberField
          form={form}
          name="tryPercent"
          label={view.t('quizzes.tryCosts')}
          hint={view.t('quizzes.tryCostsHint')}
          after="%"
          digits={3}
        />
      </div>
      <ShowsGrid view={view} values={values} />
      <Check
        name="closesTogether"
        label={view.t('quizzes.closesTogether')}
        sentence={view.t('quizzes.closesTogetherText')}
        checked={values.closesTogether !== undefined}
      />
      <div class="buttons form-end">
        <Button kind="primary">{view.t('quizzes.saveSettings')}</Button>
      </div>
    </Form>
  )
}
