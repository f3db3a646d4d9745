import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { users } from '../../db/schema'
import { Conflict, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { armMediaSweep, linkMedia, storeFile, unlinkMedia } from '../media'
import { type Actor, authorize } from '../policy'
import { keepWayBack, reversal } from '../undo'
import { personQuery } from './person-query'

/**
 * Gives a person a photo (of one's own; admins of others). The media room takes out what the camera wrote about place and
 * time. Gives the act's id.
 */
export async function setPhoto(
  tenant: Tenant,
  actor: Actor,
  id: string,
  file: { name: string; bytes: Uint8Array<ArrayBuffer> },
): Promise<string> {
  const { photoId } = await findEditable(tenant, actor, id)
  const { db } = tenant
  const photo = await storeFile(tenant, actor, { ...file, purpose: 'photo' })
  const way = wayBack(tenant, 'person.photo', { userId: id, is: photo.id, mediaId: photoId })
  await db.batch([
    keepWayBack(tenant, actor, way),
    db.update(users).set({ photoId: photo.id }).where(eq(users.id, id)),
    unlinkMedia(db, 'user', id),
    linkMedia(db, 'user', id, [photo.id]),
    recordAudit(tenant, actor, 'person.photo', { kind: 'person', id, after: { photo: photo.id } }),
  ])
  return way.id
}

/** Gives the act's id; null where there was none. */
export async function removePhoto(tenant: Tenant, actor: Actor, id: string): Promise<string | null> {
  const { photoId } = await findEditable(tenant, actor, id)
  if (!photoId) return null
  const { db } = tenant
  const way = wayBack(tenant, 'person.remove-photo', { userId: id, is: null, mediaId: photoId })
  await armMediaSweep(tenant)
  await db.batch([
    keepWayBack(tenant, actor, way),
    db.update(users).set({ photoId: null }).where(eq(users.id, id)),
    unlinkMedia(db, 'user', id),
    recordAudit(tenant, actor, 'person.remove-photo', { kind: 'person', id }),
  ])
  return way.id
}

type Changed = { userId: string; is: string | null; mediaId: string | null }

const wayBack = ({ now }: Tenant, kind: string, before: Changed) => ({ id: newId(), kind, before, at: now() })

/** The photo that was there before, or none, unless another one has come since. */
export const photoBack = reversal<Changed>({
  subject: ({ userId }) => ({ kind: 'person', id: userId }),
  async prepare(tenant, actor, { userId, is, mediaId }) {
    const { photoId } = await findEditable(tenant, actor, userId)
    if (photoId !== is) throw new Conflict('people.undoTaken')
    const { db } = tenant
    return [
      db.update(users).set({ photoId: mediaId }).where(eq(users.id, userId)),
      unlinkMedia(db, 'user', userId),
      linkMedia(db, 'user', userId, mediaId ? [mediaId] : []),
    ]
  },
})

async function findEditable(tenant: Tenant, actor: Actor, id: string) {
  const [person] = await personQuery(tenant, id)
  if (!person) throw new NotFound()
  if (actor.id !== id) authorize(actor, 'person.edit', person)
  return person
}
