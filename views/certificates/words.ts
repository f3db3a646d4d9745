import type { Certificate } from '../../worker/domain/certificates'
import { directionOf, isLocale, type Locale, translator } from '../translate'
import { date } from '../ui/time'

/** What is said on a certificate, in the certificate's own language. `zone` is the organization's: a date on paper is one date. */
export function certificateWords(certificate: Certificate, zone: string) {
  const locale: Locale = isLocale(certificate.locale) ? certificate.locale : 'en'
  const t = translator(locale)
  const day = (at: number) => date({ locale, zone }, at, { day: 'numeric', month: 'long', year: 'numeric' })
  return {
    locale,
    dir: directionOf(locale) as 'ltr' | 'rtl',
    heading: t('certificate.heading'),
    before: t('certificate.before'),
    between: t(certificate.kind === 'module' ? 'certificate.betweenModule' : 'certificate.betweenCourse'),
    issued: t('certificate.issuedOn', { date: day(certificate.issuedAt) }),
    expires: certificate.expiresAt ? t('certificate.validUntil', { date: day(certificate.expiresAt) }) : null,
    verify: t('certificate.checkAt'),
  }
}
