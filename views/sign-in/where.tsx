import { listZones, zoneToday } from '../../worker/lib/zones'
import { languages } from '../languages'
import { SelectField } from '../ui/select'
import type { View } from '../view'

type WhereProps = {
  view: View
  /** What was chosen; the page's own language and zone until then. */
  values?: { locale?: unknown; zone?: unknown }
  errors: Record<string, string>
}

/**
 * Language and time zone, guessed well (`js/where.js`), so it stays closed; also without JavaScript it can be opened and
 * changed.
 */
export function Where({ view, values = {}, errors }: WhereProps) {
  const { t } = view
  const locale = String(values.locale || view.locale)
  const zone = zoneToday(String(values.zone || view.zone))
  const zones = listZones()
  if (!zones.includes(zone)) zones.push(zone)
  const name = languages.find(({ code }) => code === locale)?.name ?? locale
  return (
    <details class="where" open={Boolean(errors.locale || errors.zone)}>
      <summary>
        {t('signUp.where')}{' '}
        <strong>
          {name} · <bdi data-zone-said>{zone}</bdi>
        </strong>
      </summary>
      <SelectField
        name="locale"
        label={t('shell.language')}
        value={locale}
        error={errors.locale}
        options={languages.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <SelectField
        name="zone"
        label={t('signUp.zone')}
        value={zone}
        error={errors.zone}
        options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        data-guess-zone
      />
    </details>
  )
}
