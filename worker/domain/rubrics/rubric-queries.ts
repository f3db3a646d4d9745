import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { rubrics, rubricVersions } from '../../db/schema'

const isNewest = sql`${rubricVersions.number} = (select max(v.number) from rubric_versions v
  where v.rubric_id = ${rubricVersions.rubricId})`

/** Items outside the bin that are marked by it. */
const uses = sql<number>`((select count(*) from assignments a join items i on i.id = a.item_id
  where a.rubric_id = ${rubrics.id} and i.deleted_at is null)
  + (select count(*) from quiz_questions q join items i on i.id = q.item_id
  where q.rubric_id = ${rubrics.id} and i.deleted_at is null)
  + (select count(*) from quiz_draws d join items i on i.id = d.item_id
  where d.rubric_id = ${rubrics.id} and i.deleted_at is null))`

/** Unexecuted: a rubric with its newest version. */
export const rubricQuery = (db: Database, rubricId: string | SQL) =>
  db
    .select({ rubric: rubrics, version: rubricVersions, uses: uses.as('uses') })
    .from(rubrics)
    .innerJoin(rubricVersions, and(eq(rubricVersions.rubricId, rubrics.id), isNewest))
    .where(sql`${rubrics.id} = ${rubricId}`)
    .limit(1)

export type RubricVersion = typeof rubricVersions.$inferSelect

/** Unexecuted: what a course can mark by, its own first; with the newest version of each. */
export const rubricsOfCourseQuery = (db: Database, courseId: string | SQL) =>
  db
    .select({
      id: rubrics.id,
      courseId: rubrics.courseId,
      title: rubrics.title,
      number: rubricVersions.number,
      body: rubricVersions.body,
      uses: uses.as('uses'),
    })
    .from(rubrics)
    .innerJoin(rubricVersions, and(eq(rubricVersions.rubricId, rubrics.id), isNewest))
    .where(and(sql`(${rubrics.courseId} is null or ${rubrics.courseId} = ${courseId})`, isNull(rubrics.deletedAt)))
    .orderBy(sql`${rubrics.courseId} is null`, asc(sql`lower(${rubrics.title})`), asc(rubrics.id))
    .limit(300)

export type RubricLine = Awaited<ReturnType<typeof rubricsOfCourseQuery>>[number]
