import { and, asc, eq, lt, sql } from 'drizzle-orm'
import type { Statement } from './cell'
import { findRecord, type TenantRecord } from './directory/records'
import { hostnames, signInHints, signUps, slots, tenantEvents, tenants } from './directory/schema'
import type { Platform } from './platform'
import { openSlot } from './slots'
import { openTenant } from './tenant'

/** So long after it was asked for a deletion can be taken back. */
export const GRACE_MS = 30 * 86_400_000
const PAGES_AT_ONCE = 20

/**
 * Takes one organization whose grace is over out of every store. Gives whether there is more to do, of this one or of
 * others; a run that was cut is simply done again. The slot is retired: no other organization ever gets it.
 */
export async function purgeDeleted(platform: Platform): Promise<boolean> {
  const [due] = await platform.directory
    .select({ id: tenants.id })
    .from(tenants)
    .where(and(eq(tenants.state, 'deleting'), lt(tenants.stateAt, platform.now() - GRACE_MS)))
    .orderBy(asc(tenants.stateAt))
    .limit(1)
  const record = due && (await findRecord(platform.directory, due.id))
  if (!record) return false
  if (record.slot && (await ownsItsSlot(platform, record))) await closeLines(platform, record)
  if (!(await emptyMedia(platform, record.id))) return true
  if (record.slot && (await ownsItsSlot(platform, record))) await emptyDatabase(platform, record)
  await forget(platform, record.id)
  return true
}

const statement = (sql: string, ...params: unknown[]): Statement => ({ sql, params })

/** False once its database is empty, also where a run was cut right after. */
async function ownsItsSlot(platform: Platform, record: TenantRecord): Promise<boolean> {
  const slot = openSlot(platform, record.slot!)
  try {
    const tables = await slot.batch([statement("select name from sqlite_master where name = 'meta'")])
    if (tables.answers[0]!.rows.length === 0) return false
    const { answers } = await slot.batch([statement('select tenant_id from meta')])
    return answers[0]!.rows[0]?.[0] === record.id
  } finally {
    slot.close()
  }
}

/** Live rooms, the clock, and uploads that never arrived: what only the database knows of. */
async function closeLines(platform: Platform, record: TenantRecord): Promise<void> {
  const tenant = await openTenant(platform, record)
  try {
    await tenant.rooms.closeAll()
    await tenant.clock.stop()
    const open = await tenant.db.all<{ key: string; upload: string }>(
      sql`select key, r2_upload_id as upload from uploads where media_id is null limit 1000`,
    )
    for (const { key, upload } of open)
      await tenant.media
        .resumeUpload(key, upload)
        .abort()
        .catch(() => {}) // it may have been given up before
  } finally {
    tenant.close()
  }
}

/** Whether nothing is left under the tenant's prefix. */
async function emptyMedia({ env: { MEDIA } }: Platform, tenantId: string): Promise<boolean> {
  for (let page = 0; page < PAGES_AT_ONCE; page++) {
    const { objects } = await MEDIA.list({ prefix: `t/${tenantId}/`, limit: 1_000 })
    if (objects.length === 0) return true
    await MEDIA.delete(objects.map(({ key }) => key))
  }
  return false
}

/** Every row of every table in one batch; whose the database was goes last, and with it the way in. */
async function emptyDatabase(platform: Platform, record: TenantRecord): Promise<void> {
  const slot = openSlot(platform, record.slot!)
  try {
    const { answers } = await slot.batch([
      statement(
        `select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'
          and name not like '\\_cf\\_%' escape '\\' and name not like 'search\\_index%' escape '\\' and name <> '_migrations'
          order by name = 'meta', name`,
      ),
    ])
    const names = answers[0]!.rows.map(([name]) => String(name))
    await slot.batch([
      statement('pragma defer_foreign_keys = on'),
      ...names.map((name) => statement(`delete from "${name.replaceAll('"', '""')}"`)),
      statement("insert into search_index(search_index) values ('optimize')"),
    ])
  } finally {
    slot.close()
  }
}

/** The directory keeps that there was somebody, and neither name nor address. */
async function forget({ directory, now }: Platform, tenantId: string): Promise<void> {
  const isClosing = and(eq(tenants.id, tenantId), eq(tenants.state, 'deleting'))
  await directory.batch([
    directory.delete(signInHints).where(eq(signInHints.tenantId, tenantId)),
    directory.delete(hostnames).where(eq(hostnames.tenantId, tenantId)),
    directory.delete(signUps).where(eq(signUps.tenantId, tenantId)),
    directory
      .update(slots)
      .set({ state: 'retired' })
      .where(eq(slots.id, sql`(select slot_id from tenants where id = ${tenantId})`)),
    directory.update(tenantEvents).set({ detail: '' }).where(eq(tenantEvents.tenantId, tenantId)),
    // Before the state says it: two runs at once tell it once.
    directory.insert(tenantEvents).select(
      directory
        .select({
          seq: sql<number>`null`.as('seq'),
          tenantId: tenants.id,
          name: sql<string>`'deleted'`.as('event_name'),
          detail: sql<string>`''`.as('detail'),
          at: sql<number>`${now()}`.as('at'),
        })
        .from(tenants)
        .where(isClosing),
    ),
    directory
      .update(tenants)
      .set({ state: 'deleted', stateAt: now(), slug: sql`${tenants.id}`, name: '', orderNonce: null })
      .where(isClosing),
  ])
}
