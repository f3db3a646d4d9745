import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { assignments, grades, items } from '../../db/schema'
import { Invalid, NotFound, refuseWrong } from '../../errors'
import { mostLate, mostStatement } from '../../lib/late-policy'
import { cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import { itemToEdit, itemToEditQuery } from '../courses'
import { recordDatesMoved } from '../events'
import type { Actor } from '../policy'
import { rubricsOfCourseQuery } from '../rubrics'
import { type AssignmentSettings, withHtml } from './create-assignment'
import { numberParticipants } from './participants'
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

/** What is left out stays. */
export type AssignmentGiven = Partial<Omit<AssignmentSettings, 'peers'>> & { maxPoints: number; dueAt: number | null }

export async function editAssignment(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  { maxPoints, dueAt, ...said }: AssignmentGiven,
): Promise<void> {
  const { assignment, rubrics, item } = await findAssignmentToEdit(tenant, actor, itemId)
  const { itemId: _, instructionsHtml: __, ...stands } = assignment
  const given: AssignmentSettings = { ...stands, ...said }
  const isKnown = given.rubricId === assignment.rubricId || rubrics.some(({ id }) => id === given.rubricId)
  refuseWrong(
    given.rubricId !== null && !isKnown && new Invalid('rubricId', 'rubrics.notThere'),
    given.closesAt !== null &&
      dueAt !== null &&
      given.closesAt < dueAt &&
      new Invalid('closesAt', 'assignments.closesBeforeDue'),
    given.late !== null &&
      !(given.late.percent >= mostLate.least && given.late.percent <= 100) &&
      new Invalid('latePercent', 'assignments.latePercentWrong'),
    given.missingPercent !== null &&
      !(Number.isInteger(given.missingPercent) && given.missingPercent >= 0 && given.missingPercent <= 100) &&
      new Invalid('missingPercent', 'assignments.missingPercentWrong'),
    given.late !== null &&
      !(given.late.most >= 1 && given.late.most <= 100) &&
      new Invalid('lateMost', 'assignments.lateMostWrong'),
  )
  const { db } = tenant
  const settings = {
    ...given,
    instructions: cleanText(given.instructions, mostInstructions),
    statement: cleanText(given.statement, mostStatement),
  }
  const hides = given.anonymous && !assignment.anonymous
  if (hides && !item.holdGrades) await refuseSeen(tenant, itemId)
  const late = settings.late && JSON.stringify(settings.late)
  const when = sql`exists (select 1 from items i join assignments a on a.item_id = i.id
    where i.id = ${itemId} and (i.due_at is not ${dueAt} or a.late is not ${late}))`
  await db.batch([
    recordDatesMoved(db, { itemId }, { actorId: actor.id, at: tenant.now(), when }),
    db.update(assignments).set(withHtml(settings)).where(eq(assignments.itemId, itemId)),
    db
      .update(items)
      .set({ maxPoints, dueAt, updatedAt: tenant.now(), ...(hides && { holdGrades: true }) })
      .where(eq(items.id, itemId)),
    ...(given.anonymous ? [numberParticipants(db, itemId)] : []),
    recordAudit(tenant, actor, 'assignment.edit', {
      kind: 'item',
      id: itemId,
      before: { ...assignment, instructionsHtml: undefined },
      after: { ...settings, maxPoints, dueAt },
    }),
  ])
  await tenant.queue.send('drain')
}

/** Names that stand beside a grade already cannot be hidden any more. */
async function refuseSeen({ db }: Tenant, itemId: string): Promise<void> {
  const [seen] = await db
    .select({ itemId: grades.itemId })
    .from(grades)
    .where(and(eq(grades.itemId, itemId), isNotNull(grades.final)))
    .limit(1)
  if (seen) throw new Invalid('anonymous', 'assignments.anonymousTooLate')
}
