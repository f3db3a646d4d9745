import { fromBase64 } from '../../../lib/bytes'
import type { Gathering } from './gather'

/** Keeps a picture that stands in the file itself as Base64, once; its name among the gathering's, or null where it is none. */
export function keepBase64(to: Gathering, name: string, base64: string): string | null {
  const letters = base64.replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(letters)) return null
  const key = `${markOf(letters)}/${name.replace(/^.*[/\\]/, '').slice(0, 100) || 'picture'}`
  if (!to.pictures.has(key)) to.pictures.set(key, async () => fromBase64(letters) ?? new Uint8Array())
  return key
}

/** `data:image/png;base64,…`, as editors paste pictures. */
export function keepDataAddress(to: Gathering, src: string): string | null {
  const [, type = '', base64 = ''] = /^data:image\/([a-z+.-]{1,20});base64,(.*)$/is.exec(src) ?? []
  return base64 ? keepBase64(to, `picture.${type.replace('jpeg', 'jpg').replace(/\+.*$/, '')}`, base64) : null
}

/** Tells apart what has the same name: FNV-1a over the letters. */
function markOf(letters: string): string {
  let mark = 0x811c9dc5
  for (let at = 0; at < letters.length; at += 1) mark = Math.imul(mark ^ letters.charCodeAt(at), 0x01000193)
  return `${(mark >>> 0).toString(36)}-${letters.length.toString(36)}`
}
