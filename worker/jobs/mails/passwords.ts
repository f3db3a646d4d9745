import { passwordChanged } from '../../../views/mails/password-changed'
import { resetPasswordMail } from '../../../views/mails/reset-password'
import { findPersonForMail, issueCode } from '../../domain/people'
import { urls } from '../../urls'
import type { Composer } from './letter'

export const resetMail: Composer = async (tenant, event) => {
  const person = await findPersonForMail(tenant, event.subjectId)
  if (!person?.email) return []
  return [
    {
      to: { email: person.email, locale: person.locale },
      async write(reader) {
        const code = await issueCode(tenant, { purpose: 'reset-password', userId: person.id })
        return resetPasswordMail(reader, { name: person.name, href: tenant.origin + urls.newPassword(code) })
      },
    },
  ]
}

/** So that nobody's password changes unseen. */
export const passwordChangedMail: Composer = async (tenant, event) => {
  const person = await findPersonForMail(tenant, event.subjectId)
  if (!person?.email) return []
  const href = tenant.origin + urls.forgotPassword()
  return [
    {
      to: { email: person.email, locale: person.locale },
      write: (reader) => passwordChanged(reader, { name: person.name, href }),
    },
  ]
}
