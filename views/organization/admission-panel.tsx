import { urls } from '../../worker/urls'
import { stateOf } from '../posted'
import type { MessageKey } from '../translate'
import { Button } from '../ui/button'
import { Panel } from '../ui/card'
import { Check, Choices } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { TextArea } from '../ui/field'
import { Form } from '../ui/form'
import type { SettingsProps } from './settings'

const registrations = ['closed', 'link', 'domain', 'approval', 'open'] as const

/** Who becomes somebody here without being added, and who may look in. */
export function AdmissionPanel({ view, settings, state }: SettingsProps) {
  const { t } = view
  const action = urls.organizationPart('admission')
  const { values, errors } = stateOf(view, state, action)
  return (
    <Panel id="admission-panel">
      <h2>{t('organization.admission')}</h2>
      <Form action={action} method="put" class="form" guard>
        <ErrorSummary view={view} errors={errors} />
        <Choices
          name="registration"
          legend={t('organization.registration')}
          value={String(values.registration ?? settings.registration)}
          options={registrations.map((mode) => ({
            value: mode,
            label: t(`organization.registration.${mode}` as MessageKey),
            sentence: t(`organization.registration.${mode}Text` as MessageKey),
          }))}
          error={errors.registration}
        />
        <TextArea
          name="registrationDomains"
          label={t('organization.domains')}
          hint={t('organization.domainsHint')}
          value={String(values.registrationDomains ?? settings.registrationDomains.join('\n'))}
          error={errors.registrationDomains}
          rows={2}
          maxlength={4000}
        />
        <Check
          name="publicCatalogue"
          label={t('organization.publicCatalogue')}
          sentence={t('organization.publicCatalogueText')}
          checked={'registration' in values ? values.publicCatalogue === 'on' : settings.publicCatalogue}
        />
        <div class="buttons">
          <Button kind="primary">{t('common.save')}</Button>
        </div>
      </Form>
    </Panel>
  )
}
