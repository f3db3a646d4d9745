import { urls } from '../../worker/urls'
import { stateOf } from '../posted'
import { Button } from '../ui/button'
import { Panel } from '../ui/card'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Shown } from '../ui/shown'
import type { SettingsProps } from './settings'
import { shownIn } from './settings-values'

/** Who mails come from, and where answers to them go. */
export function MailPanel({ view, settings, state }: SettingsProps) {
  const { t } = view
  const action = urls.organizationPart('mail')
  const { values: sent, theirs, errors } = stateOf(view, state, action)
  const values = { ...shownIn.mail(settings), ...sent }
  return (
    <Panel id="mail-panel">
      <h2>{t('organization.mail')}</h2>
      <Form action={action} method="put" class="form" guard>
        <Shown view={view} values={values} theirs={theirs} href={urls.organization()} />
        <ErrorSummary view={view} errors={errors} />
        <Field
          name="mailName"
          label={t('organization.mailName')}
          hint={t('organization.mailNameHint', { name: settings.name })}
          value={values.mailName}
          error={errors.mailName}
          maxlength={60}
        />
        <Field
          name="mailReplyTo"
          type="email"
          label={t('organization.mailReplyTo')}
          hint={t('organization.mailReplyToHint')}
          value={values.mailReplyTo}
          error={errors.mailReplyTo}
          maxlength={254}
        />
        <div class="buttons">
          <Button kind="primary">{t('common.save')}</Button>
        </div>
      </Form>
    </Panel>
  )
}
