import { sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { at, id } from './columns'
import { users } from './people'

/** The secret address at which a calendar program reads somebody's dates: one a person, so that a new one ends the one before. */
export const calendarFeeds = sqliteTable(
  'calendar_feeds',
  {
    userId: text('user_id')
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** sha256 of the secret, which is told once. */
    hash: id('hash').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [uniqueIndex('calendar_feeds_hash').on(t.hash)],
)
