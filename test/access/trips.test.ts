import { and, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { notifications, responses, users } from '../../worker/db/schema'
import { newId } from '../../worker/lib/ids'
import { type Browser, browse } from '../support/browser'
import { makePlatform, type TestPlatform } from '../support/platform'
import { type Spent, spentBy, spentOn } from '../support/trips'
import { doors, placeOf } from './doors'
import { rows } from './rows'
import { type AccessSchool, makeAccessSchool, type Principal } from './school'

/** Sequential trips to the database that a page may make, session included. */
const MOST = 2
/** And where this isolate has seen the session before. */
const MOST_AGAIN = 1

const looksAgain = 'a link that leads nowhere is looked at again, to say why'

/** Pages that make more, each with its reason. */
const more: Record<string, { trips?: number; again: number; because: string }> = {
  'GET /hand-over': { again: 2, because: 'it writes, and nothing is written before the session is proven' },
  'GET /submissions/:id/reviews': {
    trips: 3,
    again: 2,
    because: 'it finds the work as marking does, and then what peers said of it',
  },
  'GET /calendars/:secret': { trips: 3, again: 2, because: 'whoever tries a secret that is none is counted' },
  'GET /verification': { trips: 3, again: 2, because: looksAgain },
  'GET /email-change/:side': { trips: 3, again: 2, because: looksAgain },
  'GET /registration': { trips: 3, again: 2, because: looksAgain },
  'GET /courses/:id/export.zip': {
    trips: 3,
    again: 2,
    because: 'a file, streamed: what it reads grows with the course',
  },
}

let platform: TestPlatform
let acme: AccessSchool
let visitors: Record<Principal, Browser>
const measured: Record<string, Spent & { again: number; as: Principal }> = {}

beforeAll(async () => {
  platform = await makePlatform()
  acme = await makeAccessSchool(platform, 'acme', 'Acme Academy')
  const open = Object.entries(acme.people).map(
    async ([name, actor]) => [name, await browse(platform, acme.tenant, actor)] as const,
  )
  visitors = Object.fromEntries(await Promise.all(open)) as Record<Principal, Browser>
}, 60_000)

describe('trips of every page', () => {
  const pages = doors().filter((door) => door.startsWith('GET '))

  test('covers the router, and excuses nobody who is gone', () => {
    expect(pages.length).toBeGreaterThan(60)
    expect(Object.keys(more).filter((door) => !pages.includes(door))).toEqual([])
  })

  test.each(pages)(
    '%s',
    async (door) => {
      const row = rows[door]
      expect(row, 'a door without a row').toBeDefined()
      const { path } = placeOf(door, row!, acme.objects)
      // those who may do most and least there, and a stranger where nobody comes in
      const who = new Set<Principal>([row!.may[0] ?? 'owner', row!.may.at(-1) ?? 'learner'])
      for (const as of who) {
        await visitors[as].get(path) // warm: whose host it is, how the organization looks
        const newcomer = await browse(platform, acme.tenant, acme.people[as] ?? null)
        const spent = await spentOn(newcomer, path)
        expect(spent.status, `${as} at ${path}`).toBeLessThan(500)
        expect(spent.trips, `${as} at ${path}`).toBeLessThanOrEqual(more[door]?.trips ?? MOST)
        const again = await spentOn(newcomer, path)
        expect(again.status, `${as} at ${path} again`).toBe(spent.status)
        expect(again.trips, `${as} at ${path} again`).toBeLessThanOrEqual(more[door]?.again ?? MOST_AGAIN)
        if ((measured[door]?.trips ?? -1) < spent.trips) measured[door] = { ...spent, again: again.trips, as }
      }
    },
    60_000,
  )

  test('prints the table', () => {
    const lines = Object.entries(measured).map(
      ([door, { trips, again, rowsRead, as }]) =>
        `${door.padEnd(48)} ${trips} trips, then ${again} ${String(rowsRead).padStart(5)} rows  ${as}`,
    )
    console.info(lines.join('\n'))
    expect(Object.keys(measured)).toHaveLength(pages.length)
  })
})

describe('a save in an exam', () => {
  test('is one read and one guarded write, and proves the session on the way', async () => {
    const { attempt, version } = acme.objects
    const learner = await browse(platform, acme.tenant, acme.people.learner)
    await learner.get(`/attempts/${attempt}`) // whoever saves has the page open
    const kept = () =>
      acme.tenant.db
        .select({ revision: responses.revision })
        .from(responses)
        .where(and(eq(responses.attemptId, attempt), eq(responses.versionId, version)))
    const [before] = await kept()
    const revision = (before?.revision ?? 0) + 1
    const save = (n: number) =>
      learner.post(`/attempts/${attempt}/responses/${version}?_method=PUT`, { revision: String(n), value: 'b' })
    expect(await spentBy(() => save(revision))).toMatchObject({ status: 200, trips: 2 })
    expect(await kept()).toEqual([{ revision }])

    // something is told them meanwhile: their bell is another, their answer is kept all the same
    const told = { userId: acme.people.learner!.id, kind: 'joined', key: 'meanwhile', at: acme.tenant.now() }
    await acme.tenant.db.insert(notifications).values({ id: newId(), ...told })
    expect(await spentBy(() => save(revision + 1))).toMatchObject({ status: 200, trips: 2 })
    expect(await kept()).toEqual([{ revision: revision + 1 }])

    // whoever was shut out meanwhile saves nothing, though this isolate remembers their session
    const id = acme.people.learner!.id
    await acme.tenant.db.update(users).set({ state: 'suspended' }).where(eq(users.id, id))
    expect((await save(revision + 2)).status).toBe(503)
    expect([302, 303, 401]).toContain((await save(revision + 2)).status)
    expect(await kept()).toEqual([{ revision: revision + 1 }])
    await acme.tenant.db.update(users).set({ state: 'active' }).where(eq(users.id, id))
  })
})
