import { and, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { users } from '../../db/schema'
import { Invalid } from '../../errors'
import { momentOf } from '../../lib/zones'
import { recordAudit } from '../audit'
import { findCourse } from '../courses'
import { type Actor, authorize, type CourseRole } from '../policy'
import { enrollStatements } from './enroll-statements'

/** At most so many at once; above `rowsAtOnce` grade rows a job writes them. */
export const most = { people: 1_000, rowsAtOnce: 500 }

export type Named = {
  /** E-mail addresses or usernames, as one types or pastes them. */
  who: string
  /** "2026-12-03": due at the end of that day on the course's clock; empty for no date. */
  dueOn?: string
  /** The organization's, for courses without one of their own. */
  zone: string
}
type Given = { userIds: string[]; role?: CourseRole; dueAt?: number | null }

/** Staff put people into a course. An id that is nobody's refuses the whole list. */
export async function enrollPeople(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  { userIds, role = 'learner', dueAt = null }: Given,
): Promise<{ enrolled: number }> {
  const { db } = tenant
  await findCourse(tenant, actor, courseId)
  authorize(actor, 'course.enroll', { courseId })
  const asked = [...new Set(userIds)]
  if (!asked.length) throw new Invalid('people', 'enrollments.nobody')
  if (asked.length > most.people) throw new Invalid('people', 'enrollments.tooMany', { most: most.people })
  const [known] = await db
    .select({ count: sql<number>`count(*)` })
    .from(users)
    .where(and(sql`${users.id} in (select value from json_each(${JSON.stringify(asked)}))`, isNull(users.deletedAt)))
  if (known?.count !== asked.length) throw new Invalid('people', 'enrollments.unknown')
  await db.batch([
    ...enrollStatements(tenant, { courseId, userIds: asked, role, source: 'admin', dueAt, actor }),
    recordAudit(tenant, actor, 'course.enroll', {
      kind: 'course',
      id: courseId,
      after: { people: asked, role, dueAt },
    }),
  ])
  await afterEnrolling(tenant, courseId, asked.length)
  return { enrolled: asked.length }
}

/** People found by e-mail address or username, as one types or pastes them. One who is not found refuses the whole list. */
export async function enrollByName(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  { who, role, dueOn, zone }: Named & { role: CourseRole },
): Promise<void> {
  const { userIds, missing, course } = await findNamed(tenant, actor, courseId, who)
  if (missing.length === 1 && !userIds.length) throw new Invalid('who', 'enrollments.notFound')
  if (missing.length) throw new Invalid('who', 'enrollments.someNotFound', { names: missing.slice(0, 5).join(', ') })
  await enrollPeople(tenant, actor, courseId, { userIds, role, dueAt: endOfDay(dueOn, course.zone || zone) })
}

/** The last minute of a day, as a date input gives it, on the course's clock; null for none. */
export function endOfDay(day: string | undefined, zone: string): number | null {
  if (!day) return null
  const at = momentOf(day, '23:59', zone)
  if (at === null) throw new Invalid('dueOn', 'people.chooseDay')
  return at
}

/** Who of a typed or pasted list is here, and what on it names nobody. */
export async function findNamed(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  who: string,
): Promise<{ userIds: string[]; missing: string[]; course: { zone: string } }> {
  const course = await findCourse(tenant, actor, courseId)
  authorize(actor, 'course.enroll', { courseId })
  const typed = [
    ...new Set(
      who
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ]
  if (!typed.length) throw new Invalid('who', 'enrollments.notFound')
  if (typed.length > most.people) throw new Invalid('who', 'enrollments.tooMany', { most: most.people })
  const named = sql`(select value from json_each(${JSON.stringify(typed)}))`
  const found = await tenant.db
    .select({ id: users.id, email: users.email, username: users.username })
    .from(users)
    .where(
      and(sql`(lower(${users.email}) in ${named} or lower(${users.username}) in ${named})`, isNull(users.deletedAt)),
    )
  const known = new Set(found.flatMap(({ email, username }) => [email?.toLowerCase(), username?.toLowerCase()]))
  return { course, userIds: found.map(({ id }) => id), missing: typed.filter((name) => !known.has(name)) }
}

/** After the commit of anything that enrolled: its events are read, and the job writes the grade rows that were too many. */
export async function afterEnrolling(tenant: Tenant, courseId: string, people: number): Promise<void> {
  await tenant.queue.send('drain')
  if (people > 1) await tenant.queue.send('grade-rows', { courseId })
}
