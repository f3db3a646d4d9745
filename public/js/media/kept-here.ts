const NAME = 'lyceum-recordings'
const STORE = 'recordings'

/** What was recorded or photographed and is not sent yet is kept on this device: a tab that is closed, or a cut, loses none. */
export const keepHere = (place: string, value: File | object[]) => act('readwrite', (store) => store.put(value, place))
export const dropHere = (place: string) => act('readwrite', (store) => store.delete(place))
export const keptHere = <Kept>(place: string) => act<Kept | undefined>('readonly', (store) => store.get(place))

/** Undefined where this device keeps nothing, as a private window. */
async function act<Found>(
  mode: IDBTransactionMode,
  run: (store: IDBObjectStore) => IDBRequest,
): Promise<Found | undefined> {
  try {
    const db = await told<IDBDatabase>(opened())
    const found = await told<Found>(run(db.transaction(STORE, mode).objectStore(STORE)))
    db.close()
    return found
  } catch {
    return undefined
  }
}

function opened() {
  const request = indexedDB.open(NAME, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(STORE)
  return request
}

const told = <Found>(request: IDBRequest) =>
  new Promise<Found>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as Found)
    request.onerror = () => reject(request.error)
  })
