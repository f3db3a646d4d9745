import { and, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import { anyOf } from '../../../db/insert-many'
import { users } from '../../../db/schema'
import type { UserState } from '../../../db/schema/people'

export type States = { id: string; state: UserState }[]

/** Gives people the state they had, where `unchanged` says that nobody touched it since. */
export function putBackStates({ db }: Tenant, states: States, unchanged: SQL | undefined) {
  const former = sql<UserState>`(select json_extract(value, '$.state') from json_each(${JSON.stringify(states)})
    where json_extract(value, '$.id') = ${users.id})`
  return db
    .update(users)
    .set({
      state: former as unknown as UserState,
      suspendedAt: sql`case when ${former} = 'suspended' then ${users.suspendedAt} end`,
    })
    .where(and(sql`${users.id} in ${anyOf(states.map(({ id }) => id))}`, unchanged))
}
