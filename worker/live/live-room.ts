import { DurableObject } from 'cloudflare:workers'
import type { Env } from '../env'
import { COME_AGAIN, LONGEST_STAY_MS, STAY_AWAY, signOfLife, TOO_MUCH } from '../lib/live-line'

/** Whoever listens, as the door that let them in describes them. */
export type Reader = {
  userId: string
  name: string
  locale: string
  /** What they see of the room: "reader", "staff", a group's id. One rendering for everybody of the same view. */
  view: string
  /** What they listen to in the room; at most eight. */
  topics: string[]
}
export type Attachment = Reader & { joinedAt: number }

export type Saying = {
  /** Whom it is for; everybody where nothing is said. */
  whom?: (reader: Attachment) => boolean
  /** Its number in the room: what is numbered is said in order. */
  at?: number
}

const MOST_TOPICS = 8
const MOST_SOCKETS_OF_ONE = 12
/** How long what comes too early waits for what is missing before it; those who listen ask for it afterwards. */
const PATIENCE_MS = 300
/** What one socket may say in ten seconds, and how long it may be. */
const MOST_SAID = 30
const LONGEST_SAID = 400
const PRESENCE_MS = 1_000

/**
 * A live room: holds hibernating sockets, what it has said last, and no record. Whoever may come in is decided by the route;
 * what was missed is answered from the tenant's database by a GET.
 */
export abstract class LiveRoom<News> extends DurableObject<Env> {
  protected readonly mostSockets: number = 2_000
  /** Whether those who listen are told how many are here. */
  protected readonly saysWhoIsHere: boolean = false

  #last = numberIn(this.ctx.getWebSocketAutoResponse()?.request)
  #turn: Promise<unknown> = Promise.resolve()
  #said = new WeakMap<WebSocket, { since: number; times: number }>()
  #presence: ReturnType<typeof setTimeout> | undefined

  /** Something happened in the room: says it to those whom it concerns. */
  abstract tell(news: News): Promise<void>

  /** Takes a socket whose reader the route has let in. Only the Worker can reach this, so the header is its own. */
  override async fetch(request: Request): Promise<Response> {
    const given = request.headers.get('X-Reader')
    if (!given || request.headers.get('Upgrade') !== 'websocket') return new Response(null, { status: 426 })
    if (this.ctx.getWebSockets().length >= this.mostSockets) return new Response(null, { status: 503 })
    const reader = JSON.parse(decodeURIComponent(given)) as Reader
    const topics = reader.topics.slice(0, MOST_TOPICS)
    const [client, server] = Object.values(new WebSocketPair()) as [WebSocket, WebSocket]
    const own = this.ctx.getWebSockets(`user:${reader.userId}`)
    if (own.length >= MOST_SOCKETS_OF_ONE) own[0]!.close(TOO_MUCH, 'too many')
    this.ctx.acceptWebSocket(server, [`user:${reader.userId}`, ...topics.map((topic) => `topic:${topic}`)])
    server.serializeAttachment({ ...reader, topics, joinedAt: Date.now() } satisfies Attachment)
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now() + LONGEST_STAY_MS)
    this.#sayWhoIsHere()
    return new Response(null, { status: 101, webSocket: client })
  }

  /** Whose sockets are here, or listen to this topic. */
  async readers(topic?: string): Promise<string[]> {
    const sockets = this.ctx.getWebSockets(topic === undefined ? undefined : `topic:${topic}`)
    return [...new Set(sockets.filter(isOpen).map((socket) => attached(socket).userId))]
  }

  /** Whether these people still may listen is no longer certain: their sockets close, and the hallway decides anew. */
  async dismiss(...userIds: string[]): Promise<void> {
    for (const userId of userIds)
      for (const socket of this.ctx.getWebSockets(`user:${userId}`)) socket.close(STAY_AWAY, 'no access')
  }

  /** The room is no longer there: everybody goes. */
  async close(): Promise<void> {
    for (const socket of this.ctx.getWebSockets()) socket.close(STAY_AWAY, 'no access')
  }

  /** Nobody stays longer than that without passing the hallway again. */
  override async alarm(): Promise<void> {
    const sockets = this.ctx.getWebSockets().filter(isOpen)
    const staying = sockets.filter((socket) => !this.#hasStayed(socket))
    if (staying.length === 0) return
    const next = Math.min(...staying.map((socket) => attached(socket).joinedAt)) + LONGEST_STAY_MS
    await this.ctx.storage.setAlarm(next)
  }

  /** Renders once for each language and view that is present, and sends; one after the other, by number where there is one. */
  protected async send(render: (locale: string, view: string) => Promise<string>, { whom, at }: Saying = {}) {
    if (at !== undefined) await this.#waitFor(at)
    const turn = this.#turn.then(() => this.#deliver(render, whom, at))
    this.#turn = turn.catch(() => {})
    await turn
  }

  /** What a reader says beyond signs of life; rooms that listen to nothing ignore it. */
  protected async hear(_reader: Attachment, _said: Record<string, unknown>): Promise<void> {}

  /** Readers write by POST: what they send here is a sign of life, or that they are typing. */
  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    if (this.#isTooMuch(socket, message)) return socket.close(TOO_MUCH, 'too much')
    const said = readObject(message as string)
    if (!said) return
    if (typeof said.at === 'number') socket.send(said.at < this.#last ? '{"behind":true}' : '{}')
    else await this.hear(attached(socket), said)
  }

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    socket.close(code === 1005 || code === 1006 ? 1000 : code)
    this.#sayWhoIsHere()
  }

  override async webSocketError(): Promise<void> {
    this.#sayWhoIsHere()
  }

  async #waitFor(at: number) {
    const until = Date.now() + PATIENCE_MS
    while (this.#last > 0 && at > this.#last + 1 && Date.now() < until)
      await new Promise((resume) => setTimeout(resume, 15))
    this.#last = Math.max(this.#last, at)
  }

  async #deliver(render: (locale: string, view: string) => Promise<string>, whom: Saying['whom'], at?: number) {
    const rendered = new Map<string, string>()
    for (const socket of this.ctx.getWebSockets()) {
      if (!isOpen(socket) || this.#hasStayed(socket)) continue
      const reader = attached(socket)
      if (whom && !whom(reader)) continue
      const key = `${reader.locale} ${reader.view}`
      if (!rendered.has(key)) rendered.set(key, await render(reader.locale, reader.view))
      try {
        socket.send(rendered.get(key)!)
      } catch {
        // it closed just now
      }
    }
    // Whoever has heard the last of it is answered without waking the room; this is also what a room that slept knows it by.
    if (at !== undefined && at >= this.#last)
      this.ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(signOfLife(at), '{}'))
  }

  #hasStayed(socket: WebSocket): boolean {
    if (Date.now() - attached(socket).joinedAt < LONGEST_STAY_MS) return false
    socket.close(COME_AGAIN, 'come again')
    return true
  }

  #isTooMuch(socket: WebSocket, message: string | ArrayBuffer): boolean {
    if (typeof message !== 'string' || message.length > LONGEST_SAID) return true
    const now = Date.now()
    const before = this.#said.get(socket)
    const said = before && now - before.since < 10_000 ? before : { since: now, times: 0 }
    said.times += 1
    this.#said.set(socket, said)
    return said.times > MOST_SAID
  }

  #sayWhoIsHere() {
    if (!this.saysWhoIsHere || this.#presence !== undefined) return
    this.#presence = setTimeout(async () => {
      this.#presence = undefined
      const here = JSON.stringify({ here: (await this.readers()).length })
      await this.send(async () => here)
    }, PRESENCE_MS)
  }
}

const isOpen = (socket: WebSocket) => socket.readyState === WebSocket.OPEN
const attached = (socket: WebSocket) => socket.deserializeAttachment() as Attachment
const numberIn = (request: string | undefined): number => Number(readObject(request ?? '')?.at ?? 0) || 0

function readObject(text: string): Record<string, unknown> | null {
  try {
    const said: unknown = JSON.parse(text)
    return typeof said === 'object' && said !== null && !Array.isArray(said) ? (said as Record<string, unknown>) : null
  } catch {
    return null
  }
}
