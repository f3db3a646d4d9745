import { urls } from '../../worker/urls'
import { stateOf } from '../posted'
import { Button } from '../ui/button'
import { Panel } from '../ui/card'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import type { SettingsProps } from './settings'

/** The picture on every page, in mails and on certificates: the last two know PNG and JPEG only. */
export function LogoPanel({ view, settings, state, isLogoPrinted }: SettingsProps) {
  const { t } = view
  const { errors } = stateOf(view, state, urls.organizationLogo())
  return (
    <Panel id="logo-panel">
      <h2>{t('organization.logo')}</h2>
      {settings.logoId && (
        <p class="logo-now">
          <img src={urls.media(settings.logoId)} alt={t('organization.logoNow')} height={48} />
        </p>
      )}
      {!isLogoPrinted && <Notice meaning="attention">{t('organization.logoNotPrinted')}</Notice>}
      <Form action={urls.organizationLogo()} method="put" files class="form">
        <ErrorSummary view={view} errors={errors} />
        <Field
          name="file"
          type="file"
          label={t(settings.logoId ? 'organization.logoOther' : 'organization.logoFile')}
          hint={
            <span>
              {t('organization.logoHint')}{' '}
              <span id="logo-turned" hidden>
                {t('organization.logoTurned')}
              </span>
            </span>
          }
          error={errors.file}
          accept="image/png,image/jpeg,image/webp,image/avif,image/gif,image/svg+xml"
          data-as-png="logo-turned"
        />
        <div class="buttons">
          <Button>{t('organization.logoSave')}</Button>
          {settings.logoId && (
            <Button kind="quiet" form="logo-removal">
              {t('organization.logoRemove')}
            </Button>
          )}
        </div>
      </Form>
      {settings.logoId && <Form action={urls.organizationLogo()} method="delete" id="logo-removal" />}
    </Panel>
  )
}
