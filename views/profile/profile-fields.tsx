import type { Person } from '../../worker/domain/people'
import { listZones, zoneToday } from '../../worker/lib/zones'
import { languages } from '../languages'
import { NameField } from '../sign-in/person-fields'
import { Field, TextArea } from '../ui/field'
import { SelectField } from '../ui/select'
import type { View } from '../view'

export type FormState = { values: Record<string, string | string[]>; errors: Record<string, string> }

type Props = { view: View; person: Person; state: FormState }

/** What a person says about themselves: the same fields for them and for admins. */
export function ProfileFields({ view, person, state: { values, errors } }: Props) {
  const { t } = view
  const said = (name: 'name' | 'pronouns' | 'bio' | 'locale' | 'zone') => String(values[name] ?? person[name])
  const zone = zoneToday(said('zone'))
  const zones = listZones()
  if (zone && !zones.includes(zone)) zones.push(zone)
  return (
    <>
      <div class="fields">
        <NameField label={t('people.name')} value={said('name')} error={errors.name} autocomplete="off" />
        <Field
          name="pronouns"
          label={t('profile.pronouns')}
          optional={t('ui.optional')}
          value={said('pronouns')}
          error={errors.pronouns}
          maxlength={40}
          dir="auto"
        />
      </div>
      <TextArea
        name="bio"
        label={t('profile.bio')}
        optional={t('ui.optional')}
        hint={t('profile.bioHint')}
        value={said('bio')}
        error={errors.bio}
        maxlength={2_000}
      />
      <div class="fields">
        <SelectField
          name="locale"
          label={t('profile.language')}
          empty={t('profile.asOrganization')}
          value={said('locale')}
          options={languages.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <SelectField
          name="zone"
          label={t('profile.zone')}
          empty={t('profile.asOrganization')}
          value={zone}
          options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        />
      </div>
      <Visible view={view} person={person} />
    </>
  )
}

const parts = ['photo', 'pronouns', 'bio', 'courses'] as const
const wordsOf = {
  photo: 'profile.sees.photo',
  pronouns: 'profile.sees.pronouns',
  bio: 'profile.sees.bio',
  courses: 'profile.sees.courses',
} as const

function Visible({ view, person }: { view: View; person: Person }) {
  const { t } = view
  return (
    <fieldset class="field">
      <legend class="field-label">{t('profile.sees')}</legend>
      <p class="hint">{t('profile.seesHint')}</p>
      <div class="cluster">
        {parts.map((part) => (
          <label class="check">
            <input type="checkbox" name="shows" value={part} checked={person.visibility[part]} />
            <span>{t(wordsOf[part])}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
