import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { users } from '../../worker/db/schema'
import { ring } from '../../worker/jobs/ring'
import { sweep } from '../../worker/jobs/sweep'
import { monday } from '../support/platform'
import { makeSchool } from '../support/school'

const DAY = 86_400_000

test('the bin ends for those too who were put there before it had an end', async () => {
  const { tenant, cast, platform } = await makeSchool()
  const nameOf = async (id: string) => (await tenant.db.select().from(users).where(eq(users.id, id)))[0]?.name
  const learner = { role: 'learner' as const, createdAt: monday - 90 * DAY }
  await tenant.db.insert(users).values([
    { ...learner, id: 'old', name: 'Oswald Old', deletedAt: monday - 40 * DAY },
    { ...learner, id: 'new', name: 'Nelly New', deletedAt: monday - DAY },
  ])
  await ring(tenant, {}, platform)
  expect(await nameOf('old')).toBe('Oswald Old')
  await sweep(tenant, {}, platform)
  await sweep(tenant, {}, platform)
  expect([await nameOf('old'), await nameOf('new'), await nameOf(cast.leo.id)]).toEqual([
    undefined,
    'Nelly New',
    cast.leo.name,
  ])
})
