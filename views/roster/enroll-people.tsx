import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import type { View } from '../view'

type Props = { view: View; courseId: string; state: FormState }

/** Puts people of the organization into the course: a name, or a pasted list. */
export function EnrollPeople({ view, courseId, state }: Props) {
  const { t } = view
  return (
    <details class="enroll-people no-print" open={Object.keys(state.errors).length > 0}>
      <summary class="btn">
        <Icon name="plus" />
        {t('roster.enroll.title')}
      </summary>
      <Form action={urls.courseEnrollments(courseId)} class="learner-form">
        <ErrorSummary view={view} errors={state.errors} />
        <TextArea
          name="who"
          label={t('roster.enroll.who')}
          hint={t('roster.enroll.hint')}
          error={state.errors.who}
          value={String(state.values.who ?? '')}
          rows={3}
          required
        />
        <Field
          name="dueOn"
          type="date"
          label={t('roster.enroll.due')}
          optional={t('ui.optional')}
          error={state.errors.dueOn}
          value={String(state.values.dueOn ?? '')}
        />
        <Button kind="primary">{t('roster.enroll.enroll')}</Button>
      </Form>
    </details>
  )
}
