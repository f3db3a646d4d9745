/**
 * An AVIF without what cameras write into it. It names its parts by their place in the file, so nothing may move: the EXIF values and
 * XMP are blanked where they stand.
 */
export function blankAvifMetadata(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(bytes)
  for (let at = indexOf(copy, 'Exif'); at !== -1; at = indexOf(copy, 'Exif', at + 4)) {
    for (const start of [at + 4, at + 6, at + 10])
      if (isTiff(copy, start)) copy.fill(0, start + 8, endOfTiff(copy, start))
  }
  for (let at = 0; at + 4 < copy.length; at++)
    if (isTiff(copy, at) && hasCameraTags(copy, at)) copy.fill(0, at + 8, endOfTiff(copy, at))
  const start = indexOf(copy, '<x:xmpmeta')
  const end = start === -1 ? -1 : indexOf(copy, '</x:xmpmeta>', start)
  if (end !== -1) copy.fill(0x20, start, end + 12)
  return copy
}

const isTiff = (bytes: Uint8Array, at: number) =>
  (bytes[at] === 0x49 && bytes[at + 1] === 0x49 && bytes[at + 2] === 0x2a && bytes[at + 3] === 0) ||
  (bytes[at] === 0x4d && bytes[at + 1] === 0x4d && bytes[at + 2] === 0 && bytes[at + 3] === 0x2a)

/** In the payload the name `Exif` may be missing: a directory right behind the head whose tags are EXIF's tells it from pixels. */
function hasCameraTags(bytes: Uint8Array, start: number): boolean {
  if (start + 22 > bytes.length) return false
  const view = viewOf(bytes)
  const isLittle = bytes[start] === 0x49
  const directory = start + view.getUint32(start + 4, isLittle)
  if (directory + 14 > bytes.length) return false
  const entries = view.getUint16(directory, isLittle)
  const [tag, type] = [view.getUint16(directory + 2, isLittle), view.getUint16(directory + 4, isLittle)]
  return entries > 0 && entries < 100 && tag >= 0x0100 && type >= 1 && type <= 12
}

const widths = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]
const directories = new Set([0x8769, 0x8825, 0xa005])

/** Behind the last value that the entries of its directories point to. */
function endOfTiff(bytes: Uint8Array, start: number): number {
  const isLittle = bytes[start] === 0x49
  const view = viewOf(bytes)
  const pending = [view.getUint32(start + 4, isLittle)]
  let end = start + 8
  for (const offset of pending) {
    const at = start + offset
    if (pending.length > 8 || at + 2 > bytes.length) break
    const entries = view.getUint16(at, isLittle)
    if (entries > 200) continue
    for (let i = 0; i < entries && at + 14 + i * 12 <= bytes.length; i++) {
      const entry = at + 2 + i * 12
      const length = view.getUint32(entry + 4, isLittle) * (widths[view.getUint16(entry + 2, isLittle)] ?? 1)
      const value = view.getUint32(entry + 8, isLittle)
      if (directories.has(view.getUint16(entry, isLittle))) pending.push(value)
      else if (length > 4) end = Math.max(end, start + value + length)
      end = Math.max(end, entry + 12)
    }
  }
  return Math.min(end, bytes.length)
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function indexOf(bytes: Uint8Array, word: string, from = 0): number {
  for (let at = bytes.indexOf(word.charCodeAt(0), from); at !== -1; at = bytes.indexOf(word.charCodeAt(0), at + 1))
    if ([...word].every((letter, i) => bytes[at + i] === letter.charCodeAt(0))) return at
  return -1
}
