import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { courseModules, forums, items, replies, threads, timers, users } from '../../../worker/db/schema'
import { copyItem, duplicateCourse, purge } from '../../../worker/domain/courses'
import { findThread, purgeThread, removeWords, restoreWords } from '../../../worker/domain/forums'
import { exportArchive } from '../../../worker/domain/imports'
import { purgePerson } from '../../../worker/domain/people'
import { addPerson, type Forums, makeForums, open, say } from '../../support/forum'
import { importArchive } from '../../support/imports'

let school: Forums

const settings = {
  kind: 'questions',
  intro: 'Ask *here*.',
  anonymous: true,
  groupMode: 'separate',
  editMinutes: 5,
} as const

beforeAll(async () => {
  school = await makeForums({ ask: settings, talk: {}, gone: {} })
})

const forumsOf = (courseId: string) =>
  school.tenant.db
    .select({ forum: forums })
    .from(forums)
    .innerJoin(items, eq(items.id, forums.itemId))
    .where(and(eq(items.courseId, courseId), eq(items.title, 'Item ask')))
const threadsIn = (forumId: string) => school.tenant.db.$count(threads, eq(threads.forumId, forumId))

test('how a forum works goes along with a copy of its course, what is said in it stays', async () => {
  const { ivy, tenant } = school
  await open(school, ivy, 'ask', 'Stays here')
  const { id } = await duplicateCourse(tenant, school.cast.ada, 'git', { title: 'Git again' } as never)
  const [copy] = await forumsOf(id)
  expect(copy?.forum).toMatchObject({ ...settings, introHtml: expect.stringContaining('<em>here</em>'), seq: 0 })
  expect(await threadsIn(copy!.forum.itemId)).toBe(0)
  const [module] = await tenant.db.select().from(courseModules).where(eq(courseModules.courseId, id)).limit(1)
  const one = await copyItem(tenant, school.cast.ada, 'ask', module!.id)
  expect(await tenant.db.select().from(forums).where(eq(forums.itemId, one.id))).toMatchObject([settings])
})

test('and with its export, back into another course and into itself', async () => {
  const { cast, tenant } = school
  const archive = new Uint8Array(await new Response((await exportArchive(tenant, cast.ada, 'git')).body).arrayBuffer())
  const made = await importArchive(tenant, cast.ada, archive)
  expect([made.error, made.report.lines.filter(({ level }) => level !== 'info')]).toEqual([null, []])
  const [copy] = await forumsOf(made.courseId!)
  expect(copy?.forum).toMatchObject(settings)
  expect(await threadsIn(copy!.forum.itemId)).toBe(0)
  const before = await threadsIn('ask')
  await importArchive(tenant, cast.ada, archive, 'git')
  expect([before, await threadsIn('ask')]).toEqual([1, 1])
})

test('a thread in the bin goes for good after the retention, and not once it was brought back', async () => {
  const { cast, ivy, tenant } = school
  const [kept, gone] = [await open(school, cast.lena, 'talk', 'Kept'), await open(school, cast.lena, 'talk', 'Gone')]
  for (const id of [kept, gone]) await removeWords(tenant, ivy, 'talk', id)
  await restoreWords(tenant, ivy, 'talk', kept)
  const due = await tenant.db.select().from(timers).where(eq(timers.job, 'purge-thread'))
  expect(due.map(({ subjectId }) => subjectId)).toEqual([gone])
  expect(due[0]!.dueAt).toBeGreaterThan(tenant.now())
  for (const id of [kept, gone, gone]) await purgeThread(tenant, id)
  expect(await tenant.db.select().from(replies).where(eq(replies.threadId, gone))).toEqual([])
  expect((await findThread(tenant, cast.lena, 'talk', kept)).thread.title).toBe('Kept')
})

test('what somebody wrote stays when they go for good, without their name', async () => {
  const { cast, ivy, tenant } = school
  const pia = await addPerson(school, 'pia', 'Pia Parting')
  const id = await open(school, cast.lena, 'talk', 'Who stays?')
  await say(school, pia, 'talk', id, 'Not me')
  await tenant.db.update(users).set({ deletedAt: tenant.now() }).where(eq(users.id, pia.id))
  await purgePerson(tenant, pia.id)
  for (const reader of [cast.lena, ivy]) {
    const { replies: said } = await findThread(tenant, reader, 'talk', id)
    expect(said.map(({ html, author }) => [html.includes('Not me'), author.id, author.name])).toEqual([
      [true, null, null],
    ])
  }
})

test('a forum that is purged takes its threads along', async () => {
  const { cast, tenant } = school
  const id = await open(school, cast.lena, 'gone', 'Goes along')
  await tenant.db.update(items).set({ deletedAt: tenant.now() }).where(eq(items.id, 'gone'))
  await purge(tenant, 'purge-item', 'gone')
  expect([await threadsIn('gone'), await tenant.db.$count(replies, eq(replies.threadId, id))]).toEqual([0, 0])
})
