import { and, asc, eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { mediaTracks } from '../../db/schema'
import { Invalid, NotFound } from '../../errors'
import { readCaptions, transcriptText, writeWebVtt } from '../../lib/captions'
import { newId } from '../../lib/ids'
import { cleanLine } from '../../lib/text'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import type { Media } from './find-media'
import { maxCaptionBytes } from './sizes'

export type Track = typeof mediaTracks.$inferSelect

export type NewTrack = { bytes: Uint8Array; language: string; label: string }

/** Captions for a film or a recording that the actor may change: WebVTT or SubRip, kept as clean WebVTT. One a language. */
export async function addTrack(tenant: Tenant, actor: Actor, file: Media, { bytes, language, label }: NewTrack) {
  if (!/^(?:video|audio)\//.test(file.type)) throw new Invalid('file', 'media.noCaptionsHere')
  if (bytes.length > maxCaptionBytes) throw new Invalid('file', 'media.tooLarge', { megabytes: 2 })
  const captions = readCaptions(decode(bytes))
  if (!captions || captions.cues.length === 0) throw new Invalid('file', 'media.notCaptions')
  const id = newId()
  const track: Track = {
    id,
    mediaId: file.id,
    language: readLanguage(language),
    label: cleanLine(label, 100),
    key: `tracks/${file.id}/${id}.vtt`,
    transcript: transcriptText(captions.cues),
    createdAt: tenant.now(),
  }
  await tenant.media.put(track.key, writeWebVtt(captions.cues), 'text/vtt; charset=utf-8')
  const { db } = tenant
  const sameLanguage = and(eq(mediaTracks.mediaId, file.id), eq(mediaTracks.language, track.language))
  const [replaced] = await db.batch([
    db.delete(mediaTracks).where(sameLanguage).returning({ key: mediaTracks.key }),
    db.insert(mediaTracks).values(track),
    recordAudit(tenant, actor, 'media.caption', { kind: 'media', id: file.id, after: { language: track.language } }),
  ])
  if (replaced.length) await tenant.media.remove(replaced.map(({ key }) => key))
  return { track, faults: captions.faults }
}

export async function removeTrack(tenant: Tenant, actor: Actor, file: Media, trackId: string): Promise<void> {
  const { db } = tenant
  const [removed] = await db.batch([
    db
      .delete(mediaTracks)
      .where(and(eq(mediaTracks.id, trackId), eq(mediaTracks.mediaId, file.id)))
      .returning({ key: mediaTracks.key }),
    recordAudit(tenant, actor, 'media.uncaption', { kind: 'media', id: file.id, before: { trackId } }),
  ])
  if (removed.length === 0) throw new NotFound()
  await tenant.media.remove(removed.map(({ key }) => key))
}

/** The caption file of a film that the actor was allowed to open. */
export async function readTrack(tenant: Tenant, mediaId: string, trackId: string): Promise<R2ObjectBody> {
  const [track] = await trackKeyQuery(tenant.db, mediaId, trackId)
  return trackFile(tenant, track)
}

/** Unexecuted: where the file of a track lies. */
export const trackKeyQuery = (db: Database, mediaId: string, trackId: string) =>
  db
    .select({ key: mediaTracks.key })
    .from(mediaTracks)
    .where(and(eq(mediaTracks.id, trackId), eq(mediaTracks.mediaId, mediaId)))
    .limit(1)

export async function trackFile(tenant: Tenant, track: { key: string } | undefined): Promise<R2ObjectBody> {
  const object = track && (await tenant.media.get(track.key))
  if (!object || !('body' in object)) throw new NotFound()
  return object
}

/** Unexecuted: the captions of a film, by language. */
export const listTracks = ({ db }: Tenant, mediaId: string) =>
  db.select().from(mediaTracks).where(eq(mediaTracks.mediaId, mediaId)).orderBy(asc(mediaTracks.language))

/** Old subtitle files are often not UTF-8. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** A language tag (BCP 47) in its canonical form. */
function readLanguage(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag.trim())[0]!
  } catch {
    throw new Invalid('language', 'media.noLanguage')
  }
}
