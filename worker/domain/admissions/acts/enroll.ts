import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import { anyOf } from '../../../db/insert-many'
import { courses, enrollments } from '../../../db/schema'
import { Conflict, Invalid } from '../../../errors'
import { enrollStatements, keepAnInstructor, returnStatements, withdrawStatements } from '../../enrollments'
import { authorize } from '../../policy'
import { act, type Selected } from './act'

type Redated = { id: string; dueAt: number | null }
type Before = { courseId: string; ids: string[]; dueAt?: number | null; redated?: Redated[] }

/** Enrolls people as learners; a due date that was given is given to those who learn there already, too. */
export const enroll = act<Before>({
  async prepare(tenant, actor, people, { courseId = '', dueAt = null }) {
    const { there } = await standing(tenant, courseId, people)
    authorize(actor, 'course.enroll', { courseId })
    const ids = people.map(({ id }) => id).filter((id) => !there.has(id))
    const redated = [...there].flatMap(([id, was]) =>
      dueAt !== null && was.role === 'learner' && was.dueAt !== dueAt ? [{ id, dueAt: was.dueAt }] : [],
    )
    const changed = [...ids, ...redated.map(({ id }) => id)]
    return {
      before: { courseId, ids, dueAt, redated },
      changed,
      statements: [
        ...enrollStatements(tenant, { userIds: ids, courseId, source: 'admin', dueAt, actor }),
        ...(redated.length ? [giveDate(tenant, courseId, dueAt, redated)] : []),
      ],
    }
  },
  async undo(tenant, actor, { courseId, ids, dueAt = null, redated = [] }) {
    authorize(actor, 'course.enroll', { courseId })
    return [
      ...withdrawStatements(tenant, actor, courseId, ids, tenant.now(), eq(enrollments.role, 'learner')),
      ...(redated.length ? [formerDates(tenant, courseId, dueAt, redated)] : []),
    ]
  },
})

const those = (courseId: string, people: Redated[]) =>
  and(eq(enrollments.courseId, courseId), sql`${enrollments.userId} in ${anyOf(people.map(({ id }) => id))}`)

const giveDate = ({ db }: Tenant, courseId: string, dueAt: number | null, redated: Redated[]) =>
  db.update(enrollments).set({ dueAt }).where(those(courseId, redated))

/** Statement: the dates from before, of those who still have the one that the act gave. */
function formerDates({ db }: Tenant, courseId: string, given: number | null, redated: Redated[]) {
  const former = sql`(select json_extract(value, '$.dueAt') from json_each(${JSON.stringify(redated)})
    where json_extract(value, '$.id') = ${enrollments.userId})`
  return db
    .update(enrollments)
    .set({ dueAt: former as unknown as number })
    .where(and(those(courseId, redated), sql`${enrollments.dueAt} is ${given}`))
}

/** Takes people out of a course; what they did there is kept. */
export const withdraw = act<Before>({
  async prepare(tenant, actor, people, { courseId = '' }) {
    const { there, course } = await standing(tenant, courseId, people)
    authorize(actor, 'course.enroll', { courseId })
    const ids = people.map(({ id }) => id).filter((id) => there.has(id))
    return {
      before: { courseId, ids },
      changed: ids,
      statements: [...withdrawStatements(tenant, actor, courseId, ids), keepAnInstructor(tenant, courseId, ids)],
      insisted: new Conflict('people.lastInstructor', { course: course.title }),
    }
  },
  async undo(tenant, actor, { courseId, ids }, at) {
    authorize(actor, 'course.enroll', { courseId })
    return [...returnStatements(tenant, actor, courseId, ids, at)]
  },
})

async function standing({ db }: Tenant, courseId: string, people: Selected[]) {
  const [[course], rows] = await db.batch([
    db
      .select({ title: courses.title })
      .from(courses)
      .where(and(eq(courses.id, courseId), isNull(courses.deletedAt), isNull(courses.archivedAt)))
      .limit(1),
    db
      .select({ userId: enrollments.userId, role: enrollments.role, dueAt: enrollments.dueAt })
      .from(enrollments)
      .where(
        and(
          eq(enrollments.courseId, courseId),
          ne(enrollments.state, 'withdrawn'),
          sql`${enrollments.userId} in ${anyOf(people.map(({ id }) => id))}`,
        ),
      ),
  ])
  if (!course) throw new Invalid('courseId', 'people.chooseCourse')
  return { course, there: new Map(rows.map(({ userId, ...row }) => [userId, row])) }
}
