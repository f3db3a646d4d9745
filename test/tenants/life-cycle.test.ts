import { runInDurableObject } from 'cloudflare:test'
import { eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findRecord } from '../../tenants/directory/records'
import { hostnames, slots, tenantEvents, tenants } from '../../tenants/directory/schema'
import { followStates } from '../../tenants/life-cycle'
import { GRACE_MS, purgeDeleted } from '../../tenants/purge'
import { listOrganizationsOf, rememberSignInHint } from '../../tenants/sign-in-hints'
import { signUp } from '../../tenants/sign-up'
import { openSlot } from '../../tenants/slots'
import type { TenantMessage } from '../../tenants/tenant-queue'
import { eventReaders } from '../../worker/db/schema'
import { foundOrganization } from '../../worker/domain/organization'
import { consume } from '../../worker/jobs/consume'
import { runPlatformJob } from '../../worker/jobs/platform-jobs'
import { runSchedule } from '../../worker/jobs/schedule'
import { browse } from '../support/browser'
import { monday } from '../support/platform'
import { addSchool, foundingOf, makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

const canary = 'kanarienvogel'
let school: School
let sent: TenantMessage[]

beforeAll(async () => {
  school = await makeSchool()
  await teachCourse(school.tenant, school.cast, { modules: { basics: [{ id: 'intro' }] } })
  const queue = {
    send: async (message: TenantMessage) => void sent.push(message),
    sendBatch: async (messages: { body: TenantMessage }[]) => void sent.push(...messages.map(({ body }) => body)),
  }
  school.platform.env = { ...school.platform.env, QUEUE: queue as unknown as Queue<TenantMessage> }
})
beforeEach(() => {
  sent = []
})

/** As bin/tenants does. */
async function move(to: 'suspended' | 'active' | 'deleting', told: string) {
  const { directory, now } = school.platform
  const { id } = school.tenant
  await directory.batch([
    directory.insert(tenantEvents).values({ tenantId: id, name: told, detail: 'by the operator', at: now() }),
    directory.update(tenants).set({ state: to, stateAt: now() }).where(eq(tenants.id, id)),
  ])
  await followStates(school.platform)
}

const deliver = (job: string) => {
  const message = { body: { tenant: school.tenant.id, job, args: {} }, attempts: 1, ack() {}, retry() {} }
  return consume(school.platform, { messages: [message] } as unknown as MessageBatch<TenantMessage>)
}

async function listen() {
  const ivy = await browse(school.platform, school.tenant, school.cast.ivy)
  const { webSocket } = await ivy.get('/courses/git/roster/socket', { Upgrade: 'websocket' })
  const closed: number[] = []
  webSocket!.accept()
  webSocket!.addEventListener('close', ({ code }) => closed.push(code))
  return closed
}

describe('an organization that is suspended', () => {
  test('hears nothing, does nothing, and goes on where it stopped', async () => {
    const closed = await listen()
    const readers = async () => (await school.tenant.db.select().from(eventReaders)).length
    expect(await readers()).toBe(0)
    await move('suspended', 'suspended')
    await expect.poll(() => closed).toEqual([4003])

    const lena = await browse(school.platform, school.tenant, school.cast.lena)
    const page = await lena.read('/')
    expect([page.status, page.html.includes('closed for now')]).toEqual([403, true])
    expect((await lena.post('/locale', { locale: 'de' })).status).toBe(403)
    const json = await lena.get('/api/v1/me', { Authorization: 'Bearer lyc_x' })
    expect([json.status, json.headers.get('Content-Type')]).toEqual([403, 'application/problem+json'])
    await deliver('drain')
    expect(await readers()).toBe(0)

    await move('active', 'resumed')
    expect(sent.map(({ job }) => job)).toEqual(['drain', 'ring'])
    expect((await lena.read('/')).status).toBe(200)
    await deliver('drain')
    expect(await readers()).toBeGreaterThan(0)
    expect(await followStates(school.platform)).toBe(0)
  })
})

describe('by night', () => {
  test('every open organization is woken once', async () => {
    await runSchedule(school.platform, '17 3 * * *')
    expect(sent.map(({ tenant, job }) => [tenant === school.tenant.id, job])).toEqual([[true, 'sweep']])
  })
})

describe('an organization that is deleted', () => {
  test('can come back for thirty days, and is nowhere after them', async () => {
    const { platform, tenant, cast } = school
    const next = await addSchool(platform, 'globex', 'Globex')
    await next.tenant.media.put('media/kept', 'kept', 'text/plain')
    await tenant.media.put('media/one', canary, 'text/plain')
    await tenant.db.run(
      sql`update users set name = ${canary}, email = ${`${canary}@acme.example`} where id = ${cast.lena.id}`,
    )
    await rememberSignInHint(platform, tenant.id, cast.lena.id, `${canary}@acme.example`)
    await platform.directory.update(tenants).set({ name: canary }).where(eq(tenants.id, tenant.id))
    await tenant.clock.wakeAt(Date.now() + 86_400_000)
    const closed = await listen()
    expect((await traces()).length).toBeGreaterThan(2)

    await move('deleting', 'deleting')
    await expect.poll(() => closed).toEqual([4003])
    const lena = await browse(platform, tenant, cast.lena)
    expect((await lena.read('/')).status).toBe(404)
    expect(await purgeDeleted(platform)).toBe(false)
    await move('active', 'restored')
    expect((await lena.read('/')).status).toBe(200)

    await move('deleting', 'deleting')
    platform.setNow(monday + GRACE_MS + 1)
    await runPlatformJob(platform, 'purge')
    expect(sent.at(-1)).toEqual({ tenant: '', job: 'purge', args: {} })
    expect(await purgeDeleted(platform)).toBe(false)

    expect(await traces()).toEqual([])
    const record = (await findRecord(platform.directory, tenant.id))!
    expect([record.state, record.slug, record.name]).toEqual(['deleted', tenant.id, ''])
    const [slot] = await platform.directory.select().from(slots).where(eq(slots.id, record.slot!.id))
    expect(slot!.state).toBe('retired')
    expect(await listOrganizationsOf(platform, `${canary}@acme.example`)).toEqual([])
    expect((await platform.directory.select().from(hostnames)).map(({ tenantId }) => tenantId)).toEqual([
      next.tenant.id,
    ])
    const clock = platform.env.CLOCKS.get(platform.env.CLOCKS.idFromName(`t:${tenant.id}:clock`))
    expect(
      await runInDurableObject(clock, async (_, { storage }) => [
        await storage.getAlarm(),
        (await storage.list()).size,
      ]),
    ).toEqual([null, 0])
    expect(await next.tenant.media.head('media/kept')).not.toBeNull()

    const again = await signUp(platform, foundingOf('acme', 'Acme again'), 'again', foundOrganization)
    expect([again.state, again.slot!.id === record.slot!.id]).toEqual(['active', false])
  })
})

/** Where the canary is still found: every table of the directory and of the slot, every object. */
async function traces(): Promise<string[]> {
  const { platform, tenant } = school
  const found: string[] = []
  const { DIRECTORY, MEDIA } = platform.env
  const record = (await findRecord(platform.directory, tenant.id))!
  const slot = openSlot(platform, record.slot!)
  const inDirectory = async (query: string) => (await DIRECTORY.prepare(query).raw()) as unknown[][]
  const inSlot = async (query: string) => (await slot.batch([{ sql: query, params: [] }])).answers[0]!.rows
  for (const [store, read] of [
    ['directory', inDirectory],
    ['slot', inSlot],
  ] as const) {
    const list =
      "select name from sqlite_master where type = 'table' and name not glob '_cf_*' and name not glob 'sqlite_*'"
    for (const [name] of await read(list)) {
      const rows = await read(`select * from "${name}"`)
      if (JSON.stringify(rows).toLowerCase().includes(canary)) found.push(`${store} ${name}`)
      if (
        store === 'slot' &&
        rows.length > 0 &&
        !/^(?:_migrations|search_index)/.test(String(name)) &&
        record.state === 'deleted'
      )
        found.push(`${store} ${name}: ${rows.length} rows`)
    }
  }
  slot.close()
  const { objects } = await MEDIA.list({ prefix: `t/${tenant.id}/` })
  return [...found, ...objects.map(({ key }) => key)]
}
