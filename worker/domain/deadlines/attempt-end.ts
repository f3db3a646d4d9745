import { type SQL, sql } from 'drizzle-orm'

/**
 * When an attempt ends, as SQL over the row `q` of `quizFor`: after its own time or when the quiz closes, whichever comes first;
 * null is never. A date on which something is due moves neither; breaks move both.
 */
export function attemptEnd(startedAt: SQL | number, breakTime: SQL | number = 0): SQL<number | null> {
  const byLimit = sql`${startedAt} + q.time_limit_minutes * 60000`
  return sql<number | null>`coalesce(min(${byLimit}, q.closes_at), ${byLimit}, q.closes_at) + ${breakTime}`
}

/** From this moment on nothing is taken any more: the end and the grace for slow connections. */
export const attemptTakenUntil = (startedAt: SQL | number, breakTime: SQL | number = 0): SQL<number | null> =>
  sql<number | null>`${attemptEnd(startedAt, breakTime)} + q.grace_seconds * 1000`
