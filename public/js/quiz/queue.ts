/** Changes that the server has not confirmed, kept on this device so that neither a tunnel nor a closed tab loses them. */

export type Change = { versionId: string; revision: number; values: string[]; at: number }
/** What the server keeps now. */
export type Kept = { outcome: 'saved' | 'stale'; revision: number; values: string[] }
export type State = 'saved' | 'saving' | 'kept'

type Listeners = {
  state: (state: State) => void
  /** The server knows something newer. */
  newer: (versionId: string, kept: Kept) => void
  /** The attempt was handed in, here or elsewhere. */
  closed: () => void
}

const WAITS = [1_000, 2_000, 5_000, 10_000, 20_000]

export function openQueue(attemptId: string, url: string, on: Listeners) {
  const store = `lyceum:attempt:${attemptId}`
  let pending = read(store)
  let sending: Promise<boolean> | null = null
  let failures = 0
  let timer = 0

  const keep = () => write(store, pending)

  function add(change: Change) {
    pending = [...pending.filter((one) => one.versionId !== change.versionId), change]
    keep()
    void flush()
  }

  /** Sends what waits, oldest first. True when nothing waits any more. */
  function flush(): Promise<boolean> {
    clearTimeout(timer)
    sending ??= sendAll().finally(() => {
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
        keep()
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
      keep()
      if (answer !== 'dropped' && answer.outcome === 'stale') on.newer(sent.versionId, answer)
    }
    on.state('saved')
    return true
  }

  addEventListener('online', () => void flush())
  return { add, flush, waiting: () => pending }
}

/** `later`: no connection, or signed out; the change waits. `dropped`: nothing that sending again would help. */
async function send(
  url: string,
  { versionId, revision, values }: Change,
): Promise<Kept | 'closed' | 'later' | 'dropped'> {
  const body = new URLSearchParams([['revision', String(revision)], ...values.map((value) => ['value', value])])
  try {
    const response = await fetch(`${url}/${versionId}`, { method: 'PUT', body, redirect: 'manual', keepalive: true })
    if (response.status === 409) return 'closed'
    if (response.status === 404 || response.status === 422) return 'dropped'
    return response.ok ? ((await response.json()) as Kept) : 'later'
  } catch {
    return 'later'
  }
}

function read(store: string): Change[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(store) ?? '[]')
    return Array.isArray(kept) ? kept : []
  } catch {
    return []
  }
}

/** Where the browser keeps nothing (private windows, a full disk) the page itself still does. */
function write(store: string, pending: Change[]) {
  try {
    if (pending.length) localStorage.setItem(store, JSON.stringify(pending))
    else localStorage.removeItem(store)
  } catch {}
}
