import { fromBase64, joinBytes, toBase64Url, utf8 } from '../../worker/lib/bytes'

type Bytes = Uint8Array<ArrayBuffer>
const curve = { name: 'ECDH', namedCurve: 'P-256' }

/** A browser as its push service sees it: it has keys, and opens what is sealed for them (RFC 8291, the reader's side). */
export async function makeBrowser(endpoint: string) {
  const pair = (await crypto.subtle.generateKey(curve, true, ['deriveBits'])) as CryptoKeyPair
  const ours = new Uint8Array((await crypto.subtle.exportKey('raw', pair.publicKey)) as ArrayBuffer) as Bytes
  const auth = crypto.getRandomValues(new Uint8Array(16))
  return {
    endpoint,
    p256dh: toBase64Url(ours),
    auth: toBase64Url(auth),
    open: (body: Bytes) => openSealed(body, { pair, ours, auth }),
  }
}

export type PushBrowser = Awaited<ReturnType<typeof makeBrowser>>

async function openSealed(body: Bytes, { pair, ours, auth }: { pair: CryptoKeyPair; ours: Bytes; auth: Bytes }) {
  const [salt, size, length] = [body.subarray(0, 16), new DataView(body.buffer).getUint32(16), body[20]!]
  const [theirs, sealed] = [body.subarray(21, 21 + length), body.subarray(21 + length)]
  if (sealed.length > size) throw new Error('more than one record')
  const their = await crypto.subtle.importKey('raw', theirs, curve, false, [])
  const shared = new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'ECDH', public: their } as never, pair.privateKey, 256),
  )
  const material = await hkdf(auth, shared, joinBytes(utf8('WebPush: info\0'), ours, theirs), 32)
  const key = await hkdf(salt, material, utf8('Content-Encoding: aes128gcm\0'), 16)
  const iv = await hkdf(salt, material, utf8('Content-Encoding: nonce\0'), 12)
  const cipher = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt'])
  const record = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, cipher, sealed))
  if (record.at(-1) !== 2) throw new Error('not the last record')
  return new TextDecoder().decode(record.subarray(0, -1))
}

async function hkdf(salt: Bytes, material: Bytes, info: Bytes, length: number): Promise<Bytes> {
  const base = await crypto.subtle.importKey('raw', material, 'HKDF', false, ['deriveBits'])
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, base, length * 8))
}

type Taken = { to: string; text: string; headers: Headers }

/** A push service that knows some browsers: checks who sends by the signature (RFC 8292), and opens what it is given. `answer` may refuse first. */
export function pushService(browsers: PushBrowser[], now: () => number) {
  const taken: Taken[] = []
  const service = {
    taken,
    calls: 0,
    answer: (_: string): Response | null => null,
    async fetch(request: Request): Promise<Response> {
      service.calls += 1
      const refusal = service.answer(request.url)
      if (refusal) return refusal
      const browser = browsers.find(({ endpoint }) => endpoint === request.url)
      if (!browser) return new Response('', { status: 410 })
      const isSigned = await isSignedFor(request.headers.get('Authorization') ?? '', new URL(request.url).origin, now())
      if (!isSigned) return new Response('', { status: 403 })
      if (request.headers.get('Content-Encoding') !== 'aes128gcm' || !request.headers.has('TTL'))
        return new Response('', { status: 400 })
      const body = new Uint8Array(await request.arrayBuffer())
      if (body.length > 4096) return new Response('', { status: 413 })
      taken.push({ to: browser.endpoint, text: await browser.open(body), headers: request.headers })
      return new Response('', { status: 201 })
    },
  }
  return service
}

async function isSignedFor(header: string, origin: string, now: number): Promise<boolean> {
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(header) ?? []
  const [head = '', said = '', signature = ''] = token.split('.')
  const point = fromBase64(key)
  if (!point) return false
  const how = { name: 'ECDSA', namedCurve: 'P-256' }
  const known = await crypto.subtle.importKey('raw', point, how, false, ['verify'])
  const isOurs = await crypto.subtle.verify(
    { name: 'ECDSA', hash: 'SHA-256' },
    known,
    fromBase64(signature)!,
    utf8(`${head}.${said}`),
  )
  const { aud, exp, sub } = JSON.parse(new TextDecoder().decode(fromBase64(said)!)) as Record<string, unknown>
  const lasts = Number(exp) * 1000 - now
  return isOurs && aud === origin && lasts > 0 && lasts <= 24 * 3_600_000 && String(sub).startsWith('mailto:')
}
