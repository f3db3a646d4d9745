import { joinBytes } from './bytes'
import type { Message } from './message'
import { isPublicHost } from './public-address'

/** An address that we will not call, or an answer that we will not take. `reason` is for the person who gave the address. */
export class FetchRefused extends Error {
  readonly reason: Message

  constructor(reason: Message) {
    super(reason.key)
    this.reason = reason
    this.name = 'FetchRefused'
  }
}

export type Fetched = { url: string; status: number; headers: Headers; body: Uint8Array<ArrayBuffer> }

export type Guard = {
  /** The platform's own `fetch`, or a test's receiver. */
  fetch?: (request: Request) => Promise<Response>
  /** Bytes of the answer, 1 MiB unless told. */
  maxBytes?: number
  /** Milliseconds for all of it, body included; 10 s unless told. */
  timeout?: number
  /** 3 unless told. With 0 a redirect is an answer like any other. */
  maxRedirects?: number
  /** Our own hosts, so that nobody makes the platform call itself. */
  isOwnHost?: (hostname: string) => boolean
}

/** Null for a URL that we would call, otherwise why not: for a form, before anything is fetched. */
export function judgeUrl(text: string, isOwnHost: (hostname: string) => boolean = () => false): Message | null {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return { key: 'fetch.noUrl' }
  }
  if (url.protocol !== 'https:') return { key: 'fetch.httpsOnly' }
  if (url.username || url.password) return { key: 'fetch.credentials' }
  if (url.port !== '') return { key: 'fetch.port' }
  return isPublicHost(url.hostname) && !isOwnHost(url.hostname)
    ? null
    : { key: 'fetch.notPublic', values: { host: url.hostname } }
}

/** Fetches a URL that a user gave: https, public addresses, checked again at each redirect, bounded in size and time. */
export async function guardedFetch(address: string, init: RequestInit = {}, guard: Guard = {}): Promise<Fetched> {
  const { maxBytes = 2 ** 20, timeout = 10_000, maxRedirects = 3, isOwnHost } = guard
  const call = guard.fetch ?? ((request: Request) => fetch(request))
  const signal = AbortSignal.timeout(timeout)
  let url = address
  let next: RequestInit = init
  try {
    for (let hop = 0; ; hop++) {
      const refusal = judgeUrl(url, isOwnHost)
      if (refusal) throw new FetchRefused(refusal)
      const response = await call(new Request(url, { ...next, redirect: 'manual', signal }))
      const location = [301, 302, 303, 307, 308].includes(response.status) ? response.headers.get('location') : null
      if (location === null || maxRedirects === 0) {
        return {
          url,
          status: response.status,
          headers: response.headers,
          body: await readBounded(response, maxBytes, signal),
        }
      }
      await response.body?.cancel()
      if (hop >= maxRedirects) throw new FetchRefused({ key: 'fetch.redirects' })
      const target = URL.parse(location, url)
      if (!target) throw new FetchRefused({ key: 'fetch.noUrl' })
      next = afterRedirect(next, response.status, new URL(url), target)
      url = target.href
    }
  } catch (error) {
    if (error instanceof FetchRefused) throw error
    throw new FetchRefused(signal.aborted ? { key: 'fetch.slow' } : { key: 'fetch.failed' })
  }
}

/** RFC 9110, section 15.4: 307 and 308 keep method and body. Another host gets neither body nor anything secret. */
function afterRedirect(init: RequestInit, status: number, from: URL, to: URL): RequestInit {
  const method = (init.method ?? 'GET').toUpperCase()
  const keeps = status === 307 || status === 308 || method === 'GET' || method === 'HEAD'
  const isSameHost = from.host === to.host
  if (keeps && init.body && !isSameHost) throw new FetchRefused({ key: 'fetch.redirects' })
  const harmless = ['accept', 'accept-language', 'user-agent', ...(keeps && isSameHost ? ['content-type'] : [])]
  const headers = [...new Headers(init.headers)].filter(([name]) => (isSameHost && keeps) || harmless.includes(name))
  const { body, ...rest } = init
  return { ...rest, headers, method: keeps ? method : 'GET', ...(keeps && body ? { body } : {}) }
}

async function readBounded(response: Response, maxBytes: number, signal: AbortSignal) {
  const tooLarge = () =>
    new FetchRefused({ key: 'fetch.tooLarge', values: { megabytes: Math.ceil(maxBytes / 2 ** 20) } })
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge()
  if (!response.body) return new Uint8Array(0)
  const reader = response.body.getReader()
  const cut = new Promise<never>((_, fail) =>
    signal.addEventListener('abort', () => fail(signal.reason), { once: true }),
  )
  cut.catch(() => {})
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), cut])
      if (done) return joinBytes(...parts)
      size += value.length
      if (size > maxBytes) throw tooLarge()
      parts.push(value)
    }
  } finally {
    reader.cancel().catch(() => {})
  }
}
