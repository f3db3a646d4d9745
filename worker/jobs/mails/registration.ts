import { alreadyHereMail, approvalMail, declinedMail, registerMail } from '../../../views/mails/registration'
import { issueJoining } from '../../domain/admissions'
import { findNewcomer, findPersonForMail, issueRegistration, listDeclined } from '../../domain/people'
import { urls } from '../../urls'
import type { Composer } from './letter'

/** The link that a registration begins with; to whoever is here already, the way to sign in. */
export const registrationMail: Composer = async (tenant, event) => {
  const email = String(event.payload.email)
  const locale = String(event.payload.locale)
  const join = event.payload.join ? String(event.payload.join) : null
  const known = await findNewcomer(tenant, email)
  if (known) {
    const href = tenant.origin + urls.signIn(join ? urls.join(join) : undefined)
    return [{ to: { email, locale }, write: (reader) => alreadyHereMail(reader, { name: known.name, href }) }]
  }
  return [
    {
      to: { email, locale },
      async write(reader) {
        const way = join
          ? urls.joining(await issueJoining(tenant, email, join))
          : urls.registration(await issueRegistration(tenant, email))
        const href = tenant.origin + way
        return registerMail(reader, { href })
      },
    },
  ]
}

/** To whoever was let in by somebody else. */
export const approvedMail: Composer = async (tenant, event) => {
  if (event.actorId === event.subjectId) return []
  const person = await findPersonForMail(tenant, event.subjectId)
  if (!person?.email || !person.wasRequested) return []
  const href = tenant.origin + urls.signIn()
  return [
    {
      to: { email: person.email, locale: person.locale },
      write: (reader) => approvalMail(reader, { name: person.name, href }),
    },
  ]
}

/** To those who had asked to come in, and were removed instead. */
export const declinedMails: Composer = async (tenant, event) => {
  const userIds = Array.isArray(event.payload.userIds) ? event.payload.userIds.map(String) : []
  return (await listDeclined(tenant, userIds)).map(({ id, name, email, locale }) => ({
    about: id,
    to: { email: email!, locale },
    write: (reader) => declinedMail(reader, { name }),
  }))
}
