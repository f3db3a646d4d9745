import { keptChanges } from './kept-changes'

/** Changes that the server has not confirmed, kept on this device so that neither a tunnel nor a closed tab loses them. */

export type Change = { versionId: string; revision: number; values: string[]; at: number }
/** What the server keeps now. */
export type Kept = { outcome: 'saved' | 'stale'; revision: number; values: string[] }
export type State = 'saved' | 'saving' | 'kept'

type Listeners = {
  state: (state: State) => void
  /** The server knows something newer than what was sent. */
  newer: (sent: Change, kept: Kept) => void
  /** The server does not take this one, and says why. */
  refused?: (sent: Change, says: string) => void
  /** A page that was closed left these on this device. */
  found?: (changes: Change[]) => void
  /** The page of this question was left, here or elsewhere: what it says stays. */
  left: (sent: Change) => void
  /** The attempt was handed in, here or elsewhere. */
  closed: () => void
}

const MOST_KEPT_ALIVE = 50_000
const WAITS = [1_000, 2_000, 5_000, 10_000, 20_000]

export function openQueue(attemptId: string, url: string, on: Listeners) {
  const kept = keptChanges(attemptId)
  let pending: Change[] = []
  let sending: Promise<boolean> | null = null
  let failures = 0
  let timer = 0

  /** What waited before this page was opened; nothing is sent before it is known. */
  const ready = kept.read().then((before) => {
    const isNew = (one: Change) => !pending.some(({ versionId }) => versionId === one.versionId)
    const found = before.filter(isNew)
    pending = [...found, ...pending]
    for (const change of found) void kept.keep(change)
    kept.leave([])
    if (found.length) on.found?.(found)
  })

  function add(change: Change) {
    pending = [...pending.filter((one) => one.versionId !== change.versionId), change]
    void kept.keep(change)
    void flush()
  }

  /** Sends what waits, oldest first. True when nothing waits any more. */
  function flush(): Promise<boolean> {
    clearTimeout(timer)
    sending ??= ready.then(sendAll).finally(() => {
      sending = null
    })
    return sending
  }

  async function sendAll(): Promise<boolean> {
    for (let next = pending[0]; next; next = pending[0]) {
      on.state('saving')
      const answer = await send(url, next)
      if (answer === 'closed') {
        pending = []
        await kept.clear()
        on.closed()
        return true
      }
      if (answer === 'later') {
        on.state('kept')
        timer = setTimeout(flush, WAITS[Math.min(failures++, WAITS.length - 1)])
        return false
      }
      failures = 0
      const sent = next
      // A newer change of the same question may have come while this one was on its way.
      pending = pending.filter((one) => one.versionId !== sent.versionId || one.revision > sent.revision)
      void kept.drop(sent)
      if (answer.outcome === 'left') on.left(sent)
      if (answer.outcome === 'stale') on.newer(sent, answer)
      if (answer.outcome === 'dropped') on.refused?.(sent, answer.says)
    }
    on.state('saved')
    return true
  }

  addEventListener('online', () => void flush())
  addEventListener('pagehide', () => kept.leave(pending))
  return { add, flush, ready, waiting: () => pending }
}

type Dropped = { outcome: 'dropped'; says: string }

/** `later`: no connection, or signed out; the change waits. `dropped`: nothing that sending again would help. */
async function send(
  url: string,
  { versionId, revision, values }: Change,
): Promise<Kept | Dropped | { outcome: 'left' } | 'closed' | 'later'> {
  const body = new URLSearchParams([['revision', String(revision)], ...values.map((value) => ['value', value])])
  try {
    // A browser sends at most 64 KB behind a page that is gone.
    const keepalive = String(body).length < MOST_KEPT_ALIVE
    const response = await fetch(`${url}/${versionId}`, { method: 'PUT', body, redirect: 'manual', keepalive })
    if (response.status === 409) return (await outcomeOf(response)) === 'left' ? { outcome: 'left' } : 'closed'
    if (response.status === 404 || response.status === 422) {
      const { says = '' } = (await response.json().catch(() => ({}))) as { says?: string }
      return { outcome: 'dropped', says }
    }
    return response.ok ? ((await response.json()) as Kept) : 'later'
  } catch {
    return 'later'
  }
}

const outcomeOf = (response: Response): Promise<unknown> =>
  response.json().then(
    (said: { outcome?: string }) => said.outcome,
    () => null,
  )
