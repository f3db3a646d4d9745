import { and, eq, isNull, lt } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { sentMails } from '../../db/schema'

/** As long as a claim holds; whoever claimed and fell over leaves the mail to the next run after this. */
const CLAIM_MS = 2 * 60_000

/** Whether the mail is ours to send. Throws while somebody else is at it, so that the event is read again later. */
export async function claimMail(tenant: Tenant, key: string): Promise<boolean> {
  const now = tenant.now()
  const [claimed] = await tenant.db
    .insert(sentMails)
    .values({ key, claimedAt: now })
    .onConflictDoUpdate({
      target: sentMails.key,
      set: { claimedAt: now },
      setWhere: and(isNull(sentMails.sentAt), lt(sentMails.claimedAt, now - CLAIM_MS)),
    })
    .returning({ key: sentMails.key })
  if (claimed) return true
  const [known] = await tenant.db
    .select({ sentAt: sentMails.sentAt })
    .from(sentMails)
    .where(eq(sentMails.key, key))
    .limit(1)
  if (known && known.sentAt === null) throw new Error(`The mail ${key} is being sent elsewhere`)
  return false
}

export async function markMailSent(tenant: Tenant, key: string): Promise<void> {
  await tenant.db.update(sentMails).set({ sentAt: tenant.now() }).where(eq(sentMails.key, key))
}

/** The port did not take it: the next run may try at once. */
export async function releaseMail(tenant: Tenant, key: string): Promise<void> {
  await tenant.db.delete(sentMails).where(and(eq(sentMails.key, key), isNull(sentMails.sentAt)))
}
