import { urls } from '../../worker/urls'
import type { View } from '../view'

type Props = { view: View; course: { id: string; certificate: boolean } }

/** Whether there is a certificate at the end, where its makers look; it is off until somebody wants it. */
export function CertificateLine({ view, course }: Props) {
  const { t } = view
  return (
    <p class="small muted">
      {t(course.certificate ? 'courses.certificateOn' : 'courses.certificateOff')}{' '}
      <a href={`${urls.courseSettings(course.id)}#certificate`}>{t('courses.certificateChange')}</a>
    </p>
  )
}
