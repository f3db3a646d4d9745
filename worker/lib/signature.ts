import { fromBase64, toBase64Url, utf8 } from './bytes'
import { deriveKey, type KeyRing } from './key-ring'

/** What a signature is for: one made for a file opens no session. */
export type Purpose = 'file' | 'hand-over' | 'unsubscribe' | 'invitation' | 'sign-in' | 'feed' | 'state' | 'form'

/**
 * A signature beside a value that travels openly (a path): `<expiry in base 36>.<key id>.<HMAC-SHA-256>`.
 * `expiresAt` in milliseconds; Infinity never ends.
 */
export async function signValue(ring: KeyRing, purpose: Purpose, value: string, expiresAt: number): Promise<string> {
  const { id, bytes } = ring[0]!
  const expiry = Number.isFinite(expiresAt) ? Math.ceil(expiresAt / 1000).toString(36) : ''
  const mac = await crypto.subtle.sign('HMAC', await deriveKey(bytes, 'sign'), said(purpose, expiry, value))
  return `${expiry}.${id}.${toBase64Url(new Uint8Array(mac))}`
}

/** True while the signature holds for this value and purpose. Compared in constant time by the platform. */
export async function isSigned(
  ring: KeyRing,
  purpose: Purpose,
  value: string,
  signature: string,
  now: number,
): Promise<boolean> {
  const [expiry, id, encoded, rest] = signature.split('.')
  const key = ring.find((one) => one.id === id)
  const mac = encoded ? fromBase64(encoded) : null
  if (expiry === undefined || rest !== undefined || !key || mac?.length !== 32) return false
  if (!/^[0-9a-z]{0,9}$/.test(expiry)) return false
  const isMade = await crypto.subtle.verify(
    'HMAC',
    await deriveKey(key.bytes, 'sign'),
    mac,
    said(purpose, expiry, value),
  )
  return isMade && (expiry === '' || now < Number.parseInt(expiry, 36) * 1000)
}

/** A payload and its signature in one word for a URL. The payload can be read by everyone: sign facts, not secrets. */
export async function signToken(ring: KeyRing, purpose: Purpose, payload: unknown, expiresAt: number): Promise<string> {
  const body = toBase64Url(utf8(JSON.stringify(payload)))
  return `${body}.${await signValue(ring, purpose, body, expiresAt)}`
}

/** The payload of a token that holds, to be checked by the caller's schema; null otherwise. */
export async function readToken(ring: KeyRing, purpose: Purpose, token: string, now: number): Promise<unknown> {
  const dot = token.indexOf('.')
  if (dot < 1 || token.length > 4096) return null
  const body = token.slice(0, dot)
  if (!(await isSigned(ring, purpose, body, token.slice(dot + 1), now))) return null
  return JSON.parse(new TextDecoder().decode(fromBase64(body) ?? utf8('null')))
}

const said = (purpose: string, expiry: string, value: string) => utf8(`${purpose}\n${expiry}\n${value}`)
