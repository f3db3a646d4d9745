import { eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { accommodations, courses } from '../../db/schema'
import { keepZoneChanges } from '../../db/zone-changes'
import { Conflict, Invalid, NotFound } from '../../errors'
import { mostAccommodation, mostNote } from '../../lib/accommodation-bounds'
import { newId } from '../../lib/ids'
import { cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import { organizationQuery } from '../organization'
import { personQuery } from '../people'
import { type Actor, authorize } from '../policy'
import { refreshTimes, wakeToClose } from '../quizzes'
import { keepWayBack, reversal } from '../undo'
import type { Accommodation } from './accommodation-query'

export type AccommodationGiven = Accommodation & { note: string }
type Row = typeof accommodations.$inferSelect

/**
 * What stands for a person from now on, in every course; all zeros is nothing. Attempts under way get more time at once and
 * never less. Gives the act's id; null where it stood so already.
 */
export async function setAccommodation(
  tenant: Tenant,
  actor: Actor,
  userId: string,
  given: AccommodationGiven,
): Promise<string | null> {
  const { db } = tenant
  const [[person], [before = null], [home], zones] = await db.batch([
    personQuery(tenant, userId),
    rowQuery(db, userId),
    organizationQuery(db),
    db.selectDistinct({ zone: courses.zone }).from(courses).where(isNull(courses.deletedAt)).limit(400),
  ])
  if (!person) throw new NotFound()
  authorize(actor, 'person.accommodate', person)
  const at = tenant.now()
  const after = { ...checked(given), userId, setBy: actor.id, setAt: at }
  const isNothing = amounts.every((name) => after[name] === 0)
  const isSame = before
    ? !isNothing && amounts.every((name) => after[name] === before[name]) && after.note === before.note
    : isNothing
  if (isSame) return null
  const id = newId()
  await db.batch([
    keepWayBack(tenant, actor, { id, kind: 'person.accommodate', before: { userId, row: before }, at }),
    db.delete(accommodations).where(eq(accommodations.userId, userId)),
    ...(isNothing ? [] : [db.insert(accommodations).values(after)]),
    keepZoneChanges(db, [home!.zone, ...zones.map(({ zone }) => zone)]),
    ...refreshTimes(db, { userId }),
    recordEvent(db, 'person.accommodated', userId, { key: id, actorId: actor.id, at }),
    // Why is nobody's business but theirs who set it: the log says that it was written, not what.
    recordAudit(tenant, actor, 'person.accommodate', {
      kind: 'person',
      id: userId,
      before: before ? amountsOf(before) : {},
      after: isNothing ? {} : amountsOf(after),
    }),
  ])
  await wakeToClose(tenant, { userId })
  await tenant.queue.send('drain')
  return id
}

const amounts = Object.keys(mostAccommodation) as (keyof Accommodation)[]

const amountsOf = (row: Accommodation) =>
  Object.fromEntries(amounts.filter((name) => row[name] > 0).map((name) => [name, row[name]]))

function checked(given: AccommodationGiven): AccommodationGiven {
  for (const name of amounts) {
    const most = mostAccommodation[name]
    if (!Number.isInteger(given[name]) || given[name] < 0 || given[name] > most)
      throw new Invalid(name, 'accommodations.range', { most })
  }
  return { ...given, note: cleanText(given.note, mostNote) }
}

const rowQuery = (db: Database, userId: string) =>
  db.select().from(accommodations).where(eq(accommodations.userId, userId)).limit(1)

/** What stood before, unless somebody has set something else since. */
export const accommodationBack = reversal<{ userId: string; row: Row | null }>({
  subject: ({ userId }) => ({ kind: 'person', id: userId }),
  async prepare(tenant, actor, { userId, row }, at) {
    const { db } = tenant
    const [[person], [now]] = await db.batch([personQuery(tenant, userId), rowQuery(db, userId)])
    if (!person) throw new NotFound()
    authorize(actor, 'person.accommodate', person)
    if (now && now.setAt !== at) throw new Conflict('people.undoTaken')
    return [
      db.delete(accommodations).where(sql`${accommodations.userId} = ${userId} and ${accommodations.setAt} = ${at}`),
      ...(row ? [db.insert(accommodations).values(row)] : []),
      ...refreshTimes(db, { userId }),
      recordEvent(db, 'person.accommodated', userId, { key: newId(), actorId: actor.id, at: tenant.now() }),
    ]
  },
  after: (tenant, { userId }) => wakeToClose(tenant, { userId }),
})
