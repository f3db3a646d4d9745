import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { VerifyFirst } from '../people/add-person'
import { stateOf } from '../posted'
import type { MessageKey } from '../translate'
import { Button } from '../ui/button'
import { Panel } from '../ui/card'
import { Check, Choices } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { Shown } from '../ui/shown'
import type { SettingsProps } from './settings'
import { shownIn } from './settings-values'

const registrations = ['closed', 'link', 'domain', 'approval', 'open'] as const

/** Who becomes somebody here without being added, and who may look in. */
export function AdmissionPanel({ view, settings, state }: SettingsProps) {
  const { t } = view
  const action = urls.organizationPart('admission')
  const { values: sent, theirs, errors } = stateOf(view, state, action)
  const values: FormState['values'] = 'registration' in sent ? sent : shownIn.admission(settings)
  return (
    <Panel id="admission-panel">
      <h2>{t('organization.admission')}</h2>
      {!view.actor!.verified && <VerifyFirst view={view} />}
      <Form action={action} method="put" class="form" guard>
        <Shown view={view} values={values} theirs={theirs} href={urls.organization()} />
        <ErrorSummary view={view} errors={errors} />
        <Choices
          name="registration"
          legend={t('organization.registration')}
          value={String(values.registration)}
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
          value={String(values.registrationDomains ?? '')}
          error={errors.registrationDomains}
          rows={2}
          maxlength={4000}
        />
        <Check
          name="publicCatalogue"
          label={t('organization.publicCatalogue')}
          sentence={t('organization.publicCatalogueText')}
          checked={values.publicCatalogue === 'on'}
        />
        <div class="buttons">
          <Button kind="primary">{t('common.save')}</Button>
        </div>
      </Form>
    </Panel>
  )
}
