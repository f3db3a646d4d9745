import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { media } from '../../db/schema'
import { Conflict, Invalid } from '../../errors'
import { sniffType } from '../../lib/file-type'
import { newId } from '../../lib/ids'
import { canPrint } from '../certificates'
import { armMediaSweep, linkMedia, storeFile, unlinkMedia } from '../media'
import { keepOrganization, logoStatements, organizationQuery } from '../organization'
import { type Actor, authorize } from '../policy'
import { keepWayBack, reversal } from '../undo'

const MOST_BYTES = 1_000_000
const LEAST_ICON = 192
/** What mails and certificates can show too; the settings' page turns other pictures into PNG before it sends them. */
const pictures = ['image/png', 'image/jpeg']

/** The organization's picture, at the top of every page from now on. The one before is swept a day later. */
export async function giveLogo(
  tenant: Tenant,
  actor: Actor,
  { name, bytes }: { name: string; bytes: Uint8Array<ArrayBuffer> },
): Promise<string | null> {
  authorize(actor, 'organization.edit')
  if (bytes.length === 0) throw new Invalid('file', 'organization.logoMissing')
  if (bytes.length > MOST_BYTES) throw new Invalid('file', 'organization.logoTooLarge')
  if (!pictures.includes(sniffType(bytes)?.type ?? '')) throw new Invalid('file', 'organization.logoType')
  if (!(await canPrint(bytes))) throw new Invalid('file', 'organization.logoBroken')
  const { id } = await storeFile(tenant, actor, { name, bytes, purpose: 'logo' })
  return setLogo(tenant, actor, id)
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

/** Gives the act's id; null where there was none. */
export async function removeLogo(tenant: Tenant, actor: Actor): Promise<string | null> {
  authorize(actor, 'organization.edit')
  await armMediaSweep(tenant)
  return setLogo(tenant, actor, null)
}

async function setLogo(tenant: Tenant, actor: Actor, logoId: string | null) {
  const { db } = tenant
  const [before] = await organizationQuery(db)
  if (before!.logoId === logoId) return null
  const way = { id: newId(), kind: 'organization.edit-logo', before: { is: logoId, mediaId: before!.logoId } }
  const [[after]] = await db.batch([
    ...logoStatements(tenant, actor, before!.logoId, logoId),
    ...linkStatements(tenant, logoId),
    keepWayBack(tenant, actor, { ...way, at: tenant.now() }),
  ])
  keepOrganization(tenant, after!)
  return way.id
}

const linkStatements = ({ db }: Tenant, logoId: string | null) => [
  unlinkMedia(db, 'organization', 'own', logoId ? [logoId] : []),
  linkMedia(db, 'organization', 'own', logoId ? [logoId] : []),
]

/** The logo that was there before, or none, unless another one has come since. */
export const logoBack = reversal<{ is: string | null; mediaId: string | null }>({
  subject: () => ({ kind: 'organization', id: 'own' }),
  async prepare(tenant, actor, { is, mediaId }) {
    authorize(actor, 'organization.edit')
    const [now] = await organizationQuery(tenant.db)
    if (now!.logoId !== is) throw new Conflict('people.undoTaken')
    const [set] = logoStatements(tenant, actor, is, mediaId)
    return [set, ...linkStatements(tenant, mediaId)]
  },
  async after(tenant) {
    const [settings] = await organizationQuery(tenant.db)
    keepOrganization(tenant, settings!)
  },
})
