import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { users } from '../../db/schema'
import { NotFound } from '../../errors'
import { recordAudit } from '../audit'
import { linkMedia, storeFile, unlinkMedia } from '../media'
import { type Actor, authorize } from '../policy'
import { personQuery } from './person-query'

/** Gives a person a photo (of one's own; admins of others). The media room takes out what the camera wrote about place and time. */
export async function setPhoto(
  tenant: Tenant,
  actor: Actor,
  id: string,
  file: { name: string; bytes: Uint8Array<ArrayBuffer> },
): Promise<void> {
  await findEditable(tenant, actor, id)
  const { db } = tenant
  const photo = await storeFile(tenant, actor, { ...file, purpose: 'photo' })
  await db.batch([
    db.update(users).set({ photoId: photo.id }).where(eq(users.id, id)),
    unlinkMedia(db, 'user', id),
    linkMedia(db, 'user', id, [photo.id]),
    recordAudit(tenant, actor, 'person.photo', { kind: 'person', id, after: { photo: photo.id } }),
  ])
}

export async function removePhoto(tenant: Tenant, actor: Actor, id: string): Promise<void> {
  await findEditable(tenant, actor, id)
  const { db } = tenant
  await db.batch([
    db.update(users).set({ photoId: null }).where(eq(users.id, id)),
    unlinkMedia(db, 'user', id),
    recordAudit(tenant, actor, 'person.remove-photo', { kind: 'person', id }),
  ])
}

async function findEditable(tenant: Tenant, actor: Actor, id: string) {
  const [person] = await personQuery(tenant, id)
  if (!person) throw new NotFound()
  if (actor.id !== id) authorize(actor, 'person.edit', person)
}
