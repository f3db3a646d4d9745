import type { Movie, Track } from './mp4'

const ids = {
  segment: 0x18538067,
  info: 0x1549a966,
  scale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  track: 0xae,
  codec: 0x86,
  type: 0x83,
  video: 0xe0,
  width: 0xb0,
  height: 0xba,
  cluster: 0x1f43b675,
}

/** Tracks and length of a WebM file from its first bytes (RFC 9559); recordings made in a browser often tell no length. */
export function readWebm(head: Uint8Array): Movie {
  const segment = child(head, ids.segment) ?? new Uint8Array(0)
  const info = child(segment, ids.info)
  const scale = number(info && child(info, ids.scale)) ?? 1_000_000
  const length = info && child(info, ids.duration)
  const ticks =
    length?.length === 4 ? viewOf(length).getFloat32(0) : length?.length === 8 ? viewOf(length).getFloat64(0) : 0
  const tracks = elements(child(segment, ids.tracks) ?? new Uint8Array(0))
    .filter(({ id }) => id === ids.track)
    .map(({ body }) => readTrack(body))
  return { duration: ticks > 0 ? (ticks * scale) / 1e9 : null, tracks, startsAtOnce: true }
}

function readTrack(body: Uint8Array): Track {
  const type = number(child(body, ids.type))
  const video = child(body, ids.video)
  return {
    handler: type === 1 ? 'video' : type === 2 ? 'audio' : 'other',
    codec: new TextDecoder().decode(child(body, ids.codec) ?? new Uint8Array(0)).replace(/\0+$/, ''),
    width: number(video && child(video, ids.width)) ?? 0,
    height: number(video && child(video, ids.height)) ?? 0,
    profile: null,
  }
}

const child = (bytes: Uint8Array, wanted: number) => elements(bytes).find(({ id }) => id === wanted)?.body ?? null
const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const number = (bytes: Uint8Array | null) =>
  bytes && bytes.length <= 6 ? bytes.reduce((sum, byte) => sum * 256 + byte, 0) : null

/** EBML elements side by side (RFC 8794); one of unknown size, or cut off, reaches to the end. */
function elements(bytes: Uint8Array): { id: number; body: Uint8Array }[] {
  const found: { id: number; body: Uint8Array }[] = []
  for (let at = 0; at < bytes.length && found.length < 1_000; ) {
    const id = variable(bytes, at, false)
    const size = id && variable(bytes, at + id.length, true)
    if (!size) break
    const from = at + id.length + size.length
    const to = size.isUnknown ? bytes.length : from + size.value
    found.push({ id: id.value, body: bytes.subarray(from, to) })
    if (id.value === ids.cluster) break
    at = to
  }
  return found
}

function variable(bytes: Uint8Array, at: number, isSize: boolean) {
  const first = bytes[at]
  if (!first) return null
  const length = Math.clz32(first) - 23
  if (at + length > bytes.length) return null
  let value = isSize ? first & (0xff >> length) : first
  let isUnknown = isSize && value === 0xff >> length
  for (let i = 1; i < length; i++) {
    value = value * 256 + bytes[at + i]!
    isUnknown &&= bytes[at + i] === 0xff
  }
  return { length, value, isUnknown }
}
