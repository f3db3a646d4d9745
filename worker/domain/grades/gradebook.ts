import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { behind, cutPage, type PageAsked } from '../../db/page'
import { enrollments, grades, items, users } from '../../db/schema'
import { NotFound } from '../../errors'
import { findCourse } from '../courses'
import { type Actor, authorize } from '../policy'
import type { GradePlace } from './find-grade'
import { hidesNames } from './names'

export type GradebookFilter = PageAsked & { itemId?: string; userId?: string }

/** The grades of a course page by page, by learner and item, for those who mark there. Not released ones too. */
export async function listGrades(tenant: Tenant, actor: Actor, courseId: string, filter: GradebookFilter) {
  await findCourse(tenant, actor, courseId)
  authorize(actor, 'course.mark', { courseId })
  const { itemId, userId, cursor, size } = filter
  const name = sql<string>`lower(${users.name})`
  const rows = await tenant.db
    .select({
      enrollmentId: grades.enrollmentId,
      itemId: grades.itemId,
      title: sql<string>`${items.title}`.as('item_title'),
      kind: items.kind,
      userId: enrollments.userId,
      name: sql<string>`${users.name}`.as('learner_name'),
      folded: name.as('folded_name'),
      raw: grades.raw,
      penalty: grades.penalty,
      override: grades.override,
      final: grades.final,
      maxPoints: grades.maxPoints,
      excused: grades.excused,
      comment: grades.comment,
      gradedAt: grades.gradedAt,
      releasedAt: grades.releasedAt,
    })
    .from(grades)
    .innerJoin(enrollments, eq(enrollments.id, grades.enrollmentId))
    .innerJoin(users, eq(users.id, enrollments.userId))
    .innerJoin(items, eq(items.id, grades.itemId))
    .where(
      and(
        eq(enrollments.courseId, courseId),
        ne(enrollments.state, 'withdrawn'),
        isNull(users.deletedAt),
        isNull(items.deletedAt),
        sql`not ${hidesNames(items.id)}`,
        itemId ? eq(grades.itemId, itemId) : undefined,
        userId ? eq(enrollments.userId, userId) : undefined,
        behind([name, grades.enrollmentId, grades.itemId], cursor, 'up'),
      ),
    )
    .orderBy(asc(name), asc(grades.enrollmentId), asc(grades.itemId))
    .limit(size + 1)
  return cutPage(rows, size, (row) => [row.folded, row.enrollmentId, row.itemId])
}

export type GradebookLine = Awaited<ReturnType<typeof listGrades>>['rows'][number]

/** One line of it; NotFound where there is none. */
export async function findGradebookLine(tenant: Tenant, actor: Actor, place: GradePlace): Promise<GradebookLine> {
  const { courseId, userId, itemId } = place
  const { rows } = await listGrades(tenant, actor, courseId, { userId, itemId, size: 1 })
  if (!rows[0]) throw new NotFound()
  return rows[0]
}
