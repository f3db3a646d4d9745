import { integer, text } from 'drizzle-orm/sqlite-core'

/** UUIDv7: time-ordered and unguessable. */
export const id = (name = 'id') => text(name)
/** Milliseconds since the epoch, UTC. */
export const at = (name: string) => integer(name)
export const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>()
export const flag = (name: string) => integer(name, { mode: 'boolean' })
