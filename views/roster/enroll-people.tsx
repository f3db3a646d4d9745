import { can } from '../../worker/domain/policy'
import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import type { View } from '../view'

type Props = { view: View; course: { id: string; zone: string }; state: FormState; invitable: string[] }

/** Puts people of the organization into the course: a name, or a pasted list. */
export function EnrollPeople({ view, course, state, invitable }: Props) {
  const { t } = view
  const zone = course.zone || view.homeZone
  const mayInvite = can(view.actor, 'person.invite')
  return (
    <details class="enroll-people no-print" open={Object.keys(state.errors).length > 0}>
      <summary class="btn">
        <Icon name="plus" />
        {t('roster.enroll.title')}
      </summary>
      <Form action={urls.courseEnrollments(course.id)} class="learner-form">
        <ErrorSummary view={view} errors={state.errors} />
        <TextArea
          name="who"
          label={t('roster.enroll.who')}
          hint={t(mayInvite ? 'roster.enroll.hintInvite' : 'roster.enroll.hint')}
          error={state.errors.who}
          value={String(state.values.who ?? '')}
          rows={3}
          required
        />
        <Field
          name="dueOn"
          type="date"
          label={t('roster.enroll.due')}
          hint={zone && t('courses.dayInZone', { zone })}
          optional={t('ui.optional')}
          error={state.errors.dueOn}
          value={String(state.values.dueOn ?? '')}
        />
        <div class="buttons">
          {invitable.length > 0 && (
            <Button kind="primary" icon="send" name="invite" value="on">
              {t('roster.enroll.invite', { n: invitable.length })}
            </Button>
          )}
          <Button kind={invitable.length > 0 ? undefined : 'primary'}>{t('roster.enroll.enroll')}</Button>
        </div>
        {invitable.length > 0 && (
          <p class="hint">
            {t('roster.enroll.inviteHint', {
              names: invitable.slice(0, 5).join(', '),
              more: Math.max(0, invitable.length - 5),
            })}
          </p>
        )}
      </Form>
    </details>
  )
}
