import { sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { timers } from '../../db/schema'
import { newId } from '../../lib/ids'

/** The clock's look at what is due soon, was due, and opens: what it does stands in `notifications/remind.ts`. */
export const datesJob = 'notifications.remind'

/** Statement: dates may be others now, so the clock looks at them when it wakes next. */
export const lookAtDates = (db: Database) =>
  db
    .insert(timers)
    .values({ id: newId(), job: datesJob, subjectId: 'all', dueAt: 0 })
    .onConflictDoUpdate({ target: [timers.job, timers.subjectId], set: { dueAt: sql`0`, doneAt: null } })
