import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Place } from '../../lib/place'
import { at, id, json } from './columns'
import { media } from './media'

/** What a marker says about a place in work that was handed in. */
export const annotations = sqliteTable(
  'annotations',
  {
    /** Chosen with the form, so that what is sent twice is kept once. */
    id: id().primaryKey(),
    /** As in `marks`: the row that holds the work, or the answer to one question of an attempt. */
    subjectKind: text('subject_kind').$type<'submission' | 'response'>().notNull(),
    subjectId: text('subject_id').notNull(),
    /** The file in which it stands; null is the text. */
    mediaId: text('media_id').references(() => media.id, { onDelete: 'cascade' }),
    place: json<Place>('place').notNull(),
    comment: text('comment').notNull(),
    /** Grows by one with every change: who writes says which one they have read. */
    revision: integer('revision').notNull().default(1),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    updatedBy: text('updated_by').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [index('annotations_subject').on(t.subjectKind, t.subjectId), index('annotations_media').on(t.mediaId)],
)
