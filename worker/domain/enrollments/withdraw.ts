import { and, desc, eq, isNull, ne, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { orInsisted } from '../../db/insist'
import { type Given, prepared } from '../../db/prepared'
import { bulkActs, type EnrollmentSource, enrollmentSources, enrollments } from '../../db/schema'
import { Conflict, Invalid, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { addGradeRows, findCourse } from '../courses'
import { type Actor, authorize } from '../policy'
import { refreshEnrollments } from '../progress'
import { keepWayBack, reversal } from '../undo'
import { most } from './enroll-people'
import { enrollmentEvents } from './enroll-statements'
import { keepAnInstructor } from './keep-instructor'

/** Staff withdraw people. Where they came from is kept, so that `returnPeople` is an undo, and no group brings them back. Gives the act's id. */
export async function withdrawPeople(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  userIds: string[],
): Promise<string | null> {
  const { db } = tenant
  await findCourse(tenant, actor, courseId)
  authorize(actor, 'course.enroll', { courseId })
  const asked = checked(userIds)
  const before = { courseId, userIds: asked }
  const [[active], [same]] = await db.batch([
    db.select({ count: sql<number>`count(*)` }).from(enrollments).where(stillIn(courseId, asked)),
    db
      .select({ id: bulkActs.id })
      .from(bulkActs)
      .where(
        and(
          eq(bulkActs.actorId, actor.id),
          eq(bulkActs.kind, 'course.withdraw'),
          eq(bulkActs.before, before),
          isNull(bulkActs.undoneAt),
        ),
      )
      .orderBy(desc(bulkActs.at))
      .limit(1),
  ])
  if (!active?.count) return same?.id ?? null // sent again: the first one's way back
  const id = newId()
  const at = tenant.now()
  await db
    .batch([
      keepWayBack(tenant, actor, { id, kind: 'course.withdraw', before, at }),
      ...withdrawStatements(tenant, actor, courseId, asked, at),
      keepAnInstructor(tenant, courseId, asked),
      recordAudit(tenant, actor, 'course.withdraw', { kind: 'course', id: courseId, after: { people: asked } }),
    ])
    .catch(orInsisted('enrollments.lastInstructor'))
  await tenant.queue.send('drain')
  return id
}

/** Those whom it withdrew are in the course again, with the role that they had. */
export const withdrawnBack = reversal<{ courseId: string; userIds: string[] }>({
  subject: ({ courseId }) => ({ kind: 'course', id: courseId }),
  async prepare(tenant, actor, { courseId, userIds }, at) {
    await findCourse(tenant, actor, courseId)
    authorize(actor, 'course.enroll', { courseId })
    return [...returnStatements(tenant, actor, courseId, userIds, at)]
  },
})

/** For the batch of an act that withdraws many, or those `only` who: the caller has authorized it. */
export function withdrawStatements(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  userIds: string[],
  at = tenant.now(),
  only?: SQL,
) {
  const active = and(stillIn(courseId, userIds), only)
  return [
    withdrawnEvents(tenant, actor, active),
    tenant.db.update(enrollments).set({ state: 'withdrawn', withdrawnAt: at }).where(active),
  ] as const
}

/** For the batch of its undo: brings back those who are still as that act left them, `at` its moment. */
export function returnStatements(tenant: Tenant, actor: Actor, courseId: string, userIds: string[], at?: number) {
  const { db } = tenant
  const gone = and(
    inCourse(courseId, userIds),
    eq(enrollments.state, 'withdrawn'),
    at === undefined ? undefined : eq(enrollments.withdrawnAt, at),
  )
  return [
    changedEvents(tenant, actor, 'enrollment.returned', gone),
    db
      .update(enrollments)
      .set({ state: sql`case when completed_at is null then 'active' else 'completed' end`, withdrawnAt: null })
      .where(gone),
    addGradeRows(db, courseId, { userIds }),
    refreshEnrollments(tenant, courseId, userIds),
  ] as const
}

/** The undo of a withdrawal: everything they had done is still there. */
export async function returnPeople(tenant: Tenant, actor: Actor, courseId: string, userIds: string[]): Promise<void> {
  const { db } = tenant
  await findCourse(tenant, actor, courseId)
  authorize(actor, 'course.enroll', { courseId })
  const asked = checked(userIds)
  await db.batch([
    ...returnStatements(tenant, actor, courseId, asked),
    recordAudit(tenant, actor, 'course.return', { kind: 'course', id: courseId, after: { people: asked } }),
  ])
  await tenant.queue.send('drain')
}

/** One leaves a course that one joined oneself. */
export async function leaveCourse(tenant: Tenant, actor: Actor, courseId: string): Promise<void> {
  const { db } = tenant
  const rows = await db
    .select({ id: enrollments.id, role: enrollments.role, state: enrollments.state, source: enrollmentSources.source })
    .from(enrollments)
    .leftJoin(enrollmentSources, eq(enrollmentSources.enrollmentId, enrollments.id))
    .where(and(eq(enrollments.userId, actor.id), eq(enrollments.courseId, courseId)))
  const [own] = rows
  if (!own) throw new NotFound()
  if (own.state === 'withdrawn') return
  const isOwn = own.role === 'learner' && rows.every(({ source }) => source !== null && ownSources.includes(source))
  if (!isOwn) throw new Conflict('enrollments.notYours')
  const mine = and(eq(enrollments.id, own.id), ne(enrollments.state, 'withdrawn'))
  await db.batch([
    withdrawnEvents(tenant, actor, mine),
    db.update(enrollments).set({ state: 'withdrawn', withdrawnAt: tenant.now() }).where(mine),
  ])
  await tenant.queue.send('drain')
}

/** Unexecuted: where somebody's enrollment comes from, and whether they made it themselves. */
export const ownSourcesQuery = prepared((db, userId: Given<string>, courseId: Given<string>) =>
  db
    .select({
      source: enrollmentSources.source,
      isOwn: sql<number>`${enrollmentSources.source} in (select value from json_each(${JSON.stringify(ownSources)}))`,
    })
    .from(enrollmentSources)
    .innerJoin(enrollments, eq(enrollments.id, enrollmentSources.enrollmentId))
    .where(and(eq(enrollments.userId, userId), eq(enrollments.courseId, courseId), ne(enrollments.state, 'withdrawn')))
    .limit(20),
)

/** Sources that one may take away oneself. */
export const ownSources: EnrollmentSource[] = ['self', 'code', 'link', 'request']

type Where = ReturnType<typeof and>

const inCourse = (courseId: string, userIds: string[]): Where =>
  and(
    eq(enrollments.courseId, courseId),
    sql`${enrollments.userId} in (select value from json_each(${JSON.stringify(userIds)}))`,
  )

const stillIn = (courseId: string, userIds: string[]): Where =>
  and(inCourse(courseId, userIds), ne(enrollments.state, 'withdrawn'))

const withdrawnEvents = (tenant: Tenant, actor: Actor | null, where: Where) =>
  changedEvents(tenant, actor, 'enrollment.withdrawn', where)

const changedEvents = ({ db, now }: Tenant, actor: Actor | null, name: string, where: Where) =>
  enrollmentEvents(db, name, sql`${where}`, { actorId: actor?.id ?? null, at: now(), key: String(now()) })

function checked(userIds: string[]): string[] {
  const asked = [...new Set(userIds)]
  if (!asked.length) throw new Invalid('people', 'enrollments.nobody')
  if (asked.length > most.people) throw new Invalid('people', 'enrollments.tooMany', { most: most.people })
  return asked
}
