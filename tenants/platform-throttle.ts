import { sql } from 'drizzle-orm'
import { TooMany } from '../worker/errors'
import { sha256Hex } from '../worker/lib/ids'
import { platformThrottles } from './directory/schema'
import type { Platform } from './platform'

export type PlatformDoor = 'sign-up' | 'find' | 'alarm'

/** Counts a try at one of the platform's own doors: at most `most` of `key` in `seconds`. Throws TooMany. */
export async function admitAtPlatform(
  platform: Platform,
  door: PlatformDoor,
  { key, most, seconds }: { key: string; most: number; seconds: number },
): Promise<void> {
  const now = platform.now()
  const over = sql`${platformThrottles.windowStart} <= ${now - seconds * 1000}`
  const [count] = await platform.directory
    .insert(platformThrottles)
    .values({ door, key: await sha256Hex(key), windowStart: now, tries: 1 })
    .onConflictDoUpdate({
      target: [platformThrottles.door, platformThrottles.key],
      set: {
        tries: sql`case when ${over} then 1 else ${platformThrottles.tries} + 1 end`,
        windowStart: sql`case when ${over} then ${now} else ${platformThrottles.windowStart} end`,
      },
    })
    .returning({ tries: platformThrottles.tries, windowStart: platformThrottles.windowStart })
  if (count && count.tries > most) throw new TooMany(Math.ceil((count.windowStart + seconds * 1000 - now) / 1000))
}
