import { COME_AGAIN, SIGN_OF_LIFE_MS, STAY_AWAY, signOfLife } from '../../../worker/lib/live-line'

/** What a page does with a live line. */
export type Listener<News> = {
  /** The line is open; `again` where it was open before, so that something may have been missed. */
  opened?: (again: boolean) => void
  heard: (news: News) => void
  /** The line is down; it comes back by itself. */
  lost?: () => void
  /** Access has gone; it does not come back. */
  shut?: () => void
  /** The number of what was heard last, where the room numbers what it says. */
  at?: () => number
  /** The room has said something that was not heard. */
  behind?: () => void
}

export type Line = {
  /** Says something to the room, where the line is open. */
  say: (said: object) => void
  close: () => void
}

const LONGEST_WAIT = 60_000
/** Switching between tabs is no going away. */
const HIDDEN_MS = 30_000
const ANSWER_MS = 10_000

/**
 * The one way to hold a socket: it comes back by itself, with a growing, jittered wait, at once when the page is looked at
 * again or the network is back; rests while nobody looks; and notices by a sign of life when it has died unheard.
 */
export function connect<News>(path: string, listener: Listener<News>): Line {
  const url = new URL(path, location.href)
  url.protocol = url.protocol.replace('http', 'ws')
  let socket: WebSocket | null = null
  let tries = 0
  let wasOpen = false
  let isOver = false
  let asksOnceMore = false
  let retry: ReturnType<typeof setTimeout> | undefined
  let pulse: ReturnType<typeof setInterval> | undefined
  let answer: ReturnType<typeof setTimeout> | undefined
  let rest: ReturnType<typeof setTimeout> | undefined

  function open() {
    clearTimeout(retry)
    if (isOver || socket) return
    const opening = new WebSocket(url)
    socket = opening
    opening.addEventListener('open', () => {
      tries = 0
      asksOnceMore = false
      pulse = setInterval(signal, SIGN_OF_LIFE_MS)
      listener.opened?.(wasOpen)
      wasOpen = true
    })
    opening.addEventListener('message', ({ data }) => {
      clearTimeout(answer)
      hear(String(data))
    })
    opening.addEventListener('close', ({ code }) => {
      if (socket === opening) down(code)
    })
  }

  function down(code: number) {
    socket = null
    clearInterval(pulse)
    clearTimeout(answer)
    listener.lost?.()
    if (isOver) return
    if (asksOnceMore) {
      isOver = true
      listener.shut?.()
      return
    }
    asksOnceMore = code === STAY_AWAY
    if (document.hidden && rest === undefined) return // it rests
    const wait = code === COME_AGAIN || asksOnceMore ? 250 : Math.min(LONGEST_WAIT, 500 * 2 ** tries++)
    retry = setTimeout(open, wait * (0.5 + Math.random()))
  }

  function signal() {
    if (socket?.readyState !== WebSocket.OPEN) return
    socket.send(signOfLife(listener.at?.() ?? 0))
    clearTimeout(answer)
    answer = setTimeout(drop, ANSWER_MS)
  }

  /** A socket whose other end is gone takes minutes to close: it is left to itself. */
  function drop() {
    const dead = socket
    if (!dead) return
    socket = null
    dead.close()
    down(1006)
  }

  function hear(text: string) {
    const news = JSON.parse(text) as News & { behind?: boolean }
    if (news.behind) listener.behind?.()
    else if (text !== '{}') listener.heard(news)
  }

  function back() {
    clearTimeout(rest)
    rest = undefined
    tries = 0
    if (socket?.readyState === WebSocket.OPEN) signal()
    else if (!socket) open()
  }

  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) return back()
    rest = setTimeout(() => {
      rest = undefined
      clearTimeout(retry)
      socket?.close(1000)
    }, HIDDEN_MS)
  })
  addEventListener('online', back)
  addEventListener('pageshow', (event) => event.persisted && back())
  open()

  return {
    say: (said) => {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(said))
    },
    close: () => {
      isOver = true
      clearTimeout(retry)
      socket?.close(1000)
    },
  }
}
