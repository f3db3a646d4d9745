import { DurableObject } from 'cloudflare:workers'
import { rosterRow } from '../../views/roster/roster-row'
import { directionOf, isLocale, translator } from '../../views/translate'
import type { RosterLine } from '../domain/pages'
import type { Env } from '../env'

/** What happened to a line: it changed, or its learner left the course. */
export type RosterNews = { line: RosterLine; courseId: string; gone: boolean; at: number }

type Attachment = { userId: string; locale: string; joinedAt: number }

/** A socket is let in again through the hallway after so long: whoever lost access then stays outside. */
const LONGEST_MS = 3_600_000
const MOST_SOCKETS = 500

/** WebSocket close codes of our own: the client comes back after the first and stays away after the second. */
const COME_AGAIN = 4000
const STAY_AWAY = 4003

/**
 * One a course: whoever looks at its roster hears of each learner's line as it changes. Holds sockets and nothing else;
 * what was missed is read from the page itself.
 */
export class Roster extends DurableObject<Env> {
  /** Takes a socket whose reader the route has let in. Only the Worker can reach this, so the headers are its own. */
  override async fetch(request: Request): Promise<Response> {
    const userId = request.headers.get('X-Reader')
    const locale = request.headers.get('X-Locale') ?? 'en'
    if (!userId || request.headers.get('Upgrade') !== 'websocket') return new Response(null, { status: 426 })
    if (this.ctx.getWebSockets().length >= MOST_SOCKETS) return new Response(null, { status: 503 })
    const [client, server] = Object.values(new WebSocketPair()) as [WebSocket, WebSocket]
    this.ctx.acceptWebSocket(server, [`user:${userId}`, `locale:${locale}`])
    server.serializeAttachment({ userId, locale, joinedAt: Date.now() } satisfies Attachment)
    return new Response(null, { status: 101, webSocket: client })
  }

  /** Renders the line once a language and sends it to everybody who reads that language. */
  async tell(news: RosterNews): Promise<void> {
    const rendered = new Map<string, Promise<string>>()
    for (const socket of this.ctx.getWebSockets()) {
      const { locale, joinedAt } = socket.deserializeAttachment() as Attachment
      if (Date.now() - joinedAt > LONGEST_MS) {
        socket.close(COME_AGAIN, 'come again')
        continue
      }
      if (!rendered.has(locale)) rendered.set(locale, render(news, locale))
      try {
        socket.send(await rendered.get(locale)!)
      } catch {
        // it closed just now
      }
    }
  }

  async readers(): Promise<string[]> {
    const ids = this.ctx.getWebSockets().map((socket) => (socket.deserializeAttachment() as Attachment).userId)
    return [...new Set(ids)]
  }

  async dismiss(userId: string): Promise<void> {
    for (const socket of this.ctx.getWebSockets(`user:${userId}`)) socket.close(STAY_AWAY, 'no access')
  }

  /** The organization is closed: everybody goes. */
  async close(): Promise<void> {
    for (const socket of this.ctx.getWebSockets()) socket.close(STAY_AWAY, 'no access')
  }

  /** Readers write by POST: what they send here is a sign of life at most. */
  override async webSocketMessage(): Promise<void> {}

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    socket.close(code === 1005 || code === 1006 ? 1000 : code)
  }
}

/** `{ id, html }`: the row's id, and the row as the page shows it; null where it has gone. */
async function render({ line, courseId, gone, at }: RosterNews, given: string): Promise<string> {
  const locale = isLocale(given) ? given : 'en'
  const clock = { t: translator(locale), locale, dir: directionOf(locale), zone: 'UTC', now: at }
  return JSON.stringify({ id: `learner-${line.userId}`, html: gone ? null : await rosterRow(clock, courseId, line) })
}
