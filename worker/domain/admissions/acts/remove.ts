import { and, eq, sql } from 'drizzle-orm'
import { anyOf } from '../../../db/insert-many'
import { searchEntries, sessions, users } from '../../../db/schema'
import { keepAnOwner, keepPeopleAfterAll, keepPlaces, personEntry, purgePeopleLater, wakeForBin } from '../../people'
import { authorize } from '../../policy'
import { indexEntries } from '../../search'
import { act } from './act'

type Before = { id: string; name: string; email: string | null; username: string | null }[]

/** Puts people into the bin. What they did stays; a job empties the bin after the organization's retention. */
export const remove = act<Before>({
  async prepare(tenant, actor, people) {
    for (const person of people) authorize(actor, 'person.remove', person)
    const changed = people.map(({ id }) => id)
    const theirs = anyOf(changed)
    await wakeForBin(tenant)
    return {
      before: people.map(({ id, name, email, username }) => ({ id, name, email, username })),
      changed,
      statements: [
        tenant.db.update(users).set({ deletedAt: tenant.now() }).where(sql`${users.id} in ${theirs}`),
        tenant.db.delete(sessions).where(sql`${sessions.userId} in ${theirs}`),
        tenant.db
          .delete(searchEntries)
          .where(and(eq(searchEntries.kind, 'person'), sql`${searchEntries.subjectId} in ${theirs}`)),
        purgePeopleLater(tenant, changed),
        keepAnOwner(tenant),
      ],
    }
  },
  async undo(tenant, _actor, before, at) {
    await keepPlaces(tenant, before.length)
    return [
      tenant.db
        .update(users)
        .set({ deletedAt: null })
        .where(and(sql`${users.id} in ${anyOf(before.map(({ id }) => id))}`, eq(users.deletedAt, at))),
      keepPeopleAfterAll(
        tenant,
        before.map(({ id }) => id),
      ),
      indexEntries(tenant.db, before.map(personEntry)),
    ]
  },
})
