/** Bytes of a file somewhere else (R2): `read` gives fewer than asked only at the end. */
export type Source = { size: number; read: (offset: number, length: number) => Promise<Uint8Array> }

export type Track = {
  handler: 'video' | 'audio' | 'other'
  codec: string
  width: number
  height: number
  profile: number | null
}
export type Movie = {
  /** Seconds; null where it is not told (a stream in fragments). */
  duration: number | null
  tracks: Track[]
  /** The index stands before the pictures, so that playing starts before all has come. */
  startsAtOnce: boolean
}

const mostIndex = 16 * 2 ** 20

/** The index of an MP4 or QuickTime file (ISO/IEC 14496-12); null where there is none. Reads box heads and the index only. */
export async function readMovie(source: Source): Promise<Movie | null> {
  let isAfterMedia = false
  for (let at = 0, count = 0; at + 8 <= source.size && count < 200; count++) {
    const head = await source.read(at, 16)
    const box = boxAt(head, 0, source.size - at)
    if (!box) return null
    if (box.type === 'mdat') isAfterMedia = true
    if (box.type === 'moov') {
      if (box.size > mostIndex) return null
      const bytes = await source.read(at, box.size)
      return { ...readIndex(bytes.subarray(box.head)), startsAtOnce: !isAfterMedia }
    }
    at += box.size
  }
  return null
}

type Box = { type: string; size: number; head: number }

function boxAt(bytes: Uint8Array, at: number, rest: number): Box | null {
  if (at + 8 > bytes.length) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
  const short = view.getUint32(at)
  if (short === 0) return { type, size: rest, head: 8 }
  if (short !== 1) return short >= 8 ? { type, size: short, head: 8 } : null
  if (at + 16 > bytes.length) return null
  const size = Number(view.getBigUint64(at + 8))
  return size >= 16 && Number.isSafeInteger(size) ? { type, size, head: 16 } : null
}

/** The contents of the boxes directly inside, by type. */
function inside(bytes: Uint8Array): { type: string; body: Uint8Array }[] {
  const found: { type: string; body: Uint8Array }[] = []
  for (let at = 0; at + 8 <= bytes.length && found.length < 1_000; ) {
    const box = boxAt(bytes, at, bytes.length - at)
    if (!box) break
    found.push({ type: box.type, body: bytes.subarray(at + box.head, at + box.size) })
    at += box.size
  }
  return found
}

const child = (bytes: Uint8Array, ...path: string[]): Uint8Array | null =>
  path.reduce<Uint8Array | null>(
    (body, type) => (body && inside(body).find((box) => box.type === type)?.body) ?? null,
    bytes,
  )

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function readIndex(moov: Uint8Array): Pick<Movie, 'duration' | 'tracks'> {
  const tracks = inside(moov)
    .filter((box) => box.type === 'trak')
    .map((box) => readTrack(box.body))
    .filter((track) => track !== null)
  return { duration: readDuration(child(moov, 'mvhd')), tracks }
}

function readDuration(header: Uint8Array | null): number | null {
  if (!header || header.length < 32) return null
  const view = viewOf(header)
  const isLong = header[0] === 1
  const scale = view.getUint32(isLong ? 20 : 12)
  const length = isLong ? Number(view.getBigUint64(24)) : view.getUint32(16)
  return scale > 0 && length > 0 && length < 2 ** 32 - 1 ? length / scale : null
}

function readTrack(trak: Uint8Array): Track | null {
  const handler = child(trak, 'mdia', 'hdlr')
  const descriptions = child(trak, 'mdia', 'minf', 'stbl', 'stsd')
  if (!handler || handler.length < 12 || !descriptions || descriptions.length < 16) return null
  const kind = String.fromCharCode(...handler.subarray(8, 12))
  const [entry] = inside(descriptions.subarray(8))
  if (!entry) return null
  if (kind === 'soun')
    return { handler: 'audio', codec: audioCodec(entry.type, entry.body), width: 0, height: 0, profile: null }
  if (kind !== 'vide' || entry.body.length < 28)
    return { handler: 'other', codec: entry.type, width: 0, height: 0, profile: null }
  const view = viewOf(entry.body)
  const configuration = inside(entry.body.subarray(78)).find((box) => box.type === 'avcC')?.body
  const isTurned = isQuarterTurn(child(trak, 'tkhd'))
  const [width, height] = [view.getUint16(24), view.getUint16(26)]
  return {
    handler: 'video',
    codec: entry.type,
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    profile: configuration?.[1] ?? null,
  }
}

/** Phones film upright by turning the picture: the matrix then has no diagonal. */
function isQuarterTurn(header: Uint8Array | null): boolean {
  const at = header?.[0] === 1 ? 52 : 40
  if (!header || header.length < at + 36) return false
  const view = viewOf(header)
  return view.getInt32(at) === 0 && view.getInt32(at + 4) !== 0
}

/** `mp4a` says only "MPEG sound": the descriptor's object type tells AAC from MP3 (ISO/IEC 14496-1, 7.2.6.6). */
function audioCodec(type: string, body: Uint8Array): string {
  if (type !== 'mp4a') return type
  for (let at = 0; at + 4 < body.length; at++) {
    if (body[at] !== 0x65 || body[at + 1] !== 0x73 || body[at + 2] !== 0x64 || body[at + 3] !== 0x73) continue
    const descriptor = body.subarray(at + 8, at + 64)
    for (let i = 0; i + 2 < descriptor.length; i++) {
      if (descriptor[i] !== 0x04) continue
      let next = i + 1
      while (descriptor[next]! & 0x80) next++
      const object = descriptor[next + 1]
      if (object === 0x6b || object === 0x69) return 'mp3'
      if (object === 0xa5) return 'ac-3'
      if (object === 0xa6) return 'ec-3'
      if (object === 0x40 || (object! >= 0x66 && object! <= 0x68)) return 'mp4a'
    }
  }
  return 'mp4a'
}
