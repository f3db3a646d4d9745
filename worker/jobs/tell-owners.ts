import { findRecord } from '../../tenants/directory/records'
import type { Platform } from '../../tenants/platform'
import { GRACE_MS } from '../../tenants/purge'
import { openTenant } from '../../tenants/tenant'
import { organizationClosed } from '../../views/mails/organization-closed'
import { claimMail, markMailSent, releaseMail } from '../domain/mails'
import { readOrganization } from '../domain/organization'
import { ownersForMailQuery } from '../domain/people'
import { urls } from '../urls'
import { writeLetter } from './mails/letter'

/** Mails every owner that one of them closed the organization, whose own outbox stands still from then on. */
export async function tellOwners(platform: Platform, tenantId: string, by: string): Promise<void> {
  const record = await findRecord(platform.directory, tenantId)
  if (!record?.slot || record.state !== 'deleting') return
  const tenant = await openTenant(platform, record)
  try {
    const organization = await readOrganization(tenant)
    const sender = { organization, origin: tenant.origin }
    const owners = await ownersForMailQuery(tenant)
    const closer = owners.find(({ id }) => id === by)?.name ?? ''
    for (const { id, name, email, locale } of owners) {
      const key = `organization.closed:${record.stateAt}:${id}`
      if (!email || !(await claimMail(tenant, key))) continue
      const words = {
        name,
        closer,
        organization: organization.name,
        until: record.stateAt + GRACE_MS,
        zone: organization.zone,
        href: tenant.origin + urls.reopening(),
      }
      const letter = { to: { email, locale }, write: organizationClosed(words) }
      try {
        await tenant.mail.send(await writeLetter(platform, sender, letter, `${tenant.id}:${key}`))
      } catch (error) {
        await releaseMail(tenant, key)
        throw error
      }
      await markMailSent(tenant, key)
    }
  } finally {
    tenant.close()
  }
}
