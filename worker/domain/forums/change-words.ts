import { and, desc, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { insist, orInsisted } from '../../db/insist'
import { replies, replyVersions, threads } from '../../db/schema'
import { Conflict, Forbidden, NotFound, readAll } from '../../errors'
import { plainText } from '../../lib/markdown'
import { renderPost } from '../../lib/post-html'
import { recordAudit } from '../audit'
import { keepAfterAll, purgeLater, wakeTomorrow } from '../courses'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { indexEntry } from '../search'
import { mayEditWords } from './find-thread'
import {
  type ForumStanding,
  findForumStanding,
  forumQueries,
  isReadable,
  isSeenBy,
  refuseHindered,
  refuseLocked,
  splitForum,
} from './standing'
import { changeForum } from './tell'
import { requireBody, requireTitle } from './write'

export type WordsToEdit = ForumStanding & {
  reply: typeof replies.$inferSelect
  thread: typeof threads.$inferSelect
}

/** Something written, as its reader may act on it, in one trip. NotFound where they do not see it. */
export async function findWords(tenant: Tenant, actor: Actor, itemId: string, replyId: string): Promise<WordsToEdit> {
  const { db } = tenant
  const answers = await db.batch([...forumQueries(db, actor, itemId), wordsQuery(db, actor, itemId, replyId)])
  const [standing, [[found]]] = splitForum(answers as never, actor, itemId, tenant.now()) as unknown as [
    ForumStanding,
    [Words[]],
  ]
  return wordsIn(standing, found)
}

type Words = { reply: typeof replies.$inferSelect; thread: typeof threads.$inferSelect }

const wordsQuery = (db: Database, actor: Actor, itemId: string, replyId: string) =>
  db
    .select({ reply: replies, thread: threads })
    .from(threads)
    .innerJoin(replies, eq(replies.threadId, threads.id))
    .where(
      and(
        eq(replies.id, replyId),
        isSeenBy(actor.id, itemId),
        sql`(replies.path = '' or replies.author_id = ${actor.id} or ${isReadable(actor.id)})`,
      ),
    )
    .limit(1)

function wordsIn(standing: ForumStanding, found: Words | undefined): WordsToEdit {
  refuseLocked(standing)
  if (!found) throw new NotFound()
  return { ...standing, ...found }
}

/** One's own words, to be changed. Forbidden for others', Conflict once the time for it is over. */
export async function findWordsToEdit(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  replyId: string,
): Promise<WordsToEdit> {
  const found = await findWords(tenant, actor, itemId, replyId)
  refuseHindered(found)
  const { reply, thread } = found
  if (reply.deletedAt !== null) throw new NotFound()
  const isOwn = reply.authorId === actor.id
  if (!isOwn) throw new Forbidden()
  if (thread.lockedAt !== null && !found.moderates) throw new Conflict('forums.threadIsLocked')
  if (!mayEditWords(found, { isOwn, at: reply.at }, tenant.now()))
    throw new Conflict('forums.editTimeIsOver', { minutes: found.forum.editMinutes })
  return found
}

/** Says it anew; what stood there before is kept. An opening may get another title. */
export async function editWords(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  replyId: string,
  given: { body: string; title?: string },
): Promise<{ threadId: string }> {
  const { reply, thread, access } = await findWordsToEdit(tenant, actor, itemId, replyId)
  const isOpening = reply.path === ''
  const [body, title] = readAll(
    () => requireBody(given.body),
    () => (isOpening && given.title !== undefined ? requireTitle(given.title) : thread.title),
  )
  if (body === reply.body && title === thread.title) return { threadId: thread.id }
  const { db } = tenant
  const at = tenant.now()
  await changeForum(tenant, actor, { itemId, threadId: thread.id, replyId }, (seq) => [
    insist(db, sql`exists (select 1 from replies w where w.id = ${replyId} and w.deleted_at is null)`),
    db
      .insert(replyVersions)
      .values({ replyId, until: at, title: isOpening ? thread.title : '', body: reply.body })
      .onConflictDoNothing(),
    db
      .update(replies)
      .set({ body, html: renderPost(body, replyId), editedAt: at, changedSeq: seq })
      .where(eq(replies.id, replyId)),
    ...(isOpening ? [db.update(threads).set({ title }).where(eq(threads.id, thread.id))] : []),
    indexEntry(db, {
      kind: isOpening ? 'thread' : 'reply',
      subjectId: replyId,
      courseId: access.course.id,
      title: isOpening ? title : '',
      body: plainText(body),
    }),
  ]).catch(orInsisted('error.conflict'))
  return { threadId: thread.id }
}

/** What it said before it was changed, newest first: for its author and those who moderate. */
export async function listVersions(tenant: Tenant, actor: Actor, itemId: string, replyId: string) {
  const { db } = tenant
  const answers = await db.batch([
    ...forumQueries(db, actor, itemId),
    wordsQuery(db, actor, itemId, replyId),
    db
      .select()
      .from(replyVersions)
      .where(eq(replyVersions.replyId, replyId))
      .orderBy(desc(replyVersions.until))
      .limit(100),
  ])
  const [standing, [[row], versions]] = splitForum(answers as never, actor, itemId, tenant.now()) as unknown as [
    ForumStanding,
    [Words[], (typeof replyVersions.$inferSelect)[]],
  ]
  const found = wordsIn(standing, row)
  if (found.reply.authorId !== actor.id && !found.moderates) throw new Forbidden()
  return {
    ...found,
    versions: versions.map((one) => ({ ...one, html: renderPost(one.body, `${replyId}-${one.until}`) })),
  }
}

export type Versions = Awaited<ReturnType<typeof listVersions>>

/** Takes it away; a mark stays where it stood. An opening takes its whole thread along. */
export async function removeWords(tenant: Tenant, actor: Actor, itemId: string, replyId: string) {
  return setRemoved(tenant, actor, itemId, replyId, true)
}

/** Puts back what was removed by oneself, or, for those who moderate, by anybody. */
export async function restoreWords(tenant: Tenant, actor: Actor, itemId: string, replyId: string) {
  return setRemoved(tenant, actor, itemId, replyId, false)
}

async function setRemoved(tenant: Tenant, actor: Actor, itemId: string, replyId: string, removed: boolean) {
  const standing = await findForumStanding(tenant, actor, itemId)
  refuseHindered(standing)
  const { db } = tenant
  const [found] = await db
    .select({ reply: replies, thread: threads, isSeen: sql<number>`${isSeenBy(actor.id, itemId)}`.as('is_seen') })
    .from(threads)
    .innerJoin(replies, eq(replies.threadId, threads.id))
    .where(and(eq(replies.id, replyId), eq(threads.forumId, itemId)))
    .limit(1)
  const { moderates, access } = standing
  const mayKnow = found && (found.isSeen || (!removed && found.thread.deletedBy === actor.id) || moderates)
  if (!found || !mayKnow) throw new NotFound()
  const { reply, thread } = found
  const isOpening = reply.path === ''
  const wasRemovedBy = isOpening ? thread.deletedBy : reply.deletedBy
  const isRemoved = (isOpening ? thread.deletedAt : reply.deletedAt) !== null
  const isOwn = reply.authorId === actor.id && (removed || !isRemoved || wasRemovedBy === actor.id)
  if (!moderates && !isOwn) throw new Forbidden()
  if (!moderates && isOpening && thread.replyCount > 0 && removed) throw new Conflict('forums.hasReplies')
  if (!moderates && thread.lockedAt !== null) throw new Conflict('forums.threadIsLocked')
  if (isRemoved === removed) return { threadId: thread.id, isOpening }
  const at = tenant.now()
  const gone = removed ? { deletedAt: at, deletedBy: actor.id } : { deletedAt: null, deletedBy: null }
  const of = { itemId, courseId: access.course.id, threadId: thread.id, replyId }
  await changeForum(tenant, actor, { itemId, threadId: thread.id, replyId }, (seq) => [
    insist(
      db,
      isOpening
        ? sql`exists (select 1 from threads w where w.id = ${thread.id} and (w.deleted_at is not null) = ${isRemoved ? 1 : 0})`
        : sql`exists (select 1 from replies w where w.id = ${replyId} and (w.deleted_at is not null) = ${isRemoved ? 1 : 0})`,
    ),
    isOpening
      ? db.update(threads).set(gone).where(eq(threads.id, thread.id))
      : db
          .update(replies)
          .set({ ...gone, changedSeq: seq })
          .where(eq(replies.id, replyId)),
    ...(isOpening
      ? []
      : [
          db
            .update(threads)
            .set({ replyCount: sql`max(0, ${threads.replyCount} + ${removed ? -1 : 1})` })
            .where(eq(threads.id, thread.id)),
        ]),
    ...(isOpening
      ? [removed ? purgeLater(tenant, 'purge-thread', thread.id) : keepAfterAll(db, 'purge-thread', thread.id)]
      : []),
    recordEvent(db, removed ? 'reply.removed' : 'reply.restored', replyId, {
      key: `${isOpening ? thread.changedSeq : reply.changedSeq}`, // an act of its own at the same moment has another
      actorId: actor.id,
      payload: of,
      at,
    }),
    ...(reply.authorId === actor.id
      ? []
      : [
          recordAudit(tenant, actor, removed ? 'reply.remove' : 'reply.restore', {
            kind: 'reply',
            id: replyId,
            before: removed ? { body: reply.body, authorId: reply.authorId } : null,
          }),
        ]),
  ]).catch(orInsisted('error.conflict'))
  if (isOpening && removed) await wakeTomorrow(tenant)
  return { threadId: thread.id, isOpening }
}
