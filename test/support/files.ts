import { joinBytes, utf8 } from '../../worker/lib/bytes'
import { crc32 } from '../../worker/lib/crc32'
import type { Source } from '../../worker/lib/mp4'

/** Small real files, built byte by byte. */
export const bytesOf = (...parts: (string | number[] | Uint8Array)[]) =>
  joinBytes(
    ...parts.map((part) =>
      typeof part === 'string' ? Uint8Array.from(part, (letter) => letter.charCodeAt(0)) : Uint8Array.from(part),
    ),
  )

export const big = (value: number, length = 4) =>
  Array.from({ length }, (_, i) => Math.floor(value / 256 ** (length - 1 - i)) % 256)
export const little = (value: number, length = 4) => big(value, length).reverse()

export const sourceOf = (bytes: Uint8Array): Source => ({
  size: bytes.length,
  read: async (at, length) => bytes.subarray(at, at + length),
})

/** A TIFF block as a camera writes it: its name, the orientation and a place. */
export const camera = (orientation: number) =>
  bytesOf(
    'MM\0*',
    big(8),
    big(3, 2),
    [0x01, 0x0f],
    big(2, 2),
    big(8),
    big(50),
    [0x01, 0x12],
    big(3, 2),
    big(1),
    big(orientation, 2),
    [0, 0],
    [0x88, 0x25],
    big(4, 2),
    big(1),
    big(58),
    big(0),
    'SECRETCM',
    'GPS 48.1N',
  )

const segment = (marker: number, body: Uint8Array) => bytesOf([0xff, marker], big(body.length + 2, 2), body)

export function jpeg({ width = 40, height = 30, orientation = 0, extras = true } = {}) {
  return bytesOf(
    [0xff, 0xd8],
    segment(0xe0, bytesOf('JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0])),
    ...(orientation ? [segment(0xe1, bytesOf('Exif\0\0', camera(orientation)))] : []),
    ...(extras
      ? [
          segment(0xe1, bytesOf('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRET</x:xmpmeta>')),
          segment(0xed, bytesOf('Photoshop 3.0\0SECRET')),
          segment(0xfe, bytesOf('SECRET comment')),
        ]
      : []),
    segment(0xe2, bytesOf('ICC_PROFILE\0profile')),
    segment(0xc0, bytesOf([8], big(height, 2), big(width, 2), [1, 1, 0x11, 0])),
    segment(0xda, bytesOf([1, 1, 0, 0, 63, 0])),
    [0x12, 0x34, 0xff, 0x00, 0x56, 0xff, 0xd9],
    extras ? 'SECRET film' : '',
  )
}

const chunk = (name: string, body: Uint8Array) => bytesOf(big(body.length), name, body, big(crc32(bytesOf(name, body))))

export const png = ({ width = 40, height = 30, orientation = 0 } = {}) =>
  bytesOf(
    '\x89PNG\r\n\x1a\n',
    chunk('IHDR', bytesOf(big(width), big(height), [8, 2, 0, 0, 0])),
    chunk('iCCP', bytesOf('profile')),
    chunk('tEXt', bytesOf('Author\0SECRET')),
    ...(orientation ? [chunk('eXIf', camera(orientation))] : []),
    chunk('IDAT', bytesOf('pixels')),
    chunk('IEND', new Uint8Array(0)),
    'SECRET trailer',
  )

const riff = (name: string, body: Uint8Array) => bytesOf(name, little(body.length), body, body.length % 2 ? [0] : [])

export const webp = ({ width = 40, height = 30, orientation = 0 } = {}) =>
  riff(
    'RIFF',
    bytesOf(
      'WEBP',
      riff('VP8X', bytesOf([orientation ? 0x0c : 0x04, 0, 0, 0], little(width - 1, 3), little(height - 1, 3))),
      riff('VP8 ', bytesOf('pixels!')),
      ...(orientation ? [riff('EXIF', camera(orientation))] : []),
      riff('XMP ', bytesOf('<x:xmpmeta>SECRET</x:xmpmeta>')),
    ),
  )

const box = (type: string, ...parts: (string | number[] | Uint8Array)[]) => {
  const body = bytesOf(...parts)
  return bytesOf(big(body.length + 8), type, body)
}
const zeros = (length: number) => new Uint8Array(length)

type Film = {
  video?: string | null
  audio?: string | null
  profile?: number
  brand?: string
  indexLast?: boolean
  turned?: boolean
}

/** An MP4 with its index and no pictures: 12.5 s, 640 x 360. */
export function film({
  video = 'avc1',
  audio = 'mp4a',
  profile = 100,
  brand = 'isom',
  indexLast = false,
  turned = false,
}: Film = {}) {
  const track = (handler: string, entry: Uint8Array) =>
    box(
      'trak',
      box('tkhd', zeros(40), ...(turned ? [big(0), big(65536), zeros(28)] : [big(65536), zeros(32)]), zeros(8)),
      box(
        'mdia',
        box('hdlr', zeros(8), handler, zeros(12)),
        box('minf', box('stbl', box('stsd', zeros(4), big(1), entry))),
      ),
    )
  const pictures = video
    ? [track('vide', box(video, zeros(24), big(640, 2), big(360, 2), zeros(50), box('avcC', [1, profile, 0, 31])))]
    : []
  const sound = audio
    ? [track('soun', box(audio, zeros(28), box('esds', zeros(4), [3, 25, 0, 1, 0, 4, 17, 0x40, 0x15])))]
    : []
  const moov = box('moov', box('mvhd', zeros(12), big(1000), big(12_500), zeros(80)), ...pictures, ...sound)
  const mdat = bytesOf(big(1), 'mdat', big(0), big(16 + 64), zeros(64))
  const head = box('ftyp', brand, zeros(4), brand, 'mp42')
  return indexLast ? bytesOf(head, mdat, moov) : bytesOf(head, moov, mdat)
}

const element = (id: number[], ...parts: (string | number[] | Uint8Array)[]) => {
  const body = bytesOf(...parts)
  return bytesOf(id, [0x10 | (body.length >> 24)], big(body.length, 3), body)
}

/** A WebM of 2 s with one track of pictures and one of sound. */
export const webm = ({ video = 'V_VP9', audio = 'A_OPUS' } = {}) =>
  bytesOf(
    element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], 'webm')),
    [0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    element(
      [0x15, 0x49, 0xa9, 0x66],
      element([0x2a, 0xd7, 0xb1], big(1_000_000, 3)),
      element([0x44, 0x89], [0x44, 0xfa, 0, 0]),
    ),
    element(
      [0x16, 0x54, 0xae, 0x6b],
      element(
        [0xae],
        element([0x83], [1]),
        element([0x86], video),
        element([0xe0], element([0xb0], big(320, 2)), element([0xba], big(240, 2))),
      ),
      element([0xae], element([0x83], [2]), element([0x86], audio)),
    ),
    [0x1f, 0x43, 0xb6, 0x75, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    'clusters',
  )

/** A zip with stored entries, only as far as its local headers. */
export const zip = (...entries: [name: string, body: string][]) =>
  bytesOf(
    ...entries.map(([name, body]) =>
      bytesOf(
        'PK\x03\x04',
        [20, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        little(crc32(utf8(body))),
        little(body.length),
        little(body.length),
        little(name.length, 2),
        [0, 0],
        name,
        body,
      ),
    ),
    'PK\x05\x06',
    zeros(18),
  )
