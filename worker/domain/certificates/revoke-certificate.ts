import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { orConflict } from '../../db/conflict'
import { certificateRevocations } from '../../db/schema'
import { Conflict, Invalid } from '../../errors'
import { cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import { type Actor, authorize } from '../policy'
import { findCertificate } from './find-certificate'

const REASON = 500

/** Takes a certificate back. Whoever asks with its code reads the reason. */
export async function revokeCertificate(tenant: Tenant, actor: Actor, id: string, given: string): Promise<void> {
  const certificate = await findCertificate(tenant, actor, id)
  authorize(actor, 'certificate.revoke', certificate)
  if (certificate.revokedAt !== null) throw new Conflict('certificates.revokedAlready')
  const reason = cleanText(given, REASON)
  if (!reason) throw new Invalid('reason', 'certificates.reasonMissing')
  const { db } = tenant
  const at = tenant.now()
  await db
    .batch([
      db.insert(certificateRevocations).values({ certificateId: id, reason, revokedBy: actor.id, revokedAt: at }),
      told(tenant, actor, 'certificate.revoked', certificate),
      recordAudit(tenant, actor, 'certificate.revoke', { kind: 'certificate', id, after: { reason } }),
    ])
    .catch(orConflict('certificates.revokedAlready'))
  await tenant.queue.send('drain')
}

/** The undo: the certificate stands again. The audit keeps that it was taken back, and why. */
export async function reinstateCertificate(tenant: Tenant, actor: Actor, id: string): Promise<void> {
  const certificate = await findCertificate(tenant, actor, id)
  authorize(actor, 'certificate.revoke', certificate)
  if (certificate.revokedAt === null) return
  const { db } = tenant
  await db
    .batch([
      told(tenant, actor, 'certificate.reinstated', certificate),
      db.delete(certificateRevocations).where(eq(certificateRevocations.certificateId, id)),
      recordAudit(tenant, actor, 'certificate.reinstate', {
        kind: 'certificate',
        id,
        before: { reason: certificate.revokedFor },
      }),
    ])
    .catch(orConflict())
  await tenant.queue.send('drain')
}

const told = (
  { db, now }: Tenant,
  actor: Actor,
  name: string,
  { id, userId, courseId }: { id: string; userId: string; courseId: string },
) => recordEvent(db, name, id, { key: String(now()), actorId: actor.id, payload: { userId, courseId }, at: now() })
