import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courses } from '../../db/schema'
import { NotFound } from '../../errors'
import { courseOfStaff, courseQuery } from '../courses'
import { type Actor, authorize, can } from '../policy'
import { type RubricVersion, rubricQuery, rubricsOfCourseQuery } from './rubric-queries'

export type Rubric = {
  id: string
  /** Null: of the organization. */
  courseId: string | null
  courseTitle: string | null
  title: string
  version: RubricVersion
  /** So many items are marked by it. */
  uses: number
  deletedAt: number | null
}

/** The rubrics of a course and of the organization, for those who mark there. */
export async function listRubrics(tenant: Tenant, actor: Actor, courseId: string) {
  const { db } = tenant
  const [found, rubrics] = await db.batch([courseQuery(db, courseId), rubricsOfCourseQuery(db, courseId)])
  const course = courseOfStaff(actor, found)
  authorize(actor, 'rubric.read', { courseId })
  return { course, rubrics }
}

/** NotFound for everybody who may not read it. */
export async function findRubric(
  tenant: Tenant,
  actor: Actor,
  rubricId: string,
  { binned = false } = {},
): Promise<Rubric> {
  const { db } = tenant
  const [[found], [course]] = await db.batch([
    rubricQuery(db, rubricId),
    db
      .select({ title: courses.title, deletedAt: courses.deletedAt })
      .from(courses)
      .where(eq(courses.id, sql`(select course_id from rubrics where id = ${rubricId})`))
      .limit(1),
  ])
  if (!found || (found.rubric.deletedAt !== null && !binned) || course?.deletedAt) throw new NotFound()
  const { id, courseId, title, deletedAt } = found.rubric
  if (!can(actor, 'rubric.read', { courseId })) throw new NotFound()
  return {
    id,
    courseId,
    title,
    deletedAt,
    courseTitle: course?.title ?? null,
    version: found.version,
    uses: found.uses,
  }
}

export async function findRubricToEdit(tenant: Tenant, actor: Actor, rubricId: string, options = { binned: false }) {
  const rubric = await findRubric(tenant, actor, rubricId, options)
  authorize(actor, 'rubric.edit', rubric)
  return rubric
}
