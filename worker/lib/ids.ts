import { uuidv7 } from 'uuidv7'
import { toBase64Url, toHex, utf8 } from './bytes'

/** A time-ordered, unguessable id (UUIDv7, RFC 9562): lists sort by it and pages continue after it. */
export const newId = (): string => uuidv7()

/** Digits and capitals without those that look alike on paper (0 O, 1 I L) or spell words by chance (U). */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A code that people type: about 4.9 bits a letter, so doors that take it are throttled. */
export function newCode(length = 8): string {
  let code = ''
  while (code.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2))) {
      if (byte < 240 && code.length < length) code += alphabet[byte % alphabet.length]
    }
  }
  return code
}

/** What somebody typed as a code, without dashes, spaces and lower case; null where it cannot be one of ours. */
export function readCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
  return code.length > 0 && code.length <= 40 && [...code].every((letter) => alphabet.includes(letter)) ? code : null
}

/** A code as it is printed: in groups of four. */
export const spellCode = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? ''

/** A secret for a link, cookie or API token: 32 random bytes in base64url. Keep only its hash. */
export const newToken = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(32)))

export async function sha256(content: string | Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', typeof content === 'string' ? utf8(content) : content))
}

export const sha256Hex = async (content: string | Uint8Array<ArrayBuffer>): Promise<string> =>
  toHex(await sha256(content))

/** Compares secrets without telling by its time where they differ; only their lengths may be learned. */
export function constantTimeEqual(one: string | Uint8Array, other: string | Uint8Array): boolean {
  const a = typeof one === 'string' ? utf8(one) : one
  const b = typeof other === 'string' ? utf8(other) : other
  let difference = a.length ^ b.length
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ (b[i] ?? 0)
  return difference === 0
}
