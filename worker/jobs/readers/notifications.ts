import type { Tenant } from '../../../tenants/tenant'
import { remindSoon, tellOf, toldEvents } from '../../domain/notifications'
import type { Event, Reader } from '../readers'

/** What may be due, or open, for somebody now that was not. */
const bringsDates = {
  'item.published': true,
  'module.published': true,
  'course.published': true,
  'course.settling': true,
  'dates.moved': true,
}

/** Tells people of what concerns them, each in the way that they chose. */
export const notificationReader: Reader = Object.fromEntries(
  [...new Set([...toldEvents, ...Object.keys(bringsDates)])].map((name) => [
    name,
    name in bringsDates ? withDates : tellOf,
  ]),
)

async function withDates(tenant: Tenant, event: Event): Promise<void> {
  await tellOf(tenant, event)
  await remindSoon(tenant)
}
