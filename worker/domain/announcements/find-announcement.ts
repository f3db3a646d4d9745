import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isFor } from '../../db/announced'
import type { Answers, Database } from '../../db/client'
import { announcementEdits, announcements, users } from '../../db/schema'
import { NotFound } from '../../errors'
import { type Actor, authorize, can, isAdmin } from '../policy'
import { groupChoicesQuery } from './find-place'

/** An announcement as its reader, or somebody who may write there, finds it: one trip. NotFound for everybody else. */
export async function findAnnouncement(tenant: Tenant, actor: Actor, id: string) {
  const [row, edits] = await tenant.db.batch(announcementQueries(tenant.db, actor, id))
  return foundIn(tenant, actor, [row, edits])
}

/** Unexecuted, for the one batch of a page; `foundIn` decides about their answers. */
export const announcementQueries = (db: Database, actor: Actor, id: string) =>
  [
    db
      .select({
        announcement: announcements,
        isFor: sql<boolean>`(select ${isFor(sql`${actor.id}`)} from announcements an where an.id = ${id})`
          .mapWith(Boolean)
          .as('is_for'),
        readAt: sql<number | null>`(select r.at from announcement_readings r
          where r.announcement_id = ${id} and r.user_id = ${actor.id})`.as('own_reading'),
        course: sql<
          string | null
        >`(select c.title from courses c where c.id = announcements.course_id and c.deleted_at is null)`.as(
          'course_title',
        ),
        courseZone: sql<string | null>`(select c.zone from courses c where c.id = announcements.course_id)`.as(
          'course_zone',
        ),
        group: sql<
          string | null
        >`(select g.name from groups g where g.id = announcements.group_id and g.deleted_at is null)`.as('group_name'),
        managesGroup: sql<boolean>`(announcements.course_id is null and exists (select 1 from group_managers m
          where m.group_id = announcements.group_id and m.user_id = ${actor.id}))`
          .mapWith(Boolean)
          .as('manages_group'),
        by: sql<
          string | null
        >`(select w.name from users w where w.id = announcements.created_by and w.deleted_at is null)`.as(
          'writer_name',
        ),
      })
      .from(announcements)
      .where(eq(announcements.id, id))
      .limit(1),
    db
      .select({
        number: announcementEdits.number,
        parts: announcementEdits.parts,
        title: announcementEdits.title,
        html: announcementEdits.html,
        at: announcementEdits.at,
        by: users.name,
      })
      .from(announcementEdits)
      .leftJoin(users, eq(users.id, announcementEdits.editedBy))
      .where(eq(announcementEdits.announcementId, id))
      .orderBy(sql`${announcementEdits.number} desc`)
      .limit(20),
  ] as const

export function foundIn(
  tenant: Tenant,
  actor: Actor,
  [[found], edits]: Answers<ReturnType<typeof announcementQueries>>,
) {
  const now = tenant.now()
  if (!found || found.announcement.withdrawnAt !== null) throw new NotFound()
  const { announcement } = found
  if (announcement.courseId !== null && found.course === null) throw new NotFound()
  const place = { courseId: announcement.courseId, managesGroup: found.managesGroup }
  const mayWrite = can(actor, 'announcement.write', place)
  const isOpen = announcement.fromAt <= now && (announcement.untilAt === null || announcement.untilAt > now)
  if (!mayWrite && !(found.isFor && isOpen)) throw new NotFound()
  return { ...found, edits, mayWrite, isOpen, place }
}

export type FoundAnnouncement = Awaited<ReturnType<typeof findAnnouncement>>

/** One that the actor may change. */
export const findAnnouncementToEdit = async (tenant: Tenant, actor: Actor, id: string): Promise<FoundAnnouncement> =>
  toEdit(actor, await findAnnouncement(tenant, actor, id))

export function toEdit(actor: Actor, found: FoundAnnouncement): FoundAnnouncement {
  authorize(actor, 'announcement.write', found.place)
  return found
}

/** The same, with the groups that it may be for: one trip. */
export async function findAnnouncementForm(tenant: Tenant, actor: Actor, id: string) {
  const { db } = tenant
  const [row, edits, groups] = await db.batch([
    ...announcementQueries(db, actor, id),
    groupChoicesQuery(db, sql`(select course_id from announcements where id = ${id})`),
  ])
  const found = toEdit(actor, foundIn(tenant, actor, [row, edits]))
  return { found, groups: found.announcement.courseId !== null || isAdmin(actor) ? groups : [] }
}
