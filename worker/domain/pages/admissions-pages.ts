import type { Tenant } from '../../../tenants/tenant'
import { invitationPage, isOpen, joinLinksQuery, openInvitationsQuery } from '../admissions'
import { organizationQuery } from '../organization'
import { placesOf, placesQuery } from '../people'
import { type Actor, authorize } from '../policy'
import { courseOptionsQuery, groupOptionsQuery } from './people-page'

/** Who was invited and has not come yet, and where people can be invited into: one trip. */
export async function readInvitationsPage(tenant: Tenant, actor: Actor, cursor: string | null, size?: number) {
  authorize(actor, 'person.list')
  const [rows, courses, groups, [places], [settings]] = await tenant.db.batch([
    openInvitationsQuery(tenant, cursor, size),
    courseOptionsQuery(tenant.db),
    groupOptionsQuery(tenant.db),
    placesQuery(tenant),
    organizationQuery(tenant.db),
  ])
  return {
    places: placesOf(settings!, places!.taken),
    ...invitationPage(rows, size),
    courses: courses.map(toOption),
    groups,
  }
}

/** The links by which people come in by themselves: one trip. */
export async function readJoinLinksPage(tenant: Tenant, actor: Actor) {
  authorize(actor, 'person.list')
  const [links, courses, groups, [places], [settings]] = await tenant.db.batch([
    joinLinksQuery(tenant),
    courseOptionsQuery(tenant.db),
    groupOptionsQuery(tenant.db),
    placesQuery(tenant),
    organizationQuery(tenant.db),
  ])
  const now = tenant.now()
  return {
    links: links.map((link) => ({ ...link, isOpen: isOpen(link, now) })),
    courses: courses.map(toOption),
    groups,
    places: placesOf(settings!, places!.taken),
  }
}

const toOption = ({ id, title }: { id: string; title: string }) => ({ id, name: title })
