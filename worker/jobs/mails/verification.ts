import { verifyMail } from '../../../views/mails/verify-email'
import { findPersonForMail, issueCode } from '../../domain/people'
import { urls } from '../../urls'
import type { Composer } from './letter'

/** To whoever has an address that is not confirmed yet. */
export const verificationMail: Composer = async (tenant, event) => {
  const person = await findPersonForMail(tenant, event.subjectId)
  const email = person?.email
  if (!email || person.verifiedAt !== null) return []
  return [
    {
      to: { email, locale: person.locale },
      async write(reader) {
        const payload = { email: email.toLowerCase() }
        const code = await issueCode(tenant, { purpose: 'verify-email', userId: person.id, payload })
        return verifyMail(reader, { name: person.name, href: tenant.origin + urls.verification(code) })
      },
    },
  ]
}
