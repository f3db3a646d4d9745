import { scrollDown } from './log'
import type { News } from './shapes'

type Waiting = { id: string; text: string }

/**
 * What one has written and the school has not confirmed yet. It is kept on the device, shown as waiting, and sent in its order; sent
 * twice it is there once, as its id is made here.
 */
export function outbox(list: HTMLElement, hear: (news: News) => void) {
  const key = `chat:${list.dataset.me}:${list.dataset.id}`
  let isSending = false
  let again: ReturnType<typeof setTimeout> | undefined

  const read = (): Waiting[] => {
    try {
      return JSON.parse(localStorage.getItem(key) ?? '[]') as Waiting[]
    } catch {
      return []
    }
  }
  const write = (waiting: Waiting[]) => {
    try {
      if (waiting.length) localStorage.setItem(key, JSON.stringify(waiting))
      else localStorage.removeItem(key)
    } catch {
      // a browser that keeps nothing still sends
    }
  }
  const drop = (id: string) => write(read().filter((one) => one.id !== id))

  function add(text: string) {
    const message = { id: uuid(), text }
    write([...read(), message])
    show(message)
    scrollDown()
    flush([message])
  }

  /** As plain words until the school says how it looks. */
  function show({ id, text }: Waiting) {
    if (document.getElementById(`m-${id}`)) return
    const item = document.createElement('li')
    item.id = `m-${id}`
    item.className = 'own waiting'
    const said = document.createElement('div')
    said.className = 'said'
    said.dir = 'auto'
    said.textContent = text
    const sign = document.createElement('p')
    sign.className = 'sign'
    sign.textContent = list.dataset.unsent!
    item.append(said, sign)
    list.append(item)
  }

  async function flush(extra: Waiting[] = []) {
    if (isSending) return
    isSending = true
    clearTimeout(again)
    try {
      for (let waiting = read(); waiting.length || extra.length; waiting = read()) {
        const next = waiting[0] ?? extra.shift()!
        show(next)
        const wait = await send(next)
        if (wait === null) {
          extra = extra.filter(({ id }) => id !== next.id)
          continue
        }
        again = setTimeout(flush, wait)
        return
      }
    } finally {
      isSending = false
    }
  }

  /** Milliseconds after which to try again; null when that is settled. */
  async function send({ id, text }: Waiting): Promise<number | null> {
    const answer = await post(list.dataset.room!.replace(/socket$/, 'messages'), new URLSearchParams({ id, text }))
    if (!answer || answer.status >= 500) return navigator.onLine ? 5_000 : 60_000
    const item = document.getElementById(`m-${id}`)
    if (answer.status === 429) {
      sign(item, list.dataset.slow!)
      return Number(answer.headers.get('Retry-After') ?? 5) * 1_000
    }
    drop(id)
    if (!answer.ok) {
      sign(item, list.dataset.refused!)
      item?.classList.add('refused')
    }
    return null
  }

  function sign(item: HTMLElement | null, words: string) {
    const line = item?.querySelector('.sign')
    if (line) line.textContent = words
  }

  /** Posts a form of the room, and hears what it answers as if the line had said it. */
  async function post(action: string, body: URLSearchParams): Promise<Response | null> {
    const answer = await fetch(action, { method: 'POST', headers: { 'HX-Request-Type': 'partial' }, body }).catch(
      () => null,
    )
    if (answer?.ok && !answer.redirected) hear((await answer.clone().json()) as News)
    return answer
  }

  addEventListener('online', () => flush())
  for (const waiting of read()) show(waiting)
  return { add, flush: () => flush(), post }
}

/** A UUIDv7: 48 bits of time, the rest by chance. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const now = Date.now()
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) % 256
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
