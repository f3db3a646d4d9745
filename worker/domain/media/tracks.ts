import { and, asc, eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { mediaTracks } from '../../db/schema'
import { Conflict, Invalid, NotFound } from '../../errors'
import { readCaptions, transcriptText, writeWebVtt } from '../../lib/captions'
import { newId } from '../../lib/ids'
import { cleanLine } from '../../lib/text'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import { keepWayBack } from '../undo'
import type { Media } from './find-media'
import { maxCaptionBytes } from './sizes'
import { armSweep, nextSweep } from './sweep'

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
  const [replaced] = await db.select().from(mediaTracks).where(sameLanguage).limit(1)
  const actId = replaced ? newId() : null
  const away = replaced && { ...replaced, madeId: id, madeKey: track.key }
  await db.batch([
    db.delete(mediaTracks).where(sameLanguage),
    db.insert(mediaTracks).values(track),
    recordAudit(tenant, actor, 'media.caption', { kind: 'media', id: file.id, after: { language: track.language } }),
    ...(away ? putAway(tenant, actor, 'media.caption', actId!, away) : []),
  ])
  if (replaced) await tenant.clock.wakeAt(nextSweep(tenant))
  return { track, faults: captions.faults, actId }
}

/** The file stays for as long as it may come back. Gives the act's id. */
export async function removeTrack(tenant: Tenant, actor: Actor, file: Media, trackId: string): Promise<string> {
  const { db } = tenant
  const own = and(eq(mediaTracks.id, trackId), eq(mediaTracks.mediaId, file.id))
  const [track] = await db.select().from(mediaTracks).where(own).limit(1)
  if (!track) throw new NotFound()
  const actId = newId()
  await db.batch([
    ...putAway(tenant, actor, 'media.uncaption', actId, track),
    db.delete(mediaTracks).where(own),
    recordAudit(tenant, actor, 'media.uncaption', { kind: 'media', id: file.id, before: { trackId } }),
  ])
  await tenant.clock.wakeAt(nextSweep(tenant))
  return actId
}

/** Captions without their words, which their file says again, and those that came in their place. */
export type AwayTrack = Omit<Track, 'transcript'> & { madeId?: string; madeKey?: string }

function putAway(tenant: Tenant, actor: Actor, kind: string, id: string, away: Track & AwayTrack) {
  const { transcript: _, ...track } = away
  const before = { track, objects: [track.key, ...(track.madeKey ? [track.madeKey] : [])] }
  return [keepWayBack(tenant, actor, { id, kind, before, at: tenant.now() }), armSweep(tenant)] as const
}

/** For the batch that brings captions back; breaks it (unique) where others of their language have come since. */
export async function trackBackStatements(tenant: Tenant, { madeId, madeKey: _, ...track }: AwayTrack) {
  const { db } = tenant
  const object = await tenant.media.get(track.key)
  if (!object || !('body' in object)) throw new Conflict('people.undoTaken')
  const captions = readCaptions(await object.text())
  return [
    db.delete(mediaTracks).where(eq(mediaTracks.id, madeId ?? '')),
    db.insert(mediaTracks).values({ ...track, transcript: transcriptText(captions?.cues ?? []) }),
  ]
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
