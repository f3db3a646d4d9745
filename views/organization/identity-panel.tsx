import { defaultColour } from '../../worker/lib/palette'
import { listZones } from '../../worker/lib/zones'
import { urls } from '../../worker/urls'
import { languages } from '../languages'
import { stateOf } from '../posted'
import { Button } from '../ui/button'
import { Panel } from '../ui/card'
import { ErrorSummary } from '../ui/error-summary'
import { Field, FieldFrame } from '../ui/field'
import { Form } from '../ui/form'
import { SelectField } from '../ui/select'
import { Shown } from '../ui/shown'
import { ColourPreview } from './colour-preview'
import type { SettingsProps } from './settings'
import { shownIn } from './settings-values'

/** What the organization is called and looks like, and the language and clock of whoever chose none. */
export function IdentityPanel({ view, settings, state }: SettingsProps) {
  const { t } = view
  const action = urls.organizationPart('identity')
  const { values: sent, theirs, errors } = stateOf(view, state, action)
  const values = { ...shownIn.identity(settings), ...sent }
  const zones = listZones()
  if (!zones.includes(values.zone)) zones.push(values.zone)
  return (
    <Panel id="identity-panel">
      <h2>{t('organization.identity')}</h2>
      <Form action={action} method="put" class="form" guard>
        <Shown view={view} values={values} theirs={theirs} href={urls.organization()} />
        <ErrorSummary view={view} errors={errors} />
        <Field
          name="name"
          label={t('organization.name')}
          value={values.name}
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
            value={values.colour || defaultColour}
            hx-get={urls.organizationColour()}
            hx-trigger="input changed delay:150ms"
            hx-target="#colour-preview"
            hx-swap="outerHTML"
          />
        </FieldFrame>
        <ColourPreview view={view} colour={values.colour} />
        <div class="fields">
          <SelectField
            name="locale"
            label={t('shell.language')}
            hint={t('organization.localeHint')}
            value={values.locale}
            error={errors.locale}
            options={languages.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <SelectField
            name="zone"
            label={t('signUp.zone')}
            hint={t('organization.zoneHint')}
            value={values.zone}
            error={errors.zone}
            options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
          />
        </div>
        <SelectField
          name="paper"
          label={t('organization.paper')}
          hint={t('organization.paperHint')}
          value={values.paper}
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
