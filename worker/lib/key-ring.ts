import { fromBase64, utf8 } from './bytes'
import { remember } from './remember'

/** Secret keys, newest first: the first one writes, every one reads. */
export type KeyRing = readonly { id: string; bytes: Uint8Array<ArrayBuffer> }[]

/** Reads `id:base64,id:base64`, each key at least 32 bytes. Errors name what is wrong and never the key. */
export const parseKeyRing = remember((secret: string | undefined): KeyRing => {
  const entries = (secret ?? '').split(',').filter((entry) => entry.trim())
  if (!entries.length) throw new Error('The key ring is empty: it wants `id:base64`, newest first, joined by commas')
  const ring = entries.map((entry) => {
    const [id = '', encoded = ''] = entry.trim().split(':')
    if (!/^[A-Za-z0-9_-]{1,32}$/.test(id)) throw new Error('A key of the ring has no id: it wants `id:base64`')
    const bytes = fromBase64(encoded)
    if (!bytes) throw new Error(`The key "${id}" of the ring is not base64`)
    if (bytes.length < 32) throw new Error(`The key "${id}" of the ring has ${bytes.length} bytes; it needs 32`)
    return { id, bytes }
  })
  if (new Set(ring.map((key) => key.id)).size < ring.length) throw new Error('Two keys of the ring have the same id')
  return ring
})

/** A key for one use, so that what is signed never meets what is sealed (HKDF, RFC 5869). */
export async function deriveKey(bytes: Uint8Array<ArrayBuffer>, use: 'seal' | 'sign'): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8(`lyceum:${use}`) }
  return use === 'seal'
    ? crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    : crypto.subtle.deriveKey(how, base, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign', 'verify'])
}
