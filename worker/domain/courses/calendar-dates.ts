import { type SQL, sql } from 'drizzle-orm'
import { type CalendarSource, calendarDates, ofItem, staffOnly } from '../../db/calendar-dates'
import { dueFor } from '../deadlines'
import { itemIsFor, moduleIsFor } from '../progress'

/** Items of the reader's courses as they may see them: learners what is for them, staff also what is not published. */
const itemsFor = (e: SQL): SQL =>
  sql`${e} e join items i on i.course_id = e.course_id and i.deleted_at is null
    join course_modules m on m.id = i.module_id and m.deleted_at is null
      and (${staffOnly} or (i.published_at is not null and m.published_at is not null
        and (e.role <> 'learner' or (${itemIsFor('e', 'e.now')} and ${moduleIsFor('e', 'e.now')}))))`

const isDraft = sql`(e.is_draft or i.published_at is null or m.published_at is null)`
const isDone = sql`exists (select 1 from progress p
  where p.enrollment_id = e.id and p.item_id = i.id and p.completed_at is not null)`

/** When an item is due for `e`: their own date where they learn, else everyone's. */
const ownDue = sql`case e.role when 'learner' then ${dueFor(sql`e.user_id`)} else i.due_at end`

/** When what stands in a calendar of an item was last changed, the reader's own dates included. */
const changedAt = sql`max(i.updated_at, e.course_changed,
  coalesce((select a.set_at from accommodations a where a.user_id = e.user_id), 0),
  coalesce((select max(o.created_at) from deadline_overrides o where o.item_id = i.id and (o.user_id = e.user_id or o.group_id is not null)), 0))`

/** Spares items without a date near the range the look-ups of `ownDue`. */
const isDueAround = sql`(i.due_at between e.since - e.later - 90000000 and e.until
  or (e.role = 'learner' and (
    exists (select 1 from deadline_overrides o where o.item_id = i.id and o.user_id = e.user_id)
    or exists (select 1 from deadline_overrides o where o.item_id = i.id and o.group_id is not null))))`

/** When an item opens and ends by its own rule: the date at its top, or one that must hold beside others. */
const ruled = (end: 'from' | 'until', worst: 'max' | 'min') =>
  sql.raw(`coalesce(json_extract(i.availability, '$.rule.date.${end}'),
    (select ${worst}(json_extract(part.value, '$.date.${end}')) from json_each(i.availability, '$.rule.all') part
      where json_type(part.value, '$.date') = 'object'))`)

const hasRuledDate = sql.raw(`instr(i.availability, '"date"') > 0`)

/** What every room says alike of an item's dates. */
export const calendarItem = { itemsFor, isDraft, isDone, changedAt }

/** What a course and its outline have dates of: the course, what is due, what opens or ends by a rule, what publishes itself. */
export const courseDates: CalendarSource = (db, e) => {
  const course = {
    subjectId: sql`e.course_id`,
    itemKind: sql`null`,
    title: sql`e.course`,
    isDraft: sql`e.is_draft`,
    isDone: sql`e.completed_at is not null`,
    changedAt: sql`e.course_changed`,
  }
  const item = { ...ofItem, isDraft, isDone, changedAt }
  return [
    calendarDates(db, { ...course, kind: sql`'starts'`, at: sql`e.starts_at` }, sql`${e} e`),
    calendarDates(db, { ...course, kind: sql`'ends'`, at: sql`e.ends_at` }, sql`${e} e`),
    calendarDates(
      db,
      { ...course, kind: sql`'course-due'`, at: sql`e.due_at`, changedAt: sql`max(e.course_changed, e.created_at)` },
      sql`${e} e`,
      sql`e.role = 'learner'`,
    ),
    calendarDates(db, { ...item, kind: sql`'due'`, at: ownDue }, itemsFor(e), isDueAround),
    calendarDates(db, { ...item, kind: sql`'opens'`, at: ruled('from', 'max') }, itemsFor(e), hasRuledDate),
    calendarDates(db, { ...item, kind: sql`'closes'`, at: ruled('until', 'min') }, itemsFor(e), hasRuledDate),
    calendarDates(
      db,
      { ...item, kind: sql`'publishes'`, at: sql`coalesce(i.publish_at, m.publish_at)` },
      itemsFor(e),
      sql`${staffOnly} and ((i.published_at is null and i.publish_at is not null)
        or (i.published_at is not null and m.published_at is null and m.publish_at is not null))`,
    ),
  ]
}
