import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { events, progress } from '../../../worker/db/schema'
import { findThread, markThreadRead, removeWords, viewForum } from '../../../worker/domain/forums'
import { reopenItem } from '../../../worker/domain/progress'
import type { Actor } from '../../support/actors'
import { type Forums, makeForums, open, say } from '../../support/forum'

let school: Forums

beforeAll(async () => {
  school = await makeForums({ both: {}, two: {}, seen: {}, looked: {}, none: {} }, [
    { id: 'both', kind: 'forum', completion: { kind: 'written', threads: 1, replies: 2 } },
    { id: 'two', kind: 'forum', completion: { kind: 'written', threads: 0, replies: 2 } },
    { id: 'seen', kind: 'forum', completion: { kind: 'viewed' } },
    { id: 'looked', kind: 'forum', completion: { kind: 'viewed' } },
    { id: 'none', kind: 'forum', completion: { kind: 'none' } },
  ])
})

const stateOf = async (actor: Actor, itemId: string) => {
  const [row] = await school.tenant.db
    .select({ state: progress.state })
    .from(progress)
    .where(and(eq(progress.enrollmentId, `git-${actor.id}`), eq(progress.itemId, itemId)))
  return row?.state ?? null
}
const completions = (itemId: string) =>
  school.tenant.db.$count(events, and(eq(events.name, 'item.completed'), eq(events.subjectId, itemId)))

test('a forum is done once somebody has opened and written enough, and stays done', async () => {
  const { cast, ivy, tenant } = school
  const own = await open(school, cast.lena, 'both', 'Mine')
  expect(await stateOf(cast.lena, 'both')).toBe('started')
  const first = await say(school, cast.lena, 'both', own, 'one')
  await removeWords(tenant, cast.lena, 'both', first)
  await say(school, cast.lena, 'both', own, 'two')
  expect(await stateOf(cast.lena, 'both')).toBe('started')
  const last = await say(school, cast.lena, 'both', own, 'three')
  expect(await stateOf(cast.lena, 'both')).toBe('completed')
  await removeWords(tenant, ivy, 'both', last)
  await say(school, cast.lena, 'both', own, 'four')
  expect([await stateOf(cast.lena, 'both'), await completions('both')]).toEqual(['completed', 1])
  await say(school, cast.leo, 'both', own, 'Leo has opened none')
  await say(school, cast.leo, 'both', own, 'whatever he says')
  expect(await stateOf(cast.leo, 'both')).toBe('started')
})

test('the last two that were missing, sent at once, complete it once', async () => {
  const { cast, ivy } = school
  const id = await open(school, ivy, 'two', 'Say two things')
  await Promise.all(['a', 'b'].map((text) => say(school, cast.lena, 'two', id, text)))
  expect([await stateOf(cast.lena, 'two'), await completions('two')]).toEqual(['completed', 1])
  expect(await stateOf(ivy, 'two')).toBe(null)
})

test('what somebody opened again by hand is not closed by the next words', async () => {
  const { cast, ivy, tenant, course } = school
  const item = { id: 'two', courseId: course.id, completion: { kind: 'written', threads: 0, replies: 2 } as const }
  await reopenItem(tenant, ivy, course.lena, item, { reason: 'Say something of substance' })
  const id = await open(school, cast.lena, 'two', 'More')
  await say(school, cast.lena, 'two', id, 'c')
  expect(await stateOf(cast.lena, 'two')).toBe('started')
})

test('where looking is enough, looking into the forum or a thread completes it', async () => {
  const { cast, ivy, tenant, olaf } = school
  const id = await open(school, ivy, 'seen', 'Read this')
  const { at, through } = await findThread(tenant, cast.lena, 'seen', id)
  await markThreadRead(tenant, cast.lena, 'seen', id, { at, through })
  await viewForum(tenant, cast.leo, 'looked')
  await viewForum(tenant, cast.leo, 'looked')
  await viewForum(tenant, cast.leo, 'none')
  await viewForum(tenant, olaf, 'looked')
  expect(await Promise.all(['seen', 'looked', 'none'].map((item) => stateOf(cast.leo, item)))).toEqual([
    null,
    'completed',
    'started',
  ])
  expect([await stateOf(cast.lena, 'seen'), await stateOf(olaf, 'looked')]).toEqual(['completed', null])
  expect(await completions('looked')).toBe(1)
})
