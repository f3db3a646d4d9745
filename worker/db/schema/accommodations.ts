import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { at, id } from './columns'
import { items } from './courses'
import { users } from './people'

/** What stands for one person in everything they do: no row is nothing. */
export const accommodations = sqliteTable('accommodations', {
  userId: text('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  /** Percent more of every time limit. */
  extraTime: integer('extra_time').notNull().default(0),
  /** Minutes in an attempt during which its clock may stand still. */
  breakMinutes: integer('break_minutes').notNull().default(0),
  /** More attempts at every quiz that counts them. */
  extraAttempts: integer('extra_attempts').notNull().default(0),
  /** Dates that everyone or a group has are later: days on the course's wall clock, then hours. */
  laterDays: integer('later_days').notNull().default(0),
  laterHours: integer('later_hours').notNull().default(0),
  /** Why; for those who may set it. */
  note: text('note').notNull().default(''),
  setBy: text('set_by').notNull(),
  setAt: at('set_at').notNull(),
})

/**
 * What one person or one group has otherwise in a quiz; null is as everyone has it. 0 minutes is no limit, 0 attempts is as
 * many as one likes, an empty code is none.
 */
export const quizOverrides = sqliteTable(
  'quiz_overrides',
  {
    id: id().primaryKey(),
    itemId: text('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'cascade' }),
    userId: text('user_id').references(() => users.id, { onDelete: 'cascade' }),
    groupId: text('group_id'),
    opensAt: at('opens_at'),
    closesAt: at('closes_at'),
    timeLimitMinutes: integer('time_limit_minutes'),
    attemptsAllowed: integer('attempts_allowed'),
    accessCode: text('access_code'),
    reason: text('reason').notNull().default(''),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('quiz_overrides_user').on(t.itemId, t.userId),
    uniqueIndex('quiz_overrides_group').on(t.itemId, t.groupId),
    index('quiz_overrides_of_user').on(t.userId),
  ],
)

/** When the clocks of a zone change, for adding days on the wall clock in SQL. Without rows a day has 24 hours. */
export const zoneChanges = sqliteTable(
  'zone_changes',
  {
    zone: text('zone').notNull(),
    at: at('at').notNull(),
    /** The same as its wall clock shows it, as if that were UTC: from then on only the new offset is meant. */
    wallFrom: at('wall_from').notNull(),
    /** Milliseconds ahead of UTC from then on. */
    ahead: integer('ahead').notNull(),
  },
  (t) => [primaryKey({ columns: [t.zone, t.at] })],
)
