import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { assignments, items } from '../../db/schema'
import { Invalid, NotFound, refuseWrong } from '../../errors'
import { cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import { itemToEdit, itemToEditQuery } from '../courses'
import type { Actor } from '../policy'
import { rubricsOfCourseQuery } from '../rubrics'
import { type AssignmentSettings, withHtml } from './create-assignment'
import { assignmentQuery } from './submission-queries'

export const mostFiles = 20
export const mostInstructions = 60_000

/** An assignment as its authors find it. */
export async function findAssignmentToEdit(tenant: Tenant, actor: Actor, itemId: string) {
  const { db } = tenant
  const [rows, [assignment], rubrics] = await db.batch([
    itemToEditQuery(db, itemId),
    assignmentQuery(db, itemId),
    rubricsOfCourseQuery(db, sql`(select course_id from items where id = ${itemId})`),
  ])
  const found = itemToEdit(actor, rows)
  if (!assignment) throw new NotFound()
  return { ...found, assignment, rubrics }
}

export type AssignmentToEdit = Awaited<ReturnType<typeof findAssignmentToEdit>>

export type AssignmentGiven = AssignmentSettings & { maxPoints: number; dueAt: number | null }

export async function editAssignment(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  { maxPoints, dueAt, ...given }: AssignmentGiven,
): Promise<void> {
  const { assignment, rubrics } = await findAssignmentToEdit(tenant, actor, itemId)
  const isKnown = given.rubricId === assignment.rubricId || rubrics.some(({ id }) => id === given.rubricId)
  refuseWrong(given.rubricId !== null && !isKnown && new Invalid('rubricId', 'rubrics.notThere'))
  const { db } = tenant
  const settings = { ...given, instructions: cleanText(given.instructions, mostInstructions) }
  await db.batch([
    db.update(assignments).set(withHtml(settings)).where(eq(assignments.itemId, itemId)),
    db.update(items).set({ maxPoints, dueAt, updatedAt: tenant.now() }).where(eq(items.id, itemId)),
    recordAudit(tenant, actor, 'assignment.edit', {
      kind: 'item',
      id: itemId,
      before: { ...assignment, instructionsHtml: undefined },
      after: { ...settings, maxPoints, dueAt },
    }),
  ])
}
