import { and, asc, eq, gt, lt, sql } from 'drizzle-orm'
import { MailRefused } from '../../tenants/mail'
import type { Platform } from '../../tenants/platform'
import type { Tenant } from '../../tenants/tenant'
import { deadLetters, eventReaders, events, leases } from '../db/schema'
import { newId } from '../lib/ids'
import { alarmOperator } from './alarm-operator'
import { type Event, readers } from './readers'

const LEASE_MS = 60_000
const PAGE = 50
const MOST_TRIES = 10
/** A provider of mail may be down for an hour. */
const MOST_TRIES_OF: Partial<Record<string, number>> = { mail: 24 }

/** Brings every reader of the outbox up to date. One drainer a tenant at a time; an event that fails ten times becomes a dead letter, one whose mail is refused at once. */
export async function drain(tenant: Tenant, _args: Record<string, unknown>, platform: Platform): Promise<void> {
  const holder = newId()
  const head = await takeLease(tenant, holder)
  if (head === null) return
  let left = false
  try {
    for (const name of Object.keys(readers)) left = (await catchUp(tenant, platform, name)) || left
  } finally {
    // Whoever wrote an event meanwhile found the lease taken and went away: their event is ours to come back for.
    const [, [now]] = await tenant.db.batch([
      tenant.db.delete(leases).where(and(eq(leases.name, 'drain'), eq(leases.holder, holder))),
      headQuery(tenant),
    ])
    left ||= (now?.seq ?? 0) > head
  }
  if (left) await tenant.queue.send('drain')
}

/** Whether more is left for another run. */
async function catchUp(tenant: Tenant, platform: Platform, name: string): Promise<boolean> {
  const { db } = tenant
  const [[cursor], page] = await db.batch([
    db.select().from(eventReaders).where(eq(eventReaders.name, name)).limit(1),
    db
      .select()
      .from(events)
      .where(gt(events.seq, sql`coalesce((select seq from event_readers where name = ${name}), 0)`))
      .orderBy(asc(events.seq))
      .limit(PAGE),
  ])
  let tries = cursor?.tries ?? 0
  for (const event of page) {
    try {
      await readers[name]![event.name]?.(tenant, event, platform)
    } catch (error) {
      tries += 1
      if (tries < (MOST_TRIES_OF[name] ?? MOST_TRIES) && !(error instanceof MailRefused)) {
        await moveCursor(tenant, name, event.seq - 1, tries, String(error))
        await tenant.queue.send('drain', {}, Math.min(300, 2 ** tries))
        return false
      }
      await db
        .insert(deadLetters)
        .values({
          id: newId(),
          reader: name,
          eventSeq: event.seq,
          error: String(error).slice(0, 2_000),
          at: tenant.now(),
        })
        .onConflictDoNothing()
      await alarmOperator(platform, 'dead-letter', `${tenant.slug}: ${name} gave up on ${event.name}.`)
    }
    tries = 0
  }
  const last = page.at(-1)
  if (last) await moveCursor(tenant, name, last.seq, 0, null)
  return page.length === PAGE
}

function moveCursor(tenant: Tenant, name: string, seq: number, tries: number, error: string | null) {
  const values = { seq, tries, error: error?.slice(0, 2_000) ?? null, updatedAt: tenant.now() }
  return tenant.db
    .insert(eventReaders)
    .values({ name, ...values })
    .onConflictDoUpdate({ target: eventReaders.name, set: values })
}

const headQuery = ({ db }: Tenant) =>
  db.select({ seq: sql<number>`coalesce(max(${events.seq}), 0)`.as('head') }).from(events)

/** The number of the newest event, where the lease is ours; null where somebody else has it. */
async function takeLease(tenant: Tenant, holder: string): Promise<number | null> {
  const now = Date.now() // a lease is about real time, also where the product's clock is moved
  const [[taken], [head]] = await tenant.db.batch([
    tenant.db
      .insert(leases)
      .values({ name: 'drain', holder, until: now + LEASE_MS })
      .onConflictDoUpdate({
        target: leases.name,
        set: { holder, until: now + LEASE_MS },
        setWhere: lt(leases.until, now),
      })
      .returning({ holder: leases.holder }),
    headQuery(tenant),
  ])
  return taken?.holder === holder ? (head?.seq ?? 0) : null
}

export type { Event }
