import { fromBase64, joinBytes, toBase64Url, utf8 } from './bytes'
import { remember } from './remember'

/** What a browser gives of itself: its public key and the secret that it shares with us. */
export type PushKeys = { p256dh: string; auth: string }

/** Our own pair, by which push services know who sends (RFC 8292). `publicKey` is what browsers subscribe with. */
export type Vapid = { publicKey: string; jwk: JsonWebKey }

type Bytes = Uint8Array<ArrayBuffer>
const curve = { name: 'ECDH', namedCurve: 'P-256' }
const HOUR = 3_600

/** Reads `public:private`, each base64url, as every generator of VAPID keys prints them; null where none is set. */
export const readVapid = remember((secret: string | undefined): Vapid | null => {
  if (!secret?.trim()) return null
  const [publicKey = '', d = ''] = secret.trim().split(':')
  const point = pointOf(publicKey)
  if (!point || fromBase64(d)?.length !== 32)
    throw new Error('VAPID wants `public:private`, the two halves of a P-256 key in base64url')
  const [x, y] = [toBase64Url(point.subarray(1, 33)), toBase64Url(point.subarray(33))]
  return { publicKey: toBase64Url(point), jwk: { kty: 'EC', crv: 'P-256', x, y, d, ext: true } }
})

/** The uncompressed point that a public key is; null where it is none. */
function pointOf(text: string): Bytes | null {
  const bytes = fromBase64(text)
  return bytes?.length === 65 && bytes[0] === 4 ? bytes : null
}

/** Whether these could be the keys of a browser: a point on the curve, and sixteen bytes. */
export async function arePushKeys({ p256dh, auth }: PushKeys): Promise<boolean> {
  const point = pointOf(p256dh)
  if (!point || fromBase64(auth)?.length !== 16) return false
  return crypto.subtle.importKey('raw', point, curve, false, []).then(
    () => true,
    () => false,
  )
}

/**
 * A message that only this browser reads, as one record of `aes128gcm` (RFC 8291, RFC 8188). `made` is for the example of the
 * standard; a salt and a pair are made anew for each message.
 */
export async function encryptPush(
  text: string,
  keys: PushKeys,
  made?: { salt: Bytes; pair: CryptoKeyPair },
): Promise<Bytes> {
  const [theirs, secret] = [pointOf(keys.p256dh), fromBase64(keys.auth)]
  if (!theirs || !secret) throw new Error('These are not the keys of a browser')
  const salt = made?.salt ?? crypto.getRandomValues(new Uint8Array(16))
  const pair = made?.pair ?? ((await crypto.subtle.generateKey(curve, true, ['deriveBits'])) as CryptoKeyPair)
  const ours = new Uint8Array((await crypto.subtle.exportKey('raw', pair.publicKey)) as ArrayBuffer)
  const their = await crypto.subtle.importKey('raw', theirs, curve, false, [])
  // the types of workerd call it `$public`, which is not what it takes
  const agreed = { name: 'ECDH', public: their } as unknown as SubtleCryptoDeriveKeyAlgorithm
  const shared = new Uint8Array(await crypto.subtle.deriveBits(agreed, pair.privateKey, 256))
  const material = await hkdf(secret, shared, joinBytes(utf8('WebPush: info\0'), theirs, ours), 32)
  const [key, nonce] = await Promise.all([
    hkdf(salt, material, utf8('Content-Encoding: aes128gcm\0'), 16),
    hkdf(salt, material, utf8('Content-Encoding: nonce\0'), 12),
  ])
  const cipher = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])
  const record = joinBytes(utf8(text), new Uint8Array([2])) // the last one, unpadded
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, cipher, record))
  const size = new Uint8Array([0, 0, 16, 0]) // 4096
  return joinBytes(salt, size, new Uint8Array([ours.length]), ours, sealed)
}

async function hkdf(salt: Bytes, material: Bytes, info: Bytes, length: number): Promise<Bytes> {
  const base = await crypto.subtle.importKey('raw', material, 'HKDF', false, ['deriveBits'])
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, base, length * 8))
}

/** The `Authorization` of a message to `endpoint`: who sends it, for half a day, to this push service alone. */
export async function vapidHeader(
  { publicKey, jwk }: Vapid,
  { endpoint, subject, now }: { endpoint: string; subject: string; now: number },
): Promise<string> {
  const how = { name: 'ECDSA', namedCurve: 'P-256' }
  const key = await crypto.subtle.importKey('jwk', jwk, how, false, ['sign'])
  const said = { aud: new URL(endpoint).origin, exp: Math.floor(now / 1000) + 12 * HOUR, sub: subject }
  const text = [{ typ: 'JWT', alg: 'ES256' }, said].map((part) => toBase64Url(utf8(JSON.stringify(part)))).join('.')
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, utf8(text))
  return `vapid t=${text}.${toBase64Url(new Uint8Array(signature))}, k=${publicKey}`
}
