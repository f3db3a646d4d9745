import { type SQL, sql } from 'drizzle-orm'

/**
 * `at`, `days` later on the wall clock of `zone` and then `hours`, as `addDays` and `later` say it: a time that clocks leap
 * over moves forward, one that they show twice is the first. All are SQL; null stays null.
 */
export function laterOnTheClock(at: SQL, days: SQL, hours: SQL, zone: SQL): SQL<number | null> {
  const ahead = (moment: SQL, column: SQL) => sql`coalesce((select z.ahead from zone_changes z
    where z.zone = ${zone} and ${column} <= ${moment} order by ${column} desc limit 1), 0)`
  return sql<number | null>`(select wall - ${ahead(sql`wall`, sql`z.wall_from`)} + ${hours} * 3600000
    from (select ${at} + ${ahead(at, sql`z.at`)} + ${days} * 86400000 as wall))`
}

/** The zone in which the course of an item says its dates. */
export const zoneOfItem = (itemId: SQL): SQL<string> => sql<string>`(select coalesce(nullif(c.zone, ''),
  (select zone from organization limit 1)) from items zi join courses c on c.id = zi.course_id where zi.id = ${itemId})`
