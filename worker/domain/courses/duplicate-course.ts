import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { anyOf, insertMany } from '../../db/insert-many'
import { assignments, courseModules, courses, items, mediaLinks, organization, quizzes } from '../../db/schema'
import { newId } from '../../lib/ids'
import { addDays } from '../../lib/zones'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import { type Actor, authorize } from '../policy'
import { carryRule } from '../rules'
import { indexEntries, indexEntry } from '../search'
import { sideCopies, unlocked } from './copy-items'
import { authorRows } from './create-course'
import { findCourseToEdit } from './find-course'
import { syncPublishTimers, wakeToPublish } from './publish-timers'
import { relinkLessons } from './relink-lessons'
import { requireTitle } from './titles'

type Copy = {
  title: string
  /** Added to every date on the course's wall clock: across a change of clocks 9:00 stays 9:00. */
  days: number
}

/** The same course once more, as a draft without its people: outline, content, rules and dates. */
export async function duplicateCourse(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  copy: Copy,
): Promise<{ id: string }> {
  const { db } = tenant
  authorize(actor, 'course.create')
  const course = await findCourseToEdit(tenant, actor, courseId)
  const [[settings], moduleRows, itemRows, windows, closings] = await db.batch([
    db.select({ zone: organization.zone }).from(organization).limit(1),
    db
      .select()
      .from(courseModules)
      .where(and(eq(courseModules.courseId, courseId), isNull(courseModules.deletedAt)))
      .orderBy(asc(courseModules.position)),
    db
      .select()
      .from(items)
      .where(and(eq(items.courseId, courseId), isNull(items.deletedAt))),
    db
      .select({ itemId: quizzes.itemId, opensAt: quizzes.opensAt, closesAt: quizzes.closesAt })
      .from(quizzes)
      .innerJoin(items, eq(items.id, quizzes.itemId))
      .where(and(eq(items.courseId, courseId), sql`coalesce(${quizzes.opensAt}, ${quizzes.closesAt}) is not null`)),
    db
      .select({
        itemId: assignments.itemId,
        closesAt: assignments.closesAt,
        opensAt: sql<number | null>`json_extract(${assignments.peers}, '$.opensAt')`.as('peers_open'),
      })
      .from(assignments)
      .innerJoin(items, eq(items.id, assignments.itemId))
      .where(
        and(
          eq(items.courseId, courseId),
          sql`coalesce(${assignments.closesAt}, json_extract(${assignments.peers}, '$.opensAt')) is not null`,
        ),
      ),
  ])
  const id = newId()
  const at = tenant.now()
  const zone = course.zone || settings!.zone
  const later = (moment: number | null) => (moment === null ? null : addDays(moment, copy.days, zone))
  const modules = new Map(moduleRows.map((row) => [row.id, newId()]))
  const copied = itemRows.filter(({ moduleId }) => modules.has(moduleId))
  const newItems = new Map(copied.map((row) => [row.id, newId()]))
  const carry = (rule: (typeof items.$inferSelect)['availability']) =>
    rule && carryRule(rule, newItems, copy.days, zone)
  const sides = await sideCopies(tenant, actor, id, newItems, { banksOf: courseId })
  const moved = windows.flatMap(({ itemId, opensAt, closesAt }) => {
    const copyId = newItems.get(itemId)
    return copyId ? [{ id: copyId, opensAt: later(opensAt), closesAt: later(closesAt) }] : []
  })
  const shut = closings.flatMap(({ itemId, closesAt, opensAt }) => {
    const copyId = newItems.get(itemId)
    return copyId ? [{ id: copyId, opensAt: later(opensAt), closesAt: later(closesAt) }] : []
  })
  const title = requireTitle(copy.title)
  await db.batch([
    recordEvent(db, 'course.created', id, { actorId: actor.id, payload: { title, from: courseId }, at }),
    db.insert(courses).values({
      ...course,
      id,
      title,
      startsAt: later(course.startsAt),
      endsAt: later(course.endsAt),
      joinCode: null,
      joinEndsAt: later(course.joinEndsAt),
      joinUses: 0,
      joining: course.joining === 'code' ? 'staff' : course.joining,
      everyone: false,
      publishedAt: null,
      archivedAt: null,
      externalId: null,
      ...unlocked,
      createdBy: actor.id,
      createdAt: at,
      updatedAt: at,
    }),
    ...authorRows(tenant, actor, id),
    insertMany(
      db,
      courseModules,
      moduleRows.map((row) => ({
        ...row,
        id: modules.get(row.id)!,
        courseId: id,
        publishAt: row.publishedAt === null ? later(row.publishAt) : null,
        availability: carry(row.availability),
        externalId: null,
        createdAt: at,
      })),
    ),
    insertMany(
      db,
      items,
      copied.map((row) => ({
        ...row,
        id: newItems.get(row.id)!,
        courseId: id,
        moduleId: modules.get(row.moduleId)!,
        dueAt: later(row.dueAt),
        publishAt: row.publishedAt === null ? later(row.publishAt) : null,
        availability: carry(row.availability),
        externalId: null,
        ...unlocked,
        createdAt: at,
        updatedAt: at,
      })),
    ),
    ...sides,
    ...(moved.length ? [windowsOf(db, moved)] : []),
    ...(shut.length ? [closingsOf(db, shut)] : []),
    ...syncPublishTimers(db, id),
    ...(course.pictureId
      ? [db.insert(mediaLinks).values({ mediaId: course.pictureId, kind: 'course' as const, subjectId: id })]
      : []),
    indexEntry(db, { kind: 'course', subjectId: id, title, body: course.summary }),
    indexEntries(
      db,
      copied.map(({ id: from, kind, title }) => ({ kind, subjectId: newItems.get(from)!, courseId: id, title })),
    ),
    recordAudit(tenant, actor, 'course.duplicate', { kind: 'course', id, after: { from: courseId, days: copy.days } }),
  ])
  await wakeToPublish(tenant, id)
  await relinkLessons(tenant, newItems)
  await tenant.queue.send('drain')
  return { id }
}

type Window = { id: string; opensAt: number | null; closesAt: number | null }

const said = (windows: Window[], itemId: SQLiteColumn, name: 'opensAt' | 'closesAt') =>
  sql`(select json_extract(j.value, ${`$.${name}`}) from json_each(${JSON.stringify(windows)}) j
    where json_extract(j.value, '$.id') = ${itemId})`

/** Statement: when copied quizzes open and close. */
const windowsOf = (db: Database, windows: Window[]) =>
  db
    .update(quizzes)
    .set({
      opensAt: said(windows, quizzes.itemId, 'opensAt'),
      closesAt: said(windows, quizzes.itemId, 'closesAt'),
    })
    .where(sql`${quizzes.itemId} in ${anyOf(windows.map(({ id }) => id))}`)

/** Statement: until when copied assignments take work, and when their reviewing begins. */
const closingsOf = (db: Database, closings: Window[]) =>
  db
    .update(assignments)
    .set({
      closesAt: said(closings, assignments.itemId, 'closesAt'),
      peers: sql`json_set(${assignments.peers}, '$.opensAt', ${said(closings, assignments.itemId, 'opensAt')})`,
    })
    .where(sql`${assignments.itemId} in ${anyOf(closings.map(({ id }) => id))}`)
