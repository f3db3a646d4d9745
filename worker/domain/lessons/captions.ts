import { and, eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courses, items, mediaLinks, mediaTracks } from '../../db/schema'
import { addTrack, type Media, type NewTrack, removeTrack } from '../media'
import type { Actor } from '../policy'
import { indexEntry, removeEntry } from '../search'

/** Captions for a film, found by search in every lesson that shows it. */
export async function addCaptions(tenant: Tenant, actor: Actor, file: Media, given: NewTrack) {
  const added = await addTrack(tenant, actor, file, given)
  await indexLessonsWith(tenant, file.id)
  return added
}

export async function removeCaptions(tenant: Tenant, actor: Actor, file: Media, trackId: string): Promise<string> {
  const actId = await removeTrack(tenant, actor, file, trackId)
  await indexLessonsWith(tenant, file.id)
  return actId
}

export async function indexLessonsWith(tenant: Tenant, mediaId: string) {
  const used = await tenant.db
    .select({ itemId: mediaLinks.subjectId })
    .from(mediaLinks)
    .where(and(eq(mediaLinks.mediaId, mediaId), eq(mediaLinks.kind, 'item')))
    .limit(50)
  for (const { itemId } of used) await indexCaptions(tenant, itemId)
}

/** What is said in the films of a lesson, as one entry of search. */
export async function indexCaptions(tenant: Tenant, itemId: string): Promise<void> {
  const { db } = tenant
  const [[item], tracks] = await db.batch([
    db
      .select({
        title: items.title,
        courseId: items.courseId,
        publishedAt: items.publishedAt,
        coursePublishedAt: courses.publishedAt,
      })
      .from(items)
      .innerJoin(courses, eq(courses.id, items.courseId))
      .where(eq(items.id, itemId))
      .limit(1),
    db
      .select({ transcript: mediaTracks.transcript })
      .from(mediaTracks)
      .innerJoin(mediaLinks, eq(mediaLinks.mediaId, mediaTracks.mediaId))
      .where(and(eq(mediaLinks.subjectId, itemId), eq(mediaLinks.kind, 'item'))),
  ])
  const body = tracks.map(({ transcript }) => transcript).join('\n')
  if (!item || !body) {
    await removeEntry(db, 'caption', itemId)
    return
  }
  const { title, courseId, publishedAt, coursePublishedAt } = item
  const published = publishedAt !== null && coursePublishedAt !== null
  await indexEntry(db, { kind: 'caption', subjectId: itemId, courseId, title, body, published })
}
