import type { OrganizationSettings } from '../../worker/domain/organization'
import { can } from '../../worker/domain/policy'
import type { FormState } from '../../worker/http/form'
import { defaultColour } from '../../worker/lib/palette'
import { planOf } from '../../worker/lib/plans'
import { listZones, zoneToday } from '../../worker/lib/zones'
import { urls } from '../../worker/urls'
import { languages } from '../languages'
import { Shell } from '../layouts/shell'
import { planName, planPeople } from '../platform/plan-words'
import type { MessageKey } from '../translate'
import { Button } from '../ui/button'
import { Panel } from '../ui/card'
import { Check, Choices } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { Field, FieldFrame, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { bytes } from '../ui/numbers'
import { Row, Rows } from '../ui/rows'
import { SelectField } from '../ui/select'
import type { View } from '../view'
import { ColourPreview } from './colour-preview'
import { LogoPanel } from './logo-panel'

export type SettingsProps = {
  view: View
  settings: OrganizationSettings
  state: FormState
  /** Certificates can show the logo, or there is none. */
  isLogoPrinted: boolean
}

/** What an organization decides for itself. Each panel is a form of its own. */
export function SettingsPage(props: SettingsProps) {
  const { view, settings, state } = props
  const { t } = view
  const used = t('organization.used', {
    used: bytes(view, settings.usedBytes),
    all: bytes(view, settings.quotaBytes),
  })
  const plan = planOf(settings.quotaBytes)
  return (
    <Shell
      view={view}
      title={t('organization.title')}
      width="narrow"
      scripts={['js/logo.js']}
      styles={['css/staff.css']}
    >
      <div class="page-head">
        <div>
          <h1>{t('organization.title')}</h1>
          <p>{plan ? `${planName(view, plan)} · ${planPeople(view, plan)} · ${used}` : used}</p>
        </div>
      </div>
      <div class="stack-loose">
        <ErrorSummary view={view} errors={state.errors} />
        <LogoPanel {...props} />
        <IdentityPanel {...props} />
        <AdmissionPanel {...props} />
        <SafetyPanel {...props} />
        <Rows>
          <Row href={urls.audit()} title={t('audit.title')} below={t('organization.auditBelow')} />
          <Row href={urls.apiTokens()} title={t('tokens.organizations')} below={t('organization.tokensBelow')} />
          <Row href={urls.takeaway()} title={t('takeaway.title')} below={t('takeaway.below')} />
          {can(view.actor, 'organization.close') && (
            <Row href={urls.closure()} title={t('closing.title')} below={t('closing.below')} />
          )}
        </Rows>
        {settings.sampleCourseId && <SamplePanel view={view} />}
      </div>
    </Shell>
  )
}

function IdentityPanel({ view, settings, state }: SettingsProps) {
  const { t } = view
  const { values, errors } = state
  const value = (name: 'name' | 'colour' | 'locale' | 'zone' | 'paper') => String(values[name] ?? settings[name])
  const zone = zoneToday(value('zone'))
  const zones = listZones()
  if (!zones.includes(zone)) zones.push(zone)
  const colour = value('colour')
  return (
    <Panel id="identity-panel">
      <h2>{t('organization.identity')}</h2>
      <Form action={urls.organizationPart('identity')} method="put" class="form">
        <Field
          name="name"
          label={t('organization.name')}
          value={value('name')}
          error={errors.name}
          maxlength={100}
          dir="auto"
        />
        <FieldFrame
          name="colour"
          label={t('organization.colour')}
          hint={t('organization.colourHint')}
          error={errors.colour}
        >
          <input
            type="color"
            class="input"
            id="colour"
            name="colour"
            value={colour || defaultColour}
            hx-get={urls.organizationColour()}
            hx-trigger="input changed delay:150ms"
            hx-target="#colour-preview"
            hx-swap="outerHTML"
          />
        </FieldFrame>
        <ColourPreview view={view} colour={colour} />
        <div class="fields">
          <SelectField
            name="locale"
            label={t('shell.language')}
            hint={t('organization.localeHint')}
            value={value('locale')}
            error={errors.locale}
            options={languages.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <SelectField
            name="zone"
            label={t('signUp.zone')}
            hint={t('organization.zoneHint')}
            value={zone}
            error={errors.zone}
            options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
          />
        </div>
        <SelectField
          name="paper"
          label={t('organization.paper')}
          hint={t('organization.paperHint')}
          value={value('paper')}
          options={[
            { value: 'a4', label: 'A4' },
            { value: 'letter', label: 'Letter' },
          ]}
        />
        <div class="buttons">
          <Button kind="primary">{t('common.save')}</Button>
          {settings.colour !== '' && (
            <Button kind="quiet" name="defaultColour" value="on">
              {t('organization.colourDefault')}
            </Button>
          )}
        </div>
      </Form>
    </Panel>
  )
}

const registrations = ['closed', 'link', 'domain', 'approval', 'open'] as const

function AdmissionPanel({ view, settings, state }: SettingsProps) {
  const { t } = view
  const { values, errors } = state
  return (
    <Panel id="admission-panel">
      <h2>{t('organization.admission')}</h2>
      <Form action={urls.organizationPart('admission')} method="put" class="form">
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
          checked={settings.publicCatalogue}
        />
        <div class="buttons">
          <Button kind="primary">{t('common.save')}</Button>
        </div>
      </Form>
    </Panel>
  )
}

function SamplePanel({ view }: { view: View }) {
  const { t } = view
  return (
    <Panel id="sample-panel">
      <h2>{t('welcome.sample')}</h2>
      <p class="muted">{t('welcome.sampleText')}</p>
      <Form action={urls.sampleCourse()} method="delete" class="above">
        <Button icon="trash">{t('welcome.sampleRemove')}</Button>
      </Form>
    </Panel>
  )
}

function SafetyPanel({ view, settings, state }: SettingsProps) {
  const { t } = view
  const { values, errors } = state
  return (
    <Panel id="safety-panel">
      <h2>{t('organization.safety')}</h2>
      <Form action={urls.organizationPart('safety')} method="put" class="form">
        <Field
          name="passwordLength"
          type="number"
          label={t('organization.passwordLength')}
          hint={t('organization.passwordLengthHint')}
          value={String(values.passwordLength ?? settings.passwordLength)}
          error={errors.passwordLength}
          min={8}
          max={64}
          inputmode="numeric"
        />
        <TextArea
          name="embedHosts"
          label={t('organization.embedHosts')}
          hint={t('organization.embedHostsHint')}
          value={String(values.embedHosts ?? settings.embedHosts.join('\n'))}
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
