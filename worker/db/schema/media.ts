import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { at, id, json } from './columns'

/** A file in R2 under the tenant's prefix. */
export const media = sqliteTable(
  'media',
  {
    id: id().primaryKey(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    /** Bytes. */
    size: integer('size').notNull(),
    /** What a picture shows: offered where it is put into a lesson. */
    alt: text('alt').notNull().default(''),
    /** As sniffed, never as claimed. */
    type: text('type').notNull(),
    sha256: text('sha256'),
    width: integer('width'),
    height: integer('height'),
    seconds: integer('seconds'),
    purpose: text('purpose')
      .$type<'content' | 'photo' | 'logo' | 'submission' | 'feedback' | 'caption' | 'thumbnail' | 'import'>()
      .notNull(),
    thumbnailKey: text('thumbnail_key'),
    ownerId: text('owner_id').notNull(),
    createdAt: at('created_at').notNull(),
    deletedAt: at('deleted_at'),
  },
  (t) => [index('media_owner').on(t.ownerId, t.createdAt), index('media_created').on(t.createdAt)],
)

/**
 * What uses a file; access is decided on every request by what links to it. `draft` are lessons whose authors see it and whose
 * learners do not yet; `history` are items that once did, and may again.
 */
export const mediaLinks = sqliteTable(
  'media_links',
  {
    mediaId: text('media_id')
      .notNull()
      .references(() => media.id, { onDelete: 'cascade' }),
    kind: text('kind')
      .$type<
        | 'item'
        | 'draft'
        | 'history'
        | 'course'
        | 'user'
        | 'organization'
        | 'submission'
        | 'response'
        | 'media'
        | 'feedback'
        | 'bank'
        | 'reply'
      >()
      .notNull(),
    subjectId: text('subject_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.mediaId, t.kind, t.subjectId] }),
    index('media_links_subject').on(t.subjectId, t.kind),
  ],
)

/** Captions of a video or audio file, as WebVTT in media storage. */
export const mediaTracks = sqliteTable(
  'media_tracks',
  {
    id: id().primaryKey(),
    mediaId: text('media_id')
      .notNull()
      .references(() => media.id, { onDelete: 'cascade' }),
    language: text('language').notNull(),
    label: text('label').notNull(),
    key: text('key').notNull(),
    transcript: text('transcript').notNull().default(''),
    createdAt: at('created_at').notNull(),
  },
  (t) => [index('media_tracks_media').on(t.mediaId)],
)

/** A multipart upload under way; parts that have arrived survive a cut. */
export const uploads = sqliteTable(
  'uploads',
  {
    id: id().primaryKey(),
    ownerId: text('owner_id').notNull(),
    key: text('key').notNull(),
    r2UploadId: text('r2_upload_id').notNull(),
    name: text('name').notNull(),
    size: integer('size').notNull(),
    purpose: text('purpose').notNull(),
    partSize: integer('part_size').notNull(),
    parts: json<{ partNumber: number; etag: string }[]>('parts').notNull().default([]),
    createdAt: at('created_at').notNull(),
    mediaId: text('media_id'),
  },
  (t) => [index('uploads_created').on(t.createdAt)],
)
