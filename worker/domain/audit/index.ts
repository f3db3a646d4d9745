import type { Tenant } from '../../../tenants/tenant'
import { auditEntries } from '../../db/schema'
import { newId } from '../../lib/ids'
import type { Actor } from '../policy'

type Audited = { kind: string; id: string; before?: unknown; after?: unknown }

/** Who did what to what, in the act's own batch. `actor` is null where the product itself acts. */
export function recordAudit(tenant: Tenant, actor: Actor | null, act: string, { kind, id, before, after }: Audited) {
  return tenant.db.insert(auditEntries).values({
    id: newId(),
    at: tenant.now(),
    actorId: actor?.id ?? null,
    act,
    subjectKind: kind,
    subjectId: id,
    source: actor ? (actor.scopes ? 'api' : 'web') : 'job',
    before: before ?? null,
    after: after ?? null,
  })
}
