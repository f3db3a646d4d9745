import { fromBase64, joinBytes, toBase64Url, utf8 } from './bytes'
import { deriveKey, type KeyRing } from './key-ring'

/**
 * Encrypts a secret for keeping (AES-256-GCM): `s1.<key id>.<base64url of nonce and ciphertext>`.
 * `about` says what it belongs to ("webhooks/42/secret"): the text opens only there, not in another row.
 */
export async function seal(ring: KeyRing, text: string, about: string): Promise<string> {
  const newest = ring[0]!
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const how = { name: 'AES-GCM', iv: nonce, additionalData: utf8(about) }
  const sealed = await crypto.subtle.encrypt(how, await deriveKey(newest.bytes, 'seal'), utf8(text))
  return `s1.${newest.id}.${toBase64Url(joinBytes(nonce, new Uint8Array(sealed)))}`
}

/** The text that was sealed for `about`. Throws where the key is gone, the text was changed, or it belongs elsewhere. */
export async function unseal(ring: KeyRing, sealed: string, about: string): Promise<string> {
  const [version, id, encoded] = sealed.split('.')
  const bytes = version === 's1' && encoded ? fromBase64(encoded) : null
  if (!bytes || bytes.length < 28) throw new Error(`What is kept for ${about} is not a sealed text`)
  const key = ring.find((one) => one.id === id)
  if (!key) throw new Error(`What is kept for ${about} was sealed with the key "${id}", which is not in the ring`)
  const how = { name: 'AES-GCM', iv: bytes.subarray(0, 12), additionalData: utf8(about) }
  try {
    return new TextDecoder().decode(
      await crypto.subtle.decrypt(how, await deriveKey(key.bytes, 'seal'), bytes.subarray(12)),
    )
  } catch {
    throw new Error(`What is kept for ${about} was changed, belongs elsewhere, or the key "${id}" is another one now`)
  }
}

/** True where a newer key should seal it again. */
export const needsReseal = (ring: KeyRing, sealed: string): boolean => sealed.split('.')[1] !== ring[0]!.id
