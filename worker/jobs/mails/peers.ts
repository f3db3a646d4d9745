import type { Tenant } from '../../../tenants/tenant'
import { reviewsAskedMail, reviewsReceivedMail } from '../../../views/mails/peers'
import { findPeerMail } from '../../domain/assignments'
import { findPersonForMail } from '../../domain/people'
import { urls } from '../../urls'
import type { Composer } from './letter'

/** To whoever has the work of others to review: how much, and until when. */
export const reviewsAskedLetter: Composer = async (tenant, { payload }) => {
  const found = await told(tenant, payload)
  if (!found?.about.toDo) return []
  const { person, about, href } = found
  const { title, course, endsAt } = about
  return [
    {
      to: { email: person.email, locale: person.locale },
      write: (reader) =>
        reviewsAskedMail(reader, {
          name: person.name,
          title,
          course,
          n: about.toDo,
          href,
          endsAt,
          zone: person.zone || about.zone,
        }),
    },
  ]
}

/** To whoever's work was reviewed, once they may read it. */
export const reviewsReceivedLetter: Composer = async (tenant, { payload }) => {
  const found = await told(tenant, payload)
  if (!found?.about.received) return []
  const { person, about, href } = found
  const { title, course } = about
  return [
    {
      to: { email: person.email, locale: person.locale },
      write: (reader) => reviewsReceivedMail(reader, { name: person.name, title, course, n: about.received, href }),
    },
  ]
}

async function told(tenant: Tenant, { itemId, enrollmentId }: Record<string, unknown>) {
  if (typeof itemId !== 'string' || typeof enrollmentId !== 'string') return null
  const about = await findPeerMail(tenant, itemId, enrollmentId)
  const person = about && (await findPersonForMail(tenant, about.userId))
  if (!about || !person?.email || person.verifiedAt === null) return null
  return { about, person: { ...person, email: person.email }, href: tenant.origin + urls.assignment(itemId) }
}
