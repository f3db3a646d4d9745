import { sql } from 'drizzle-orm'
import { anyOf, insertMany } from '../../../db/insert-many'
import { sessions } from '../../../db/schema'
import { authorize } from '../../policy'
import { act } from './act'

/** Ends every sign-in session of people. Undo puts the sessions back, not the cookies: those never left their devices. */
export const signOutEverywhere = act<(typeof sessions.$inferSelect)[]>({
  async prepare(tenant, actor, people) {
    for (const person of people) authorize(actor, 'person.edit', person)
    const theirs = sql`${sessions.userId} in ${anyOf(people.map(({ id }) => id))}`
    const open = await tenant.db.select().from(sessions).where(theirs)
    return {
      before: open,
      changed: [...new Set(open.map(({ userId }) => userId))],
      statements: [tenant.db.delete(sessions).where(theirs)],
    }
  },
  async undo(tenant, _actor, before) {
    const still = sql`(select id from users where state = 'active' and deleted_at is null)`
    return [
      insertMany(tenant.db, sessions, before).onConflictDoNothing(),
      tenant.db.delete(sessions).where(sql`${sessions.userId} not in ${still}`),
    ]
  },
})
