import { invitationMail } from '../../../views/mails/invitation'
import { readInvitationForMail } from '../../domain/admissions'
import { urls } from '../../urls'
import type { Composer } from './letter'

/** To whoever was invited, for the first time or again, as long as they have not come. */
export const invitationMails: Composer = async (tenant, event) => {
  const found = await readInvitationForMail(tenant, event.subjectId)
  if (!found) return []
  const { email, locale, name, inviter, courses } = found
  return [
    {
      to: { email, locale },
      write: async (reader) =>
        invitationMail(reader, { name, inviter, courses, href: tenant.origin + urls.invitation(await found.issue()) }),
    },
  ]
}
