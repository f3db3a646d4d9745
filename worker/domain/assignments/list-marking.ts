import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tenant } from '../../../tenants/tenant'
import { groups } from '../../db/schema'
import { encodeCursor, readCursor } from '../../lib/cursor'
import { plainText } from '../../lib/markdown'
import { onlyDay } from '../../lib/only-day'
import { courseOfStaff, courseQuery } from '../courses'
import { dueFor, hasDates } from '../deadlines'
import { hidesNames } from '../grades'
import { type Actor, authorize } from '../policy'
import { byHandKinds } from '../quizzes'
import { participantOf } from './participants'
import { awaitsInQueue, inGroup, isStillHere } from './submission-queries'

const PAGE = 50
const placeSchema = z.tuple([z.number(), z.string()])

export type MarkingLine = {
  /** Null where nothing was handed in. */
  id: string | null
  /** Work for an assignment, or an attempt at a quiz. */
  kind: 'submission' | 'attempt'
  /** So many of its answers wait; 0 where it is no attempt. */
  waiting: number
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

/** A question of a quiz whose answers wait for a mark, and the first of them. */
export type QuestionToMark = {
  questionId: string
  prompt: string
  waiting: number
  attemptId: string
  versionId: string
}

export const markingStates = ['awaiting', 'marked', 'late', 'missing'] as const
export type MarkingState = (typeof markingStates)[number]
export type MarkingFilter = {
  state: MarkingState
  itemId?: string
  groupId?: string
  after?: string
  size?: number
  /** Only this; else both. */
  only?: 'submission'
}

/**
 * What was handed in in a course, work and attempts, and awaits marking (the longest waiting first), was marked, or was late (the
 * newest first); or who has handed nothing in though it is due.
 */
export async function listMarking(tenant: Tenant, actor: Actor, courseId: string, filter: MarkingFilter) {
  const { size = PAGE } = filter
  const { db } = tenant
  const isUp = filter.state === 'awaiting' || filter.state === 'missing'
  const place = readCursor(placeSchema, filter.after)
  const work = filter.state === 'missing' ? missing(tenant.now()) : handedIn(filter)
  const lines = (parts: Parts) => linesQuery(tenant, courseId, filter, { parts, isUp, place, size })
  const [courses, found, answered, items, courseGroups, questions] = await db.batch([
    courseQuery(db, courseId),
    lines(work),
    lines(answers(filter)),
    db
      .select({
        id: sql<string>`i.id`.as('id'),
        title: sql<string>`i.title`.as('title'),
        kind: sql<string>`i.kind`.as('kind'),
        isHidden: hidesNames(sql`i.id`).as('is_hidden'),
      })
      .from(sql`items i`)
      .where(
        sql`i.course_id = ${courseId} and i.deleted_at is null and (i.kind = 'assignment' or i.kind = 'quiz' and (
          exists (select 1 from quiz_questions q join question_versions v on v.id = q.version_id
            where q.item_id = i.id and v.kind in ${byHandKinds})
          or exists (select 1 from attempts a where a.item_id = i.id and a.to_mark > 0)
          or exists (select 1 from attempts a where a.item_id = i.id and a.marked_at is not null)))`,
      )
      .orderBy(sql`i.title`)
      .limit(300),
    db
      .select({ id: groups.id, name: groups.name })
      .from(groups)
      .where(
        sql`${groups.deletedAt} is null and (${groups.courseId} is null or ${groups.courseId} = ${courseId})
          and exists (select 1 from group_members gm cross join enrollments e where gm.group_id = ${groups.id}
            and e.user_id = gm.user_id and e.course_id = ${courseId})`,
      )
      .orderBy(groups.name)
      .limit(300),
    questionsQuery(tenant, courseId, filter),
  ])
  const course = courseOfStaff(actor, courses)
  authorize(actor, 'course.mark', { courseId })
  const all = [
    ...found.map((row) => ({ ...row, kind: 'submission' as const })),
    ...answered.map((row) => ({ ...row, kind: 'attempt' as const })),
  ].sort((a, b) => (isUp ? 1 : -1) * (a.at - b.at || (a.id < b.id ? -1 : 1)))
  const page = all.slice(0, size)
  const last = page.at(-1)
  return {
    course,
    items,
    /** One question of everybody, where a quiz is chosen. */
    questions: questions.map(
      ({ body, ...row }): QuestionToMark => ({
        ...row,
        prompt: plainText((body as { prompt?: string }).prompt ?? '').slice(0, 160),
      }),
    ),
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
        kind,
        waiting,
        submittedAt,
        percent,
      }): MarkingLine => ({
        id: filter.state === 'missing' ? null : id,
        kind,
        waiting,
        learner: isHidden ? { id: '', name: '', photoId: null } : { id: learnerId, name, photoId },
        participant: isHidden ? (number ?? 0) : null,
        group: group === null || isHidden ? null : { name: group, people },
        item: { id: itemId, title },
        submittedAt: isHidden ? onlyDay(submittedAt) : submittedAt,
        late: Boolean(late),
        percent,
      }),
    ),
    next: all.length > size && last ? encodeCursor([last.at, last.id]) : null,
  }
}

type Parts = Record<
  'at' | 'id' | 'shownAt' | 'late' | 'group' | 'people' | 'waiting' | 'from' | 'isHere' | 'where',
  SQL
>
type Paging = { parts: Parts; isUp: boolean; place: [number, string] | null; size: number }

function linesQuery({ db }: Tenant, courseId: string, filter: MarkingFilter, { parts, isUp, place, size }: Paging) {
  const { at, id, from, where } = parts
  const sign = sql.raw(isUp ? '>' : '<')
  const behind: SQL = place ? sql`and (${at}, ${id}) ${sign} (${place[0]}, ${place[1]})` : sql``
  return db
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
      waiting: sql<number>`${parts.waiting}`.as('waiting_answers'),
      at: sql<number>`${at}`.as('sorted_at'),
      percent: sql<
        number | null
      >`case when g.released_at is not null and g.max_points > 0 then g.final * 100.0 / g.max_points end`.as('percent'),
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
    .limit(size + 1)
}

function handedIn({ state }: MarkingFilter): Parts {
  return {
    at: state === 'marked' ? sql`s.marked_at` : sql`s.submitted_at`,
    id: sql`s.id`,
    shownAt: sql`s.submitted_at`,
    late: sql`s.late`,
    group: sql`(select gr.name from groups gr where gr.id = s.group_id)`,
    people: sql`case when s.group_id is null then 1 else (select 1 + count(*) from submissions f where f.lead_id = s.id) end`,
    isHere: isStillHere,
    waiting: sql`0`,
    from: sql`submissions s join items i on i.id = s.item_id join enrollments e on e.id = s.enrollment_id`,
    where:
      state === 'awaiting'
        ? awaitsInQueue
        : state === 'marked'
          ? sql`s.marked_at is not null and s.lead_id is null`
          : sql`s.late and s.submitted_at is not null and s.lead_id is null`,
  }
}

/** Attempts with answers that somebody marks: those that wait, or were marked whole. None is late. */
function answers({ state, only }: MarkingFilter): Parts {
  const isAsked = !only && (state === 'awaiting' || state === 'marked')
  return {
    at: state === 'marked' ? sql`a.marked_at` : sql`a.submitted_at`,
    id: sql`a.id`,
    shownAt: sql`a.submitted_at`,
    late: sql`0`,
    group: sql`null`,
    people: sql`1`,
    isHere: sql`e.state <> 'withdrawn'`,
    waiting: sql`a.to_mark`,
    from: sql`items i join attempts a on a.item_id = i.id join enrollments e on e.id = a.enrollment_id`,
    where: !isAsked
      ? sql`0`
      : state === 'marked'
        ? sql`a.marked_at is not null and a.to_mark = 0`
        : sql`a.to_mark > 0 and a.submitted_at is not null`,
  }
}

/** The questions of the chosen quiz whose answers wait. */
const questionsQuery = ({ db }: Tenant, courseId: string, { itemId, groupId, state, only }: MarkingFilter) =>
  db
    .select({
      questionId: sql<string>`v.question_id`.as('own_question'),
      body: sql<unknown>`v.body`.mapWith(JSON.parse).as('own_body'),
      waiting: sql<number>`count(*)`.as('waiting_answers'),
      // The one row of which SQLite takes the other columns is that of the minimum.
      submittedAt: sql<number>`min(a.submitted_at)`.as('first_at'),
      attemptId: sql<string>`a.id`.as('first_attempt'),
      versionId: sql<string>`v.id`.as('first_version'),
    })
    .from(
      sql`attempts a join items i on i.id = a.item_id join enrollments e on e.id = a.enrollment_id
        join responses r on r.attempt_id = a.id join question_versions v on v.id = r.version_id`,
    )
    .where(
      sql`a.item_id = ${state === 'awaiting' && !only ? (itemId ?? '') : ''} and i.course_id = ${courseId} and a.to_mark > 0
        and a.submitted_at is not null and r.points is null and e.state <> 'withdrawn' ${inGroup(groupId)}`,
    )
    .groupBy(sql`v.question_id`)
    .orderBy(sql`min(a.submitted_at), v.question_id`)
    .limit(200)

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
    waiting: sql`0`,
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
