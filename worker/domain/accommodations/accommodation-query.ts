import { eq } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { accommodations } from '../../db/schema'

/** What stands for somebody, without why: that is for those who set it. */
export type Accommodation = {
  /** Percent more of every time limit. */
  extraTime: number
  breakMinutes: number
  extraAttempts: number
  laterDays: number
  laterHours: number
}

export const nothingStands: Accommodation = {
  extraTime: 0,
  breakMinutes: 0,
  extraAttempts: 0,
  laterDays: 0,
  laterHours: 0,
}

/** Unexecuted; no row is nothing. */
export const accommodationQuery = (db: Database, userId: string) =>
  db
    .select({
      extraTime: accommodations.extraTime,
      breakMinutes: accommodations.breakMinutes,
      extraAttempts: accommodations.extraAttempts,
      laterDays: accommodations.laterDays,
      laterHours: accommodations.laterHours,
      note: accommodations.note,
    })
    .from(accommodations)
    .where(eq(accommodations.userId, userId))
    .limit(1)
