import type { Accommodation } from '../../worker/domain/accommodations'
import { mostAccommodation, mostNote } from '../../worker/lib/accommodation-bounds'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import type { View } from '../view'

type Props = {
  view: View
  person: { id: string; name: string }
  accommodation: Accommodation & { note: string }
  form: { values: Record<string, string | string[]>; errors: Record<string, string> }
}

const names = Object.keys(mostAccommodation) as (keyof Accommodation)[]

/** What stands for one person in every course: set once, applied everywhere. */
export function AccommodationPage({ view, person, accommodation, form: { values, errors } }: Props) {
  const { t } = view
  const after = {
    extraTime: '%',
    breakMinutes: t('quizzes.minutes'),
    extraAttempts: undefined,
    laterDays: t('accommodations.days'),
    laterHours: t('accommodations.hours'),
  }
  return (
    <Shell view={view} title={t('accommodations.title')} width="narrow" styles={['css/staff.css']}>
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.people(), label: t('people.title') },
          { href: urls.person(person.id), label: <bdi>{person.name}</bdi> },
        ]}
      />
      <h1>{t('accommodations.title')}</h1>
      <p class="muted above-small">{t('accommodations.intro', { name: person.name })}</p>
      <Form action={urls.accommodation(person.id)} method="put" class="form" guard>
        <ErrorSummary view={view} errors={errors} />
        <div class="fields">
          {names.map((name) => (
            <Field
              name={name}
              label={t(`accommodations.${name}`)}
              hint={t(`accommodations.${name}Hint`)}
              after={after[name]}
              value={String(values[name] ?? accommodation[name])}
              error={errors[name]}
              inputmode="numeric"
              maxlength={3}
            />
          ))}
        </div>
        <TextArea
          name="note"
          label={t('accommodations.note')}
          optional={t('ui.optional')}
          hint={t('accommodations.noteHint')}
          value={String(values.note ?? accommodation.note)}
          error={errors.note}
          rows={2}
          maxlength={mostNote}
        />
        <div class="buttons form-end">
          <Button kind="primary">{t('accommodations.save')}</Button>
        </div>
      </Form>
    </Shell>
  )
}
