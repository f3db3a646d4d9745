import { eq } from 'drizzle-orm'
import type { Database } from '../worker/db/client'
import { rooms } from '../worker/db/schema'
import type { Roster, RosterNews } from '../worker/live/roster'
import type { Platform } from './platform'

/** Who holds a socket, and the language it is spoken to in. */
export type Reader = { userId: string; locale: string }

/** The tenant's live rooms: names begin with the tenant, and each is registered in its database when it is first used. */
export type Rooms = {
  roster: (courseId: string) => RosterLine
  /** Closes every socket of every room: the organization is closed. */
  closeAll: () => Promise<void>
}

export type RosterLine = {
  /** Passes a socket's upgrade on. Whether the reader may hear is decided before. */
  join: (reader: Reader) => Promise<Response>
  /** Whether anybody has ever listened: telling others needs no object. */
  isOpened: () => Promise<boolean>
  /** Who is listening now. */
  readers: () => Promise<string[]>
  /** Somebody's line has changed. */
  tell: (news: RosterNews) => Promise<void>
  /** The reader has lost access: their sockets close. */
  dismiss: (userId: string) => Promise<void>
}

const MOST_ROOMS = 900

export function tenantRooms(platform: Platform, tenantId: string, db: Database, now: () => number): Rooms {
  const prefix = `t:${tenantId}:roster:`
  const { ROSTERS } = platform.env
  const stub = (courseId: string) => ROSTERS.get(ROSTERS.idFromName(prefix + courseId)) as DurableObjectStub<Roster>
  return {
    roster: (courseId) => ({
      async join({ userId, locale }) {
        await db
          .insert(rooms)
          .values({ name: prefix + courseId, createdAt: now() })
          .onConflictDoNothing()
        return stub(courseId).fetch('https://room.invalid/', {
          headers: { Upgrade: 'websocket', 'X-Reader': userId, 'X-Locale': locale },
        })
      },
      async isOpened() {
        const [room] = await db
          .select()
          .from(rooms)
          .where(eq(rooms.name, prefix + courseId))
          .limit(1)
        return room !== undefined
      },
      readers: () => stub(courseId).readers(),
      tell: (news) => stub(courseId).tell(news),
      dismiss: (userId) => stub(courseId).dismiss(userId),
    }),
    async closeAll() {
      const opened = await db.select({ name: rooms.name }).from(rooms).limit(MOST_ROOMS)
      for (const { name } of opened) await (ROSTERS.get(ROSTERS.idFromName(name)) as DurableObjectStub<Roster>).close()
    },
  }
}
