import { and, eq, gt, lt, sql } from 'drizzle-orm'
import type { Database } from '../worker/db/client'
import { roomReaders, rooms } from '../worker/db/schema'
import type { ForumNews } from '../worker/domain/forums'
import { LONGEST_STAY_MS } from '../worker/lib/live-line'
import type { ChatNews } from '../worker/live/chat'
import type { LiveRoom, Reader } from '../worker/live/live-room'
import type { RosterNews } from '../worker/live/roster'
import type { Platform } from './platform'

/** Every kind of live room: the binding of its Durable Object, and what its readers are told. */
const bindings = { chat: 'CHATS', forum: 'FORUMS', roster: 'ROSTERS' } as const
type NewsOf = { chat: ChatNews; forum: ForumNews; roster: RosterNews }

type Kind = keyof typeof bindings

/** The tenant's live rooms: names begin with the tenant, and each is registered in its database when it is first used. */
export type Rooms = { [K in Kind]: (id: string) => Room<NewsOf[K]> } & {
  /** What these people may hear is no longer certain: they leave every room they are in, and come back where they still may. */
  dismiss: (userIds: string[]) => Promise<void>
  /** Closes every socket of every room: the organization is closed. */
  closeAll: () => Promise<void>
}

export type Room<News> = {
  /** Passes a socket's upgrade on. Whether the reader may hear is decided before. */
  join: (reader: {
    userId: string
    name: string
    locale: string
    view?: string
    topics?: string[]
  }) => Promise<Response>
  /** Whether anybody has ever listened: telling others needs no object. */
  isOpened: () => Promise<boolean>
  /** Who is listening now, or to this topic of it. */
  readers: (topic?: string) => Promise<string[]>
  /** Something has happened that those who listen want to know. */
  tell: (news: News) => Promise<void>
  /** The reader has lost access: their sockets close. */
  dismiss: (userId: string) => Promise<void>
  /** Nobody may listen any more. */
  close: () => Promise<void>
}

/** One run may ask so many objects. */
const MOST_ROOMS = 900
/** Who was let in may still be there: their longest stay, and a while for the alarm that ends it. */
const STAY_MS = LONGEST_STAY_MS + 600_000

export function tenantRooms(platform: Platform, tenantId: string, db: Database): Rooms {
  const prefix = `t:${tenantId}:`
  const stub = <News>(name: string): DurableObjectStub<LiveRoom<News>> => {
    const kind = name.slice(prefix.length, name.indexOf(':', prefix.length)) as Kind
    const namespace = platform.env[bindings[kind]] as unknown as DurableObjectNamespace<LiveRoom<News>>
    return namespace.get(namespace.idFromName(name))
  }

  const room =
    <K extends Kind>(kind: K) =>
    (id: string): Room<NewsOf[K]> => {
      const name = `${prefix}${kind}:${id}`
      return {
        async join({ userId, name: reader, locale, view = 'reader', topics = [] }) {
          await db.batch([register(name), forgetStays(userId), letIn(name, userId)])
          const given: Reader = { userId, name: reader, locale, view, topics }
          const headers = { Upgrade: 'websocket', 'X-Reader': encodeURIComponent(JSON.stringify(given)) }
          return stub(name).fetch('https://room.invalid/', { headers })
        },
        async isOpened() {
          const [opened] = await db.select({ name: rooms.name }).from(rooms).where(eq(rooms.name, name)).limit(1)
          return opened !== undefined
        },
        readers: (topic) => stub(name).readers(topic),
        tell: (news) => stub<NewsOf[K]>(name).tell(news as never),
        dismiss: (userId) => stub(name).dismiss(userId),
        close: () => stub(name).close(),
      }
    }

  const register = (name: string) => db.insert(rooms).values({ name, createdAt: Date.now() }).onConflictDoNothing()

  /** Rows are the largest cost: whoever comes and goes is written down every few minutes at most. */
  function letIn(name: string, userId: string) {
    const until = Date.now() + STAY_MS
    return db
      .insert(roomReaders)
      .values({ userId, name, until })
      .onConflictDoUpdate({
        target: [roomReaders.userId, roomReaders.name],
        set: { until },
        setWhere: lt(roomReaders.until, until - 300_000),
      })
  }

  const forgetStays = (userId: string) =>
    db.delete(roomReaders).where(and(eq(roomReaders.userId, userId), lt(roomReaders.until, Date.now())))

  return {
    chat: room('chat'),
    roster: room('roster'),
    forum: room('forum'),
    async dismiss(userIds) {
      if (userIds.length === 0) return
      const theirs = sql`${roomReaders.userId} in (select value from json_each(${JSON.stringify(userIds)}))`
      const joined = await db.select().from(roomReaders).where(theirs).limit(10_000)
      const now = Date.now()
      const people = new Map<string, string[]>()
      for (const { name, userId, until } of joined)
        if (until > now) people.set(name, [...(people.get(name) ?? []), userId])
      for (const [name, ids] of [...people].slice(0, MOST_ROOMS)) await stub(name).dismiss(...ids)
    },
    async closeAll() {
      const open = await db
        .selectDistinct({ name: roomReaders.name })
        .from(roomReaders)
        .where(gt(roomReaders.until, Date.now()))
        .limit(MOST_ROOMS)
      for (const { name } of open) await stub(name).close()
    },
  }
}
