import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { media, mediaLinks } from '../../db/schema'

export const MOST_FEEDBACK = 10

/** Unexecuted: files and recordings that markers give back with work; `works` names rows that hold it. */
export const feedbackQuery = (db: Database, works: SQL) =>
  db
    .select({
      submissionId: mediaLinks.subjectId,
      id: media.id,
      name: media.name,
      size: media.size,
      type: media.type,
    })
    .from(mediaLinks)
    .innerJoin(media, eq(media.id, mediaLinks.mediaId))
    .where(and(eq(mediaLinks.kind, 'feedback'), isNull(media.deletedAt), sql`${mediaLinks.subjectId} in ${works}`))
    .orderBy(asc(media.id))
    .limit(100 * MOST_FEEDBACK)
