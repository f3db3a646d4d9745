import { BlobReader, configure, type Entry, type FileEntry, Reader, Uint8ArrayReader, ZipReader } from '@zip.js/zip.js'
import { Invalid } from '../errors'
import { decodeName } from './code-pages'
import type { Source } from './mp4'

/** A file of an archive. `bytes` unpacks it, never more than it said it holds; `stream` does so in pieces, for what is large. */
export type ArchiveEntry = {
  path: string
  size: number
  bytes: () => Promise<Uint8Array>
  stream?: () => ReadableStream<Uint8Array>
}
export type Archive = { entries: ArchiveEntry[]; skipped: { path: string; reason: 'link' | 'system' | 'double' }[] }

export const archiveLimits = { bytes: 500 * 1024 * 1024, entries: 10_000, ratio: 100 }

configure({ useWebWorkers: false })

/** Files that systems leave in archives and nobody packed on purpose. */
const litter =
  /(?:^|\/)(?:__MACOSX|\.git|\.svn|\.hg|node_modules|\.Rproj\.user|\.ipynb_checkpoints)\/|(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$/i

/**
 * Opens a zip within bounds: 500 MB, 10,000 files, 100 times its own size. Names are normalised; one that would leave the folder makes the
 * whole archive invalid. Throws `Invalid` about `field` with a sentence's key.
 */
export async function readArchive(
  source: Uint8Array | Blob | Source,
  field = 'file',
  limits = archiveLimits,
): Promise<Archive> {
  const packed = source instanceof Uint8Array ? source.length : source.size
  const reader = new ZipReader(readerOf(source))
  const listed = await listEntries(reader, field, limits)
  const total = listed.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (total > limits.bytes)
    throw new Invalid(field, 'archive.too-large', { limit: Math.round(limits.bytes / 1024 / 1024) })
  if (total > 1024 * 1024 && total > packed * limits.ratio) throw new Invalid(field, 'archive.bomb')

  const files = new Map<string, ArchiveEntry>()
  const skipped: Archive['skipped'] = []
  for (const entry of listed) {
    const path = normalPath(nameOf(entry), field)
    if (entry.directory || path === '') continue
    if (entry.encrypted) throw new Invalid(field, 'archive.encrypted')
    if (isLink(entry)) skipped.push({ path, reason: 'link' })
    else if (litter.test(path)) skipped.push({ path, reason: 'system' })
    else if (files.has(path)) skipped.push({ path, reason: 'double' })
    else
      files.set(path, {
        path,
        size: entry.uncompressedSize,
        bytes: () => unpack(entry, field),
        stream: () => unpackSlowly(entry, field),
      })
  }
  if (files.size === 0) throw new Invalid(field, 'archive.empty')
  return { entries: [...files.values()], skipped }
}

function readerOf(source: Uint8Array | Blob | Source): Reader<unknown> {
  if (source instanceof Blob) return new BlobReader(source)
  return source instanceof Uint8Array ? new Uint8ArrayReader(source) : new SourceReader(source)
}

/** zip.js knows its sources as classes. */
class SourceReader extends Reader<Source> {
  readonly #source: Source

  constructor(source: Source) {
    super(source)
    this.#source = source
    this.size = source.size
  }

  override readUint8Array(offset: number, length: number) {
    return this.#source.read(offset, Math.min(length, this.#source.size - offset))
  }
}

async function listEntries(reader: ZipReader<unknown>, field: string, limits: typeof archiveLimits): Promise<Entry[]> {
  const entries: Entry[] = []
  try {
    for await (const entry of reader.getEntriesGenerator({ filenameValidation: 'tolerant' })) {
      entries.push(entry)
      if (entries.length > limits.entries) break
    }
  } catch {
    throw new Invalid(field, 'archive.broken')
  }
  if (entries.length > limits.entries) throw new Invalid(field, 'archive.too-many', { limit: limits.entries })
  return entries
}

/** As the archive says where it says so, else guessed from the bytes. */
const nameOf = (entry: Entry) => (entry.filenameUTF8 ? entry.filename : decodeName(entry.rawFilename))

/** `a\b/./c` to `a/b/c`; absolute names, drives and `..` are refused. */
export function normalPath(name: string, field = 'file'): string {
  const path = name.normalize('NFC').replace(/\\/g, '/')
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  const isOutside = path.startsWith('/') || /^[a-z]:/i.test(path) || parts.includes('..')
  const isOdd = [...path].some((sign) => sign < ' ' || sign === '\u007f') || path.length > 1_000
  if (isOutside || isOdd) throw new Invalid(field, 'archive.unsafe-name', { name: name.slice(0, 100) })
  return parts.join('/')
}

const isLink = (entry: Entry) => ((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000

async function unpack(entry: Entry, field: string): Promise<Uint8Array> {
  const bytes = new Uint8Array(entry.uncompressedSize)
  let length = 0
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      if (length + chunk.length > bytes.length) throw new Error('larger than said')
      bytes.set(chunk, length)
      length += chunk.length
    },
  })
  try {
    await (entry as FileEntry).getData(sink, { checkSignature: true, checkOverlappingEntry: true })
  } catch {
    throw new Invalid(field, 'archive.broken-entry', { name: entry.filename.slice(0, 200) })
  }
  return bytes.subarray(0, length)
}

function unpackSlowly(entry: Entry, field: string): ReadableStream<Uint8Array> {
  let length = 0
  const bounded = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      length += chunk.length
      if (length > entry.uncompressedSize) throw new Invalid(field, 'archive.broken-entry', { name: entry.filename })
      controller.enqueue(chunk)
    },
  })
  ;(entry as FileEntry)
    .getData(bounded.writable, { checkSignature: true, checkOverlappingEntry: true })
    .catch(() => bounded.writable.abort(new Invalid(field, 'archive.broken-entry', { name: entry.filename })))
    .catch(() => {}) // whoever reads gets the error
  return bounded.readable
}
