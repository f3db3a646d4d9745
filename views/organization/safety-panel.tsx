import { urls } from '../../worker/urls'
import { stateOf } from '../posted'
import { Button } from '../ui/button'
import { Panel } from '../ui/card'
import { ErrorSummary } from '../ui/error-summary'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { Shown } from '../ui/shown'
import type { SettingsProps } from './settings'
import { shownIn } from './settings-values'

/** How long passwords are, and what lessons may show of other sites. */
export function SafetyPanel({ view, settings, state }: SettingsProps) {
  const { t } = view
  const action = urls.organizationPart('safety')
  const { values: sent, theirs, errors } = stateOf(view, state, action)
  const values = { ...shownIn.safety(settings), ...sent }
  return (
    <Panel id="safety-panel">
      <h2>{t('organization.safety')}</h2>
      <Form action={action} method="put" class="form" guard>
        <Shown view={view} values={values} theirs={theirs} href={urls.organization()} />
        <ErrorSummary view={view} errors={errors} />
        <Field
          name="passwordLength"
          type="number"
          label={t('organization.passwordLength')}
          hint={t('organization.passwordLengthHint')}
          value={values.passwordLength}
          error={errors.passwordLength}
          min={8}
          max={64}
          inputmode="numeric"
        />
        <Field
          name="retentionDays"
          type="number"
          label={t('organization.retention')}
          hint={t('organization.retentionHint')}
          value={values.retentionDays}
          error={errors.retentionDays}
          min={1}
          max={365}
          inputmode="numeric"
        />
        <TextArea
          name="embedHosts"
          label={t('organization.embedHosts')}
          hint={t('organization.embedHostsHint')}
          value={values.embedHosts}
          error={errors.embedHosts}
          rows={5}
          maxlength={4000}
        />
        <div class="buttons">
          <Button kind="primary">{t('common.save')}</Button>
        </div>
      </Form>
    </Panel>
  )
}
