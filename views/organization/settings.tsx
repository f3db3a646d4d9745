import type { OrganizationSettings } from '../../worker/domain/organization'
import { can } from '../../worker/domain/policy'
import type { FormState } from '../../worker/http/form'
import { planOf } from '../../worker/lib/plans'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { planName, planPeople } from '../platform/plan-words'
import { Button } from '../ui/button'
import { Panel } from '../ui/card'
import { Form } from '../ui/form'
import { bytes } from '../ui/numbers'
import { Row, Rows } from '../ui/rows'
import type { View } from '../view'
import { AdmissionPanel } from './admission-panel'
import { IdentityPanel } from './identity-panel'
import { LogoPanel } from './logo-panel'
import { MailPanel } from './mail-panel'
import { SafetyPanel } from './safety-panel'

export type SettingsProps = {
  view: View
  settings: OrganizationSettings
  state: FormState
  /** Certificates can show the logo, or there is none. */
  isLogoPrinted: boolean
}

/** What an organization decides for itself. Each panel is a form of its own. */
export function SettingsPage(props: SettingsProps) {
  const { view, settings } = props
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
        <LogoPanel {...props} />
        <IdentityPanel {...props} />
        <AdmissionPanel {...props} />
        <MailPanel {...props} />
        <SafetyPanel {...props} />
        <Rows>
          <Row href={urls.audit()} title={t('audit.title')} below={t('organization.auditBelow')} />
          <Row href={urls.deadLetters()} title={t('deadLetters.title')} below={t('deadLetters.below')} />
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
