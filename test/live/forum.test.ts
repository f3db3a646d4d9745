import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, expect, test } from 'vitest'
import { groupMembers, groups } from '../../worker/db/schema'
import { withdrawPeople } from '../../worker/domain/enrollments'
import {
  createForum,
  editWords,
  findSince,
  openThread,
  react,
  removeWords,
  setThread,
  writeReply,
} from '../../worker/domain/forums'
import type { Env } from '../../worker/env'
import { drain } from '../../worker/jobs/drain'
import { newId } from '../../worker/lib/ids'
import type { ForumHeard } from '../../worker/live/forum'
import { listenAt, until } from '../support/listen'
import { monday } from '../support/platform'
import { addSchool, makeSchool, type School } from '../support/school'
import { enroll, teachCourse } from '../support/taught-course'

let school: School

beforeAll(async () => {
  school = await makeSchool()
  await teach(school)
})

async function teach({ tenant, cast }: Pick<School, 'tenant' | 'cast'>) {
  const ids = ['circle', 'masked', 'apart', 'asked']
  await teachCourse(tenant, cast, { modules: { one: ids.map((id) => ({ id, kind: 'forum' as const })) } })
  await tenant.db.batch([
    createForum(tenant.db, 'circle', {}),
    createForum(tenant.db, 'masked', { anonymous: true }),
    createForum(tenant.db, 'apart', { groupMode: 'separate' }),
    createForum(tenant.db, 'asked', { kind: 'questions' }),
  ])
}

type Name = keyof School['cast']
const listen = (name: Name, forum: string, thread?: string, headers: Record<string, string> = {}) =>
  listenAt<ForumHeard>(
    school,
    school.cast[name],
    `/forums/${forum}/socket${thread ? `?thread=${thread}` : ''}`,
    headers,
  )
const open = async (forum: string, who: Name, groupId: string | null = null) =>
  (await openThread(school.tenant, school.cast[who], forum, { id: newId(), title: 'Talk', body: 'Begin.', groupId })).id
const say = async (forum: string, thread: string, who: Name, body: string) =>
  (await writeReply(school.tenant, school.cast[who], forum, thread, { id: newId(), body })).id
const saidIn = (heard: ForumHeard[]) => heard.flatMap(({ reply }) => (reply ? [reply.html] : []))

test('whoever has a thread open hears what is written, changed, felt, removed and locked, in order', async () => {
  const { tenant, cast } = school
  const thread = await open('circle', 'lena')
  const [leo, elsewhere] = [await listen('leo', 'circle', thread), await listen('ivy', 'circle')]
  expect([leo.status, elsewhere.status]).toEqual([101, 101])
  const reply = await say('circle', thread, 'lena', 'First.')
  await editWords(tenant, cast.lena, 'circle', reply, { body: 'Better.' })
  await react(tenant, cast.ada, 'circle', reply, { kind: 'like', on: true })
  await setThread(tenant, cast.ada, 'circle', thread, { locked: true })
  await removeWords(tenant, cast.ada, 'circle', reply)
  const numbered = () => leo.heard.filter(({ at }) => at !== undefined)
  await until(() => numbered().length >= 5)
  const all = numbered()
  expect(all.map(({ at }) => at)).toEqual(Array.from({ length: 5 }, (_, n) => all[0]!.at + n))
  const said = saidIn(all)
  expect(said[0]).toContain('First.')
  expect(said[1]).toContain('Better.')
  expect(said[2]).toContain('Like: 1')
  expect(all[3]?.isLocked).toBe(true)
  expect(said.at(-1)).not.toContain('Better.')
  await until(() => elsewhere.heard.filter(({ row }) => row).length >= 5)
  expect(elsewhere.heard.find(({ row }) => row)?.row?.html).toContain('Talk')
})

test('what was missed is given by number, once each, also after the room has slept', async () => {
  const { tenant, cast } = school
  const thread = await open('circle', 'lena')
  const leo = await listen('leo', 'circle', thread)
  await say('circle', thread, 'lena', 'Heard.')
  await until(() => saidIn(leo.heard).length > 0)
  const at = leo.heard.findLast((one) => one.at !== undefined)!.at
  leo.socket!.close()
  const missed = [await say('circle', thread, 'ivy', 'One.'), await say('circle', thread, 'lena', 'Two.')]
  const { FORUMS } = env as unknown as Env
  const stub = FORUMS.get(FORUMS.idFromName(`t:${tenant.id}:forum:circle`))
  await evictDurableObject(stub)
  const since = await findSince(tenant, cast.leo, 'circle', thread, at)
  expect(since?.replies.map(({ id }) => id)).toEqual(missed)
  const again = await listen('leo', 'circle', thread)
  again.socket!.send(JSON.stringify({ at }))
  await say('circle', thread, 'lena', 'Three.')
  await until(() => saidIn(again.heard).length > 0)
  expect(saidIn(again.heard)).toHaveLength(1)
  expect(saidIn(again.heard)[0]).toContain('Three.')
})

test('peers hear numbers where names are hidden, staff hear names', async () => {
  const thread = await open('masked', 'lena')
  const [leo, ivy] = [await listen('leo', 'masked', thread), await listen('ivy', 'masked', thread)]
  await say('masked', thread, 'lena', 'Who am I?')
  await until(() => saidIn(leo.heard).length > 0 && saidIn(ivy.heard).length > 0)
  expect(saidIn(leo.heard)[0]).toContain('Voice 1')
  expect(JSON.stringify(leo.heard)).not.toContain('Lena')
  expect(JSON.stringify(leo.heard)).not.toContain(school.cast.lena.id)
  expect(saidIn(ivy.heard)[0]).toContain('Lena Learner')
})

test('a group hears nothing of another group’s threads', async () => {
  const { tenant, cast } = school
  await tenant.db
    .insert(groups)
    .values(['red', 'blue'].map((id) => ({ id, name: id, courseId: 'git', createdAt: monday })))
  await tenant.db.insert(groupMembers).values([
    { groupId: 'red', userId: cast.lena.id, createdAt: monday },
    { groupId: 'blue', userId: cast.leo.id, createdAt: monday },
  ])
  const [lena, leo, ivy] = [await listen('lena', 'apart'), await listen('leo', 'apart'), await listen('ivy', 'apart')]
  const red = await open('apart', 'lena', 'red')
  await until(() => lena.heard.some(({ row }) => row) && ivy.heard.some(({ row }) => row))
  expect(lena.heard.some(({ row }) => row?.id === red)).toBe(true)
  expect(ivy.heard.some(({ row }) => row?.id === red)).toBe(true)
  expect(leo.heard.filter(({ row, thread }) => row || thread)).toEqual([])
  expect((await listen('leo', 'apart', red)).status).toBe(404)
})

test('whoever has not answered a question hears no answers', async () => {
  const thread = await open('asked', 'lena')
  const [leo, lena] = [await listen('leo', 'asked', thread), await listen('lena', 'asked', thread)]
  await say('asked', thread, 'ivy', 'The secret.')
  await until(() => saidIn(lena.heard).length > 0)
  expect(saidIn(lena.heard)[0]).toContain('The secret.')
  expect(JSON.stringify(leo.heard)).not.toContain('The secret.')
})

test('outsiders are not let in, and next door’s forum of the same name is another', async () => {
  const thread = await open('circle', 'lena')
  const inside = await listen('leo', 'circle', thread)
  const zed = await listen('zed', 'circle', thread)
  const foreign = await listen('leo', 'circle', thread, { Origin: 'http://globex.lyceum.localhost' })
  expect([zed.status, foreign.status]).toEqual([404, 403])
  const globex = await addSchool(school.platform, 'globex', 'Globex')
  await teach(globex)
  const next = { platform: school.platform, ...globex }
  const across = await listenAt<ForumHeard>(next, globex.cast.leo, '/forums/circle/socket')
  expect(across.status).toBe(101)
  await say('circle', thread, 'ivy', 'Only here.')
  await until(() => saidIn(inside.heard).length > 0)
  expect(across.heard.filter(({ at }) => at !== undefined)).toEqual([])
})

test('whoever leaves the course hears no more', async () => {
  const { tenant, cast, platform } = school
  await enroll(tenant, 'git', cast.ian, 'learner')
  const thread = await open('circle', 'lena')
  const ian = await listen('ian', 'circle', thread)
  expect(ian.status).toBe(101)
  await withdrawPeople(tenant, cast.ada, 'git', [cast.ian.id])
  await drain(tenant, {}, platform)
  await until(() => ian.closed.length > 0)
  expect(ian.closed).toEqual([4003])
  await say('circle', thread, 'lena', 'Without Ian.')
  expect(saidIn(ian.heard)).toEqual([])
})
