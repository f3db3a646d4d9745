import { and, eq, isNull, like, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { media, mediaLinks } from '../../db/schema'

export type LinkKind = (typeof mediaLinks.$inferSelect)['kind']

/** Says that `subjectId` uses these files, for the batch that writes the content. Ids that are no files are passed over. */
export const linkMedia = (db: Database, kind: LinkKind, subjectId: string, mediaIds: string[]) =>
  db
    .insert(mediaLinks)
    .select(
      db
        .select({
          mediaId: media.id,
          kind: sql<LinkKind>`${kind}`.as('kind'),
          subjectId: sql<string>`${subjectId}`.as('subject_id'),
        })
        .from(media)
        .where(sql`${media.id} in (select value from json_each(${JSON.stringify(mediaIds)}))`),
    )
    .onConflictDoNothing()

/** Unexecuted: the pictures that `subjectId` uses, at most so many. */
export const linkedPicturesQuery = (db: Database, kind: LinkKind, subjectId: string, most: number) =>
  db
    .select({ id: media.id, key: media.key, name: media.name, size: media.size })
    .from(mediaLinks)
    .innerJoin(media, eq(media.id, mediaLinks.mediaId))
    .where(
      and(
        eq(mediaLinks.kind, kind),
        eq(mediaLinks.subjectId, subjectId),
        like(media.type, 'image/%'),
        isNull(media.deletedAt),
      ),
    )
    .limit(most)

/** Takes the links of `subjectId` away, but for those to `keep`. */
export const unlinkMedia = (db: Database, kind: LinkKind, subjectId: string, keep: string[] = []) =>
  db
    .delete(mediaLinks)
    .where(
      and(
        eq(mediaLinks.kind, kind),
        eq(mediaLinks.subjectId, subjectId),
        sql`${mediaLinks.mediaId} not in (select value from json_each(${JSON.stringify(keep)}))`,
      ),
    )
