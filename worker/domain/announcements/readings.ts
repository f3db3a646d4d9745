import { type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isFor } from '../../db/announced'
import type { Database } from '../../db/client'
import { behind, cutPage, type PageAsked } from '../../db/page'
import { announcementReadings } from '../../db/schema'
import { Forbidden } from '../../errors'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import { announcementQueries, findAnnouncement, findAnnouncementToEdit, foundIn, toEdit } from './find-announcement'

/** Somebody says that they have read it, or puts it away. Twice is once, and the first time stands. */
export async function readAnnouncement(tenant: Tenant, actor: Actor, id: string) {
  const found = await findAnnouncement(tenant, actor, id)
  if (!found.isFor) throw new Forbidden()
  await tenant.db
    .insert(announcementReadings)
    .values({ announcementId: id, userId: actor.id, at: tenant.now() })
    .onConflictDoNothing()
  return found
}

/** SQL: those whom an announcement is for, without who wrote it; nobody once it is withdrawn. */
export const announcedTo = (id: string, writerId: string): SQL =>
  sql`(select person.id from announcements an join users person on ${isFor(sql`person.id`)}
    where an.id = ${id} and an.withdrawn_at is null and person.id <> ${writerId})`

export type ReadersFilter = 'all' | 'read' | 'unread'

/** Who has read an announcement and who has not, by name, for those who may write there. */
export async function listReaders(
  tenant: Tenant,
  actor: Actor,
  id: string,
  { show, ...page }: PageAsked & { show: ReadersFilter },
) {
  const [row, edits, rows, [counted]] = await tenant.db.batch([
    ...announcementQueries(tenant.db, actor, id),
    readersQuery(tenant.db, id, show, { ...page, size: page.size + 1 }),
    countQuery(tenant.db, id),
  ])
  const found = toEdit(actor, foundIn(tenant, actor, [row, edits]))
  const { rows: readers, next } = cutPage(rows, page.size, ({ folded, id }) => [folded, id])
  return { ...found, readers, next, all: counted?.all ?? 0, read: counted?.read ?? 0 }
}

/** The same, whole, for a file; that it was taken is recorded. */
export async function exportReaders(tenant: Tenant, actor: Actor, id: string) {
  const { announcement } = await findAnnouncementToEdit(tenant, actor, id)
  await recordAudit(tenant, actor, 'announcement.export', { kind: 'announcement', id })
  return { announcement, readers: everyReader(tenant, id) }
}

async function* everyReader(tenant: Tenant, id: string) {
  for (let cursor: string | null = null, more = true; more; ) {
    const size = 500
    const rows = await readersQuery(tenant.db, id, 'all', { cursor, size: size + 1 })
    const page = cutPage(rows, size, ({ folded, id }) => [folded, id])
    yield* page.rows
    cursor = page.next
    more = cursor !== null
  }
}

const people = sql`announcements an join users person on ${isFor(sql`person.id`)}
  left join announcement_readings r on r.announcement_id = an.id and r.user_id = person.id`
const folded = sql<string>`lower(person.name)`

const readersQuery = (db: Database, id: string, show: ReadersFilter, { cursor, size }: PageAsked) =>
  db
    .select({
      id: sql<string>`person.id`.as('person_id'),
      name: sql<string>`person.name`.as('person_name'),
      photoId: sql<string | null>`person.photo_id`.as('person_photo'),
      readAt: sql<number | null>`r.at`.as('read_at'),
      folded: folded.as('folded_name'),
    })
    .from(people)
    .where(
      sql`an.id = ${id} ${show === 'all' ? sql`` : show === 'read' ? sql`and r.at is not null` : sql`and r.at is null`}
        and ${behind([folded, sql`person.id`], cursor, 'up') ?? sql`1`}`,
    )
    .orderBy(folded, sql`person.id`)
    .limit(size)

const countQuery = (db: Database, id: string) =>
  db
    .select({ all: sql<number>`count(*)`.as('all_readers'), read: sql<number>`count(r.at)`.as('have_read') })
    .from(people)
    .where(sql`an.id = ${id}`)
