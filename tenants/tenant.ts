import { type Database, type Once, openDatabase, type Ride, type Spent } from '../worker/db/client'
import { Unavailable } from '../worker/errors'
import type { Statement } from './cell'
import { type ClockLine, clockLine } from './clock-line'
import type { TenantRecord } from './directory/records'
import type { Mailer } from './mail'
import { type MediaStore, mediaStore } from './media-store'
import { migrateSlot } from './migrate'
import { hostnameOf, originOf, type Platform } from './platform'
import { type Rooms, tenantRooms } from './rooms'
import { openSlot } from './slots'
import { type TenantQueue, tenantQueue } from './tenant-queue'

/** An organization, opened: the only way to anything it owns. Belongs to one request; never keep it. */
export type Tenant = {
  id: string
  slug: string
  name: string
  /** For links in mails and feeds: https://acme.lyceum.example */
  origin: string
  hostname: string
  db: Database
  spent: Spent
  once: Once
  ride: Ride
  media: MediaStore
  rooms: Rooms
  queue: TenantQueue
  clock: ClockLine
  mail: Mailer
  now: () => number
  /** At the end of the request. */
  close: () => void
}

export type OpenOptions = {
  /** While the space is being founded its database may not say yet whose it is. */
  founding?: boolean
}

/** Opens an organization's database through its cell, bringing it to the newest schema first if it is behind. */
export async function openTenant(platform: Platform, record: TenantRecord, options: OpenOptions = {}): Promise<Tenant> {
  if (!record.slot) throw new Unavailable()
  await migrateSlot(platform, record.slot)
  const slot = openSlot(platform, record.slot)
  const { db, spent, once, ride } = openDatabase(
    (statements) => slot.batch(statements),
    belongsTo(record.id, options.founding),
  )
  const hostname = hostnameOf(platform, record.slug)
  return {
    id: record.id,
    slug: record.slug,
    name: record.name,
    origin: originOf(platform, hostname),
    hostname,
    db,
    spent,
    once,
    ride,
    media: mediaStore(platform, record.id),
    rooms: tenantRooms(platform, record.id, db),
    queue: tenantQueue(platform, record.id),
    clock: clockLine(platform, record.id),
    mail: platform.mail,
    now: platform.now,
    close: slot.close,
  }
}

/** Breaks the batch that it begins, unless the database says that it is this tenant's (or, while founding, nobody's yet). */
function belongsTo(tenantId: string, founding = false): Statement {
  const owner = '(select tenant_id from meta)'
  const said = founding ? `coalesce(${owner}, ?1)` : owner
  return {
    sql: `select case when ${said} is ?1 then 1 else json('the slot belongs to another tenant') end`,
    params: [tenantId],
  }
}
