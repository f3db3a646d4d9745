// biome-ignore-all lint/suspicious/noControlCharactersInRegex: these are the magic bytes

export type FileKind = 'image' | 'video' | 'audio' | 'document' | 'archive' | 'text' | 'captions'
export type FileType = { type: string; extension: string; kind: FileKind }

/** How much of a file's beginning tells its type. */
export const sniffBytes = 65_536

const of = (type: string, extension: string, kind: FileKind): FileType => ({ type, extension, kind })

/**
 * What a file is, by its first bytes (`sniffBytes` of them, or all); null for what is not on the list, which is then
 * only ever given out as a download. The name decides only among kinds of plain text.
 */
export function sniffType(head: Uint8Array, name = ''): FileType | null {
  return sniffBinary(head) ?? sniffText(head, name)
}

/** Types that every browser we support shows as a picture. */
export const shownImages = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/svg+xml',
])

function sniffBinary(head: Uint8Array): FileType | null {
  const has = (text: string, at = 0) => [...text].every((letter, i) => head[at + i] === letter.charCodeAt(0))
  if (has('\x89PNG\r\n\x1a\n')) return of('image/png', 'png', 'image')
  if (has('\xff\xd8\xff')) return of('image/jpeg', 'jpg', 'image')
  if (has('GIF87a') || has('GIF89a')) return of('image/gif', 'gif', 'image')
  if (has('RIFF')) {
    if (has('WEBP', 8)) return of('image/webp', 'webp', 'image')
    if (has('WAVE', 8)) return of('audio/wav', 'wav', 'audio')
    return has('AVI ', 8) ? of('video/x-msvideo', 'avi', 'video') : null
  }
  if (has('BM') && head[6] === 0 && head[7] === 0 && head[8] === 0 && head[9] === 0)
    return of('image/bmp', 'bmp', 'image')
  if (has('II*\0') || has('MM\0*')) return of('image/tiff', 'tif', 'image')
  if (has('%PDF-')) return of('application/pdf', 'pdf', 'document')
  if (has('ftyp', 4)) return sniffBrand(head)
  if (['moov', 'mdat', 'wide', 'skip', 'free'].some((box) => has(box, 4))) return of('video/quicktime', 'mov', 'video')
  if (has('\x1aE\xdf\xa3')) {
    return latin1(head.subarray(0, 128)).includes('webm')
      ? of('video/webm', 'webm', 'video')
      : of('video/x-matroska', 'mkv', 'video')
  }
  if (has('OggS')) return sniffOgg(head)
  if (has('fLaC')) return of('audio/flac', 'flac', 'audio')
  if (has('ID3')) return of('audio/mpeg', 'mp3', 'audio')
  if (head[0] === 0xff && (head[1]! & 0xf6) === 0xf0) return of('audio/aac', 'aac', 'audio')
  if (head[0] === 0xff && (head[1]! & 0xe0) === 0xe0 && (head[1]! & 0x06) !== 0 && (head[2]! & 0xf0) !== 0xf0)
    return of('audio/mpeg', 'mp3', 'audio')
  if (has('\x30\x26\xb2\x75\x8e\x66\xcf\x11')) return sniffWindowsMedia(head)
  if (has('FORM') && (has('AIFF', 8) || has('AIFC', 8))) return of('audio/aiff', 'aiff', 'audio')
  if (has('#!AMR')) return of('audio/amr', 'amr', 'audio')
  if (has('caff\0')) return of('audio/x-caf', 'caf', 'audio')
  if (has('8BPS\0')) return of('image/vnd.adobe.photoshop', 'psd', 'image')
  if ([0, 188, 376].every((at) => head[at] === 0x47)) return of('video/mp2t', 'ts', 'video')
  if (has('FLV\x01')) return of('video/x-flv', 'flv', 'video')
  if (has('\0\0\x01\xba') || has('\0\0\x01\xb3')) return of('video/mpeg', 'mpg', 'video')
  return has('PK\x03\x04') || has('PK\x05\x06') ? sniffZip(head) : null
}

/** ISO base media: the brand and those it says it is compatible with (ISO/IEC 14496-12, 4.3). */
function sniffBrand(head: Uint8Array): FileType {
  const size = Math.min(head.length, new DataView(head.buffer, head.byteOffset).getUint32(0), 256)
  const brands = latin1(head.subarray(8, size)).match(/.{4}/gs) ?? []
  const isAny = (...wanted: string[]) => brands.some((brand) => wanted.includes(brand))
  if (isAny('avif', 'avis')) return of('image/avif', 'avif', 'image')
  if (isAny('heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1')) return of('image/heic', 'heic', 'image')
  if (brands[0] === 'qt  ') return of('video/quicktime', 'mov', 'video')
  return brands[0] === 'M4A ' || brands[0] === 'M4B '
    ? of('audio/mp4', 'm4a', 'audio')
    : of('video/mp4', 'mp4', 'video')
}

/** Sound unless a stream holds pictures (Advanced Systems Format 1.20.05, 3.3: Stream Properties Object). */
function sniffWindowsMedia(head: Uint8Array): FileType {
  const text = latin1(head)
  const isSound = text.includes('\x40\x9e\x69\xf8\x4d\x5b\xcf\x11')
  const isFilm = text.includes('\xc0\xef\x19\xbc\x4d\x5b\xcf\x11')
  return isSound && !isFilm ? of('audio/x-ms-wma', 'wma', 'audio') : of('video/x-ms-wmv', 'wmv', 'video')
}

function sniffOgg(head: Uint8Array): FileType {
  const start = latin1(head.subarray(0, 512))
  if (start.includes('theora')) return of('video/ogg', 'ogv', 'video')
  return start.includes('OpusHead') ? of('audio/ogg', 'opus', 'audio') : of('audio/ogg', 'ogg', 'audio')
}

const office = 'application/vnd.openxmlformats-officedocument.'

function sniffZip(head: Uint8Array): FileType {
  const text = latin1(head)
  const kept = /^PK\x03\x04.{22}\x08\0.{2}mimetype([\w.+/-]+?)(?:PK|$)/s.exec(text)?.[1] ?? ''
  if (kept.startsWith('application/epub+zip')) return of('application/epub+zip', 'epub', 'document')
  if (kept.startsWith('application/vnd.oasis.opendocument.text'))
    return of('application/vnd.oasis.opendocument.text', 'odt', 'document')
  if (kept.startsWith('application/vnd.oasis.opendocument.presentation'))
    return of('application/vnd.oasis.opendocument.presentation', 'odp', 'document')
  if (kept.startsWith('application/vnd.oasis.opendocument.spreadsheet'))
    return of('application/vnd.oasis.opendocument.spreadsheet', 'ods', 'document')
  const names = [...text.matchAll(/PK\x03\x04.{22}(..)../gs)].map((entry) => {
    const from = entry.index + 30
    return text.slice(from, from + (entry[1]!.charCodeAt(0) | (entry[1]!.charCodeAt(1) << 8)))
  })
  if (names.some((name) => name === '[Content_Types].xml' || name === '_rels/.rels')) {
    if (names.some((name) => name.startsWith('word/')))
      return of(`${office}wordprocessingml.document`, 'docx', 'document')
    if (names.some((name) => name.startsWith('ppt/')))
      return of(`${office}presentationml.presentation`, 'pptx', 'document')
    if (names.some((name) => name.startsWith('xl/'))) return of(`${office}spreadsheetml.sheet`, 'xlsx', 'document')
  }
  return of('application/zip', 'zip', 'archive')
}

function sniffText(head: Uint8Array, name: string): FileType | null {
  const text = readText(head)
  if (text === null) return null
  if (isSvg(text)) return of('image/svg+xml', 'svg', 'image')
  if (/^WEBVTT(?:[ \t\n\r]|$)/.test(text)) return of('text/vtt', 'vtt', 'captions')
  if (/^\s*\d+\s*\r?\n\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}\s*-->/.test(text))
    return of('application/x-subrip', 'srt', 'captions')
  if (looksLikeHtml(text)) return null
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase()
  if (extension === 'csv') return of('text/csv', 'csv', 'text')
  if (extension === 'md' || extension === 'markdown') return of('text/markdown', 'md', 'text')
  return extension === 'txt' || extension === undefined ? of('text/plain', 'txt', 'text') : null
}

/** Text in UTF-8, whose last letter may be cut; null where it is something else. */
function readText(head: Uint8Array): string | null {
  if (head.includes(0)) return null
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(head, { stream: true })
    return text.length || !head.length ? text : null
  } catch {
    return null
  }
}

/** The first element is `svg`, after whatever XML allows before it. */
function isSvg(text: string): boolean {
  const start = text.replace(
    /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE\s+svg[^>[]*(?:\[[^\]]*\])?>\s*)?(?:<!--[\s\S]*?-->\s*)*/i,
    '',
  )
  return /^<(?:svg:)?svg[\s>]/i.test(start)
}

/** What a browser that guesses would take for a page (WHATWG MIME Sniffing, 7.1). */
const looksLikeHtml = (text: string) =>
  /^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype|html|head|body|script|iframe|title|style|table|div|font|img|a|p|br|h1|meta|link|object|embed|form|svg)[\s/>]/i.test(
    text,
  )

const latin1 = (bytes: Uint8Array) => {
  let text = ''
  for (let start = 0; start < bytes.length; start += 8192)
    text += String.fromCharCode(...bytes.subarray(start, start + 8192))
  return text
}
