import type { Tenant } from '../../../../tenants/tenant'
import { Invalid } from '../../../errors'
import type { ArchiveEntry } from '../../../lib/archive'
import { sha256Hex } from '../../../lib/ids'
import { addTrack, completeUpload, type Media, partBytes, putPart, startUpload, storeFile } from '../../media'
import type { Actor } from '../../policy'
import type { PlannedMedia, ReportLine } from '../markdown'
import type { Stored } from './read-stored'

export type StoredFiles = {
  /** Media ids by path; what was refused is not among them. */
  ids: Map<string, string>
  hashes: Map<string, string>
  /** Paths whose file is another than at the last import. */
  changed: Set<string>
  /** Ids of what was stored now, for taking it away if the import fails. */
  added: string[]
  transcripts: Map<string, string>
  report: ReportLine[]
}

type Given = { files: PlannedMedia[]; entries: ArchiveEntry[]; stored: Stored | null; onStep: () => Promise<void> }

/** Brings the files of a plan into media storage; those that the course has already are used again. Fills `result` as it goes. */
export async function storeFiles(
  tenant: Tenant,
  actor: Actor,
  { files, entries, stored, onStep }: Given,
  result: StoredFiles,
): Promise<void> {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]))
  const known = new Map(stored?.sources.filter(({ kind }) => kind === 'media').map((row) => [row.path, row]) ?? [])
  const alive = new Set(stored?.files.map(({ id }) => id))
  for (const { mediaId, transcript } of stored?.tracks ?? []) addTranscript(result, mediaId, transcript)
  for (const file of files) {
    const entry = byPath.get(file.path)
    if (!entry) continue
    try {
      const hash = await hashOfFile(file, entry, byPath)
      const before = known.get(file.path)
      result.hashes.set(file.path, hash)
      const same = before?.hash === hash && alive.has(before.subjectId) ? before.subjectId : null
      const kept = same ?? (stored && (await asExported(tenant, file, byPath, stored)))
      if (kept) result.ids.set(file.path, kept)
      else {
        const media = await storeEntry(tenant, actor, file.name, entry)
        result.added.push(media.id)
        result.ids.set(file.path, media.id)
        result.changed.add(file.path)
        await storeCaptions(tenant, actor, file, media, byPath, result)
      }
    } catch (error) {
      if (!(error instanceof Invalid) || error.reason === 'media.noRoom') throw error
      result.hashes.delete(file.path)
      result.report.push(refused('file-refused', file.path, error))
    }
    await onStep()
  }
}

export const noFiles = (): StoredFiles => ({
  ids: new Map(),
  hashes: new Map(),
  changed: new Set(),
  added: [],
  transcripts: new Map(),
  report: [],
})

/** What is small goes in at once, the rest in parts, so that a film never lies in memory as a whole. */
async function storeEntry(tenant: Tenant, actor: Actor, name: string, entry: ArchiveEntry): Promise<Media> {
  if (entry.size <= partBytes || !entry.stream)
    return storeFile(tenant, actor, { name, bytes: new Uint8Array(await entry.bytes()), purpose: 'content' })
  const upload = await startUpload(tenant, actor, { name, size: entry.size, purpose: 'content' })
  let part = new Uint8Array(Math.min(partBytes, entry.size))
  let [filled, number, left] = [0, 1, entry.size]
  for await (let chunk of entry.stream()) {
    while (chunk.length > 0) {
      const piece = chunk.subarray(0, part.length - filled)
      part.set(piece, filled)
      filled += piece.length
      chunk = chunk.subarray(piece.length)
      if (filled < part.length) continue
      await putPart(tenant, actor, upload.id, number, part)
      left -= filled
      number += 1
      filled = 0
      part = new Uint8Array(Math.min(partBytes, left))
      if (left === 0) break
    }
  }
  return completeUpload(tenant, actor, upload.id)
}

async function storeCaptions(
  tenant: Tenant,
  actor: Actor,
  file: PlannedMedia,
  media: Media,
  entries: Map<string, ArchiveEntry>,
  result: StoredFiles,
) {
  for (const { path, language, label } of file.captions) {
    const entry = entries.get(path)
    if (!entry) continue
    try {
      const { track } = await addTrack(tenant, actor, media, { bytes: await entry.bytes(), language, label })
      addTranscript(result, media.id, track.transcript)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      result.report.push(refused('captions-refused', path, error))
    }
  }
}

function addTranscript({ transcripts }: StoredFiles, mediaId: string, transcript: string) {
  transcripts.set(mediaId, [transcripts.get(mediaId), transcript].filter(Boolean).join('\n'))
}

/** Of the file and its captions: another caption is another file. */
async function hashOfFile(file: PlannedMedia, entry: ArchiveEntry, entries: Map<string, ArchiveEntry>) {
  const captions = await Promise.all(
    file.captions.map(async ({ path }) => sha256Hex(new Uint8Array((await entries.get(path)?.bytes()) ?? []))),
  )
  const own = entry.stream && entry.size > partBytes ? await hashOfStream(entry.stream()) : await hashOfBytes(entry)
  return captions.length ? sha256Hex([own, ...captions].join()) : own
}

/** The course's own file as its export would give it: what was cleaned when it came is another file than came. */
async function asExported(
  { media }: Tenant,
  file: PlannedMedia,
  entries: Map<string, ArchiveEntry>,
  { exported, files, tracks }: Stored,
): Promise<string | null> {
  const id = exported.media.get(file.path)
  const own = files.find((one) => one.id === id)
  if (!id || !own?.sha256) return null
  if (own.sha256 !== (await hashOfFile({ ...file, captions: [] }, entries.get(file.path)!, entries))) return null
  if (tracks.filter(({ mediaId }) => mediaId === id).length !== file.captions.length) return null
  for (const { path } of file.captions) {
    const object = await media.get(exported.captions.get(path) ?? '')
    const bytes = object && 'body' in object ? new Uint8Array(await object.arrayBuffer()) : null
    const given = new Uint8Array((await entries.get(path)?.bytes()) ?? [])
    if (!bytes || (await sha256Hex(bytes)) !== (await sha256Hex(given))) return null
  }
  return id
}

const hashOfBytes = async (entry: ArchiveEntry) => sha256Hex(new Uint8Array(await entry.bytes()))

async function hashOfStream(stream: ReadableStream<Uint8Array>) {
  const digest = new crypto.DigestStream('SHA-256')
  await stream.pipeTo(digest)
  return [...new Uint8Array(await digest.digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const refused = (key: 'file-refused' | 'captions-refused', path: string, error: Invalid): ReportLine => ({
  level: 'problem',
  path,
  line: null,
  key,
  values: { ...error.values, reason: error.reason },
})
