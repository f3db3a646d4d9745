import { type SQL, sql } from 'drizzle-orm'
import { laterOnTheClock, zoneOfItem } from './wall-clock'

/**
 * When an item is due for somebody, as SQL for lists of many people: what `resolveDeadline` says of the base date, the
 * dates of groups (the kindest), what stands for the person, and the personal date. `i` is the item's row; `userId` an expression.
 */
export const dueFor = (userId: SQL): SQL<number | null> => sql<number | null>`coalesce(
  (select o.due_at from deadline_overrides o where o.item_id = i.id and o.user_id = ${userId}),
  (select ${laterOnTheClock(shared(userId), sql`a.later_days`, sql`a.later_hours`, zoneOfItem(sql`i.id`))}
    from accommodations a where a.user_id = ${userId} and (a.later_days > 0 or a.later_hours > 0)),
  ${shared(userId)})`

/**
 * Until when an assignment takes somebody's work, as SQL: its own close, later by what stands for the person, and never before it
 * is due for them. `i` is the item's row, `work` the assignment's; null is never.
 */
export const closesFor = (userId: SQL): SQL<number | null> => sql<
  number | null
>`case when work.closes_at is null then null
  else max(coalesce(${dueFor(userId)}, 0), case when exists (select 1 from deadline_overrides o
      where o.item_id = i.id and o.user_id = ${userId}) then work.closes_at
    else coalesce((select ${laterOnTheClock(sql`work.closes_at`, sql`a.later_days`, sql`a.later_hours`, zoneOfItem(sql`i.id`))}
      from accommodations a where a.user_id = ${userId} and (a.later_days > 0 or a.later_hours > 0)), work.closes_at) end) end`

/** A moment of item `itemId`, later for somebody by what stands for them: SQL. */
export const laterFor = (at: SQL, userId: SQL, itemId: SQL): SQL<number> => sql<number>`coalesce(
  (select ${laterOnTheClock(at, sql`a.later_days`, sql`a.later_hours`, zoneOfItem(itemId))}
    from accommodations a where a.user_id = ${userId} and (a.later_days > 0 or a.later_hours > 0)), ${at})`

/** The date of their groups, or everyone's. */
const shared = (userId: SQL) => sql`coalesce(
  (select max(o.due_at) from deadline_overrides o
    join group_members gm on gm.group_id = o.group_id and gm.user_id = ${userId}
    join groups g on g.id = o.group_id and g.deleted_at is null
    where o.item_id = i.id and o.group_id is not null),
  i.due_at)`

/** Items that have any date at all: spares the rest the look-ups of `dueFor`. */
export const hasDates: SQL = sql`(i.due_at is not null
  or exists (select 1 from deadline_overrides o where o.item_id = i.id and o.user_id is not null)
  or exists (select 1 from deadline_overrides o where o.item_id = i.id and o.group_id is not null))`
