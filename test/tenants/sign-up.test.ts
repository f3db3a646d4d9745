import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { resolveHostname } from '../../tenants/directory/hostname-cache'
import { signUps, slots, tenants } from '../../tenants/directory/schema'
import { advance, isSlugFree, resumeSignUps, signUp } from '../../tenants/sign-up'
import { openTenant } from '../../tenants/tenant'
import { organization, users } from '../../worker/db/schema'
import { foundOrganization } from '../../worker/domain/organization'
import { goOnWithSignUps } from '../../worker/jobs/sign-ups'
import { makePlatform, monday, type TestPlatform } from '../support/platform'
import { foundingOf } from '../support/school'

describe('signing an organization up', () => {
  let platform: TestPlatform
  beforeAll(async () => {
    platform = await makePlatform(3)
  })

  test('gives it a database with its owner, and an address that answers', async () => {
    const record = await signUp(platform, foundingOf('acme', 'Acme Academy'), 'n1', foundOrganization)
    expect(record.state).toBe('active')
    const tenant = await openTenant(platform, record)
    const [[settings], people] = await tenant.db.batch([
      tenant.db.select().from(organization),
      tenant.db.select().from(users),
    ])
    expect(settings?.name).toBe('Acme Academy')
    expect(people.map((person) => [person.role, person.email])).toEqual([['owner', 'olga@acme.example']])
    expect((await resolveHostname(platform, 'acme.lyceum.localhost'))?.id).toBe(record.id)
    expect(await platform.directory.select().from(signUps)).toEqual([])
  })

  test('finds the first order when the form is sent twice', async () => {
    const again = await signUp(platform, foundingOf('umbrella', 'Umbrella'), 'n2', foundOrganization)
    platform.directory.select().from(slots)
    await expect(signUp(platform, foundingOf('umbrella', 'Umbrella'), 'n3', foundOrganization)).rejects.toMatchObject({
      field: 'slug',
    })
    expect(again.state).toBe('active')
  })

  test('refuses an address that is taken, whatever its case, or reserved', async () => {
    expect(await isSlugFree(platform, 'acme')).toBe(false)
    expect(await isSlugFree(platform, 'www')).toBe(false)
    expect(await isSlugFree(platform, 'initech')).toBe(true)
  })

  test('waits while no space is free, and finishes by itself when one is there', async () => {
    const last = await signUp(platform, foundingOf('initech', 'Initech'), 'n4', foundOrganization)
    const waiting = await signUp(platform, foundingOf('hooli', 'Hooli'), 'n5', foundOrganization)
    expect([last.state, waiting.state]).toEqual(['active', 'requested'])
    await platform.directory.insert(slots).values({ id: 'late', cell: 'lyceum-cell-0001', binding: 'T0040' })
    platform.setNow(monday + 5 * 60_000)
    expect(await resumeSignUps(platform, foundOrganization)).toEqual({ resumed: 1, reaped: 0, waiting: 0, stuck: [] })
    const done = await advance(platform, waiting.id, foundOrganization)
    expect(done.state).toBe('active')
  })

  test('goes on with the others where one gets stuck, alarms the operator, and gives it up after a day', async () => {
    const { directory } = platform
    const foundAllBut =
      (slug: string): typeof foundOrganization =>
      async (tenant, founding) => {
        if (founding.slug === slug) throw new Error('no such table: organization')
        await foundOrganization(tenant, founding)
      }
    for (const [n, slug] of ['poison', 'soylent'].entries()) {
      await signUp(platform, foundingOf(slug, slug), `n-${slug}`, foundOrganization)
      const binding = `T003${n}`
      await directory.insert(slots).values({ id: binding, cell: 'lyceum-cell-0001', binding })
    }
    const stateOf = async (slug: string) =>
      (await directory.select({ state: tenants.state }).from(tenants).where(eq(tenants.slug, slug)))[0]?.state
    const start = platform.now()
    platform.env.OPERATOR_EMAIL = 'ops@lyceum.example'
    const alarms = () => platform.mails.filter(({ to }) => to === 'ops@lyceum.example')
    try {
      platform.setNow(start + 5 * 60_000)
      await goOnWithSignUps(platform, foundAllBut('poison'))
      expect([await stateOf('poison'), await stateOf('soylent')]).toEqual(['migrated', 'active'])
      expect(alarms()).toEqual([])
      for (const minutes of [10, 15, 20]) {
        platform.setNow(start + minutes * 60_000)
        await goOnWithSignUps(platform, foundAllBut('poison'))
      }
      expect(alarms()).toHaveLength(1)
      expect(alarms()[0]?.text).toContain('3 tries')
      platform.setNow(start + 25 * 3_600_000)
      const last = await resumeSignUps(platform, foundAllBut('poison'))
      expect(last).toEqual({ resumed: 0, reaped: 1, waiting: 0, stuck: [] })
      expect([await stateOf('poison'), await isSlugFree(platform, 'poison')]).toEqual([undefined, true])
    } finally {
      platform.env.OPERATOR_EMAIL = ''
      platform.setNow(start)
    }
  })

  test('lets twenty that are stuck keep no other from its turn', async () => {
    const { directory } = platform
    const start = platform.now()
    const order = { state: 'claimed' as const, stateAt: start, createdAt: start }
    for (let n = 0; n < 20; n++)
      await directory.insert(tenants).values({ id: `0-stuck-${n}`, slug: `stuck-${n}`, name: 'Stuck', ...order })
    await signUp(platform, foundingOf('tyrell', 'Tyrell'), 'n-tyrell', foundOrganization)
    await directory.insert(slots).values({ id: 'T0035', cell: 'lyceum-cell-0001', binding: 'T0035' })
    for (const minutes of [5, 10]) {
      platform.setNow(start + minutes * 60_000)
      await resumeSignUps(platform, foundOrganization)
    }
    const [done] = await directory.select().from(tenants).where(eq(tenants.slug, 'tyrell'))
    expect(done?.state).toBe('active')
    platform.setNow(start)
  })

  test('refuses to open a database that belongs to somebody else', async () => {
    const acme = (await resolveHostname(platform, 'acme.lyceum.localhost'))!
    const umbrella = (await resolveHostname(platform, 'umbrella.lyceum.localhost'))!
    const mixedUp = await openTenant(platform, { ...acme, slot: umbrella.slot })
    await expect(mixedUp.db.update(users).set({ name: 'Mallory' })).rejects.toThrow()
    const rightful = await openTenant(platform, umbrella)
    expect((await rightful.db.select().from(users)).map((user) => user.name)).toEqual(['Olga Owner'])
  })
})
