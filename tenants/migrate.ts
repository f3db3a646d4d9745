import { eq } from 'drizzle-orm'
import { migrations } from '../migrations/tenant'
import { isUniqueViolation } from '../worker/db/conflict'
import { recollection } from '../worker/lib/remember'
import type { Statement } from './cell'
import { slots } from './directory/schema'
import type { Platform } from './platform'
import { openSlot, type Slot } from './slots'

export const headVersion = migrations.length

const seen = recollection<true>(20_000)

/** Brings a slot's database to the newest schema in one batch. The versions' rows are the lock, and go back with the DDL if that fails. */
export async function migrateSlot(platform: Platform, slot: Slot): Promise<void> {
  if (slot.schemaVersion >= headVersion || seen.get(slot.id)) return
  const database = openSlot(platform, slot)
  const create = 'create table if not exists _migrations (version integer primary key, at integer not null)'
  const readVersion = async () => {
    const { answers } = await database.batch([statement(create), statement('select max(version) from _migrations')])
    return Number(answers[1]?.rows[0]?.[0] ?? 0)
  }
  for (let current = await readVersion(); current < headVersion; current = await readVersion()) {
    const missing = migrations
      .slice(current)
      .flatMap((migration, i) => [
        statement('insert into _migrations (version, at) values (?, ?)', current + i + 1, platform.now()),
        ...statementsOf(migration).map((sql) => statement(sql)),
      ])
    try {
      await database.batch(missing)
    } catch (error) {
      if (!isUniqueViolation(error)) throw error // somebody else runs them at this moment: theirs commit whole
    }
  }
  database.close()
  await platform.directory.update(slots).set({ schemaVersion: headVersion }).where(eq(slots.id, slot.id))
  slot.schemaVersion = headVersion
  seen.set(slot.id, true)
}

export const statementsOf = (migration: string) =>
  migration
    .split('--> statement-breakpoint')
    .map((sql) => sql.trim())
    .filter(Boolean)

const statement = (sql: string, ...params: unknown[]): Statement => ({ sql, params })
