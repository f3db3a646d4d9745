import { sql } from 'drizzle-orm'
import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { RulingData, RulingKind } from '../../lib/rulings'
import { questionVersions, quizzes } from './assessment'
import { at, id, json } from './columns'

/** How a question is marked otherwise than it was asked, in every attempt at a quiz that asks this version. */
export const rulings = sqliteTable(
  'rulings',
  {
    id: id().primaryKey(),
    itemId: text('item_id')
      .notNull()
      .references(() => quizzes.itemId, { onDelete: 'cascade' }),
    versionId: text('version_id')
      .notNull()
      .references(() => questionVersions.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<RulingKind>().notNull(),
    data: json<RulingData>('data').notNull().default({}),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    /** Taken back: it holds no more, and stands here for who asks. */
    revokedBy: text('revoked_by'),
    revokedAt: at('revoked_at'),
  },
  (t) => [
    index('rulings_item').on(t.itemId),
    uniqueIndex('rulings_once')
      .on(t.itemId, t.versionId, t.kind)
      .where(sql`${t.revokedAt} is null and ${t.kind} <> 'accept'`),
  ],
)
