import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { assignments } from '../../db/schema'
import { Conflict, Invalid, NotFound } from '../../errors'
import { addGradeRows, createItem, findCourseToEdit, moduleSiblings } from '../courses'
import { recordEvent } from '../events'
import { gradingOf } from '../grades'
import type { Actor } from '../policy'
import { courseChanged, wakeToSettle } from '../progress'

export type ManualItem = {
  /** Made with the form, so that a second click adds nothing. */
  id?: string
  title: string
  maxPoints: number
  /** Of the course's grading; null is none. */
  categoryId: string | null
  dueAt: number | null
  /** Where it stands in the outline; null is the end of the last module. */
  moduleId: string | null
}

/**
 * A column of the gradebook that nobody hands anything in for, as oral participation: an assignment that takes nothing, so that
 * its grades, their history and the course's rules, archives and copies are those of every other item. Published at once.
 */
export async function addManualItem(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  given: ManualItem,
): Promise<{ id: string }> {
  const { db } = tenant
  const course = await findCourseToEdit(tenant, actor, courseId)
  const { categoryId, maxPoints, dueAt } = given
  if (categoryId !== null && !gradingOf(course).categories.some(({ id }) => id === categoryId)) throw new NotFound()
  if (!(Number.isInteger(maxPoints) && maxPoints >= 1 && maxPoints <= 1_000))
    throw new Invalid('maxPoints', 'assignments.maxPointsWrong')
  const modules = await moduleSiblings(tenant, courseId)
  const moduleId = given.moduleId ?? modules.at(-1)?.id
  if (!moduleId) throw new Conflict('grades.noModule')
  if (!modules.some(({ id }) => id === moduleId)) throw new NotFound()

  const at = tenant.now()
  const { id } = await createItem(
    tenant,
    actor,
    moduleId,
    { kind: 'assignment', title: given.title, id: given.id },
    {
      set: {
        maxPoints,
        dueAt,
        gradeCategoryId: categoryId,
        required: false,
        completion: { kind: 'none' },
        publishedAt: at,
      },
      statements: (itemId) => [
        db
          .update(assignments)
          .set({ takesText: false, takesFiles: false, takesUrl: false })
          .where(eq(assignments.itemId, itemId)),
        recordEvent(db, 'item.published', itemId, {
          key: String(at),
          actorId: actor.id,
          payload: { courseId, kind: 'assignment' },
          at,
        }),
        addGradeRows(db, courseId),
        ...courseChanged(tenant, courseId),
      ],
    },
  )
  await wakeToSettle(tenant)
  await tenant.queue.send('drain')
  return { id }
}
