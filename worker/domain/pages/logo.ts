import type { Tenant } from '../../../tenants/tenant'
import { Invalid } from '../../errors'
import { sniffType } from '../../lib/file-type'
import { linkMedia, storeFile, unlinkMedia } from '../media'
import { keepOrganization, logoStatements, organizationQuery } from '../organization'
import { type Actor, authorize } from '../policy'

const MOST_BYTES = 1_000_000
const pictures = ['image/png', 'image/jpeg', 'image/webp']

/** The organization's picture, at the top of every page from now on. The one before is swept a day later. */
export async function giveLogo(
  tenant: Tenant,
  actor: Actor,
  { name, bytes }: { name: string; bytes: Uint8Array<ArrayBuffer> },
): Promise<void> {
  authorize(actor, 'organization.edit')
  if (bytes.length === 0) throw new Invalid('file', 'organization.logoMissing')
  if (bytes.length > MOST_BYTES) throw new Invalid('file', 'organization.logoTooLarge')
  if (!pictures.includes(sniffType(bytes)?.type ?? '')) throw new Invalid('file', 'organization.logoType')
  const { id } = await storeFile(tenant, actor, { name, bytes, purpose: 'logo' })
  await setLogo(tenant, actor, id)
}

export async function removeLogo(tenant: Tenant, actor: Actor): Promise<void> {
  authorize(actor, 'organization.edit')
  await setLogo(tenant, actor, null)
}

async function setLogo(tenant: Tenant, actor: Actor, logoId: string | null) {
  const { db } = tenant
  const [before] = await organizationQuery(db)
  const [[after]] = await db.batch([
    ...logoStatements(tenant, actor, before!.logoId, logoId),
    unlinkMedia(db, 'organization', 'own', logoId ? [logoId] : []),
    linkMedia(db, 'organization', 'own', logoId ? [logoId] : []),
  ])
  keepOrganization(tenant, after!)
}
