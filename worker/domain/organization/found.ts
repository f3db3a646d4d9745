import type { Founding } from '../../../tenants/sign-up'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { meta, organization, users } from '../../db/schema'
import { defaultEmbedHosts } from '../../lib/embeds'
import { newId } from '../../lib/ids'
import { plans } from '../../lib/plans'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import { indexEntry } from '../search'
import { consentRows } from './consents'

/** Writes whose database this is, the organization and its owner, once: a second call changes nothing. */
export async function foundOrganization(tenant: Tenant, founding: Founding): Promise<void> {
  const at = tenant.now()
  const ownerId = newId()
  const { owner, locale, zone } = founding
  try {
    await tenant.db.batch([
      tenant.db.insert(meta).values({ tenantId: tenant.id, createdAt: at }),
      tenant.db.insert(organization).values({
        id: 'own',
        name: founding.organization,
        locale,
        zone,
        embedHosts: defaultEmbedHosts,
        quotaBytes: plans[founding.plan as keyof typeof plans].storageBytes,
        createdAt: at,
        updatedAt: at,
      }),
      tenant.db
        .insert(users)
        .values({ id: ownerId, ...owner, longPassword: true, role: 'owner', locale, zone, createdAt: at }),
      indexEntry(tenant.db, { kind: 'person', subjectId: ownerId, title: owner.name, body: owner.email }),
      ...consentRows(tenant, ownerId, founding.consents),
      recordAudit(tenant, null, 'organization.found', {
        kind: 'organization',
        id: 'own',
        after: { name: founding.organization },
      }),
      recordEvent(tenant.db, 'user.email-given', ownerId, { actorId: ownerId, at }),
    ])
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
  }
}
