import { isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { users } from '../../db/schema'
import { Invalid } from '../../errors'
import { type Places, planOf, plans } from '../../lib/plans'
import { type OrganizationSettings, organizationQuery } from '../organization'

/** Counting stops where every plan with a limit is full. */
const COUNTED = Math.max(...Object.values(plans).map(({ people }) => people ?? 0)) + 1

/** How many places are taken: everybody's who is not in the bin. Unexecuted. */
export const placesQuery = ({ db }: Tenant) =>
  db.select({ taken: sql<number>`count(*)`.as('taken_places') }).from(
    db
      .select({ one: sql`1`.as('one') })
      .from(users)
      .where(isNull(users.deletedAt))
      .limit(COUNTED)
      .as('some'),
  )

/** Null where the plan has no limit, or the operator agreed on another amount of room. */
export function placesOf({ quotaBytes }: Pick<OrganizationSettings, 'quotaBytes'>, taken: number): Places | null {
  const plan = planOf(quotaBytes)
  const most = plan && plans[plan].people
  return most === null ? null : { most, taken }
}

/** Before people are added by staff. Throws Invalid(`field`) where the plan has no place for so many. */
export async function keepPlaces(tenant: Tenant, wanted: number, field = ''): Promise<void> {
  const places = await readPlaces(tenant)
  if (!places || wanted === 0 || places.taken + wanted <= places.most) return
  const left = Math.max(places.most - places.taken, 0)
  throw new Invalid(field, 'people.planFull', { most: places.most, left })
}

/** Before somebody comes in by themselves. Throws Invalid where no place is left. */
export async function keepPlace(tenant: Tenant): Promise<void> {
  const places = await readPlaces(tenant)
  if (places && places.taken >= places.most) throw new Invalid('', 'people.noPlace')
}

async function readPlaces(tenant: Tenant): Promise<Places | null> {
  const [[settings], [counted]] = await tenant.db.batch([organizationQuery(tenant.db), placesQuery(tenant)])
  return settings ? placesOf(settings, counted?.taken ?? 0) : null
}
