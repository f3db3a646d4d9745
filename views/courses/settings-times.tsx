import { listZones, localDateTime, zoneToday } from '../../worker/lib/zones'
import { Check, Choices } from '../ui/choices'
import { Field } from '../ui/field'
import { SelectField } from '../ui/select'
import type { SettingsPageProps } from './settings-page'
import { optionOf, typedIn } from './settings-values'

/** When it runs, what stays open after its end, and whether it goes in order. */
export function TimeAndOrder({ view, course, zone, values, errors = {} }: SettingsPageProps) {
  const { t } = view
  const { typed, ticked } = typedIn(values)
  const local = (at: number | null) => (at === null ? '' : localDateTime(at, zone))
  return (
    <section id="times" aria-labelledby="times-title">
      <h2 id="times-title">{t('courses.timeAndOrder')}</h2>
      <div class="fields">
        <Field
          name="startsAt"
          type="datetime-local"
          label={t('courses.startsAt')}
          hint={t('courses.inZone', { zone })}
          value={typed('startsAt', local(course.startsAt))}
          error={errors.startsAt}
        />
        <Field
          name="endsAt"
          type="datetime-local"
          label={t('courses.endsAt')}
          hint={t('courses.inZone', { zone })}
          value={typed('endsAt', local(course.endsAt))}
          error={errors.endsAt}
        />
        <SelectField
          name="zone"
          label={t('courses.zone')}
          empty={t('courses.asOrganization')}
          value={zoneToday(typed('zone', course.zone))}
          options={listZones().map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
          error={errors.zone}
        />
      </div>
      <Choices
        name="afterEnd"
        legend={t('courses.afterEndLegend')}
        value={typed('afterEnd', course.afterEnd)}
        options={['none', 'read', 'full'].map((value) => optionOf(view, 'afterEnd', value))}
        error={errors.afterEnd}
      />
      <Check
        name="inOrder"
        label={t('courses.inOrder')}
        sentence={t('courses.inOrderSentence')}
        checked={ticked('inOrder', course.inOrder)}
      />
    </section>
  )
}
