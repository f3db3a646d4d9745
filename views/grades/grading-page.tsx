import type { GradingFound } from '../../worker/domain/pages'
import type { FormState } from '../../worker/http/form'
import { isolate } from '../../worker/lib/isolate'
import { urls } from '../../worker/urls'
import { CourseHead } from '../courses/course-head'
import { Shell } from '../layouts/shell'
import { Button } from '../ui/button'
import { Check, Choices } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { TextArea } from '../ui/field'
import { Form } from '../ui/form'
import type { View } from '../view'
import { Categories } from './grading-categories'
import { gradingFields, writeSteps } from './grading-fields'
import { GradedItems } from './grading-items'

export type GradingProps = { view: View; found: GradingFound; state: FormState }

/** How the grade of a course is made: what counts how, in which categories, and how it is said. */
export function GradingPage(props: GradingProps) {
  const { view, found, state } = props
  const { t } = view
  const { course } = found
  return (
    <Shell
      view={view}
      title={`${t('grading.title')} · ${isolate(course.title, view.dir)}`}
      main="editor"
      styles={['css/staff.css', 'css/grading.css']}
    >
      <CourseHead view={view} course={course} current={urls.gradebook(course.id)} mayEdit />
      <p class="small">
        <a href={urls.gradebook(course.id)}>{t('grading.toGradebook')}</a>
      </p>
      <h2>{t('grading.title')}</h2>
      <Form action={urls.grading(course.id)} method="put" class="form wide-form" guard>
        <ErrorSummary view={view} errors={state.errors} />
        <Counting {...props} />
        <Categories {...props} />
        <GradedItems {...props} />
        <Scheme {...props} />
        <div class="buttons form-end sticky-end">
          <Button kind="primary">{t('grading.save')}</Button>
        </div>
      </Form>
    </Shell>
  )
}

function Counting({ view, found: { grading }, state: { values, errors } }: GradingProps) {
  const { t } = view
  const isTyped = Object.keys(values).length > 0
  return (
    <section aria-labelledby="counting-title">
      <h3 id="counting-title">{t('grading.counting')}</h3>
      <Choices
        name="counting"
        legend={t('grading.countingLegend')}
        value={String(values.counting ?? grading.counting)}
        options={(['items', 'points'] as const).map((value) => ({
          value,
          label: t(`grading.by.${value}`),
          sentence: t(`grading.bySentence.${value}`),
        }))}
        error={errors.counting}
      />
      <Check
        name="missingCounts"
        label={t('grading.missingCounts')}
        sentence={t('grading.missingSentence')}
        checked={isTyped ? values.missingCounts === 'on' : grading.missingCounts}
      />
    </section>
  )
}

function Scheme({ view, found: { grading }, state: { values, errors } }: GradingProps) {
  const { t } = view
  const { scheme } = grading
  const steps = scheme.kind === 'words' ? scheme.steps : gradingFields(view).steps.letters
  return (
    <section aria-labelledby="scheme-title">
      <h3 id="scheme-title">{t('grading.scheme')}</h3>
      <Choices
        name="scheme"
        legend={t('grading.schemeLegend')}
        value={String(values.scheme ?? scheme.kind)}
        options={(['percent', 'points', 'letters', 'pass', 'words'] as const).map((value) => ({
          value,
          label: t(`grading.said.${value}`),
          sentence: t(`grading.saidSentence.${value}`),
        }))}
        error={errors.scheme}
      />
      <TextArea
        name="steps"
        label={t('grading.steps')}
        hint={t('grading.stepsHint')}
        value={String(values.steps ?? writeSteps(steps))}
        error={errors.steps}
        rows={6}
        maxlength={2_000}
      />
    </section>
  )
}
