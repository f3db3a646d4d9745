export type Size = { width: number; height: number }

/** Width and height in pixels as a browser shows the picture, from its first bytes; null where they are not told there. */
export function imageSize(bytes: Uint8Array, type: string): Size | null {
  const size = readers[type]?.(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (!size || !(size.width > 0 && size.height > 0 && size.width < 2 ** 24 && size.height < 2 ** 24)) return null
  return { width: Math.max(1, Math.round(size.width)), height: Math.max(1, Math.round(size.height)) }
}

type Reader = (bytes: Uint8Array, view: DataView) => Size | null

const guarded =
  (read: Reader): Reader =>
  (bytes, view) => {
    try {
      return read(bytes, view)
    } catch (error) {
      if (error instanceof RangeError) return null
      throw error
    }
  }

const readers: Record<string, Reader> = {
  'image/png': guarded((_, view) => ({ width: view.getUint32(16), height: view.getUint32(20) })),
  'image/gif': guarded((_, view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) })),
  'image/jpeg': guarded(jpegSize),
  'image/webp': guarded(webpSize),
  'image/avif': guarded(avifSize),
  'image/svg+xml': (bytes) => svgSize(new TextDecoder().decode(bytes)),
}

/** The frame header; a picture lying on its side (EXIF orientation 5 to 8) is shown upright. */
function jpegSize(bytes: Uint8Array, view: DataView): Size | null {
  let isTurned = false
  for (let at = 2; at + 4 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]!
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2
      continue
    }
    const length = view.getUint16(at + 2)
    if (marker === 0xe1) isTurned ||= (exifOrientation(bytes.subarray(at + 4, at + 2 + length)) ?? 1) > 4
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)]
      return isTurned ? { width: height, height: width } : { width, height }
    }
    at += 2 + length
  }
  return null
}

/** The orientation, 1 to 8, in an EXIF block that begins with `Exif\0\0` or with the TIFF header; null where none is. */
export function exifOrientation(block: Uint8Array): number | null {
  const isMarked = [0x45, 0x78, 0x69, 0x66, 0, 0].every((byte, i) => block[i] === byte)
  const tiff = isMarked ? block.subarray(6) : block
  const isLittle = tiff[0] === 0x49 && tiff[1] === 0x49
  if (!isLittle && !(tiff[0] === 0x4d && tiff[1] === 0x4d)) return null
  try {
    const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
    const directory = view.getUint32(4, isLittle)
    const count = Math.min(view.getUint16(directory, isLittle), 512)
    for (let entry = 0; entry < count; entry++) {
      const at = directory + 2 + entry * 12
      if (view.getUint16(at, isLittle) !== 0x112) continue
      const value = view.getUint16(at + 8, isLittle)
      return value >= 1 && value <= 8 ? value : null
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return null
}

function webpSize(bytes: Uint8Array, view: DataView): Size | null {
  const kind = String.fromCharCode(...bytes.subarray(12, 16))
  if (kind === 'VP8X') return { width: 1 + read24(bytes, 24), height: 1 + read24(bytes, 27) }
  if (kind === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  if (kind !== 'VP8L') return null
  const bits = view.getUint32(21, true)
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
}

const read24 = (bytes: Uint8Array, at: number) => bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16)

/** The largest `ispe` property: a grid's tiles have their own, smaller ones (ISO/IEC 23008-12, 6.5.3). */
function avifSize(bytes: Uint8Array, view: DataView): Size | null {
  let largest: Size | null = null
  for (let at = 0; at + 16 <= Math.min(bytes.length, 65_536); at++) {
    if (bytes[at] !== 0x69 || bytes[at + 1] !== 0x73 || bytes[at + 2] !== 0x70 || bytes[at + 3] !== 0x65) continue
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) }
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size
  }
  return largest
}

/** Width and height in user units, or the view box where they are missing or in percent. */
function svgSize(text: string): Size | null {
  const tag = /<(?:svg:)?svg\b[^>]*>/i.exec(text)?.[0]
  if (!tag) return null
  const attribute = (name: string) => new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1]?.trim()
  const length = (value: string | undefined) => Number(/^(\d+(?:\.\d+)?)(?:px)?$/.exec(value ?? '')?.[1] ?? Number.NaN)
  const [width, height] = [length(attribute('width')), length(attribute('height'))]
  if (width > 0 && height > 0) return { width, height }
  const box = (attribute('viewBox') ?? '').split(/[\s,]+/).map(Number)
  return box.length === 4 && box[2]! > 0 && box[3]! > 0 ? { width: box[2]!, height: box[3]! } : null
}
