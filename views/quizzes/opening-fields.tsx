import { Field } from '../ui/field'
import type { View } from '../view'

type Props = {
  view: View
  /** IANA zone in which the course says its dates. */
  zone: string
  said: (name: string) => string
  errors: Record<string, string>
  /** What follows once it has closed. */
  closing: string
}

/** From when until when a quiz or a survey is taken. */
export const OpeningFields = ({ view, zone, said, errors, closing }: Props) => (
  <>
    <Field
      name="opensAt"
      type="datetime-local"
      label={view.t('quizzes.opensAt')}
      hint={view.t('courses.inZone', { zone })}
      value={said('opensAt')}
      error={errors.opensAt}
    />
    <Field
      name="closesAt"
      type="datetime-local"
      label={view.t('quizzes.closesAt')}
      hint={`${view.t('courses.inZone', { zone })}. ${closing}`}
      value={said('closesAt')}
      error={errors.closesAt}
    />
  </>
)
