import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { fleetJobs, slots, tenantEvents, tenants } from '../../tenants/directory/schema'
import { orderMigration, stepMigration } from '../../tenants/fleet'
import { headVersion } from '../../tenants/migrate'
import { makePlatform, monday, type TestPlatform } from '../support/platform'

const FLEET = 14
let platform: TestPlatform

beforeAll(async () => {
  platform = await makePlatform(FLEET)
  const all = await platform.directory.select().from(slots).orderBy(slots.id)
  for (const [i, { id }] of all.entries()) {
    const name = `t${String(i).padStart(2, '0')}`
    const row = { id: name, slug: name, name, state: 'active' as const, slotId: id, stateAt: monday, createdAt: monday }
    await platform.directory.insert(tenants).values(row)
  }
})

const job = async () => (await platform.directory.select().from(fleetJobs).where(eq(fleetJobs.kind, 'migrate')))[0]!
const behind = async () =>
  (await platform.directory.select().from(slots)).filter(({ schemaVersion }) => schemaVersion < headVersion).length

describe('the migration of every database', () => {
  test('goes to one, then to ten, and stops where it fails', async () => {
    const [broken] = await platform.directory.select().from(slots).where(eq(slots.id, 'lyceum-cell-0001/T0012'))
    await platform.directory.update(slots).set({ binding: 'T9999' }).where(eq(slots.id, broken!.id))
    await orderMigration(platform, headVersion, 1)
    expect(await stepMigration(platform)).toBe(false)
    expect([(await job()).stage, await behind()]).toEqual(['ten', FLEET - 1])
    expect(await stepMigration(platform)).toBe(false)
    expect([(await job()).stage, await behind()]).toEqual(['percent', FLEET - 10])
    await stepMigration(platform)
    expect([(await job()).stage, await behind()]).toEqual(['all', FLEET - 10])

    expect(await stepMigration(platform)).toBe(false)
    const stopped = await job()
    expect([stopped.state, stopped.failed]).toEqual(['stopped', 1])
    const left = await behind()
    expect(left).toBeGreaterThan(0)
    const [story] = await platform.directory.select().from(tenantEvents)
    expect([story!.tenantId, story!.name]).toEqual(['t12', 'migration-failed'])
    await stepMigration(platform)
    expect(await behind()).toBe(left)

    await platform.directory.update(slots).set({ binding: 'T0012' }).where(eq(slots.id, broken!.id))
    await orderMigration(platform, headVersion, 1)
    for (let step = 0; step < 5 && (await job()).state === 'running'; step++) await stepMigration(platform)
    expect([(await job()).state, (await job()).done, await behind()]).toEqual(['done', FLEET, 0])
  })

  test('is done once, and waits for code that knows the newer schema', async () => {
    await orderMigration(platform)
    expect((await job()).state).toBe('done')
    await orderMigration(platform, headVersion + 1)
    expect(await stepMigration(platform)).toBe(false)
    const jobs = await platform.directory.select().from(fleetJobs)
    expect(jobs.map(({ state, done }) => [state, done])).toContainEqual(['running', 0])
  })
})
