import { and, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation, orConflict } from '../../db/conflict'
import { anyOf, insertMany } from '../../db/insert-many'
import { isInsisted } from '../../db/insist'
import { auditEntries, bulkActs, events, users } from '../../db/schema'
import { Conflict, Gone, Invalid, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { recordEvent } from '../events'
import { type Actor, authorize } from '../policy'
import { UNDO_FOR } from '../undo'
import { type ActKind, actKinds, actOf } from './acts'
import type { Choice, Selected } from './acts/act'

export const MOST_SELECTED = 500

type Performance = {
  /** Made with the form: the same one sent twice does the thing once. */
  nonce: string
  kind: ActKind
  personIds: string[]
  choice: Choice
}

/**
 * Does one thing to up to 500 people, or to nobody: one id that is not here refuses them all (NotFound), one that the actor
 * may not touch as well (Forbidden). Gives the act's id, by which it is undone; null where nothing was left to do.
 */
export async function performAct(tenant: Tenant, actor: Actor, { nonce, kind, personIds, choice }: Performance) {
  authorize(actor, 'person.list')
  const ids = [...new Set(personIds)]
  if (ids.length === 0) throw new Invalid('person', 'people.selectSomebody')
  if (ids.length > MOST_SELECTED) throw new Invalid('person', 'people.selectFewer', { most: MOST_SELECTED })
  const people = await selected(tenant, ids, kind === 'restore')
  if (people.length !== ids.length) throw new NotFound()
  const {
    before,
    changed,
    statements,
    insisted = lastOwner(),
  } = await actOf(kind).prepare(tenant, actor, people, choice)
  if (changed.length === 0) return null

  const { db } = tenant
  const at = tenant.now()
  try {
    await db.batch([
      db.insert(bulkActs).values({ id: nonce, actorId: actor.id, kind, count: changed.length, before, at }),
      recordEvent(db, `people.${kind}`, nonce, { actorId: actor.id, payload: { ...choice, userIds: changed }, at }),
      ...statements,
      insertMany(
        db,
        auditEntries,
        changed.map((id) => ({
          id: newId(),
          at,
          actorId: actor.id,
          act: `person.${kind}`,
          subjectKind: 'person',
          subjectId: id,
          source: actor.scopes ? 'api' : 'web',
          after: choice,
        })),
      ),
    ])
  } catch (error) {
    if (isInsisted(error)) throw insisted
    // The same form once more (a double click): what it asked for is done.
    if (!isUniqueViolation(error)) throw error
  }
  await tenant.queue.send('drain')
  return { id: nonce, count: changed.length }
}

/** Takes an act back within a day, as far as nobody has changed since what it had changed. Twice is once. */
export async function undoAct(tenant: Tenant, actor: Actor, actId: string): Promise<void> {
  authorize(actor, 'person.list')
  const { db } = tenant
  const [[done], told] = await db.batch([
    db
      .select()
      .from(bulkActs)
      .where(and(eq(bulkActs.id, actId), eq(bulkActs.actorId, actor.id)))
      .limit(1),
    db
      .select({ name: events.name, payload: events.payload })
      .from(events)
      .where(
        and(
          inArray(
            events.name,
            actKinds.map((one) => `people.${one}`),
          ),
          eq(events.subjectId, actId),
        ),
      )
      .limit(actKinds.length),
  ])
  const kind = actKinds.find((one) => one === done?.kind)
  if (!done || !kind) throw new NotFound()
  if (done.undoneAt !== null) return
  const at = tenant.now()
  if (at - done.at > UNDO_FOR) throw new Gone('people.undoOver')
  const statements = await actOf(kind).undo(tenant, actor, done.before, done.at)
  const people = told.find(({ name }) => name === `people.${kind}`)?.payload.userIds ?? []
  try {
    await db.batch([
      recordEvent(db, 'people.undone', actId, { actorId: actor.id, payload: { userIds: people }, at }),
      db.update(bulkActs).set({ undoneAt: at }).where(eq(bulkActs.id, actId)),
      ...statements,
      db.insert(auditEntries).values({
        id: newId(),
        at,
        actorId: actor.id,
        act: 'people.undo',
        subjectKind: 'act',
        subjectId: actId,
        source: actor.scopes ? 'api' : 'web',
        before: null,
        after: { kind, people },
      }),
    ])
  } catch (error) {
    if (isInsisted(error)) throw lastOwner()
    orConflict('people.undoTaken')(error)
  }
  await tenant.queue.send('drain')
}

const lastOwner = () => new Conflict('people.lastOwner')

/** Of those in the bin, who has not gone for good. */
const inBin = and(isNotNull(users.deletedAt), or(isNotNull(users.email), isNotNull(users.username)))

const selected = ({ db }: Tenant, ids: string[], isBinned: boolean): Promise<Selected[]> =>
  db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      username: users.username,
      role: users.role,
      state: users.state,
      hasPassword: sql<boolean>`${users.passwordHash} is not null`.as('has_password'),
      isVerified: sql<boolean>`${users.emailVerifiedAt} is not null and ${users.email} is not null`
        .mapWith(Boolean)
        .as('is_verified'),
    })
    .from(users)
    .where(and(sql`${users.id} in ${anyOf(ids)}`, isBinned ? inBin : isNull(users.deletedAt)))

/** What the actor did, to be said and undone: unexecuted. */
export const actQuery = ({ db }: Tenant, actor: Actor, actId: string | null) =>
  db
    .select({
      id: bulkActs.id,
      kind: bulkActs.kind,
      count: bulkActs.count,
      /** How many of them were in the course already, and have a new date. */
      redated: sql<number>`coalesce(json_array_length(${bulkActs.before}, '$.redated'), 0)`.as('redated'),
      undoneAt: bulkActs.undoneAt,
    })
    .from(bulkActs)
    .where(and(eq(bulkActs.id, actId ?? ''), eq(bulkActs.actorId, actor.id)))
    .limit(1)
