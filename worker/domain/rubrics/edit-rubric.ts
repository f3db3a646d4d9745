import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation, orConflict } from '../../db/conflict'
import { insist, isInsisted, orInsisted } from '../../db/insist'
import { rubrics, rubricVersions } from '../../db/schema'
import { Conflict, Invalid } from '../../errors'
import { newId } from '../../lib/ids'
import { type GivenRubric, mostRubric, settleRubric } from '../../lib/rubric'
import { cleanLine } from '../../lib/text'
import { recordAudit } from '../audit'
import { findCourse } from '../courses'
import { type Actor, authorize } from '../policy'
import { findRubric, findRubricToEdit } from './find-rubric'

export const mostRubrics = 200

export type RubricGiven = GivenRubric & { title: string }

/** A new rubric: of the organization where `courseId` is null. `id` is made with the form, so that a second click makes no second one. */
export async function makeRubric(
  tenant: Tenant,
  actor: Actor,
  courseId: string | null,
  given: RubricGiven,
  id = newId(),
): Promise<{ id: string }> {
  if (courseId !== null) await findCourse(tenant, actor, courseId)
  authorize(actor, 'rubric.edit', { courseId })
  const title = titleOf(given)
  const body = settleRubric(given)
  const { db } = tenant
  const made = { createdBy: actor.id, createdAt: tenant.now() }
  const there = sql`(select count(*) from rubrics r where r.course_id is ${courseId} and r.deleted_at is null)`
  try {
    await db.batch([
      insist(db, sql`${there} < ${mostRubrics}`),
      db.insert(rubrics).values({ id, courseId, title, ...made, updatedAt: made.createdAt }),
      db.insert(rubricVersions).values({ id: newId(), rubricId: id, number: 1, body, ...made }),
      recordAudit(tenant, actor, 'rubric.make', { kind: 'rubric', id, after: { title, courseId } }),
    ])
  } catch (error) {
    if (!isUniqueViolation(error)) return orInsisted('rubrics.tooMany')(error)
    const same = await findRubric(tenant, actor, id).catch(() => null)
    if (!same) throw new Invalid('title', 'rubrics.titleTaken', { title })
  }
  return { id }
}

/**
 * Another title or other criteria. What somebody has marked with stays as it is and gets a new version; `number` is the version
 * that the author has read (Conflict where there is a newer one).
 */
export async function editRubric(
  tenant: Tenant,
  actor: Actor,
  rubricId: string,
  given: RubricGiven & { number?: number },
): Promise<{ number: number }> {
  const { db } = tenant
  const { title: before, version } = await findRubricToEdit(tenant, actor, rubricId)
  if (given.number !== undefined && given.number !== version.number) throw new Conflict('rubrics.changedMeanwhile')
  const title = titleOf(given)
  const body = settleRubric(given, version.body)
  const isSameBody = JSON.stringify(body) === JSON.stringify(version.body)
  if (isSameBody && title === before) return { number: version.number }
  const at = tenant.now()
  const isNew = !isSameBody && version.usedAt !== null
  const number = version.number + (isNew ? 1 : 0)
  const made = { createdBy: actor.id, createdAt: at }
  try {
    await db.batch([
      // Nobody began to mark with what is about to change.
      insist(
        db,
        isNew
          ? sql`1`
          : sql`exists (select 1 from rubric_versions v where v.id = ${version.id} and (v.used_at is null or ${isSameBody ? 1 : 0}))`,
      ),
      isNew
        ? db.insert(rubricVersions).values({ id: newId(), rubricId, number, body, ...made })
        : db.update(rubricVersions).set({ body }).where(eq(rubricVersions.id, version.id)),
      db.update(rubrics).set({ title, updatedAt: at }).where(eq(rubrics.id, rubricId)),
      recordAudit(tenant, actor, 'rubric.edit', {
        kind: 'rubric',
        id: rubricId,
        before: { title: before, version: version.number, ...version.body },
        after: { title, version: number, ...body },
      }),
    ])
  } catch (error) {
    if (isInsisted(error)) throw new Conflict('rubrics.changedMeanwhile')
    if (!isUniqueViolation(error)) throw error
    throw title === before
      ? new Conflict('rubrics.changedMeanwhile')
      : new Invalid('title', 'rubrics.titleTaken', { title })
  }
  return { number }
}

/** Into the bin. One that items are marked by stays where it is (Conflict); marks that were made with it keep it. */
export async function binRubric(tenant: Tenant, actor: Actor, rubricId: string): Promise<{ courseId: string | null }> {
  const { db } = tenant
  const { courseId, title, deletedAt } = await findRubricToEdit(tenant, actor, rubricId, { binned: true })
  if (deletedAt !== null) return { courseId }
  await db
    .batch([
      insist(
        db,
        sql`not exists (select 1 from assignments a join items i on i.id = a.item_id
          where a.rubric_id = ${rubricId} and i.deleted_at is null) and not exists (select 1 from quiz_questions q
          join items i on i.id = q.item_id where q.rubric_id = ${rubricId} and i.deleted_at is null)
          and not exists (select 1 from quiz_draws d join items i on i.id = d.item_id
          where d.rubric_id = ${rubricId} and i.deleted_at is null)`,
      ),
      db.update(rubrics).set({ deletedAt: tenant.now() }).where(eq(rubrics.id, rubricId)),
      recordAudit(tenant, actor, 'rubric.bin', { kind: 'rubric', id: rubricId, before: { title } }),
    ])
    .catch(orInsisted('rubrics.inUse'))
  return { courseId }
}

export async function restoreRubric(tenant: Tenant, actor: Actor, rubricId: string): Promise<void> {
  const { db } = tenant
  const { title, deletedAt } = await findRubricToEdit(tenant, actor, rubricId, { binned: true })
  if (deletedAt === null) return
  await db
    .batch([
      db.update(rubrics).set({ deletedAt: null }).where(eq(rubrics.id, rubricId)),
      recordAudit(tenant, actor, 'rubric.restore', { kind: 'rubric', id: rubricId, after: { title } }),
    ])
    .catch(orConflict('rubrics.titleThere'))
}

function titleOf({ title }: { title: string }): string {
  const said = cleanLine(title, mostRubric.title)
  if (!said) throw new Invalid('title', 'rubrics.titleMissing')
  return said
}
