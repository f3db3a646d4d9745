import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { attempts, gradeEvents, progress, submissions, users } from '../../db/schema'
import { NotFound } from '../../errors'
import { onlyDay } from '../../lib/only-day'
import { accommodationQuery, toldOf } from '../accommodations'
import { certificatesOfQuery } from '../certificates'
import { type OutlineItem, outlineQueries, readOutline, splitOutline } from '../courses'
import { gradesQuery, inquiriesQuery, inquiryEntriesQuery, unlikeOthersQuery } from '../grades'
import { type Actor, authorize, can } from '../policy'
import { completeItem, reopenItem } from '../progress'

const MOST = 500

/** Everything somebody did in a course, for those who look after it and for the learner: one trip. */
export async function readLearner(tenant: Tenant, actor: Actor, courseId: string, userId: string) {
  const { db } = tenant
  const enrollment = sql`(select id from enrollments where user_id = ${userId} and course_id = ${courseId} order by round desc limit 1)`
  const [
    rows,
    [[person], work, marks, tries, handedIn, changes, certificates, [stands], unlikeOthers, inquiries, entries],
  ] = splitOutline(
    await db.batch([
      ...outlineQueries(db, userId, courseId),
      db
        .select({ id: users.id, name: users.name, photoId: users.photoId, role: users.role })
        .from(users)
        .where(eq(users.id, userId))
        .limit(1),
      db
        .select({
          itemId: progress.itemId,
          seconds: progress.seconds,
          plainSeconds: sql<number>`coalesce(${progress.resume} ->> '$.plain', 0)`,
          requirement: progress.requirement,
          startedAt: progress.startedAt,
          lastSeenAt: progress.lastSeenAt,
          completedAt: progress.completedAt,
          overriddenBy: sql<string | null>`${users.name}`.as('overridden_by_name'),
          overrideReason: progress.overrideReason,
        })
        .from(progress)
        .leftJoin(users, eq(users.id, progress.overriddenBy))
        .where(eq(progress.enrollmentId, enrollment)),
      gradesQuery(db, enrollment as unknown as string),
      db
        .select({
          id: attempts.id,
          itemId: attempts.itemId,
          number: attempts.number,
          startedAt: attempts.startedAt,
          submittedAt: attempts.submittedAt,
          score: attempts.score,
          toMark: attempts.toMark,
          maxScore: attempts.maxScore,
        })
        .from(attempts)
        // What is left of an answered anonymous survey can be opened by nobody but its author.
        .where(
          and(
            eq(attempts.enrollmentId, enrollment),
            sql`not exists (select 1 from quizzes q where q.item_id = ${attempts.itemId} and q.survey = 'anonymous')`,
          ),
        )
        .orderBy(asc(attempts.number))
        .limit(MOST),
      db
        .select({
          id: submissions.id,
          itemId: submissions.itemId,
          number: submissions.number,
          submittedAt: submissions.submittedAt,
          markedAt: submissions.markedAt,
          late: submissions.late,
        })
        .from(submissions)
        .where(and(eq(submissions.enrollmentId, enrollment), eq(submissions.draft, false)))
        .orderBy(asc(submissions.number))
        .limit(MOST),
      db
        .select({
          itemId: gradeEvents.itemId,
          kind: gradeEvents.kind,
          before: gradeEvents.before,
          after: gradeEvents.after,
          reason: gradeEvents.reason,
          by: users.name,
          at: gradeEvents.at,
        })
        .from(gradeEvents)
        .leftJoin(users, eq(users.id, gradeEvents.actorId))
        .where(eq(gradeEvents.enrollmentId, enrollment))
        .orderBy(desc(gradeEvents.at))
        .limit(MOST),
      certificatesOfQuery(db, userId, courseId),
      accommodationQuery(db, userId),
      unlikeOthersQuery(db, courseId),
      inquiriesQuery(db, enrollment),
      inquiryEntriesQuery(db, enrollment),
    ]),
  )
  const [, , , [enrolled]] = rows
  const maySee = can(actor, 'course.learner', { courseId, userId })
  if (!maySee || !person || enrolled?.role !== 'learner') throw new NotFound()
  const now = tenant.now()
  const isStaff = can(actor, 'course.roster', { courseId })
  // To who has left, and in a draft, nothing is open: those who look after the course still see all of it.
  const outline =
    readOutline(rows, learnerOf(person), { now }) ??
    (isStaff ? readOutline(rows, { ...actor, role: 'admin' }, { now }) : null)
  if (!outline) throw new NotFound()
  const isOwn = actor.id === userId && !isStaff
  const unlike = new Map(unlikeOthers.map((one) => [one.id, one]))
  const of = <Row extends { itemId: string }>(list: Row[], item: OutlineItem) =>
    list.filter(({ itemId }) => itemId === item.id)
  return {
    person,
    enrollment: enrolled,
    course: outline.course,
    zone: outline.zone,
    seconds: work.reduce((sum, { seconds }) => sum + seconds, 0),
    certificates,
    accommodation: toldOf(stands),
    mayMark: can(actor, 'course.mark', { courseId }) && enrolled.state !== 'withdrawn',
    modules: outline.modules.map((module) => ({
      id: module.id,
      title: module.title,
      number: module.number,
      items: module.items.map((item) => {
        const [grade] = of(marks, item)
        const { isByHand, missingPercent = null, anonymous } = unlike.get(item.id) ?? {}
        // Beside a name nothing may stand by which its work is known in the queue.
        const isHidden = Boolean(anonymous) && item.holdGrades && !isOwn
        if (isHidden) {
          const completedAt = item.completedAt && onlyDay(item.completedAt)
          const nothing = {
            work: null,
            grade: null,
            attempts: [],
            submissions: [],
            changes: [],
            inquiry: null,
            said: [],
          }
          const state = item.state === 'current' ? ('open' as const) : item.state
          return { ...item, ...nothing, state, completedAt, isHidden, isByHand: Boolean(isByHand), missingPercent }
        }
        const isShown = !isOwn || grade?.releasedAt != null
        return {
          ...item,
          state: item.state === 'current' ? ('open' as const) : item.state,
          /** Nothing is handed in for it: its points are given by hand. */
          isHidden,
          isByHand: Boolean(isByHand),
          /** What counts while it is missing, as the item itself says. */
          missingPercent,
          work: of(work, item)[0] ?? null,
          grade: grade && isShown ? grade : null,
          attempts: of(tries, item).map((one) => (isShown ? one : { ...one, score: null })),
          submissions: of(handedIn, item),
          changes: isShown ? of(changes, item).map((one) => (isOwn && anonymous ? { ...one, by: null } : one)) : [],
          inquiry: of(inquiries, item)[0] ?? null,
          said: of(entries, item)
            .reverse()
            .map((one) =>
              isOwn && anonymous && one.authorId !== userId ? { ...one, by: null, authorId: '', photoId: null } : one,
            ),
        }
      }),
    })),
  }
}

export type LearnerPage = Awaited<ReturnType<typeof readLearner>>
export type LearnerItem = LearnerPage['modules'][number]['items'][number]

/** A marker says that a learner has done an item, and why. */
export async function completeForLearner(tenant: Tenant, actor: Actor, place: LearnerPlace, reason: string) {
  const { enrollment, item } = await findWork(tenant, actor, place)
  if (item.completedAt !== null) return
  await completeItem(tenant, actor, enrollment, item, { requirement: item.completion, overriddenBy: actor.id, reason })
}

/** A marker opens a completed item again for a learner, and says why. */
export async function reopenForLearner(tenant: Tenant, actor: Actor, place: LearnerPlace, reason: string) {
  const { enrollment, item } = await findWork(tenant, actor, place)
  if (item.completedAt === null) return
  await reopenItem(tenant, actor, enrollment, item, { reason })
}

export type LearnerPlace = { courseId: string; userId: string; itemId: string }

async function findWork(tenant: Tenant, actor: Actor, { courseId, userId, itemId }: LearnerPlace) {
  const page = await readLearner(tenant, actor, courseId, userId)
  const item = page.modules.flatMap(({ items }) => items).find(({ id }) => id === itemId)
  if (!item || page.enrollment.state === 'withdrawn') throw new NotFound()
  authorize(actor, 'course.mark', { courseId })
  return { enrollment: { id: page.enrollment.id, courseId }, item: { ...item, courseId } }
}

/** For reading the course as this learner does. */
const learnerOf = ({ id, name, photoId }: { id: string; name: string; photoId: string | null }): Actor => ({
  id,
  name,
  photoId,
  role: 'learner',
  courseRoles: {},
  verified: true,
  locale: '',
  zone: '',
  scopes: null,
})
