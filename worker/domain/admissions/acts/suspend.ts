import { and, eq, sql } from 'drizzle-orm'
import { anyOf } from '../../../db/insert-many'
import { sessions, users } from '../../../db/schema'
import { keepAnOwner } from '../../people'
import { authorize } from '../../policy'
import { act } from './act'
import { putBackStates, type States } from './states'

/** Closes the door to people: their sign-in sessions end in the same moment. */
export const suspend = act<States>({
  async prepare(tenant, actor, people) {
    const others = people.filter(({ state }) => state !== 'suspended')
    for (const person of others) authorize(actor, 'person.suspend', person)
    const changed = others.map(({ id }) => id)
    return {
      before: others.map(({ id, state }) => ({ id, state })),
      changed,
      statements: [
        tenant.db
          .update(users)
          .set({ state: 'suspended', suspendedAt: tenant.now() })
          .where(sql`${users.id} in ${anyOf(changed)}`),
        tenant.db.delete(sessions).where(sql`${sessions.userId} in ${anyOf(changed)}`),
        keepAnOwner(tenant),
      ],
    }
  },
  async undo(tenant, _actor, before, at) {
    return [putBackStates(tenant, before, and(eq(users.state, 'suspended'), eq(users.suspendedAt, at)))]
  },
})
