import { defaultColour } from '../../worker/lib/palette'
import { listZones, zoneToday } from '../../worker/lib/zones'
import { urls } from '../../worker/urls'
import { languages } from '../languages'
import { stateOf } from '../posted'
import { Button } from '../ui/button'
import { Panel } from '../ui/card'
import { ErrorSummary } from '../ui/error-summary'
import { Field, FieldFrame } from '../ui/field'
import { Form } from '../ui/form'
import { SelectField } from '../ui/select'
import { ColourPreview } from './colour-preview'
import type { SettingsProps } from './settings'

/** What the organization is called and looks like, and the language and clock of whoever chose none. */
export function IdentityPanel({ view, settings, state }: SettingsProps) {
  const { t } = view
  const action = urls.organizationPart('identity')
  const { values, errors } = stateOf(view, state, action)
  const value = (name: 'name' | 'colour' | 'locale' | 'zone' | 'paper') => String(values[name] ?? settings[name])
  const zone = zoneToday(value('zone'))
  const zones = listZones()
  if (!zones.includes(zone)) zones.push(zone)
  const colour = value('colour')
  return (
    <Panel id="identity-panel">
      <h2>{t('organization.identity')}</h2>
      <Form action={action} method="put" class="form" guard>
        <ErrorSummary view={view} errors={errors} />
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
