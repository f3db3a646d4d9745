import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { insist, orInsisted } from '../../db/insist'
import { keptComments } from '../../db/schema'
import { Invalid, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import { courseOfStaff, courseQuery } from '../courses'
import { type Actor, authorize } from '../policy'
import { keepWayBack, reversal } from '../undo'

export const MOST_KEPT = 2_000
const MOST_COMMENTS = 200

export type KeptComment = { id: string; text: string; shared: boolean; own: boolean }

/** Unexecuted: what somebody can write again in a course: their own, and what others share. */
export const commentsQuery = (db: Database, courseId: string | SQL, userId: string) =>
  db
    .select({
      id: keptComments.id,
      text: keptComments.text,
      shared: keptComments.shared,
      userId: keptComments.userId,
    })
    .from(keptComments)
    .where(
      and(
        sql`${keptComments.courseId} = ${courseId}`,
        sql`(${keptComments.userId} = ${userId} or ${keptComments.shared})`,
      ),
    )
    .orderBy(asc(sql`lower(${keptComments.text})`), asc(keptComments.id))
    .limit(2 * MOST_COMMENTS)

export const toKept = (rows: Awaited<ReturnType<typeof commentsQuery>>, actor: Pick<Actor, 'id'>): KeptComment[] =>
  rows.map(({ userId, ...row }) => ({ ...row, own: userId === actor.id }))

/** The comments that a marker can write again in a course. */
export async function listComments(tenant: Tenant, actor: Actor, courseId: string) {
  const { db } = tenant
  const [found, rows] = await db.batch([courseQuery(db, courseId), commentsQuery(db, courseId, actor.id)])
  const course = courseOfStaff(actor, found)
  authorize(actor, 'course.mark', { courseId })
  return { course, comments: toKept(rows, actor) }
}

/** Keeps a comment to write it again; the same words twice are kept once. */
export async function keepComment(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  given: { text: string; shared: boolean },
): Promise<{ id: string }> {
  const { db } = tenant
  const { comments } = await listComments(tenant, actor, courseId)
  const text = cleanText(given.text, MOST_KEPT)
  if (!text) throw new Invalid('text', 'comments.empty')
  const same = comments.find((one) => one.own && one.text === text)
  if (same && same.shared === given.shared) return { id: same.id }
  const row = {
    id: same?.id ?? newId(),
    courseId,
    userId: actor.id,
    text,
    shared: given.shared,
    createdAt: tenant.now(),
  }
  const own = sql`(select count(*) from kept_comments k where k.course_id = ${courseId} and k.user_id = ${actor.id})`
  await db
    .batch([
      insist(db, same ? sql`1` : sql`${own} < ${MOST_COMMENTS}`),
      db
        .insert(keptComments)
        .values(row)
        .onConflictDoUpdate({ target: keptComments.id, set: { shared: given.shared } }),
      recordAudit(tenant, actor, 'comment.keep', { kind: 'course', id: courseId, after: { shared: given.shared } }),
    ])
    .catch(orInsisted('comments.tooMany'))
  return { id: row.id }
}

type Row = typeof keptComments.$inferSelect

/** One's own is gone. Gives the act's id, by which it is taken back; null where it was gone already. */
export async function removeComment(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  commentId: string,
): Promise<string | null> {
  const { db } = tenant
  await listComments(tenant, actor, courseId)
  const [row] = await db
    .select()
    .from(keptComments)
    .where(and(eq(keptComments.id, commentId), eq(keptComments.courseId, courseId)))
    .limit(1)
  if (!row) return null
  if (row.userId !== actor.id) throw new NotFound()
  const id = newId()
  await db.batch([
    keepWayBack(tenant, actor, { id, kind: 'comment.remove', before: { row }, at: tenant.now() }),
    db.delete(keptComments).where(eq(keptComments.id, commentId)),
    recordAudit(tenant, actor, 'comment.remove', { kind: 'course', id: courseId }),
  ])
  return id
}

export const commentBack = reversal<{ row: Row }>({
  subject: ({ row }) => ({ kind: 'course', id: row.courseId }),
  async prepare(tenant, actor, { row }) {
    await listComments(tenant, actor, row.courseId)
    return [tenant.db.insert(keptComments).values(row).onConflictDoNothing()]
  },
})
