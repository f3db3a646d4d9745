import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { rowsFor } from '../../db/insert-select'
import { insist, isInsisted } from '../../db/insist'
import { replies, threads } from '../../db/schema'
import { Conflict, Forbidden, Invalid, NotFound, readAll, TooMany } from '../../errors'
import { plainText } from '../../lib/markdown'
import { renderPost } from '../../lib/post-html'
import { cleanLine, cleanText } from '../../lib/text'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { indexEntry } from '../search'
import { mayOpenIn } from './find-forum'
import { findThread } from './find-thread'
import { type ForumStanding, findForumStanding, refuseHindered } from './standing'
import { partStatements } from './take-part'
import { newsQueries, nextSeq, seqOf, tellForum } from './tell'

export const mostTitle = 200
export const mostBody = 20_000
/** Words that one person may send within a minute. */
const MOST_A_MINUTE = 20
/** Digits of each step of a path, and how many steps are shown one inside the other. */
export const STEP = 8
const DEEPEST = 4

type Words = { id: string; body: string }

/** Opens a thread; sent twice, it is opened once. Throws Invalid, Conflict (the forum takes none), TooMany. */
export async function openThread(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  given: Words & { title: string; groupId?: string | null },
): Promise<{ id: string }> {
  const standing = await findForumStanding(tenant, actor, itemId)
  refuseHindered(standing)
  const { forum, access } = standing
  if (!mayOpenIn(standing, 0)) throw new Forbidden()
  const [title, body, groupId] = readAll(
    () => requireTitle(given.title),
    () => requireBody(given.body),
    () => groupFor(standing, given.groupId ?? null),
  )
  const { db } = tenant
  const { id } = given
  const at = tenant.now()
  const courseId = access.course.id
  const isFirst = sql`not exists (select 1 from threads o where o.forum_id = ${itemId} and o.author_id = ${actor.id}
    and o.deleted_at is null)`
  return write(tenant, actor, { itemId, threadId: id, replyId: id }, [
    insist(
      db,
      forum.kind === 'one-each' && !standing.moderates ? sql`${isFirst} and ${isCalm(actor, at)}` : isCalm(actor, at),
    ),
    nextSeq(db, itemId),
    db.insert(threads).select(
      rowsFor(
        threads,
        {
          id,
          forumId: itemId,
          groupId,
          authorId: actor.id,
          title,
          openedAt: at,
          lastAt: at,
          replyCount: 0,
          changedSeq: sql`seq`,
          pinnedAt: null,
          lockedAt: null,
          acceptedId: null,
          deletedAt: null,
          deletedBy: null,
        },
        sql`from forums where item_id = ${itemId}`,
      ),
    ),
    db
      .insert(replies)
      .select(
        rowsFor(
          replies,
          { ...written(actor, { id, body }, at), threadId: id, parentId: null, path: '', voice: 1 },
          sql`from forums where item_id = ${itemId}`,
        ),
      ),
    indexEntry(db, { kind: 'thread', subjectId: id, courseId, title, body: plainText(body) }),
    recordEvent(db, 'thread.opened', id, { actorId: actor.id, payload: { courseId, itemId, threadId: id }, at }),
    ...partStatements(tenant, actor, access),
  ])
}

/** Replies to a thread, or to a reply in it; sent twice, it is written once. */
export async function writeReply(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  threadId: string,
  given: Words & { parentId?: string | null },
): Promise<{ id: string }> {
  const page = await findThread(tenant, actor, itemId, threadId)
  refuseHindered(page)
  if (!page.mayReply) {
    if (page.thread.isLocked) throw new Conflict('forums.threadIsLocked')
    throw new Forbidden()
  }
  const body = requireBody(given.body)
  const { db } = tenant
  const { id } = given
  const at = tenant.now()
  const courseId = page.access.course.id
  const parentId = given.parentId && given.parentId !== page.opening.id ? given.parentId : null
  const stands = sql`exists (select 1 from threads s where s.id = ${threadId} and s.deleted_at is null
    and (s.locked_at is null or ${page.moderates ? 1 : 0}))`
  const voice = sql`coalesce((select v.voice from replies v where v.thread_id = ${threadId} and v.author_id = ${actor.id} limit 1),
    (select max(v.voice) + 1 from replies v where v.thread_id = ${threadId}))`
  const above = parentId
    ? sql`coalesce((select substr(p.path, 1, ${STEP * (DEEPEST - 1)}) from replies p where p.id = ${parentId} and p.thread_id = ${threadId}), '')`
    : sql`''`
  const from = parentId
    ? sql`from forums where item_id = ${itemId} and exists (select 1 from replies p where p.id = ${parentId} and p.thread_id = ${threadId})`
    : sql`from forums where item_id = ${itemId}`
  return write(tenant, actor, { itemId, threadId, replyId: id }, [
    insist(db, sql`${stands} and ${isCalm(actor, at)}`),
    nextSeq(db, itemId),
    db.insert(replies).select(
      rowsFor(
        replies,
        {
          ...written(actor, { id, body }, at),
          threadId,
          parentId: parentId ? sql`${parentId}` : null,
          path: sql`${above} || printf('%0${sql.raw(String(STEP))}d', seq)`,
          voice,
        },
        from,
      ),
    ),
    insist(db, sql`exists (select 1 from replies w where w.id = ${id})`),
    db
      .update(threads)
      .set({
        replyCount: sql`${threads.replyCount} + 1`,
        // Texts of a stream stay in the order in which they came.
        lastAt: sql`case when (select f.stream from forums f where f.item_id = ${itemId}) then ${threads.lastAt} else ${at} end`,
        changedSeq: seqOf(itemId),
      })
      .where(eq(threads.id, threadId)),
    indexEntry(db, { kind: 'reply', subjectId: id, courseId, title: '', body: plainText(body) }),
    recordEvent(db, 'reply.written', id, {
      actorId: actor.id,
      payload: { courseId, itemId, threadId, replyId: id },
      at,
    }),
    ...partStatements(tenant, actor, page.access),
  ])
}

type Place = { itemId: string; threadId: string; replyId: string }

/** One batch, and everybody who has the thread open hears of it. What is there already, under the id that its author made, is done. */
async function write(tenant: Tenant, actor: Actor, place: Place, statements: readonly BatchItem<'sqlite'>[]) {
  const { db } = tenant
  try {
    const answers = await db.batch([...statements, ...newsQueries(db, actor, place)] as never)
    await Promise.all([tellForum(tenant, place, answers), tenant.queue.send('drain')])
  } catch (error) {
    const isThere =
      isUniqueViolation(error) &&
      /(?:replies|threads)\.id/.test(String(error instanceof Error ? (error.cause ?? error) : error))
    if (!isThere && !isInsisted(error)) throw error
    const [kept] = await db
      .select({ id: replies.id })
      .from(replies)
      .where(and(eq(replies.id, place.replyId), eq(replies.authorId, actor.id)))
      .limit(1)
    if (kept) return { id: place.replyId }
    if (isThere) throw new NotFound()
    await sayWhy(tenant, actor)
    throw new Conflict('error.conflict')
  }
  return { id: place.replyId }
}

/** Which of the two a batch insisted on. */
async function sayWhy({ db, now }: Tenant, actor: Actor): Promise<void> {
  const [row] = await db.select({ calm: sql<number>`${isCalm(actor, now())}`.as('calm') }).from(sql`(select 1)`)
  if (!row?.calm) throw new TooMany(60)
}

const isCalm = (actor: Actor, at: number): SQL =>
  sql`(select count(*) from replies c where c.author_id = ${actor.id} and c.at > ${at - 60_000}) < ${MOST_A_MINUTE}`

const written = (actor: Actor, { id, body }: Words, at: number) => ({
  id,
  seq: sql`seq`,
  changedSeq: sql`seq`,
  authorId: actor.id,
  body,
  html: renderPost(body, id),
  at,
  editedAt: null,
  deletedAt: null,
  deletedBy: null,
})

export function requireTitle(typed: string): string {
  const title = cleanLine(typed, mostTitle + 1)
  if (!isSeen(title)) throw new Invalid('title', 'forums.titleMissing')
  if (title.length > mostTitle) throw new Invalid('title', 'form.tooLong', { most: mostTitle })
  return title
}

export function requireBody(typed: string): string {
  const body = cleanText(typed, mostBody + 1)
  if (!isSeen(body)) throw new Invalid('body', 'forums.bodyMissing')
  if (body.length > mostBody) throw new Invalid('body', 'form.tooLong', { most: mostBody })
  return body
}

/** Text of joiners and marks alone shows as nothing. */
const isSeen = (text: string) => /[^\s\p{Cf}\p{Mn}\u115f\u1160\u2800\u3164]/u.test(text)

/** Whose the thread is, where groups are apart: an own group; for those who moderate any, or everybody's. */
function groupFor({ forum, moderates, groups }: ForumStanding, asked: string | null): string | null {
  if (forum.groupMode === 'none') return null
  const own = moderates ? groups : groups.filter(({ isOwn }) => isOwn)
  if (asked === null) {
    if (moderates) return null
    if (own.length === 1) return own[0]!.id
    throw new Invalid('groupId', 'forums.groupMissing')
  }
  if (!own.some(({ id }) => id === asked)) throw new Invalid('groupId', 'forums.groupMissing')
  return asked
}
