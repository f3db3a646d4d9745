import { and, asc, eq, isNotNull, isNull, type SQL } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { deadLetters, events } from '../../db/schema'
import { NotFound } from '../../errors'
import { recordAudit } from '../audit'
import { type Actor, authorize } from '../policy'

/** So many are tried again in one run of the job, and counted for a notice. */
const PAGE = 50
const MOST_COUNTED = 1_000

/** Asks that what a reader of the outbox gave up on be tried once more; the job answers on the row. Asked twice, it is tried once. */
export async function retryDeadLetter(tenant: Tenant, actor: Actor, id: string): Promise<void> {
  authorize(actor, 'organization.retry')
  const [letter] = await tenant.db.select().from(deadLetters).where(eq(deadLetters.id, id)).limit(1)
  if (!letter) throw new NotFound()
  if (letter.resolvedAt !== null) return
  if (letter.retriedAt === null) {
    const subject = { kind: 'dead-letter', id, after: { reader: letter.reader } }
    await ask(tenant, eq(deadLetters.id, id), recordAudit(tenant, actor, 'organization.retry', subject))
  }
  await tenant.queue.send('retry-dead-letters')
}

/** The same for all that are open. */
export async function retryDeadLetters(tenant: Tenant, actor: Actor): Promise<void> {
  authorize(actor, 'organization.retry')
  const [open] = await tenant.db.select({ id: deadLetters.id }).from(deadLetters).where(isResting).limit(1)
  if (open) {
    const subject = { kind: 'organization', id: tenant.id }
    await ask(tenant, undefined, recordAudit(tenant, actor, 'organization.retry-all', subject))
  }
  await tenant.queue.send('retry-dead-letters')
}

const isResting = and(isNull(deadLetters.resolvedAt), isNull(deadLetters.retriedAt))

const ask = ({ db, now }: Tenant, which: SQL | undefined, audit: ReturnType<typeof recordAudit>) =>
  db.batch([db.update(deadLetters).set({ retriedAt: now() }).where(and(isResting, which)), audit])

/** The next that somebody asked to be tried again, with their events. */
export const askedLetters = ({ db }: Tenant) =>
  db
    .select({ id: deadLetters.id, reader: deadLetters.reader, event: events })
    .from(deadLetters)
    .innerJoin(events, eq(events.seq, deadLetters.eventSeq))
    .where(and(isNull(deadLetters.resolvedAt), isNotNull(deadLetters.retriedAt)))
    .orderBy(asc(deadLetters.at), asc(deadLetters.id))
    .limit(PAGE)

/** How trying again ended: done (`error` is null), or open again with what went wrong this time. */
export async function settleDeadLetter({ db, now }: Tenant, id: string, error: string | null): Promise<void> {
  const ended = error === null ? { resolvedAt: now() } : { retriedAt: null, error: error.slice(0, 2_000), at: now() }
  await db.update(deadLetters).set(ended).where(eq(deadLetters.id, id))
}

/** What is open, for counting: a thousand and more are said as a thousand. */
export const openLettersQuery = (db: Database) =>
  db.select({ id: deadLetters.id }).from(deadLetters).where(isNull(deadLetters.resolvedAt)).limit(MOST_COUNTED)
