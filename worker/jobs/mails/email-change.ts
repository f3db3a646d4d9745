import { emailChangeMail, emailInUseMail } from '../../../views/mails/email-change'
import { findEmailChange, issueEmailChange } from '../../domain/people'
import { urls } from '../../urls'
import type { Composer } from './letter'

/** To both addresses, each with a link of its own. An address that somebody else here has is told so, and gets no link. */
export const emailChangeMails: Composer = async (tenant, event) => {
  const email = String(event.payload.email)
  const found = await findEmailChange(tenant, event.subjectId, email)
  if (!found) return []
  const { person, isTaken } = found
  const { name, locale } = person
  const signIn = tenant.origin + urls.signIn()
  if (isTaken) return [{ to: { email, locale }, write: (reader) => emailInUseMail(reader, { href: signIn }) }]

  const change = { id: event.key, email, sides: person.email ? (2 as const) : (1 as const) }
  const sideMail = (side: 'old' | 'new', to: string) => ({
    about: side,
    to: { email: to, locale },
    async write(reader: Parameters<typeof emailChangeMail>[0]) {
      const code = await issueEmailChange(tenant, side, person.id, change)
      return emailChangeMail(reader, { name, email, side, href: tenant.origin + urls.emailChange(side, code) })
    },
  })
  return [...(person.email ? [sideMail('old', person.email)] : []), sideMail('new', email)]
}
