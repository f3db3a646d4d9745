import type { Tenant } from '../../../tenants/tenant'
import { type Event, type Kind, kindNames, kinds } from './kinds'
import { tell } from './tell'

/** What the outbox says that anybody is told of. */
export const toldEvents: string[] = [
  ...new Set(kindNames.flatMap((name) => Object.keys((kinds[name] as Kind).events ?? {}))),
]

/** Tells everybody whom an event of the outbox concerns. Read again, it tells nobody twice. */
export async function tellOf(tenant: Tenant, event: Event): Promise<void> {
  for (const name of kindNames) {
    const news = await (kinds[name] as Kind).events?.[event.name]?.(tenant, event)
    if (news) await tell(tenant, name, news, { seq: event.seq, at: event.at, key: `event:${event.seq}` })
  }
}
