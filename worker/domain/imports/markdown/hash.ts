import type { UnhashedItem } from './plan'

const derived = new Set(['id', 'hash', 'html', 'captionHtml', 'feedbackHtml', 'path'])

/** What an item says, in 32 hexadecimal digits: block ids and derived HTML do not count. */
export async function hashOf(item: UnhashedItem): Promise<string> {
  const text = JSON.stringify(item, (key, value) =>
    derived.has(key) && (value === null || typeof value !== 'object') ? undefined : value,
  )
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return [...bytes.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
