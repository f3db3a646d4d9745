import type { Change } from './queue'

/**
 * Changes of an attempt on this device, in IndexedDB: a line a question, never an older one over a newer, whichever tab
 * writes. Where the browser keeps nothing (private windows, a full disk) the page itself still does.
 */
export function keptChanges(attemptId: string) {
  const lifeboat = `lyceum:attempt:${attemptId}`
  const opened = openDatabase()

  async function within(mode: IDBTransactionMode, act: (store: IDBObjectStore) => void): Promise<void> {
    const db = await opened
    if (!db) return
    await new Promise<void>((resolve) => {
      const transaction = db.transaction(STORE, mode)
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => resolve()
      transaction.onerror = () => resolve()
      act(transaction.objectStore(STORE))
    })
  }

  const idOf = (versionId: string) => [attemptId, versionId]

  return {
    /** Oldest first, with what a page that was closed left behind. */
    async read(): Promise<Change[]> {
      let found: (Change & { attemptId: string })[] = []
      await within('readonly', (store) => {
        const all = store.getAll(IDBKeyRange.bound([attemptId], [attemptId, []]))
        all.onsuccess = () => {
          found = all.result
        }
      })
      const changes = new Map<string, Change>()
      for (const one of [...found, ...readLifeboat(lifeboat)]) {
        const before = changes.get(one.versionId)
        if (!before || one.revision > before.revision) changes.set(one.versionId, one)
      }
      return [...changes.values()].sort((a, b) => a.at - b.at)
    },
    keep: (change: Change) =>
      within('readwrite', (store) => {
        const before = store.get(idOf(change.versionId))
        before.onsuccess = () => {
          if (!before.result || before.result.revision <= change.revision) store.put({ ...change, attemptId })
        }
      }),
    /** The server has this one, or will never take it; a newer one stays. */
    drop({ versionId, revision }: Change) {
      return within('readwrite', (store) => {
        const before = store.get(idOf(versionId))
        before.onsuccess = () => {
          if (before.result && before.result.revision <= revision) store.delete(idOf(versionId))
        }
      })
    },
    clear: () => within('readwrite', (store) => void store.delete(IDBKeyRange.bound([attemptId], [attemptId, []]))),
    /** At the end of a page nothing is waited for, so this one is written at once. */
    leave(pending: Change[]) {
      try {
        if (pending.length) localStorage.setItem(lifeboat, JSON.stringify(pending))
        else localStorage.removeItem(lifeboat)
      } catch {}
    },
  }
}

const STORE = 'changes'

function openDatabase(): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    try {
      const asked = indexedDB.open('lyceum-attempts', 1)
      asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: ['attemptId', 'versionId'] })
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => resolve(null)
      asked.onblocked = () => resolve(null)
    } catch {
      resolve(null)
    }
  })
}

function readLifeboat(name: string): Change[] {
  try {
    const left: unknown = JSON.parse(localStorage.getItem(name) ?? '[]')
    return Array.isArray(left) ? left : []
  } catch {
    return []
  }
}
