import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { forumSubscriptions, mediaLinks, searchEntries, threads, timers } from '../../db/schema'
import { recordAudit } from '../audit'

/** After the retention a thread in the bin goes for good, with all that was said in it. */
export async function purgeThread(tenant: Tenant, threadId: string): Promise<void> {
  const { db } = tenant
  const done = db
    .update(timers)
    .set({ doneAt: tenant.now() })
    .where(and(eq(timers.job, 'purge-thread'), eq(timers.subjectId, threadId)))
  const [thread] = await db
    .select({ deletedAt: threads.deletedAt })
    .from(threads)
    .where(eq(threads.id, threadId))
    .limit(1)
  if (!thread?.deletedAt) return void (await done)
  await db.batch([
    recordAudit(tenant, null, 'thread.purge', { kind: 'thread', id: threadId }),
    db
      .delete(mediaLinks)
      .where(
        sql`${mediaLinks.kind} = 'reply' and ${mediaLinks.subjectId} in (select id from replies where thread_id = ${threadId})`,
      ),
    db
      .delete(searchEntries)
      .where(
        sql`${searchEntries.kind} in ('thread', 'reply') and ${searchEntries.subjectId} in (select id from replies where thread_id = ${threadId})`,
      ),
    db.delete(forumSubscriptions).where(eq(forumSubscriptions.subjectId, threadId)),
    db.delete(threads).where(eq(threads.id, threadId)),
    done,
  ])
}
