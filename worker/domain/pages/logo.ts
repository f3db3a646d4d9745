import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { media } from '../../db/schema'
import { Invalid } from '../../errors'
import { sniffType } from '../../lib/file-type'
import { canPrint } from '../certificates'
import { linkMedia, storeFile, unlinkMedia } from '../media'
import { keepOrganization, logoStatements, organizationQuery } from '../organization'
import { type Actor, authorize } from '../policy'

const MOST_BYTES = 1_000_000
const LEAST_ICON = 192
/** What mails and certificates can show too; the settings' page turns other pictures into PNG before it sends them. */
const pictures = ['image/png', 'image/jpeg']

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
  if (!(await canPrint(bytes))) throw new Invalid('file', 'organization.logoBroken')
  const { id } = await storeFile(tenant, actor, { name, bytes, purpose: 'logo' })
  await setLogo(tenant, actor, id)
}

/** Whether certificates show the logo; true without one. Pictures of other types were taken once. */
export async function printsLogo({ db }: Tenant, logoId: string | null): Promise<boolean> {
  if (!logoId) return true
  const [logo] = await db.select({ type: media.type }).from(media).where(eq(media.id, logoId)).limit(1)
  return !logo || pictures.includes(logo.type)
}

/** The logo where a phone can stand it on its home screen: a square PNG of at least `LEAST_ICON` pixels. */
export async function findLogoIcon({ db }: Tenant, logoId: string | null): Promise<{ size: number } | null> {
  if (!logoId) return null
  const [logo] = await db
    .select({ type: media.type, width: media.width, height: media.height })
    .from(media)
    .where(eq(media.id, logoId))
    .limit(1)
  const isIcon = logo?.type === 'image/png' && logo.width === logo.height && (logo.width ?? 0) >= LEAST_ICON
  return isIcon ? { size: logo.width! } : null
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
