/** What the server says of a file that is there. */
export type SentFile = {
  id: string
  name: string
  type: string
  kind: 'image' | 'video' | 'audio' | 'document' | 'file'
  size: number
  width: number | null
  height: number | null
  seconds: number | null
  alt: string
  url: string
}

type State = { id: string; partSize: number; size: number; missing: number[]; mediaId: string | null }

/** Refused: the sentence is for people. For good, or `again` when something else has to give way first. */
export class Refused extends Error {
  constructor(
    sentence: string,
    readonly again = false,
  ) {
    super(sentence)
  }
}
/** Cut for now: what has arrived is kept, `sendFile` again goes on. */
export class Cut extends Error {}

type Options = {
  purpose: string
  /** The assignment that it is handed in for. */
  for?: string
  onProgress?: (share: number) => void
  signal?: AbortSignal
}

const TRIES = 5
const SIDE_BY_SIDE = 2

/** Sends a file in parts; each is tried again by itself, and after a reload or a cut only what is missing is sent. */
export async function sendFile(file: File, { purpose, for: item, onProgress, signal }: Options): Promise<SentFile> {
  const key = `upload:${purpose}:${file.name}:${file.size}:${file.lastModified}`
  const state = (await known(key, signal)) ?? (await begin(file, purpose, item, signal))
  keep(key, state.id)
  const arrived = new Map<number, number>()
  const count = Math.ceil(state.size / state.partSize)
  const sizeOf = (number: number) => Math.min(state.partSize, state.size - (number - 1) * state.partSize)
  for (let number = 1; number <= count; number++)
    if (!state.missing.includes(number)) arrived.set(number, sizeOf(number))
  const report = () => onProgress?.([...arrived.values()].reduce((sum, bytes) => sum + bytes, 0) / state.size)
  report()

  const queue = [...state.missing]
  const next = async () => {
    for (let number = queue.shift(); number !== undefined; number = queue.shift()) {
      const from = (number - 1) * state.partSize
      const part = number
      await sendPart(`/uploads/${state.id}/parts/${part}`, file.slice(from, from + state.partSize), signal, (bytes) => {
        arrived.set(part, bytes)
        report()
      })
    }
  }
  try {
    // The first part shows what kind of file it is; a refusal then costs one part and not all of them.
    if (queue[0] === 1) await sendFirst(state, file, queue, arrived, report, signal)
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, next))
    const sent = await ask<SentFile>(`/uploads/${state.id}/completion`, { method: 'POST', signal })
    keep(key, null)
    return sent
  } catch (error) {
    if (error instanceof Refused && !error.again) {
      keep(key, null)
      fetch(`/uploads/${state.id}`, { method: 'DELETE' }).catch(() => {})
    }
    throw error
  }
}

async function sendFirst(
  state: State,
  file: File,
  queue: number[],
  arrived: Map<number, number>,
  report: () => void,
  signal?: AbortSignal,
) {
  queue.shift()
  await sendPart(`/uploads/${state.id}/parts/1`, file.slice(0, state.partSize), signal, (bytes) => {
    arrived.set(1, bytes)
    report()
  })
}

async function begin(file: File, purpose: string, item?: string, signal?: AbortSignal): Promise<State> {
  const body = JSON.stringify({ name: file.name, size: file.size, purpose, for: item })
  return ask<State>('/uploads', { method: 'POST', body, headers: { 'Content-Type': 'application/json' }, signal })
}

/** An upload of the same file that was cut, if the server still knows it. */
async function known(key: string, signal?: AbortSignal): Promise<State | null> {
  const id = localStorage.getItem(key)
  if (!id) return null
  const answer = await fetch(`/uploads/${id}`, { signal }).catch(() => null)
  if (!answer) throw new Cut()
  const state = answer.ok ? ((await answer.json()) as State) : null
  if (!state || state.mediaId) keep(key, null)
  return state?.mediaId ? null : state
}

function keep(key: string, id: string | null) {
  try {
    if (id) localStorage.setItem(key, id)
    else localStorage.removeItem(key)
  } catch {
    // A private window: then a reload begins anew.
  }
}

async function sendPart(url: string, part: Blob, signal: AbortSignal | undefined, onBytes: (bytes: number) => void) {
  for (let tries = 1; ; tries++) {
    try {
      return await put(url, part, signal, onBytes)
    } catch (error) {
      if (error instanceof Refused || signal?.aborted || tries === TRIES) throw error
      onBytes(0)
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** tries * (0.5 + Math.random())))
    }
  }
}

/** Not fetch: only this tells how much of the part has left. */
function put(url: string, part: Blob, signal: AbortSignal | undefined, onBytes: (bytes: number) => void) {
  return new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    request.open('PUT', url)
    request.timeout = 180_000
    request.upload.onprogress = ({ loaded }) => onBytes(Math.min(loaded, part.size))
    request.onload = () => {
      signal?.removeEventListener('abort', abort)
      if (request.status < 300) {
        onBytes(part.size)
        resolve()
      } else if (request.status === 422 || request.status === 409) reject(refusal(request.responseText))
      else reject(new Cut())
    }
    request.onerror = request.ontimeout = () => reject(new Cut())
    request.onabort = () => reject(new Cut())
    signal?.addEventListener('abort', abort)
    request.send(part)
  })
}

async function ask<Answer>(url: string, init: RequestInit): Promise<Answer> {
  const answer = await fetch(url, init).catch(() => {
    throw new Cut()
  })
  if (answer.status === 422 || answer.status === 409 || answer.status === 403) throw refusal(await answer.text())
  if (!answer.ok) throw new Cut()
  return (await answer.json()) as Answer
}

function refusal(text: string): Refused {
  try {
    const { error, again } = JSON.parse(text) as { error: string; again?: boolean }
    return new Refused(String(error), again)
  } catch {
    return new Refused('')
  }
}
