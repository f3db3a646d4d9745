import type { Source } from './mp4'

/** Seconds of a sound file; null where counting them would mean reading it all. */
export async function audioLength(source: Source, type: string): Promise<number | null> {
  if (type === 'audio/wav') return wavLength(await source.read(0, 4096), source.size)
  if (type === 'audio/mpeg') return mp3Length(source)
  if (type === 'audio/ogg') return oggLength(source)
  return type === 'audio/flac' ? flacLength(await source.read(0, 64)) : null
}

const text = (bytes: Uint8Array, at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length))
const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function wavLength(head: Uint8Array, size: number): number | null {
  const view = viewOf(head)
  let rate = 0
  for (let at = 12; at + 24 <= head.length; ) {
    const length = view.getUint32(at + 4, true)
    if (text(head, at, 4) === 'fmt ') rate = view.getUint32(at + 16, true)
    if (text(head, at, 4) === 'data') return rate > 0 ? Math.min(length, size - at - 8) / rate : null
    at += 8 + length + (length % 2)
  }
  return null
}

const bitrates = [
  [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
]

/** The count of frames that encoders of varying rate write down (Xing, Info, VBRI), otherwise size over the first frame's rate. */
async function mp3Length(source: Source): Promise<number | null> {
  const tag = await source.read(0, 10)
  const skipped =
    text(tag, 0, 3) === 'ID3' ? 10 + tag.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0) : 0
  const head = await source.read(skipped, 8192)
  for (let at = 0; at + 200 < head.length; at++) {
    if (head[at] !== 0xff || (head[at + 1]! & 0xe0) !== 0xe0) continue
    const version = (head[at + 1]! >> 3) & 3
    const layer = 4 - ((head[at + 1]! >> 1) & 3)
    const rateIndex = (head[at + 2]! >> 2) & 3
    const bitIndex = head[at + 2]! >> 4
    if (version === 1 || layer === 4 || rateIndex === 3 || bitIndex === 0 || bitIndex === 15) continue
    const rate = [44_100, 48_000, 32_000][rateIndex]! / (version === 3 ? 1 : version === 2 ? 2 : 4)
    const samples = layer === 1 ? 384 : layer === 3 && version !== 3 ? 576 : 1152
    const mark = text(head, at, 200).search(/Xing|Info|VBRI/)
    if (mark > 0) {
      const view = viewOf(head)
      const frames =
        text(head, at + mark, 4) === 'VBRI'
          ? view.getUint32(at + mark + 14)
          : head[at + mark + 7]! & 1
            ? view.getUint32(at + mark + 8)
            : 0
      if (frames > 0) return (frames * samples) / rate
    }
    const kilobits = bitrates[version === 3 ? layer - 1 : layer === 1 ? 3 : 4]![bitIndex]!
    return ((source.size - skipped) * 8) / (kilobits * 1000)
  }
  return null
}

/** The last page's position over the rate (RFC 3533; Opus counts in 48 kHz, RFC 7845, section 4). */
async function oggLength(source: Source): Promise<number | null> {
  const head = await source.read(0, 512)
  const opus = text(head, 0, head.length).indexOf('OpusHead')
  const vorbis = text(head, 0, head.length).indexOf('\x01vorbis')
  const rate = opus > 0 ? 48_000 : vorbis > 0 ? viewOf(head).getUint32(vorbis + 12, true) : 0
  const skip = opus > 0 ? viewOf(head).getUint16(opus + 10, true) : 0
  const from = Math.max(0, source.size - 65_536)
  const tail = await source.read(from, source.size - from)
  let position = 0
  for (let at = 0; at + 14 <= tail.length; at++) {
    if (tail[at] === 0x4f && tail[at + 1] === 0x67 && tail[at + 2] === 0x67 && tail[at + 3] === 0x53) {
      const granule = Number(viewOf(tail).getBigInt64(at + 6, true))
      if (granule > 0) position = granule
    }
  }
  return rate > 0 && position > skip ? (position - skip) / rate : null
}

function flacLength(head: Uint8Array): number | null {
  if (head.length < 26) return null
  const rate = (head[18]! << 12) | (head[19]! << 4) | (head[20]! >> 4)
  const samples = (head[21]! & 0x0f) * 2 ** 32 + viewOf(head).getUint32(22)
  return rate > 0 && samples > 0 ? samples / rate : null
}
