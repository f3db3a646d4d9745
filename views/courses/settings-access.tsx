import { Check, Choices } from '../ui/choices'
import { Field } from '../ui/field'
import type { SettingsPageProps } from './settings-page'
import { dayOf, optionOf, typedIn } from './settings-values'

/** Who sees it, how one joins, and whether everybody gets it. */
export function WhoAndHow({
  view,
  course,
  zone,
  mayGiveToEveryone,
  publicCatalogue,
  values,
  errors = {},
}: SettingsPageProps) {
  const { t } = view
  const { typed, ticked } = typedIn(values)
  return (
    <section id="access" aria-labelledby="access-title">
      <h2 id="access-title">{t('courses.whoAndHow')}</h2>
      <Choices
        name="visibility"
        legend={t('courses.visibilityLegend')}
        value={typed('visibility', course.visibility)}
        options={['enrolled', 'organization', 'public'].map((value) => optionOf(view, 'visibility', value))}
        hint={publicCatalogue ? undefined : t('courses.publicOff')}
        error={errors.visibility}
      />
      <Choices
        name="joining"
        legend={t('courses.joiningLegend')}
        value={typed('joining', course.joining)}
        options={['staff', 'code', 'open', 'request'].map((value) => optionOf(view, 'joining', value))}
        error={errors.joining}
      />
      <div class="fields">
        <Field
          name="joinEndsAt"
          type="date"
          label={t('courses.codeUntil')}
          hint={t('courses.codeUntilHint', { zone })}
          value={typed('joinEndsAt', dayOf(course.joinEndsAt, zone))}
          error={errors.joinEndsAt}
        />
        <Field
          name="joinMost"
          type="number"
          min="1"
          max="100000"
          label={t('courses.codeMost')}
          hint={t('courses.codeMostHint')}
          value={typed('joinMost', course.joinMost)}
          error={errors.joinMost}
        />
      </div>
      <Check
        name="chat"
        label={t('courses.chat')}
        sentence={t('courses.chatSentence')}
        checked={ticked('chat', course.chat)}
      />
      {mayGiveToEveryone && (
        <Check
          name="everyone"
          label={t('courses.everyone')}
          sentence={t('courses.everyoneSentence')}
          checked={ticked('everyone', course.everyone)}
        />
      )}
    </section>
  )
}
