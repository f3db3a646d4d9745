import { migrations } from '../migrations/directory'
import { statementsOf } from './migrate'

/** For development and tests: brings an empty or older directory to the newest schema. Deployments use `wrangler d1 migrations apply`. */
export async function migrateDirectory(database: D1Database): Promise<void> {
  await database.prepare('create table if not exists _migrations (version integer primary key)').run()
  const current =
    (await database.prepare('select max(version) as version from _migrations').first<{ version: number | null }>())
      ?.version ?? 0
  for (let version = current + 1; version <= migrations.length; version++) {
    const lock = database.prepare('insert into _migrations (version) values (?)').bind(version)
    await database.batch([lock, ...statementsOf(migrations[version - 1]!).map((sql) => database.prepare(sql))])
  }
}
