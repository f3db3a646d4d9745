import { sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { anyOf } from '../../db/insert-many'
import { rowsFor, sameAs } from '../../db/insert-select'
import { rubrics, rubricVersions } from '../../db/schema'
import { newId } from '../../lib/ids'
import type { Actor } from '../policy'

/**
 * What copies of assignments need of rubrics: those of another course come along with their newest version, unless the course has
 * one of that title already (`allOf`: all of that course's); the organization's stay where they are. `copied` is SQL: what the
 * copy of the assignment, question or draw `o` uses.
 */
export async function rubricCopies(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  originals: string[],
  allOf: string | null,
) {
  const { db } = tenant
  const at = tenant.now()
  const used = sql`select a.rubric_id from assignments a where a.item_id in ${anyOf(originals)}
    union select q.rubric_id from quiz_questions q where q.item_id in ${anyOf(originals)}
    union select d.rubric_id from quiz_draws d where d.item_id in ${anyOf(originals)}`
  const found = await db
    .select({
      id: rubrics.id,
      there: sql<string | null>`(select t.id from rubrics t where t.course_id = ${courseId} and t.deleted_at is null
        and lower(t.title) = lower(${rubrics.title}))`,
    })
    .from(rubrics)
    .where(
      sql`${rubrics.deletedAt} is null and ${rubrics.courseId} is not null and ${rubrics.courseId} <> ${courseId}
        and (${rubrics.courseId} = ${allOf} or ${rubrics.id} in (${used}))`,
    )
  const fresh = found.filter(({ there }) => there === null).map(({ id }) => [id, newId()] as const)
  const known = found.flatMap(({ id, there }) => (there === null ? [] : ([[id, there]] as const)))
  const made = sql`json_each(${JSON.stringify(Object.fromEntries(fresh))})`
  const all = sql`json_each(${JSON.stringify(Object.fromEntries([...fresh, ...known]))})`
  return {
    copied: sql`coalesce((select r.value from ${all} r where r.key = o.rubric_id), o.rubric_id)`,
    statements: [
      db
        .insert(rubrics)
        .select(
          rowsFor(
            rubrics,
            { ...sameAs(rubrics), id: sql`r.value`, courseId, createdBy: actor.id, createdAt: at, updatedAt: at },
            sql`from rubrics o join ${made} r on r.key = o.id where true`,
          ),
        ),
      db.insert(rubricVersions).select(
        rowsFor(
          rubricVersions,
          {
            ...sameAs(rubricVersions),
            id: sql`r.value || '-1'`,
            rubricId: sql`r.value`,
            number: 1,
            createdBy: actor.id,
            createdAt: at,
            usedAt: null,
          },
          sql`from rubric_versions o join ${made} r on r.key = o.rubric_id
            where o.number = (select max(v.number) from rubric_versions v where v.rubric_id = o.rubric_id)`,
        ),
      ),
    ],
  }
}
