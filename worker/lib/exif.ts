import { joinBytes } from './bytes'
import { crc32 } from './crc32'
import { exifOrientation } from './image-size'

/**
 * A picture without what it tells of its maker: EXIF with place and camera, XMP, IPTC, comments. The pixels are not touched.
 * Colour profiles stay, and the orientation, as without it pictures would lie on their side. Other types come back as they are;
 * null where the file is broken.
 */
export function stripMetadata(bytes: Uint8Array, type: string): Uint8Array<ArrayBuffer> | null {
  try {
    if (type === 'image/jpeg') return stripJpeg(bytes)
    if (type === 'image/png') return stripPng(bytes)
    if (type === 'image/webp') return stripWebp(bytes)
    return joinBytes(bytes)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const nameAt = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))
const startsWith = (bytes: Uint8Array, text: string) =>
  [...text].every((letter, i) => bytes[i] === letter.charCodeAt(0))

/** A TIFF block that holds the orientation and nothing else (EXIF 3.0, 4.6). */
function orientationOnly(orientation: number): Uint8Array {
  const block = new Uint8Array(26)
  const view = viewOf(block)
  block.set([0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1])
  view.setUint16(18, orientation)
  return block
}

/** Keeps JFIF (APP0), colour profiles and Adobe's colour transform (APP2, APP14); other APPn and comments go, and what follows the end. */
function stripJpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  const view = viewOf(bytes)
  const kept: Uint8Array[] = []
  let orientation: number | null = null
  let at = 2
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++
    const marker = bytes[at + 1]
    if (bytes[at] !== 0xff || marker === undefined) return null
    if (marker === 0xda) break
    const end = at + 2 + view.getUint16(at + 2)
    if (end > bytes.length) return null
    const body = bytes.subarray(at + 4, end)
    if (marker === 0xe1 && startsWith(body, 'Exif')) orientation ??= exifOrientation(body)
    const isProfile = marker === 0xe2 && startsWith(body, 'ICC_PROFILE')
    const isAdobe = marker === 0xee && startsWith(body, 'Adobe')
    const isMetadata = (marker >= 0xe1 && marker <= 0xef && !isProfile && !isAdobe) || marker === 0xfe
    if (!isMetadata) kept.push(bytes.subarray(at, end))
    at = end
  }
  const scan = bytes.subarray(at, endOfJpeg(bytes, at))
  return joinBytes(
    bytes.subarray(0, 2),
    ...(orientation && orientation > 1 ? [exifSegment(orientation)] : []),
    ...kept,
    scan,
  )
}

function exifSegment(orientation: number): Uint8Array {
  const block = joinBytes(new Uint8Array([0x45, 0x78, 0x69, 0x66, 0, 0]), orientationOnly(orientation))
  return joinBytes(new Uint8Array([0xff, 0xe1, 0, block.length + 2]), block)
}

/** After the end phones append whole films and second pictures, with the place in them. Tables between scans may hold the end's bytes. */
function endOfJpeg(bytes: Uint8Array, from: number): number {
  const view = viewOf(bytes)
  for (let at = from; at + 1 < bytes.length; ) {
    const marker = bytes[at] === 0xff ? bytes[at + 1]! : 0
    if (marker === 0xd9) return at + 2
    if (marker >= 0xc0 && marker <= 0xfe && !(marker >= 0xd0 && marker <= 0xd7)) at += 2 + view.getUint16(at + 2)
    else at += 1
  }
  return bytes.length
}

/** Text, time and EXIF chunks go; of EXIF the orientation stays (PNG 3.0, 11.3). */
function stripPng(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (!startsWith(bytes, '\x89PNG\r\n\x1a\n')) return null
  const view = viewOf(bytes)
  const kept: Uint8Array[] = [bytes.subarray(0, 8)]
  for (let at = 8; ; ) {
    const end = at + 12 + view.getUint32(at)
    if (end > bytes.length) return null
    const name = nameAt(bytes, at + 4)
    if (name === 'eXIf') {
      const orientation = exifOrientation(bytes.subarray(at + 8, end - 4))
      if (orientation && orientation > 1) kept.push(pngChunk('eXIf', orientationOnly(orientation)))
    } else if (!['tEXt', 'zTXt', 'iTXt', 'tIME', 'dSIG'].includes(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IEND') return joinBytes(...kept)
    at = end
  }
}

function pngChunk(name: string, body: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(12 + body.length)
  chunk.set(
    Uint8Array.from(name, (letter) => letter.charCodeAt(0)),
    4,
  )
  chunk.set(body, 8)
  viewOf(chunk).setUint32(0, body.length)
  viewOf(chunk).setUint32(8 + body.length, crc32(chunk.subarray(4, 8 + body.length)))
  return chunk
}

/** EXIF and XMP chunks go, and their flags in the header (WebP container, "Extended File Format"). */
function stripWebp(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (!startsWith(bytes, 'RIFF') || nameAt(bytes, 8) !== 'WEBP') return null
  const view = viewOf(bytes)
  const kept: Uint8Array[] = []
  let orientation: number | null = null
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true)
    const end = at + 8 + size + (size % 2)
    if (at + 8 + size > bytes.length) return null
    const name = nameAt(bytes, at)
    if (name === 'EXIF') orientation ??= exifOrientation(bytes.subarray(at + 8, at + 8 + size))
    else if (name !== 'XMP ') kept.push(joinBytes(bytes.subarray(at, end)))
    at = end
  }
  const isTurned = orientation !== null && orientation > 1
  const header = kept.find((chunk) => nameAt(chunk, 0) === 'VP8X')
  if (header) header[8] = (header[8]! & ~0x0c) | (isTurned ? 0x08 : 0)
  if (header && isTurned) kept.push(webpChunk('EXIF', orientationOnly(orientation!)))
  const body = joinBytes(
    Uint8Array.from('WEBP', (letter) => letter.charCodeAt(0)),
    ...kept,
  )
  return webpChunk('RIFF', body)
}

function webpChunk(name: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(8 + body.length + (body.length % 2))
  chunk.set(Uint8Array.from(name, (letter) => letter.charCodeAt(0)))
  chunk.set(body, 8)
  viewOf(chunk).setUint32(4, body.length, true)
  return chunk
}
