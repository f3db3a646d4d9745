import type { Founding } from '../../tenants/sign-up'
import { signUp } from '../../tenants/sign-up'
import { openTenant, type Tenant } from '../../tenants/tenant'
import { users } from '../../worker/db/schema'
import { foundOrganization } from '../../worker/domain/organization'
import { indexEntries } from '../../worker/domain/search'
import { type Actor, actorOf, type Role } from './actors'
import { makePlatform, type TestPlatform } from './platform'

export type School = { platform: TestPlatform; tenant: Tenant; cast: Cast }
export type Cast = { olga: Actor; ada: Actor; ivy: Actor; ian: Actor; lena: Actor; leo: Actor; zed: Actor }

export const foundingOf = (slug: string, organization: string): Founding => ({
  organization,
  slug,
  owner: { name: 'Olga Owner', email: `olga@${slug}.example`, passwordHash: 'none' },
  locale: 'en',
  zone: 'Europe/Berlin',
  plan: 'free',
  consents: { terms: '2026-11-01' },
})

/**
 * Acme Academy and its people: Olga owns it, Ada runs it, Ivy and Ian teach, Lena and Leo learn, Zed belongs to the school but to no course.
 */
export async function makeSchool(): Promise<School> {
  const platform = await makePlatform()
  return { platform, ...(await addSchool(platform, 'acme', 'Acme Academy')) }
}

/** Another organization on the same platform, with people of the same names: Globex is next door. */
export async function addSchool(
  platform: TestPlatform,
  slug: string,
  organization: string,
): Promise<{ tenant: Tenant; cast: Cast }> {
  const record = await signUp(platform, foundingOf(slug, organization), `nonce-${slug}`, foundOrganization)
  const tenant = await openTenant(platform, record)
  const [owner] = await tenant.db.select().from(users).limit(1)
  const people = [
    ['ada', 'Ada Admin', 'admin'],
    ['ivy', 'Ivy Instructor', 'instructor'],
    ['ian', 'Ian Instructor', 'instructor'],
    ['lena', 'Lena Learner', 'learner'],
    ['leo', 'Leo Learner', 'learner'],
    ['zed', 'Zed Stranger', 'learner'],
  ] as const satisfies readonly (readonly [string, string, Role])[]
  const rows = people.map(([id, name, role]) => ({
    id: `${slug}-${id}`,
    name,
    role,
    email: `${id}@${slug}.example`,
    emailVerifiedAt: platform.now(),
    createdAt: platform.now(),
  }))
  await tenant.db.insert(users).values(rows)
  await indexEntries(
    tenant.db,
    rows.map(({ id, name, email }) => ({ kind: 'person', subjectId: id, title: name, body: email })),
  )
  await tenant.db.update(users).set({ emailVerifiedAt: platform.now() })
  const actors = rows.map((row, i) => [people[i]![0], actorOf(row)] as const)
  return { tenant, cast: { olga: actorOf(owner!), ...Object.fromEntries(actors) } as Cast }
}
