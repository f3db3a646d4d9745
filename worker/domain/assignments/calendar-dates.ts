import { sql } from 'drizzle-orm'
import { type CalendarSource, calendarDates, ofItem } from '../../db/calendar-dates'
import { calendarItem } from '../courses'
import { closesFor, laterOnTheClock, zoneOfItem } from '../deadlines'
import { reviewsEndFor } from './peers/round-queries'

/** Until when work is taken, and when learners review each other's. */
export const assignmentDates: CalendarSource = (db, e) => {
  const { itemsFor, isDraft, isDone, changedAt } = calendarItem
  const said = { ...ofItem, isDraft, isDone, changedAt }
  const assigned = sql`${itemsFor(e)} join assignments work on work.item_id = i.id`
  const reviewed = sql`${assigned} and work.peers is not null left join peer_rounds r on r.item_id = i.id`
  const closes = sql`case e.role when 'learner' then ${closesFor(sql`e.user_id`)}
    else max(work.closes_at, coalesce(i.due_at, 0)) end`
  const reviews = {
    ...said,
    isDone: sql`(exists (select 1 from peer_reviews p where p.reviewer_id = e.id and p.item_id = i.id and p.taken_at is null)
      and not exists (select 1 from peer_reviews p where p.reviewer_id = e.id and p.item_id = i.id and p.taken_at is null
        and p.done_at is null))`,
  }
  return [
    calendarDates(db, { ...said, kind: sql`'closes'`, at: closes }, assigned, sql`work.closes_at is not null`),
    calendarDates(db, { ...reviews, kind: sql`'reviews-open'`, at: sql`coalesce(r.opened_at, ${planned})` }, reviewed),
    calendarDates(
      db,
      {
        ...reviews,
        kind: sql`'reviews-end'`,
        at: sql`case when r.item_id is null then ${plannedEnd}
          when e.role = 'learner' then ${reviewsEndFor(sql`e.user_id`)} else r.ends_at end`,
      },
      reviewed,
    ),
  ]
}

/** As `peersOpenAt` says it; reviewing begins for all at once, by everyone's date. */
const planned = sql`coalesce(json_extract(work.peers, '$.opensAt'), i.due_at + 60000)`
const plannedEnd = laterOnTheClock(
  sql`(${planned} / 60000 * 60000 - 60000)`,
  sql`json_extract(work.peers, '$.days')`,
  sql`0`,
  zoneOfItem(sql`i.id`),
)
