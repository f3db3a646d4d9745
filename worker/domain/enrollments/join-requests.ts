import { and, asc, count, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { isUniqueViolation, orConflict } from '../../db/conflict'
import { behind, cutPage, type PageAsked } from '../../db/page'
import { type Given, prepared } from '../../db/prepared'
import { courses, enrollmentSources, enrollments, events, joinRequests, users } from '../../db/schema'
import { Conflict, Forbidden } from '../../errors'
import { newId } from '../../lib/ids'
import { cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import { findCourse, findCourseFor } from '../courses'
import { recordEvent } from '../events'
import { type Actor, authorize } from '../policy'
import { keepWayBack, reversal } from '../undo'
import { afterEnrolling } from './enroll-people'
import { enrollStatements } from './enroll-statements'
import { isTaking, orNotFound } from './join-course'
import { TELL_AFTER, tellLater, tellNobody } from './tell-decision'
import { withdrawStatements } from './withdraw'

/** Asks the course's staff to be let in; an open request stays the only one. */
export async function requestToJoin(tenant: Tenant, actor: Actor, courseId: string, message = ''): Promise<void> {
  const { db } = tenant
  const { course, enrollment } = await findCourseFor(tenant, actor, courseId)
  if (enrollment) return
  if (course.joining !== 'request') throw new Forbidden()
  if (!isTaking(course, tenant.now())) throw new Conflict('enrollments.over')
  const id = newId()
  const at = tenant.now()
  try {
    await db.batch([
      db
        .insert(joinRequests)
        .values({ id, userId: actor.id, courseId, message: cleanText(message, 1_000), createdAt: at }),
      recordEvent(db, 'join-request.made', id, { actorId: actor.id, payload: { courseId, userId: actor.id }, at }),
    ])
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    return
  }
  await tenant.queue.send('drain')
}

/** Takes back one's own open request. */
export async function withdrawRequest(tenant: Tenant, actor: Actor, courseId: string): Promise<void> {
  await findCourseFor(tenant, actor, courseId)
  await tenant.db
    .delete(joinRequests)
    .where(and(eq(joinRequests.userId, actor.id), eq(joinRequests.courseId, courseId), isNull(joinRequests.decidedAt)))
}

/** Lets somebody in, or not, in one click; a mail tells them a minute later. A second decision is a Conflict. */
export async function decideRequest(
  tenant: Tenant,
  actor: Actor,
  requestId: string,
  decision: 'approved' | 'declined',
): Promise<{ courseId: string; userId: string; actId: string | null }> {
  const { db } = tenant
  const [[found], [earlier], [enrollment]] = await db.batch([
    db.select().from(joinRequests).where(eq(joinRequests.id, requestId)).limit(1),
    db
      .select({ count: count() })
      .from(events)
      .where(and(eq(events.name, 'join-request.decided'), eq(events.subjectId, requestId))),
    db
      .select({ state: enrollments.state })
      .from(enrollments)
      .innerJoin(
        joinRequests,
        sql`${joinRequests.userId} = ${enrollments.userId}
        and ${joinRequests.courseId} = ${enrollments.courseId}`,
      )
      .where(eq(joinRequests.id, requestId))
      .limit(1),
  ])
  const { courseId, userId, decidedAt, decision: before } = orNotFound(found)
  await findCourse(tenant, actor, courseId)
  authorize(actor, 'course.enroll', { courseId })
  if (decidedAt !== null) {
    if (before === decision) return { courseId, userId, actId: null }
    throw new Conflict('enrollments.decided')
  }
  const at = tenant.now()
  const payload = { courseId, userId, decision }
  const actId = newId()
  // A decision that was taken back is followed by another one.
  const key = earlier?.count ? String(earlier.count) : undefined
  const wasIn = enrollment !== undefined && enrollment.state !== 'withdrawn'
  const way = { requestId, courseId, userId, decision, wasIn }
  await db
    .batch([
      recordEvent(db, 'join-request.decided', requestId, { key, actorId: actor.id, payload, at }),
      db
        .update(joinRequests)
        .set({ decision, decidedAt: at, decidedBy: actor.id })
        .where(eq(joinRequests.id, requestId)),
      ...(decision === 'approved'
        ? enrollStatements(tenant, { courseId, userIds: [userId], source: 'request', sourceId: requestId, actor })
        : []),
      tellLater(db, requestId, at + TELL_AFTER),
      keepWayBack(tenant, actor, { id: actId, kind: 'join-request.decide', before: way, at }),
      recordAudit(tenant, actor, 'join-request.decide', { kind: 'join-request', id: requestId, after: payload }),
    ])
    .catch(orConflict('enrollments.decided'))
  await tenant.clock.wakeAt(at + TELL_AFTER)
  await afterEnrolling(tenant, courseId, 1)
  return { courseId, userId, actId }
}

type Decided = {
  requestId: string
  courseId: string
  userId: string
  decision: 'approved' | 'declined'
  wasIn: boolean
}

/**
 * A request that was decided waits again, and whom the decision let in is not in the course any more, unless they were before
 * or somebody has enrolled them since. No mail says so, and the one about the decision is not sent if it still waits.
 */
export const requestBack = reversal<Decided>({
  subject: ({ requestId }) => ({ kind: 'join-request', id: requestId }),
  async prepare(tenant, actor, { requestId, courseId, userId, decision, wasIn }, at) {
    await findCourse(tenant, actor, courseId)
    authorize(actor, 'course.enroll', { courseId })
    const { db } = tenant
    const isOurs = and(eq(joinRequests.id, requestId), eq(joinRequests.decidedAt, at))
    return [
      ...(decision === 'approved' && !wasIn ? leftAgain(tenant, actor, { courseId, userId, requestId }, at) : []),
      db.update(joinRequests).set({ decision: null, decidedAt: null, decidedBy: null }).where(isOurs),
      tellNobody(db, requestId),
    ]
  },
})

/** Statements: somebody whom only this request has brought in, `at`, is out of the course, and what they did is kept. */
function leftAgain(
  tenant: Tenant,
  actor: Actor,
  { courseId, userId, requestId }: { courseId: string; userId: string; requestId: string },
  at: number,
) {
  const { db } = tenant
  const enrolledSince = sql`exists (select 1 from enrollment_sources s join enrollments e on e.id = s.enrollment_id
    where e.user_id = ${userId} and e.course_id = ${courseId} and s.created_at > ${at})`
  return [
    ...withdrawStatements(tenant, actor, courseId, [userId], tenant.now(), sql`not ${enrolledSince}`),
    db
      .delete(enrollmentSources)
      .where(and(eq(enrollmentSources.source, 'request'), eq(enrollmentSources.sourceId, requestId))),
  ]
}

/** Unexecuted: who waits for an answer in a course, oldest first. */
export const openRequestsQuery = (db: Database, courseId: string, page?: PageAsked) =>
  waitingQuery(db, eq(courses.id, courseId), page)

/** Unexecuted: the same among some courses; nothing for all of them. */
export const waitingQuery = (db: Database, among?: SQL, { cursor, size }: PageAsked = { size: 200 }) =>
  db
    .select({
      id: joinRequests.id,
      userId: joinRequests.userId,
      name: users.name,
      photoId: users.photoId,
      message: joinRequests.message,
      courseId: courses.id,
      course: courses.title,
      createdAt: joinRequests.createdAt,
    })
    .from(joinRequests)
    .innerJoin(users, eq(users.id, joinRequests.userId))
    .innerJoin(courses, eq(courses.id, joinRequests.courseId))
    .where(
      and(
        among,
        isNull(joinRequests.decidedAt),
        isNull(courses.deletedAt),
        isNull(users.deletedAt),
        behind([joinRequests.createdAt, joinRequests.id], cursor, 'up'),
      ),
    )
    .orderBy(asc(joinRequests.createdAt), asc(joinRequests.id))
    .limit(size)

/** Who waits for an answer page by page, oldest first, for those who give it. */
export async function listJoinRequests(tenant: Tenant, actor: Actor, courseId: string, page: PageAsked) {
  await findCourseFor(tenant, actor, courseId)
  authorize(actor, 'course.enroll', { courseId })
  const rows = await openRequestsQuery(tenant.db, courseId, { ...page, size: page.size + 1 })
  return cutPage(rows, page.size, ({ createdAt, id }) => [createdAt, id])
}

/** Unexecuted: one's own request that waits. */
export const ownRequestQuery = prepared((db, userId: Given<string>, courseId: Given<string>) =>
  db
    .select({ id: joinRequests.id, createdAt: joinRequests.createdAt })
    .from(joinRequests)
    .where(and(eq(joinRequests.userId, userId), eq(joinRequests.courseId, courseId), isNull(joinRequests.decidedAt)))
    .limit(1),
)
