import { beforeAll, describe, expect, test } from 'vitest'
import { resolveHostname } from '../../tenants/directory/hostname-cache'
import { signUps, slots } from '../../tenants/directory/schema'
import { advance, isSlugFree, resumeSignUps, signUp } from '../../tenants/sign-up'
import { openTenant } from '../../tenants/tenant'
import { organization, users } from '../../worker/db/schema'
import { foundOrganization } from '../../worker/domain/organization'
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
    expect(await resumeSignUps(platform, foundOrganization)).toEqual({ resumed: 1, reaped: 0, waiting: 0 })
    const done = await advance(platform, waiting.id, foundOrganization)
    expect(done.state).toBe('active')
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
