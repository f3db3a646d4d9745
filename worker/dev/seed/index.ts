import { resolveHostname } from '../../../tenants/directory/hostname-cache'
import { hostnameOf, type Platform } from '../../../tenants/platform'
import { signUp } from '../../../tenants/sign-up'
import { openTenant, type Tenant } from '../../../tenants/tenant'
import { auditEntries } from '../../db/schema'
import { foundOrganization } from '../../domain/organization'
import { hashPassword } from '../../lib/password'
import { liveThrough } from './activity'
import { makeCourses } from './courses'
import { addCrowd } from './crowd'
import { makePeople } from './people'
import { randomFrom } from './random'

const PASSWORD = 'a quiet reading room'
const WEEK_MS = 7 * 86_400_000
export const weeks = 12

export type SeedOptions = {
  learners?: number
  courses?: number
  items?: number
  /** Of the first course, so many that are graded. */
  graded?: number
  sample: Uint8Array<ArrayBuffer>
  /** Hears what is being made. */
  say?: (step: string) => void
}

/** Makes Acme Academy with twelve weeks behind it, the same on every run. Does nothing when it is there. */
export async function seed(
  platform: Platform,
  { learners = 0, courses = 0, items = 0, graded = 0, sample, say = () => {} }: SeedOptions,
): Promise<{ made: boolean }> {
  if (await resolveHostname(platform, hostnameOf(platform, 'acme'), true)) return { made: false }
  const now = platform.now()
  say('the sample organization')
  const passwordHash = await hashPassword(PASSWORD, platform.passwordCost)
  const record = await signUp(platform, founding(passwordHash), 'seed-acme', foundOrganization)
  const tenant = quietly(await openTenant(platform, record))
  const begin = at(tenant, now - weeks * WEEK_MS)
  await tenant.db.update(auditEntries).set({ at: begin.now() })
  const random = randomFrom(20_26)
  say('its people')
  const people = await makePeople(begin, passwordHash)
  say('four courses')
  const made = await makeCourses(begin, people, sample)
  await liveThrough(tenant, people, made, { random, from: now - weeks * WEEK_MS, now, say }, platform)
  if (learners || courses) say('a crowd of more')
  if (learners || courses) await addCrowd(tenant, made, { learners, courses, items, graded })
  tenant.close()
  return { made: true }
}

const founding = (passwordHash: string) => ({
  organization: 'Acme Academy',
  slug: 'acme',
  owner: { name: 'Olga Ferreira', email: 'olga@acme.example', passwordHash },
  locale: 'en',
  zone: 'Europe/Berlin',
  plan: 'team',
  consents: { terms: '2026-11-01', privacy: '2026-11-01', dpa: '2026-11-01' },
})

/** The same organization at another time. */
export const at = (tenant: Tenant, now: number): Tenant => ({ ...tenant, now: () => now })

/** What the past set off has been read long ago: nothing is queued and nobody is woken. */
const quietly = (tenant: Tenant): Tenant => ({
  ...tenant,
  queue: { send: async () => {} },
  clock: { wakeAt: async () => {}, stop: async () => {} },
})
