import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import { anyOf } from '../../../db/insert-many'
import { courses, enrollments } from '../../../db/schema'
import { Invalid } from '../../../errors'
import { enrollStatements, returnStatements, withdrawStatements } from '../../enrollments'
import { authorize } from '../../policy'
import { act, type Selected } from './act'

type Before = { courseId: string; ids: string[]; dueAt?: number | null }

/** Enrolls people as learners, with a due date where one was given. */
export const enroll = act<Before>({
  async prepare(tenant, actor, people, { courseId = '', dueAt }) {
    const { there } = await standing(tenant, courseId, people)
    authorize(actor, 'course.enroll', { courseId })
    const ids = people.map(({ id }) => id).filter((id) => !there.has(id))
    return {
      before: { courseId, ids },
      changed: ids,
      statements: [...enrollStatements(tenant, { userIds: ids, courseId, source: 'admin', dueAt, actor })],
    }
  },
  async undo(tenant, actor, { courseId, ids }) {
    authorize(actor, 'course.enroll', { courseId })
    return [...withdrawStatements(tenant, actor, courseId, ids)]
  },
})

/** Takes people out of a course; what they did there is kept. */
export const withdraw = act<Before>({
  async prepare(tenant, actor, people, { courseId = '' }) {
    const { there } = await standing(tenant, courseId, people)
    authorize(actor, 'course.enroll', { courseId })
    const ids = people.map(({ id }) => id).filter((id) => there.has(id))
    return {
      before: { courseId, ids },
      changed: ids,
      statements: [...withdrawStatements(tenant, actor, courseId, ids)],
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
      .select({ id: courses.id })
      .from(courses)
      .where(and(eq(courses.id, courseId), isNull(courses.deletedAt), isNull(courses.archivedAt)))
      .limit(1),
    db
      .select({ userId: enrollments.userId })
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
  return { there: new Set(rows.map(({ userId }) => userId)) }
}
