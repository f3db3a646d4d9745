import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import { anyOf } from '../../../db/insert-many'
import { invitations, searchEntries, sessions, users } from '../../../db/schema'
import { Invalid } from '../../../errors'
import { keepAnOwner, keepPeopleAfterAll, keepPlaces, personEntry, purgePeopleLater, wakeForBin } from '../../people'
import { authorize } from '../../policy'
import { indexEntries } from '../../search'
import { act, type Selected } from './act'

/** Takes people out of the bin, as they were; an invitation that was taken back stands again. */
export const restore = act<string[]>({
  async prepare(tenant, actor, people) {
    for (const person of people) authorize(actor, 'person.remove', person)
    await refuseTaken(tenant, people)
    await keepPlaces(tenant, people.length)
    const changed = people.map(({ id }) => id)
    const theirs = anyOf(changed)
    return {
      before: changed,
      changed,
      statements: [
        tenant.db
          .update(invitations)
          .set({ revokedAt: null })
          .where(and(sql`${invitations.userId} in ${theirs}`, isNull(invitations.acceptedAt))),
        tenant.db.update(users).set({ deletedAt: null }).where(sql`${users.id} in ${theirs}`),
        keepPeopleAfterAll(tenant, changed),
        indexEntries(tenant.db, people.map(personEntry)),
      ],
    }
  },
  async undo(tenant, _actor, ids) {
    const theirs = anyOf(ids)
    await wakeForBin(tenant)
    return [
      tenant.db
        .update(users)
        .set({ deletedAt: tenant.now() })
        .where(and(sql`${users.id} in ${theirs}`, isNull(users.deletedAt))),
      tenant.db.delete(sessions).where(sql`${sessions.userId} in ${theirs}`),
      tenant.db
        .delete(searchEntries)
        .where(and(eq(searchEntries.kind, 'person'), sql`${searchEntries.subjectId} in ${theirs}`)),
      purgePeopleLater(tenant, ids),
      keepAnOwner(tenant),
    ]
  },
})

/** Whose address or username somebody else has by now cannot come back under it. */
async function refuseTaken({ db }: Tenant, people: Selected[]) {
  const lower = (texts: (string | null)[]) => anyOf(texts.flatMap((text) => text?.toLowerCase() ?? []))
  const [taken] = await db
    .select({ name: users.name })
    .from(users)
    .where(
      and(
        isNull(users.deletedAt),
        or(
          sql`lower(${users.email}) in ${lower(people.map(({ email }) => email))}`,
          sql`lower(${users.username}) in ${lower(people.map(({ username }) => username))}`,
        ),
      ),
    )
    .limit(1)
  if (taken) throw new Invalid('person', 'people.restoreTaken', { name: taken.name })
}
