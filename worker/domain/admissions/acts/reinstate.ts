import { sql } from 'drizzle-orm'
import { anyOf, insertMany } from '../../../db/insert-many'
import { events, sessions, users } from '../../../db/schema'
import { keepAnOwner } from '../../people'
import { authorize } from '../../policy'
import { act } from './act'
import { putBackStates, type States } from './states'

/** Brings suspended people back, and lets those in who asked to join. */
export const reinstate = act<States>({
  async prepare(tenant, actor, people) {
    const others = people.filter(({ state }) => state === 'suspended' || state === 'requested')
    for (const person of others) authorize(actor, 'person.suspend', person)
    const changed = others.map(({ id }) => id)
    const at = tenant.now()
    const approved = others.filter(({ state }) => state === 'requested')
    return {
      before: others.map(({ id, state }) => ({ id, state })),
      changed,
      statements: [
        tenant.db
          .update(users)
          .set({
            state:
              sql`case when ${users.passwordHash} is null and ${users.emailVerifiedAt} is null and ${users.state} = 'suspended' then 'invited' else 'active' end` as never,
          })
          .where(sql`${users.id} in ${anyOf(changed)}`),
        insertMany(
          tenant.db,
          events,
          approved.map(({ id }) => ({ name: 'user.activated', subjectId: id, key: '', actorId: actor.id, at })),
        ).onConflictDoNothing(),
      ],
    }
  },
  async undo(tenant, _actor, before) {
    return [
      putBackStates(tenant, before, sql`${users.state} <> 'suspended'`),
      tenant.db.delete(sessions).where(sql`${sessions.userId} in ${anyOf(before.map(({ id }) => id))}`),
      keepAnOwner(tenant),
    ]
  },
})
