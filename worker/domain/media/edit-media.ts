import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { ensure, isRefused } from '../../db/guard'
import { media, mediaLinks } from '../../db/schema'
import { Conflict, NotFound } from '../../errors'
import { cleanLine } from '../../lib/text'
import { recordAudit } from '../audit'
import { type Actor, isAdmin } from '../policy'
import type { Media } from './find-media'
import { checkName } from './name'
import { armSweep, nextSweep } from './sweep'

/** The name people see, and what to say by default to those who cannot see the picture. */
export async function renameMedia(tenant: Tenant, actor: Actor, file: Media, given: { name: string; alt: string }) {
  const after = { name: withEnding(checkName(given.name), file.name), alt: cleanLine(given.alt, 1_000) }
  const before = { name: file.name, alt: file.alt }
  await tenant.db.batch([
    tenant.db.update(media).set(after).where(eq(media.id, file.id)),
    recordAudit(tenant, actor, 'media.rename', { kind: 'media', id: file.id, before, after }),
  ])
  return { ...file, ...after }
}

/** A download without its ending opens in nothing. */
function withEnding(name: string, old: string): string {
  const ending = /\.[\p{L}\p{N}]{1,8}$/u
  return ending.test(name) ? name : name + (ending.exec(old)?.[0] ?? '')
}

/** Away from the library at once, for good after a day. What is used somewhere stays. */
export async function binMedia(tenant: Tenant, actor: Actor, file: Media): Promise<void> {
  const { db } = tenant
  const used = sql`exists (select 1 from ${mediaLinks} where ${mediaLinks.mediaId} = ${file.id} and ${mediaLinks.kind} <> 'history')`
  await db
    .batch([
      ensure(db, sql`not ${used}`),
      db
        .update(media)
        .set({ deletedAt: tenant.now() })
        .where(and(eq(media.id, file.id), isNull(media.deletedAt))),
      recordAudit(tenant, actor, 'media.bin', { kind: 'media', id: file.id, before: { name: file.name } }),
      armSweep(tenant),
    ])
    .catch((error) => {
      throw isRefused(error) ? new Conflict('media.inUse') : error
    })
  await tenant.clock.wakeAt(nextSweep(tenant))
}

/** Takes the deletion back, as long as the file is still there. */
export async function restoreMedia(tenant: Tenant, actor: Actor, id: string): Promise<Media> {
  const { db } = tenant
  const [[restored]] = await db.batch([
    db
      .update(media)
      .set({ deletedAt: null })
      .where(
        and(eq(media.id, id), isNotNull(media.deletedAt), isAdmin(actor) ? undefined : eq(media.ownerId, actor.id)),
      )
      .returning(),
    recordAudit(tenant, actor, 'media.restore', { kind: 'media', id }),
  ])
  if (!restored) throw new NotFound()
  return restored
}
