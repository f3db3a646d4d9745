import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tenant } from '../../../tenants/tenant'
import { encodeCursor, readCursor } from '../../lib/cursor'
import { courseOfStaff, courseQuery } from '../courses'
import { type Actor, authorize } from '../policy'
import { awaitsMarking } from './submission-queries'

const PAGE = 50
const placeSchema = z.tuple([z.number(), z.string()])

export type MarkingLine = {
  id: string
  learner: { id: string; name: string; photoId: string | null }
  item: { id: string; title: string }
  submittedAt: number
  late: boolean
  /** Percent of a released grade, 0-100. */
  percent: number | null
}

export type MarkingFilter = { state: 'awaiting' | 'marked'; itemId?: string; after?: string; size?: number }

/** What was handed in in a course and awaits marking (the longest waiting first), or was marked (the newest first). */
export async function listMarking(tenant: Tenant, actor: Actor, courseId: string, filter: MarkingFilter) {
  const { size = PAGE } = filter
  const isAwaiting = filter.state === 'awaiting'
  const place = readCursor(placeSchema, filter.after)
  const at = isAwaiting ? sql`s.submitted_at` : sql`s.marked_at`
  const behind: SQL = place
    ? isAwaiting
      ? sql`and (${at}, s.id) > (${place[0]}, ${place[1]})`
      : sql`and (${at}, s.id) < (${place[0]}, ${place[1]})`
    : sql``
  const [courses, found, assignments] = await tenant.db.batch([
    courseQuery(tenant.db, courseId),
    tenant.db
      .select({
        id: sql<string>`s.id`.as('submission_id'),
        learnerId: sql<string>`u.id`.as('learner_id'),
        name: sql<string>`u.name`.as('learner_name'),
        photoId: sql<string | null>`u.photo_id`.as('learner_photo'),
        itemId: sql<string>`i.id`.as('own_item_id'),
        title: sql<string>`i.title`.as('item_title'),
        submittedAt: sql<number>`s.submitted_at`.as('handed_in_at'),
        late: sql<number>`s.late`.as('is_late'),
        at: sql<number>`${at}`.as('sorted_at'),
        percent: sql<
          number | null
        >`case when g.released_at is not null and g.max_points > 0 then g.final * 100.0 / g.max_points end`.as(
          'percent',
        ),
      })
      .from(
        sql`submissions s join items i on i.id = s.item_id join enrollments e on e.id = s.enrollment_id
          join users u on u.id = e.user_id
          left join grades g on g.enrollment_id = s.enrollment_id and g.item_id = s.item_id`,
      )
      .where(
        sql`i.course_id = ${courseId} and i.deleted_at is null and e.state <> 'withdrawn'
          and ${isAwaiting ? awaitsMarking : sql`s.marked_at is not null`}
          ${filter.itemId ? sql`and i.id = ${filter.itemId}` : sql``} ${behind}`,
      )
      .orderBy(isAwaiting ? sql`s.submitted_at, s.id` : sql`s.marked_at desc, s.id desc`)
      .limit(size + 1),
    tenant.db
      .select({ id: sql<string>`i.id`.as('id'), title: sql<string>`i.title`.as('title') })
      .from(sql`items i`)
      .where(sql`i.course_id = ${courseId} and i.kind = 'assignment' and i.deleted_at is null`)
      .orderBy(sql`i.title`)
      .limit(300),
  ])
  const course = courseOfStaff(actor, courses)
  authorize(actor, 'course.mark', { courseId })
  const page = found.slice(0, size)
  const last = page.at(-1)
  return {
    course,
    assignments,
    lines: page.map(
      ({ learnerId, name, photoId, itemId, title, late, id, submittedAt, percent }): MarkingLine => ({
        id,
        learner: { id: learnerId, name, photoId },
        item: { id: itemId, title },
        submittedAt,
        late: Boolean(late),
        percent,
      }),
    ),
    next: found.length > size && last ? encodeCursor([last.at, last.id]) : null,
  }
}
