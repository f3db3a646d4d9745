import type { Database } from '../../db/client'
import { events } from '../../db/schema'

export { type Moved, recordDatesMoved } from './dates-moved'
export { recordMembersMoved } from './members-moved'
export { recordReachMoved } from './reach-moved'

export type EventFields = { key?: string; actorId?: string | null; payload?: Record<string, unknown>; at: number }

/**
 * One row of the outbox, written in the batch of the act. (name, subject, key) is unique: a batch that begins with it
 * breaks when the act was done before, and keeps nothing.
 */
export function recordEvent(
  db: Database,
  name: string,
  subjectId: string,
  { key = '', actorId = null, payload = {}, at }: EventFields,
) {
  return db.insert(events).values({ name, subjectId, key, actorId, payload, at })
}
export { datesJob, lookAtDates } from './look-at-dates'
