import { certificateIssued } from '../../../views/mails/certificate-issued'
import { findOwnCertificate } from '../../domain/certificates'
import { findPersonForMail } from '../../domain/people'
import { urls } from '../../urls'
import type { Composer } from './letter'

/** To whoever has earned one: where it is, and how others check it. */
export const certificateMail: Composer = async (tenant, event) => {
  const { userId } = event.payload
  if (typeof userId !== 'string') return []
  const certificate = await findOwnCertificate(tenant, userId, event.subjectId)
  const person = await findPersonForMail(tenant, userId)
  if (!certificate || !person?.email) return []
  return [
    {
      to: { email: person.email, locale: person.locale },
      write: (reader) =>
        certificateIssued(reader, {
          name: person.name,
          title: certificate.title,
          href: tenant.origin + urls.certificate(certificate.id),
          verify: tenant.origin + urls.verify(certificate.code),
        }),
    },
  ]
}
