import type { Tenant } from '../../../tenants/tenant'
import { NotFound } from '../../errors'
import { personQuery } from '../people'
import { type Actor, authorize } from '../policy'
import { type Accommodation, accommodationQuery, nothingStands } from './accommodation-query'

/** What stands for a person, with why, for those who may set it. */
export async function findAccommodation(tenant: Tenant, actor: Actor, userId: string) {
  authorize(actor, 'person.list')
  const [[person], [found]] = await tenant.db.batch([
    personQuery(tenant, userId),
    accommodationQuery(tenant.db, userId),
  ])
  if (!person) throw new NotFound()
  authorize(actor, 'person.accommodate', person)
  return { person, accommodation: { ...nothingStands, note: '', ...found } }
}

/** One's own, without why. */
export async function findOwnAccommodation({ db }: Tenant, actor: Actor): Promise<Accommodation> {
  const [found] = await accommodationQuery(db, actor.id)
  return toldOf(found)
}

/** What may be told of it: never why. */
export function toldOf(found: (Accommodation & { note: string }) | undefined): Accommodation {
  const { note: _, ...told } = { ...nothingStands, note: '', ...found }
  return told
}
