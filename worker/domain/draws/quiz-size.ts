import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/** What a quiz is worth: its questions, and each draw as often as it draws. */
export const quizPoints = (itemId: SQLWrapper | string): SQL<number> =>
  sql`(select case when (select s.survey from quizzes s where s.item_id = ${itemId}) is null then
    round(coalesce((select sum(q.points) from quiz_questions q where q.item_id = ${itemId}), 0)
    + coalesce((select sum(d.count * d.points) from quiz_draws d where d.item_id = ${itemId}), 0), 2) end)`

/** How many questions its draws bring. */
export const drawnCount = (itemId: SQLWrapper | string): SQL<number> =>
  sql`(select coalesce(sum(d.count), 0) from quiz_draws d where d.item_id = ${itemId})`
