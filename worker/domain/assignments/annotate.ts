import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { insist, isInsisted, orInsisted } from '../../db/insist'
import { annotations } from '../../db/schema'
import { Conflict, Invalid, NotFound, readAll } from '../../errors'
import { newId } from '../../lib/ids'
import { type Place, pagePlace, placeAt, placeOf } from '../../lib/place'
import { cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import { insistUnlocked, refuseLocked } from '../grades'
import type { Actor } from '../policy'
import type { Annotated } from '../rubrics'
import { keepWayBack, reversal } from '../undo'
import { findAnnotation, findRemoved, type Handed, openHanded, subjectOfAnnotation } from './open-handed'

/** Comments in one piece of work. */
const MOST_ANNOTATIONS = 300

/** Characters of a comment at a place. */
export const MOST_NOTE = 5_000

/** A stretch of the text by its offsets or by its words, or a shape on a page of a file. */
export type PlaceGiven =
  | { start: number; end: number }
  | { exact: string; prefix?: string; suffix?: string }
  | { mediaId: string; shape: unknown }

export type AnnotationGiven = {
  /** A UUID, made with the form: the same one twice is kept once. */
  key: string
  at: PlaceGiven | null
  comment: string
}

/** Says something about a place in work that was handed in. The learner reads it once the mark may be seen. */
export async function addAnnotation(
  tenant: Tenant,
  actor: Actor,
  subject: Annotated,
  { key, at, comment }: AnnotationGiven,
): Promise<{ id: string }> {
  const { db } = tenant
  const handed = await openHanded(tenant, actor, subject)
  const standing = await standingWith(tenant, key, handed)
  if (standing) return standing
  await refuseLocked(tenant, handed.item, handed.course)
  const [place, words] = readAll(
    () => placeIn(handed, at),
    () => wordsOf(comment),
  )
  const now = tenant.now()
  const row: Row = {
    id: key,
    subjectKind: handed.subject.kind,
    subjectId: handed.subject.id,
    mediaId: at && 'mediaId' in at ? at.mediaId : null,
    place,
    comment: words,
    revision: 1,
    createdBy: actor.id,
    createdAt: now,
    updatedBy: actor.id,
    updatedAt: now,
  }
  try {
    await db.batch([
      insistUnlocked(db, handed.item.id),
      insist(
        db,
        sql`(select count(*) from annotations a where a.subject_kind = ${row.subjectKind} and a.subject_id = ${row.subjectId}) < ${MOST_ANNOTATIONS}`,
      ),
      db.insert(annotations).values(row),
      recordAudit(tenant, actor, 'annotation.write', handed.about),
    ])
  } catch (error) {
    // Two clicks at once: the first one's is there.
    if (isUniqueViolation(error)) return (await standingWith(tenant, key, handed)) ?? refuse('error.conflict')
    if (isInsisted(error)) refuse('annotations.tooMany')
    throw error
  }
  return { id: row.id }
}

type Change = {
  comment: string
  /** Left out, it stays where it is. */
  at?: PlaceGiven | null
  /** The one that the writer has read; left out, the one that stands. */
  revision?: number
}

/** Other words, or another place. Conflict where somebody has changed it since it was read. */
export async function changeAnnotation(
  tenant: Tenant,
  actor: Actor,
  id: string,
  { comment, at, revision }: Change,
): Promise<{ revision: number }> {
  const { db } = tenant
  const row = await findAnnotation(tenant, id)
  const handed = await openHanded(tenant, actor, { kind: row.subjectKind, id: row.subjectId })
  await refuseLocked(tenant, handed.item, handed.course)
  const [place, words] = readAll(
    () => (at ? placeIn(handed, at) : row.place),
    () => wordsOf(comment),
  )
  const isSame = words === row.comment && JSON.stringify(place) === JSON.stringify(row.place)
  if (isSame) return { revision: row.revision }
  const read = revision ?? row.revision
  await db
    .batch([
      insist(db, sql`exists (select 1 from annotations a where a.id = ${id} and a.revision = ${read})`),
      insistUnlocked(db, handed.item.id),
      db
        .update(annotations)
        .set({ place, comment: words, revision: read + 1, updatedBy: actor.id, updatedAt: tenant.now() })
        .where(and(eq(annotations.id, id), eq(annotations.revision, read))),
      recordAudit(tenant, actor, 'annotation.write', handed.about),
    ])
    .catch(orInsisted('annotations.taken'))
  return { revision: read + 1 }
}

/** It is gone. Gives the act's id, by which it is taken back; null where somebody else has removed it before. */
export async function removeAnnotation(tenant: Tenant, actor: Actor, id: string): Promise<string | null> {
  const { db } = tenant
  const { subject } = await subjectOfAnnotation(tenant, id)
  const handed = await openHanded(tenant, actor, subject)
  const row = await findAnnotation(tenant, id).catch(() => null)
  if (!row) {
    const { actId, actorId } = await findRemoved(tenant, id)
    return actorId === actor.id ? actId : null
  }
  await refuseLocked(tenant, handed.item, handed.course)
  const actId = newId()
  await db
    .batch([
      insist(db, sql`exists (select 1 from annotations a where a.id = ${id} and a.revision = ${row.revision})`),
      insistUnlocked(db, handed.item.id),
      keepWayBack(tenant, actor, { id: actId, kind: 'annotation.remove', before: { row }, at: tenant.now() }),
      db.delete(annotations).where(eq(annotations.id, id)),
      recordAudit(tenant, actor, 'annotation.remove', handed.about),
    ])
    .catch(orInsisted('annotations.taken'))
  return actId
}

type Row = typeof annotations.$inferSelect

export const annotationBack = reversal<{ row: Row }>({
  subject: ({ row }) =>
    row.subjectKind === 'submission'
      ? { kind: 'submission', id: row.subjectId }
      : { kind: 'attempt', id: row.subjectId.split(':')[0]! },
  async prepare(tenant, actor, { row }) {
    const { item, course } = await openHanded(tenant, actor, { kind: row.subjectKind, id: row.subjectId })
    await refuseLocked(tenant, item, course)
    return [insistUnlocked(tenant.db, item.id), tenant.db.insert(annotations).values(row).onConflictDoNothing()]
  },
})

/** What a form with this key has written before; a key that was used for other work is nobody's to know of. */
async function standingWith({ db }: Tenant, key: string, { subject }: Handed): Promise<{ id: string } | null> {
  const [row] = await db.select().from(annotations).where(eq(annotations.id, key)).limit(1)
  if (!row) return null
  if (row.subjectKind !== subject.kind || row.subjectId !== subject.id) throw new NotFound()
  return { id: row.id }
}

function placeIn({ text, fileIds }: Handed, at: PlaceGiven | null): Place {
  const place =
    at === null
      ? null
      : 'mediaId' in at
        ? fileIds.includes(at.mediaId)
          ? pagePlace(at.shape)
          : null
        : 'exact' in at
          ? placeOf(text, at)
          : placeAt(text, at.start, at.end)
  if (!place) throw new Invalid('at', 'annotations.noPlace')
  return place
}

function wordsOf(comment: string): string {
  const words = cleanText(comment, MOST_NOTE)
  if (!words) throw new Invalid('comment', 'annotations.empty')
  return words
}

const refuse = (reason: string): never => {
  throw new Conflict(reason)
}
