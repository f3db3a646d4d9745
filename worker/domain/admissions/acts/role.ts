import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import { anyOf } from '../../../db/insert-many'
import { sessions, users } from '../../../db/schema'
import type { Role } from '../../../db/schema/people'
import { Invalid } from '../../../errors'
import { recordReachMoved } from '../../events'
import { keepAnOwner } from '../../people'
import { authorize, needsAddress, roles } from '../../policy'
import { act } from './act'

type Before = { role: Role; people: { id: string; role: Role }[] }

/** Gives everybody the same role, never one above the actor's own. */
export const giveRole = act<Before>({
  async prepare(tenant, actor, people, { role: wanted }) {
    const role = roles.find((one) => one === wanted)
    if (!role) throw new Invalid('role', 'people.chooseRole')
    authorize(actor, 'person.grant', { role })
    const others = people.filter((person) => person.role !== role)
    for (const person of others) authorize(actor, 'person.edit', person)
    const unreachable = others.find(({ state, isVerified }) => state !== 'invited' && !isVerified)
    if (needsAddress(role) && unreachable)
      throw new Invalid('role', 'people.roleNeedsConfirmed', { name: unreachable.name })
    const changed = others.map(({ id }) => id)
    return {
      before: { role, people: others.map(({ id, role }) => ({ id, role })) },
      changed,
      statements: [
        tenant.db
          .update(users)
          .set({ role })
          .where(sql`${users.id} in ${anyOf(changed)}`),
        ...(needsAddress(role) ? [endUnmeasured(tenant, changed)] : []),
        keepAnOwner(tenant),
        recordReachMoved(tenant.db, changed, { actorId: actor.id, at: tenant.now() }),
      ],
    }
  },
  async undo(tenant, actor, { role, people }) {
    for (const person of people) authorize(actor, 'person.grant', person)
    const former = sql`(select json_extract(value, '$.role') from json_each(${JSON.stringify(people)})
      where json_extract(value, '$.id') = ${users.id})`
    return [
      tenant.db
        .update(users)
        .set({ role: former as unknown as Role })
        .where(and(sql`${users.id} in ${anyOf(people.map(({ id }) => id))}`, eq(users.role, role))),
      keepAnOwner(tenant),
      recordReachMoved(
        tenant.db,
        people.map(({ id }) => id),
        { actorId: actor.id, at: tenant.now() },
      ),
    ]
  },
})

/** Whose password's length is not known comes in anew: then it is measured. */
const endUnmeasured = ({ db }: Tenant, ids: string[]) =>
  db.delete(sessions).where(
    sql`${sessions.userId} in (select id from users where password_hash is not null and long_password is null
      and id in ${anyOf(ids)})`,
  )
