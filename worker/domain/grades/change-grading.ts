import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { courses, type Grading, items } from '../../db/schema'
import { Conflict, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { type GivenGrading, settleGrading } from '../../lib/settle-grading'
import { recordAudit } from '../audit'
import { findCourseToEdit } from '../courses'
import type { Actor } from '../policy'
import { keepWayBack, reversal } from '../undo'
import { gradingOf } from './grading'

/** Where a graded item stands: in a category by its id, or in none. */
export type ItemGrading = { itemId: string; categoryId: string | null; extraCredit: boolean }

/** `category` names one of the course by its id or its title. */
export type GivenItem = { itemId: string; category: string | null; extraCredit: boolean }

type Changed = {
  courseId: string
  before: { grading: Grading | null; items: ItemGrading[] }
  after: { grading: Grading; items: ItemGrading[] }
}

/**
 * Says how the grade of a course is made, and what counts in which of its categories; items that are not named stay where they
 * are, unless their category is gone. Gives the act's id, by which it is taken back; null where nothing changed.
 */
export async function changeGrading(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  given: GivenGrading & { items: GivenItem[] },
): Promise<string | null> {
  const { db } = tenant
  const course = await findCourseToEdit(tenant, actor, courseId)
  const stands = await gradedItemsQuery(db, courseId)
  const grading = settleGrading(given, gradingOf(course).categories)
  const named = new Map(given.items.map((item) => [item.itemId, item]))
  if ([...named.keys()].some((id) => !stands.some(({ itemId }) => itemId === id))) throw new NotFound()
  const idOf = (name: string | null) => categoryIdOf(grading, name)
  const settled = stands.map(({ itemId, categoryId, extraCredit }) => {
    const said = named.get(itemId)
    return said
      ? { itemId, categoryId: idOf(said.category), extraCredit: said.extraCredit }
      : { itemId, categoryId: idOf(categoryId), extraCredit }
  })
  const moved = settled.filter((item, place) => !isSame(item, bare(stands[place]!)))
  if (isSame(grading, gradingOf(course)) && !moved.length) return null

  const actId = newId()
  const at = tenant.now()
  const before = {
    grading: course.grading,
    items: stands.filter((_, place) => moved.includes(settled[place]!)).map(bare),
  }
  await db.batch([
    keepWayBack(tenant, actor, {
      id: actId,
      kind: 'course.grading',
      before: { courseId, before, after: { grading, items: moved } } satisfies Changed,
      at,
    }),
    db.update(courses).set({ grading, updatedAt: at }).where(eq(courses.id, courseId)),
    sortItems(db, courseId, moved),
    recordAudit(tenant, actor, 'course.grading', {
      kind: 'course',
      id: courseId,
      before: course.grading,
      after: { ...grading, items: moved.length },
    }),
  ])
  return actId
}

/** The grading is as it was before, unless somebody has changed it since; so is each item that still stands where it was put. */
export const gradingBack = reversal<Changed>({
  subject: ({ courseId }) => ({ kind: 'course', id: courseId }),
  async prepare(tenant, actor, { courseId, before, after }) {
    const { db } = tenant
    const course = await findCourseToEdit(tenant, actor, courseId)
    if (!isSame(course.grading, after.grading)) throw new Conflict('people.undoTaken')
    const stands = (await gradedItemsQuery(db, courseId)).map(bare)
    const left = after.items.filter((item) => stands.some((one) => isSame(one, item)))
    const back = before.items.filter(({ itemId }) => left.some((one) => one.itemId === itemId))
    return [
      db.update(courses).set({ grading: before.grading, updatedAt: tenant.now() }).where(eq(courses.id, courseId)),
      sortItems(db, courseId, back),
    ]
  },
})

/** Unexecuted: what is graded in a course, drafts as well. */
export const gradedItemsQuery = (db: Database, courseId: string) =>
  db
    .select({
      itemId: items.id,
      categoryId: items.gradeCategoryId,
      extraCredit: items.extraCredit,
    })
    .from(items)
    .where(and(eq(items.courseId, courseId), isNull(items.deletedAt), isNotNull(items.maxPoints)))

/** Statement. */
function sortItems(db: Database, courseId: string, sorted: ItemGrading[]) {
  const said = sql`json_each(${JSON.stringify(sorted)}) j where json_extract(j.value, '$.itemId') = ${items.id}`
  return db
    .update(items)
    .set({
      gradeCategoryId: sql`(select json_extract(j.value, '$.categoryId') from ${said})`,
      extraCredit: sql`(select json_extract(j.value, '$.extraCredit') from ${said})`,
    })
    .where(and(eq(items.courseId, courseId), sql`exists (select 1 from ${said})`))
}

function categoryIdOf({ categories }: Grading, name: string | null): string | null {
  if (name === null) return null
  const folded = name.toLowerCase()
  const found =
    categories.find(({ id }) => id === name) ?? categories.find(({ title }) => title.toLowerCase() === folded)
  return found?.id ?? null
}

const bare = ({ itemId, categoryId, extraCredit }: ItemGrading): ItemGrading => ({ itemId, categoryId, extraCredit })
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
