import type { Database } from '../../db/client'
import { recordDatesMoved } from './dates-moved'
import { recordReachMoved } from './reach-moved'

/** Statements: people came into a group, left it, or it came back with them (null: all of them). Their dates may be others, and what is for them. */
export const recordMembersMoved = (
  db: Database,
  { groupId, userIds }: { groupId: string; userIds: string[] | null },
  by: { actorId: string | null; at: number },
) => [recordDatesMoved(db, { groupId, userIds }, by), recordReachMoved(db, userIds ?? { groupId }, by)] as const
