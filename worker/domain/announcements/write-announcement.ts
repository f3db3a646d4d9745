import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { insist, orInsisted } from '../../db/insist'
import { type AnnouncementPart, announcementEdits, announcements, timers } from '../../db/schema'
import { Conflict, Invalid, NotFound, refuseWrong } from '../../errors'
import { type Audience, mostAnnounced } from '../../lib/announcement'
import { newId } from '../../lib/ids'
import { plainText, renderMarkdown } from '../../lib/markdown'
import { cleanLine, cleanText, excerpt } from '../../lib/text'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { indexEntry, removeEntry } from '../search'
import { keepWayBack, reversal } from '../undo'
import { findAnnouncementToEdit } from './find-announcement'
import { type AnnouncementPlace, findPlace } from './find-place'

export type AnnouncementGiven = {
  title: string
  /** Markdown. */
  text: string
  audience: Audience
  groupId: string | null
  /** Null is now. */
  fromAt: number | null
  /** Null is without end. */
  untilAt: number | null
  mustAcknowledge: boolean
  pinned: boolean
}

export const openingJob = 'announcement.open'

/** Says something to everybody who is meant: now, or when its time begins. */
export async function announce(
  tenant: Tenant,
  actor: Actor,
  place: AnnouncementPlace,
  given: AnnouncementGiven,
): Promise<{ id: string }> {
  await findPlace(tenant, actor, { ...place, groupId: given.groupId })
  const { db } = tenant
  const now = tenant.now()
  const said = read(given, now)
  const id = newId()
  const row = { id, courseId: place.courseId, ...said, createdBy: actor.id, createdAt: now, updatedAt: now }
  await db.batch([
    db.insert(announcements).values(row),
    said.fromAt <= now ? opened(tenant, id, actor.id) : openLater(tenant, id, said.fromAt),
    indexed(tenant, row),
    recordAudit(tenant, actor, 'announcement.make', { kind: 'announcement', id, after: { title: said.title } }),
  ])
  await follow(tenant, said.fromAt)
  return { id }
}

/** Changes one; what it was before stays beside it. Who had read another one meanwhile is told so (Conflict). */
export async function changeAnnouncement(
  tenant: Tenant,
  actor: Actor,
  id: string,
  given: AnnouncementGiven,
): Promise<void> {
  const { announcement: before } = await findAnnouncementToEdit(tenant, actor, id)
  if (given.groupId !== before.groupId)
    await findPlace(tenant, actor, { courseId: before.courseId, groupId: given.groupId })
  const { db } = tenant
  const now = tenant.now()
  // when it has begun, it has begun
  const said = read({ ...given, fromAt: before.fromAt <= now ? before.fromAt : given.fromAt }, now)
  const parts = partsOf(before, said)
  const number = before.revision + 1
  const { title, html } = before
  await db
    .batch([
      insist(
        db,
        sql`exists (select 1 from announcements where id = ${id} and revision = ${before.revision} and withdrawn_at is null)`,
      ),
      ...(parts.length
        ? [
            db
              .insert(announcementEdits)
              .values({ announcementId: id, number, parts, title, html, editedBy: actor.id, at: now }),
          ]
        : []),
      db
        .update(announcements)
        .set({ ...said, ...(parts.length ? { revision: number, updatedAt: now } : {}) })
        .where(eq(announcements.id, id)),
      ...(before.fromAt <= now
        ? []
        : [said.fromAt <= now ? opened(tenant, id, actor.id) : openLater(tenant, id, said.fromAt)]),
      indexed(tenant, { id, courseId: before.courseId, ...said }),
      recordAudit(tenant, actor, 'announcement.edit', {
        kind: 'announcement',
        id,
        before: { title: before.title, text: before.text },
        after: { title: said.title, text: said.text },
      }),
    ] as never)
    .catch(orInsisted('form.stale.title'))
  await follow(tenant, said.fromAt)
}

/** Takes one out of everybody's sight. Gives the act's id, by which it is taken back. */
export async function withdrawAnnouncement(tenant: Tenant, actor: Actor, id: string) {
  const { announcement } = await findAnnouncementToEdit(tenant, actor, id)
  const { db } = tenant
  const at = tenant.now()
  const actId = newId()
  await db.batch([
    keepWayBack(tenant, actor, { id: actId, kind: 'announcement.withdraw', before: { id }, at }),
    db
      .update(announcements)
      .set({ withdrawnAt: at })
      .where(and(eq(announcements.id, id), isNull(announcements.withdrawnAt))),
    removeEntry(db, 'announcement', id),
    recordAudit(tenant, actor, 'announcement.withdraw', {
      kind: 'announcement',
      id,
      before: { title: announcement.title },
    }),
  ])
  return { actId, courseId: announcement.courseId }
}

/** It stands as before; whoever was told is not told again. */
export const announcementBack = reversal<{ id: string }>({
  subject: ({ id }) => ({ kind: 'announcement', id }),
  async prepare(tenant, actor, { id }, at) {
    const { db } = tenant
    const [row] = await db.select().from(announcements).where(eq(announcements.id, id)).limit(1)
    if (!row) throw new NotFound()
    if (row.withdrawnAt !== at) throw new Conflict('people.undoTaken')
    await findPlace(tenant, actor, row)
    return [
      db.update(announcements).set({ withdrawnAt: null }).where(eq(announcements.id, id)),
      ...(row.fromAt <= tenant.now() ? [opened(tenant, id, actor.id, newId())] : []),
      indexed(tenant, row),
    ]
  },
})

/** The clock's turn: its time has begun. Run twice, it begins once. */
export async function openInTime(tenant: Tenant, id: string): Promise<void> {
  const { db } = tenant
  const now = tenant.now()
  const [row] = await db.select().from(announcements).where(eq(announcements.id, id)).limit(1)
  const done = db
    .update(timers)
    .set({ doneAt: now })
    .where(and(eq(timers.job, openingJob), eq(timers.subjectId, id)))
  if (!row || row.withdrawnAt !== null || row.fromAt > now) {
    await done
    return
  }
  await db.batch([opened(tenant, id, row.createdBy).onConflictDoNothing(), done])
  await tenant.queue.send('drain')
}

/** What readers are told of; a second one of the same key tells nobody, as each is told once. */
const opened = ({ db, now }: Tenant, id: string, actorId: string, key = '') =>
  recordEvent(db, 'announcement.opened', id, { key, actorId, at: now() })

const openLater = ({ db }: Tenant, id: string, dueAt: number) =>
  db
    .insert(timers)
    .values({ id: newId(), job: openingJob, subjectId: id, dueAt })
    .onConflictDoUpdate({ target: [timers.job, timers.subjectId], set: { dueAt, doneAt: null } })

const indexed = ({ db }: Tenant, row: { id: string; courseId: string | null; title: string; text: string }) =>
  indexEntry(db, {
    kind: 'announcement',
    subjectId: row.id,
    courseId: row.courseId,
    title: row.title,
    body: plainText(row.text),
  })

async function follow(tenant: Tenant, fromAt: number): Promise<void> {
  if (fromAt <= tenant.now()) await tenant.queue.send('drain')
  else await tenant.clock.wakeAt(fromAt)
}

function read({ title, text, fromAt, untilAt, ...given }: AnnouncementGiven, now: number) {
  const said = { title: cleanLine(title, mostAnnounced.title), text: cleanText(text, mostAnnounced.text) }
  const from = fromAt ?? now
  refuseWrong(
    !said.title && new Invalid('title', 'form.missing'),
    !said.text && new Invalid('text', 'form.missing'),
    untilAt !== null && untilAt <= Math.max(from, now) && new Invalid('untilAt', 'announcements.untilWrong'),
  )
  const html = renderMarkdown(said.text)
  return {
    ...given,
    ...said,
    html,
    summary: excerpt(plainText(said.text), mostAnnounced.summary),
    fromAt: from,
    untilAt,
  }
}

type Row = Pick<
  typeof announcements.$inferSelect,
  'title' | 'text' | 'audience' | 'groupId' | 'fromAt' | 'untilAt' | 'mustAcknowledge'
>

const partsOf = (before: Row, after: Row): AnnouncementPart[] => {
  const changed: [AnnouncementPart, boolean][] = [
    ['title', before.title !== after.title],
    ['text', before.text !== after.text],
    ['audience', before.audience !== after.audience || before.groupId !== after.groupId],
    ['window', before.fromAt !== after.fromAt || before.untilAt !== after.untilAt],
    ['acknowledge', before.mustAcknowledge !== after.mustAcknowledge],
  ]
  return changed.flatMap(([part, isChanged]) => (isChanged ? part : []))
}
