import { customType, integer, text } from 'drizzle-orm/sqlite-core'
import type { Rule } from '../../domain/rules'
import { reachOf } from '../../lib/reach'

/** UUIDv7: time-ordered and unguessable. */
export const id = (name = 'id') => text(name)
/** Milliseconds since the epoch, UTC. */
export const at = (name: string) => integer(name)
export const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>()
export const flag = (name: string) => integer(name, { mode: 'boolean' })

/** A rule, and beside it what SQL asks about whom it keeps away for good: written together, so that they cannot differ. */
export const rule = customType<{ data: Rule; driverData: string }>({
  dataType: () => 'text',
  toDriver: (said) => JSON.stringify({ rule: said, reach: reachOf(said) }),
  fromDriver: (text) => {
    const kept = JSON.parse(text) as Rule | { rule: Rule }
    return 'rule' in kept ? kept.rule : kept // as it stood before 0025
  },
})
