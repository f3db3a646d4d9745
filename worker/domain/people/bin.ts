import { and, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { anyOf } from '../../db/insert-many'
import {
  apiTokens,
  attemptLog,
  bulkActs,
  codes,
  courseMutes,
  forumSubscriptions,
  groupManagers,
  groupMembers,
  invitations,
  joinRequests,
  notes,
  notificationChoices,
  notificationSettings,
  notifications,
  observerLinks,
  roomReaders,
  sessions,
  threadReads,
  timers,
  users,
} from '../../db/schema'
import { recordAudit } from '../audit'
import { unlinkMedia } from '../media'
import { removeEntry } from '../search'

const job = 'purge-person'
const DAY = 86_400_000

/** What is somebody's alone. */
const ownTables = [
  sessions,
  codes,
  invitations,
  apiTokens,
  groupMembers,
  groupManagers,
  joinRequests,
  notes,
  notifications,
  notificationChoices,
  notificationSettings,
  courseMutes,
  roomReaders,
  threadReads,
  forumSubscriptions,
]

/** In the batch that puts people into the bin: a timer for each at the end of the organization's retention. */
export function purgePeopleLater({ db, now }: Tenant, ids: readonly string[]) {
  const dueAt = sql`${now()} + (select retention_days from organization limit 1) * ${DAY}`
  return db
    .insert(timers)
    .select(
      sql`select ${`${job}:`} || value, ${job}, value, ${dueAt}, null from json_each(${JSON.stringify(ids)}) where true`,
    )
    .onConflictDoUpdate({ target: [timers.job, timers.subjectId], set: { dueAt: sql`excluded.due_at`, doneAt: null } })
}

/**
 * Whoever lies in the bin without a timer (they were put there before there was one) gets theirs, counted from the day of
 * the removal. Gives whether there was anybody.
 */
export async function purgeForgotten({ db }: Tenant): Promise<boolean> {
  const dueAt = sql`deleted_at + (select retention_days from organization limit 1) * ${DAY}`
  const found = await db
    .insert(timers)
    .select(
      sql`select ${`${job}:`} || id, ${job}, id, ${dueAt}, null from users where deleted_at is not null
        and not exists (select 1 from timers t where t.job = ${job} and t.subject_id = users.id)`,
    )
    .onConflictDoNothing()
    .returning({ id: timers.id })
  return found.length > 0
}

/** In the batch that takes them out again. */
export const keepPeopleAfterAll = ({ db }: Tenant, ids: readonly string[]) =>
  db.delete(timers).where(and(eq(timers.job, job), sql`${timers.subjectId} in ${anyOf(ids)}`))

/** The clock looks up the next due thing itself, however long the retention is. */
export const wakeForBin = (tenant: Tenant) => tenant.clock.wakeAt(tenant.now() + DAY)

/**
 * After the retention a person goes for good: profile, ways in, notes and places. What they did in courses outlives them
 * (docs: data, 6 and 10), so whoever was in one stays as a row without a name. Run twice, it does so once.
 */
export async function purgePerson(tenant: Tenant, id: string): Promise<void> {
  const { db } = tenant
  const done = db
    .update(timers)
    .set({ doneAt: tenant.now() })
    .where(and(eq(timers.job, job), eq(timers.subjectId, id)))
  const [binned] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, id), isNotNull(users.deletedAt)))
    .limit(1)
  if (!binned) {
    await done
    return
  }
  await db.batch([
    recordAudit(tenant, null, 'person.purge', { kind: 'person', id }),
    ...ownTables.map((table) => db.delete(table).where(eq(table.userId, id))),
    // The addresses from which exams were answered go with the person.
    db.delete(attemptLog).where(
      sql`${attemptLog.attemptId} in (select a.id from attempts a join enrollments e on e.id = a.enrollment_id
          where e.user_id = ${id})`,
    ),
    db.delete(observerLinks).where(sql`${id} in (${observerLinks.observerId}, ${observerLinks.learnerId})`),
    db
      .delete(bulkActs)
      .where(
        and(
          or(inArray(bulkActs.kind, ['remove', 'restore']), eq(bulkActs.count, 1)),
          sql`instr(${bulkActs.before}, ${JSON.stringify(id)}) > 0`,
        ),
      ),
    unlinkMedia(db, 'user', id),
    removeEntry(db, 'person', id),
    db
      .update(users)
      .set({
        name: '—',
        email: null,
        emailVerifiedAt: null,
        username: null,
        passwordHash: null,
        pronouns: '',
        bio: '',
        photoId: null,
        externalId: null,
      })
      .where(eq(users.id, id)),
    db
      .delete(users)
      .where(and(eq(users.id, id), sql`not exists (select 1 from enrollments e where e.user_id = ${users.id})`)),
    done,
  ])
}
