import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tenant } from '../../../tenants/tenant'
import { groups } from '../../db/schema'
import { encodeCursor, readCursor } from '../../lib/cursor'
import { onlyDay } from '../../lib/only-day'
import { courseOfStaff, courseQuery } from '../courses'
import { dueFor, hasDates } from '../deadlines'
import { hidesNames } from '../grades'
import { type Actor, authorize } from '../policy'
import { participantOf } from './participants'
import { awaitsInQueue, inGroup, isStillHere } from './submission-queries'

const PAGE = 50
const placeSchema = z.tuple([z.number(), z.string()])

export type MarkingLine = {
  /** Null where nothing was handed in. */
  id: string | null
  learner: { id: string; name: string; photoId: string | null }
  /** By this number the learner is called while it is marked without names; 0 where there is none yet, null where names are shown. */
  participant: number | null
  /** The group that handed it in, and so many people; null is one alone. */
  group: { name: string; people: number } | null
  item: { id: string; title: string }
  /** When it was due, where nothing was handed in. */
  submittedAt: number
  late: boolean
  /** Percent of a released grade, 0-100. */
  percent: number | null
}

export const markingStates = ['awaiting', 'marked', 'late', 'missing'] as const
export type MarkingState = (typeof markingStates)[number]
export type MarkingFilter = { state: MarkingState; itemId?: string; groupId?: string; after?: string; size?: number }

/**
 * What was handed in in a course and awaits marking (the longest waiting first), was marked, or was late (the newest first); or
 * who has handed nothing in though it is due.
 */
export async function listMarking(tenant: Tenant, actor: Actor, courseId: string, filter: MarkingFilter) {
  const { size = PAGE } = filter
  const isUp = filter.state === 'awaiting' || filter.state === 'missing'
  const place = readCursor(placeSchema, filter.after)
  const parts = filter.state === 'missing' ? missing(tenant.now()) : handedIn(filter)
  const { at, id, from, where } = parts
  const sign = sql.raw(isUp ? '>' : '<')
  const behind: SQL = place ? sql`and (${at}, ${id}) ${sign} (${place[0]}, ${place[1]})` : sql``
  const [courses, found, assignments, courseGroups] = await tenant.db.batch([
    courseQuery(tenant.db, courseId),
    tenant.db
      .select({
        id: sql<string>`${id}`.as('submission_id'),
        learnerId: sql<string>`u.id`.as('learner_id'),
        name: sql<string>`u.name`.as('learner_name'),
        photoId: sql<string | null>`u.photo_id`.as('learner_photo'),
        isHidden: sql<number>`case when i.hold_grades then ${hidesNames(sql`i.id`)} else 0 end`.as('is_hidden'),
        number: sql<number | null>`case when i.hold_grades then ${participantOf(sql`i.id`, sql`e.id`)} end`.as(
          'participant',
        ),
        group: sql<string | null>`${parts.group}`.as('by_group'),
        people: sql<number>`${parts.people}`.as('people'),
        itemId: sql<string>`i.id`.as('own_item_id'),
        title: sql<string>`i.title`.as('item_title'),
        submittedAt: sql<number>`${parts.shownAt}`.as('handed_in_at'),
        late: sql<number>`${parts.late}`.as('is_late'),
        at: sql<number>`${at}`.as('sorted_at'),
        percent: sql<
          number | null
        >`case when g.released_at is not null and g.max_points > 0 then g.final * 100.0 / g.max_points end`.as(
          'percent',
        ),
      })
      .from(
        sql`${from} join users u on u.id = e.user_id
          left join grades g on g.enrollment_id = e.id and g.item_id = i.id`,
      )
      .where(
        sql`i.course_id = ${courseId} and i.deleted_at is null and ${parts.isHere} and ${where}
          ${filter.itemId ? sql`and i.id = ${filter.itemId}` : sql``} ${inGroup(filter.groupId)} ${behind}
          ${filter.groupId ? sql`and not ${hidesNames(sql`i.id`)}` : sql``}`,
      )
      .orderBy(isUp ? sql`${at}, ${id}` : sql`${at} desc, ${id} desc`)
      .limit(size + 1),
    tenant.db
      .select({
        id: sql<string>`i.id`.as('id'),
        title: sql<string>`i.title`.as('title'),
        isHidden: hidesNames(sql`i.id`).as('is_hidden'),
      })
      .from(sql`items i`)
      .where(sql`i.course_id = ${courseId} and i.kind = 'assignment' and i.deleted_at is null`)
      .orderBy(sql`i.title`)
      .limit(300),
    tenant.db
      .select({ id: groups.id, name: groups.name })
      .from(groups)
      .where(
        sql`${groups.deletedAt} is null and (${groups.courseId} is null or ${groups.courseId} = ${courseId})
          and exists (select 1 from group_members gm cross join enrollments e where gm.group_id = ${groups.id}
            and e.user_id = gm.user_id and e.course_id = ${courseId})`,
      )
      .orderBy(groups.name)
      .limit(300),
  ])
  const course = courseOfStaff(actor, courses)
  authorize(actor, 'course.mark', { courseId })
  const page = found.slice(0, size)
  const last = page.at(-1)
  return {
    course,
    assignments,
    groups: courseGroups,
    lines: page.map(
      ({
        learnerId,
        name,
        photoId,
        isHidden,
        number,
        group,
        people,
        itemId,
        title,
        late,
        id,
        submittedAt,
        percent,
      }): MarkingLine => ({
        id: filter.state === 'missing' ? null : id,
        learner: isHidden ? { id: '', name: '', photoId: null } : { id: learnerId, name, photoId },
        participant: isHidden ? (number ?? 0) : null,
        group: group === null || isHidden ? null : { name: group, people },
        item: { id: itemId, title },
        submittedAt: isHidden ? onlyDay(submittedAt) : submittedAt,
        late: Boolean(late),
        percent,
      }),
    ),
    next: found.length > size && last ? encodeCursor([last.at, last.id]) : null,
  }
}

type Parts = Record<'at' | 'id' | 'shownAt' | 'late' | 'group' | 'people' | 'from' | 'isHere' | 'where', SQL>

function handedIn({ state }: MarkingFilter): Parts {
  return {
    at: state === 'marked' ? sql`s.marked_at` : sql`s.submitted_at`,
    id: sql`s.id`,
    shownAt: sql`s.submitted_at`,
    late: sql`s.late`,
    group: sql`(select gr.name from groups gr where gr.id = s.group_id)`,
    people: sql`case when s.group_id is null then 1 else (select 1 + count(*) from submissions f where f.lead_id = s.id) end`,
    isHere: isStillHere,
    from: sql`submissions s join items i on i.id = s.item_id join enrollments e on e.id = s.enrollment_id`,
    where:
      state === 'awaiting'
        ? awaitsInQueue
        : state === 'marked'
          ? sql`s.marked_at is not null and s.lead_id is null`
          : sql`s.late and s.submitted_at is not null and s.lead_id is null`,
  }
}

/** Who learns there, has a date that is over, and has handed nothing in; what is excused is not missing. */
function missing(now: number): Parts {
  const due = dueFor(sql`e.user_id`)
  return {
    at: due,
    id: sql`e.id || ':' || i.id`,
    shownAt: due,
    late: sql`0`,
    group: sql`null`,
    people: sql`1`,
    isHere: sql`e.state <> 'withdrawn'`,
    from: sql`items i join enrollments e on e.course_id = i.course_id and e.role = 'learner'
      join assignments work on work.item_id = i.id`,
    where: sql`i.published_at is not null and not ${hidesNames(sql`i.id`)} and (work.takes_text or work.takes_files or work.takes_url) and ${hasDates}
      and ${due} + 60000 <= ${now}
      and not exists (select 1 from submissions s where s.enrollment_id = e.id and s.item_id = i.id
        and s.submitted_at is not null)
      and not coalesce((select x.excused or x.final is not null from grades x where x.enrollment_id = e.id
        and x.item_id = i.id), 0)`,
  }
}
