import { type SQL, sql } from 'drizzle-orm'
import { type CalendarSource, calendarDates, ofItem } from '../../db/calendar-dates'
import { calendarItem } from '../courses'
import { quizFor } from '../deadlines'

/** When attempts at a quiz begin and end: the reader's own times where they learn, else everyone's. */
const own = (column: 'opens_at' | 'closes_at'): SQL =>
  sql`case e.role when 'learner' then (select r.${sql.raw(column)} from ${quizFor(sql`i.id`, sql`e.user_id`)} r)
    else z.${sql.raw(column)} end`

const hasTimes = (column: 'opens_at' | 'closes_at'): SQL => {
  const name = sql.raw(column)
  return sql`(z.${name} is not null or (e.role = 'learner' and exists (select 1 from quiz_overrides o
    where o.item_id = i.id and o.${name} is not null and (o.user_id = e.user_id or o.group_id is not null))))`
}

export const quizDates: CalendarSource = (db, e) => {
  const { itemsFor, isDraft, isDone } = calendarItem
  const changedAt = sql`max(${calendarItem.changedAt}, coalesce((select max(o.created_at) from quiz_overrides o
    where o.item_id = i.id and (o.user_id = e.user_id or o.group_id is not null)), 0))`
  const said = { ...ofItem, isDraft, isDone, changedAt }
  const quizzes = sql`${itemsFor(e)} join quizzes z on z.item_id = i.id`
  return [
    calendarDates(db, { ...said, kind: sql`'opens'`, at: own('opens_at') }, quizzes, hasTimes('opens_at')),
    calendarDates(db, { ...said, kind: sql`'closes'`, at: own('closes_at') }, quizzes, hasTimes('closes_at')),
  ]
}
