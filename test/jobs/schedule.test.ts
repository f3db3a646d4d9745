import { eq } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, expect, type MockInstance, test, vi } from 'vitest'
import { findRecord } from '../../tenants/directory/records'
import { fleetJobs, slots, tenantEvents, tenants } from '../../tenants/directory/schema'
import { orderMigration } from '../../tenants/fleet'
import { headVersion } from '../../tenants/migrate'
import { GRACE_MS } from '../../tenants/purge'
import { signUp } from '../../tenants/sign-up'
import { openTenant } from '../../tenants/tenant'
import type { TenantMessage } from '../../tenants/tenant-queue'
import { events, items, organization, users } from '../../worker/db/schema'
import { foundOrganization } from '../../worker/domain/organization'
import { consume } from '../../worker/jobs/consume'
import { runSchedule } from '../../worker/jobs/schedule'
import { program } from '../support/api'
import { effectOf, tablesOf } from '../support/dump'
import { monday } from '../support/platform'
import { addSchool, foundingOf, makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

const DAY_MS = 86_400_000
const MINUTES = '*/2 * * * *'
const NIGHT = '17 3 * * *'
let school: School
let sent: TenantMessage[]
let complaints: MockInstance

beforeAll(async () => {
  school = await makeSchool()
  const queue = {
    send: async (message: TenantMessage) => void sent.push(message),
    sendBatch: async (messages: { body: TenantMessage }[]) => void sent.push(...messages.map(({ body }) => body)),
  }
  school.platform.env = { ...school.platform.env, QUEUE: queue as unknown as Queue<TenantMessage> }
})
beforeEach(() => {
  sent = []
  complaints = vi.spyOn(console, 'error')
})
afterEach(() => {
  expect(complaints.mock.calls).toEqual([])
  complaints.mockRestore()
})

/** The cron fires twice at the same moment, and everything it put into the queue comes twice at the same moment. */
async function twiceAtOnce(cron: string) {
  const { platform } = school
  await Promise.all([runSchedule(platform, cron), runSchedule(platform, cron)])
  for (let rounds = 0; sent.length && rounds < 20; rounds++) {
    const bodies = sent.splice(0)
    const messages = bodies.map((body) => ({ body, attempts: 1, ack() {}, retry: () => sent.push(body) }))
    const deliver = () => consume(platform, { messages } as unknown as MessageBatch<TenantMessage>)
    await Promise.all([deliver(), deliver()])
  }
  expect(sent).toEqual([])
}

test('a sign-up that got stuck for three days is founded once', async () => {
  const { platform } = school
  await platform.directory.update(slots).set({ state: 'retired' }).where(eq(slots.state, 'free'))
  const waiting = await signUp(platform, foundingOf('hooli', 'Hooli'), 'n1', foundOrganization)
  expect(waiting.state).toBe('requested')
  platform.setNow(monday + 3 * DAY_MS)
  await platform.directory.update(slots).set({ state: 'free' }).where(eq(slots.state, 'retired'))
  await twiceAtOnce(MINUTES)
  const [record] = await platform.directory.select().from(tenants).where(eq(tenants.id, waiting.id))
  expect(record!.state).toBe('active')
  const [taken] = await platform.directory.select().from(slots).where(eq(slots.id, record!.slotId!))
  expect(taken!.state).not.toBe('free')
  const { db } = await openTenant(platform, (await findRecord(platform.directory, waiting.id))!)
  expect([(await db.select().from(users)).length, (await db.select().from(organization)).length]).toEqual([1, 1])
})

test('a migration of every database reaches each of them, once', async () => {
  const { platform } = school
  const { directory } = platform
  const free = await directory.select().from(slots).where(eq(slots.state, 'free'))
  expect(free.length).toBeGreaterThan(1)
  for (const [i, { id }] of free.entries()) {
    const name = `t${i}`
    const row = { id: name, slug: name, name, state: 'active' as const, slotId: id, stateAt: monday, createdAt: monday }
    await directory.insert(tenants).values(row)
  }
  await orderMigration(platform, headVersion, 1)
  for (let stage = 0; stage < 6; stage++) await twiceAtOnce(MINUTES)
  const [job] = await directory.select().from(fleetJobs).where(eq(fleetJobs.kind, 'migrate'))
  expect([job!.state, job!.done, job!.failed]).toEqual(['done', free.length, 0])
  for (const { id } of free) {
    const [slot] = await directory.select().from(slots).where(eq(slots.id, id))
    expect(slot!.schemaVersion).toBe(headVersion)
    await directory.delete(tenants).where(eq(tenants.slotId, id))
  }
})

test('what was due while nothing ran for three days is done once by the sweep of the night', async () => {
  const { platform, tenant, cast } = school
  await teachCourse(tenant, cast, {
    modules: { basics: [{ id: 'intro' }, { id: 'later', published: false }, { id: 'old' }] },
  })
  const ivy = await program(platform, tenant, cast.ivy)
  const from = tenant.now()
  await ivy('PATCH', '/items/later', { publishAt: new Date(from + DAY_MS).toISOString() })
  await ivy('DELETE', '/items/old')
  const file = await ivy('POST', '/media?name=unused.txt', new TextEncoder().encode('Nobody links to it.'), {
    'Content-Type': 'application/octet-stream',
  })
  const used = async () => (await tenant.db.select().from(organization))[0]!.usedBytes
  expect([file.status, (await used()) > 0]).toEqual([201, true])

  const tables = await tablesOf(platform, tenant)
  platform.setNow(from + 33 * DAY_MS)
  await twiceAtOnce(NIGHT)
  const once = await tables.dump()
  expect(await used()).toBe(0)
  expect((await tenant.db.select().from(items).where(eq(items.id, 'old'))).length).toBe(0)
  const [later] = await tenant.db.select().from(items).where(eq(items.id, 'later'))
  expect(later!.publishedAt).not.toBeNull()
  const told = (await tenant.db.select().from(events)).filter(({ name }) => name.startsWith('item.publish'))
  expect(told.length).toBeLessThanOrEqual(1)

  await twiceAtOnce(NIGHT)
  expect(effectOf(once, await tables.dump(), ['event_readers', 'timers'])).toEqual({})
})

test('an organization that is deleted goes once, also three days late', async () => {
  const { platform } = school
  const { tenant } = await addSchool(platform, 'globex', 'Globex')
  await tenant.media.put('media/kept', 'kept', 'text/plain')
  const at = platform.now()
  await platform.directory.update(tenants).set({ state: 'deleting', stateAt: at }).where(eq(tenants.id, tenant.id))
  platform.setNow(at + GRACE_MS + 3 * DAY_MS)
  await twiceAtOnce(NIGHT)
  await twiceAtOnce(NIGHT)
  const story = await platform.directory.select().from(tenantEvents).where(eq(tenantEvents.tenantId, tenant.id))
  expect(story.filter(({ name }) => name === 'deleted')).toHaveLength(1)
  expect(await tenant.media.head('media/kept')).toBeNull()
})
