import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { insist, orInsisted } from '../../db/insist'
import { reactions, replies, threadReads, threads } from '../../db/schema'
import { Conflict, Forbidden, Invalid, NotFound } from '../../errors'
import { reactionKinds } from '../../lib/reactions'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import { type Actor, authorize } from '../policy'
import { findWords } from './change-words'
import { findForumStanding, isReadable, isSeenBy, refuseHindered, refuseLocked } from './standing'
import { partStatements } from './take-part'
import { changeForum } from './tell'

async function findOne(tenant: Tenant, actor: Actor, itemId: string, threadId: string) {
  const standing = await findForumStanding(tenant, actor, itemId)
  refuseLocked(standing)
  const [thread] = await tenant.db
    .select()
    .from(threads)
    .where(and(eq(threads.id, threadId), isSeenBy(actor.id, itemId)))
    .limit(1)
  if (!thread) throw new NotFound()
  return { ...standing, thread }
}

/** Holds it at the top of the forum, or lets it go; locks it, or opens it again. Done twice, it is done once. */
export async function setThread(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  threadId: string,
  given: { pinned: boolean } | { locked: boolean },
): Promise<void> {
  const { thread, access } = await findOne(tenant, actor, itemId, threadId)
  authorize(actor, 'forum.moderate', { courseId: access.course.id })
  const at = tenant.now()
  const [is, set, act] =
    'pinned' in given
      ? ([thread.pinnedAt !== null, { pinnedAt: given.pinned ? at : null }, given.pinned ? 'pin' : 'unpin'] as const)
      : ([thread.lockedAt !== null, { lockedAt: given.locked ? at : null }, given.locked ? 'lock' : 'unlock'] as const)
  if (is === ('pinned' in given ? given.pinned : given.locked)) return
  await changeForum(tenant, actor, { itemId, threadId, replyId: null }, () => [
    tenant.db.update(threads).set(set).where(eq(threads.id, threadId)),
    recordAudit(tenant, actor, `thread.${act}`, { kind: 'thread', id: threadId, after: { title: thread.title } }),
  ])
}

/** Whoever asked, or who moderates, says which reply answers the question; null takes it back. */
export async function acceptReply(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  threadId: string,
  replyId: string | null,
): Promise<void> {
  const found = await findOne(tenant, actor, itemId, threadId)
  refuseHindered(found)
  const { thread, forum, moderates } = found
  if (thread.authorId !== actor.id && !moderates) throw new Forbidden()
  if (forum.kind !== 'questions') throw new Conflict('forums.noQuestions')
  if (thread.acceptedId === replyId) return
  const { db } = tenant
  await changeForum(tenant, actor, { itemId, threadId, replyId: replyId ?? thread.acceptedId }, (seq) => [
    insist(db, sql`(select t.accepted_id from threads t where t.id = ${threadId}) is ${thread.acceptedId}`),
    ...(replyId === null
      ? []
      : [
          insist(
            db,
            sql`exists (select 1 from replies w where w.id = ${replyId} and w.thread_id = ${threadId} and w.path <> '' and w.deleted_at is null)`,
          ),
        ]),
    db.update(threads).set({ acceptedId: replyId }).where(eq(threads.id, threadId)),
    db
      .update(replies)
      .set({ changedSeq: seq })
      .where(sql`${replies.id} in (${replyId ?? ''}, ${thread.acceptedId ?? ''})`),
    ...(replyId === null
      ? []
      : [
          recordEvent(db, 'reply.accepted', replyId, {
            key: `${thread.changedSeq}`,
            actorId: actor.id,
            payload: { itemId, courseId: found.access.course.id, threadId, replyId },
            at: tenant.now(),
          }),
        ]),
  ]).catch(orInsisted('error.conflict'))
}

/** Feels something about somebody's words, or no longer. Done twice, it is done once. */
export async function react(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  replyId: string,
  given: { kind: string; on: boolean },
): Promise<{ threadId: string }> {
  const kind = reactionKinds.find((one) => one === given.kind)
  if (!kind) throw new Invalid('kind', 'forums.noReaction')
  const found = await findWords(tenant, actor, itemId, replyId)
  refuseHindered(found)
  const { reply, thread } = found
  if (reply.deletedAt !== null) throw new NotFound()
  const { db } = tenant
  const is = and(eq(reactions.replyId, replyId), eq(reactions.userId, actor.id), eq(reactions.kind, kind))
  const [before] = await db.select({ kind: reactions.kind }).from(reactions).where(is).limit(1)
  if (Boolean(before) === given.on) return { threadId: thread.id }
  await changeForum(tenant, actor, { itemId, threadId: thread.id, replyId }, (seq) => [
    given.on
      ? db.insert(reactions).values({ replyId, userId: actor.id, kind, at: tenant.now() }).onConflictDoNothing()
      : db.delete(reactions).where(is),
    db.update(replies).set({ changedSeq: seq }).where(eq(replies.id, replyId)),
  ])
  return { threadId: thread.id }
}

/** What one page of a thread showed was read: up to the first that stands on a later page. `through` is the path of its last reply; null is to the end. */
export async function markThreadRead(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  threadId: string,
  { at, through }: { at: number; through: string | null },
): Promise<void> {
  const { access } = await findOne(tenant, actor, itemId, threadId)
  const { db } = tenant
  const seesAll = sql`(${through === null ? 1 : 0} and exists (select 1 from threads where id = ${threadId} and ${isReadable(actor.id)}))`
  const ahead = sql`(select min(r.seq) - 1 from replies r where r.thread_id = ${threadId} and r.deleted_at is null
    and r.path > ${through ?? ''} and r.seq <= ${at})`
  const read = sql`case when ${seesAll} then ${at} else coalesce(${ahead}, ${at}) end`
  const mark = db
    .insert(threadReads)
    .select(
      sql`select ${threadId}, ${actor.id}, min(${read}, (select seq from forums where item_id = ${itemId})) where true`,
    )
    .onConflictDoUpdate({
      target: [threadReads.threadId, threadReads.userId],
      set: { seq: sql`max(${threadReads.seq}, excluded.seq)` },
    })
  await db.batch([mark, ...(access.item.state === 'done' ? [] : partStatements(tenant, actor, access))])
}
