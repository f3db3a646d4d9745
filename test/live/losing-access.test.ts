import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { rooms, sessions } from '../../worker/db/schema'
import { performAct, undoAct } from '../../worker/domain/admissions'
import { setCourseRole, withdrawPeople } from '../../worker/domain/enrollments'
import { endOtherSessions, endOwnSession } from '../../worker/domain/people'
import { drain } from '../../worker/jobs/drain'
import { newId } from '../../worker/lib/ids'
import { listenAt, until } from '../support/listen'
import { makeSchool, type School } from '../support/school'
import { enroll, teachCourse } from '../support/taught-course'

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  course = await teachCourse(tenant, cast, { modules: { basics: [{ id: 'intro' }] } })
  for (const name of ['ian', 'zed'] as const) await enroll(tenant, 'git', cast[name], 'assistant')
})

const listen = (name: keyof School['cast'], headers: Record<string, string> = {}) =>
  listenAt(school, school.cast[name], '/courses/git/roster/socket', headers)

const act = (kind: 'suspend' | 'sign-out' | 'remove', name: keyof School['cast']) =>
  performAct(school.tenant, school.cast.olga, { nonce: newId(), kind, personIds: [school.cast[name].id], choice: {} })

/** Who listens, loses access by `lose`, and how that ends for them and for somebody beside them. */
async function afterLosing(name: keyof School['cast'], lose: () => Promise<unknown>) {
  const [theirs, ivy] = [await listen(name), await listen('ivy')]
  expect([theirs.status, ivy.status]).toEqual([101, 101])
  await lose()
  await drain(school.tenant, {}, school.platform)
  await until(() => theirs.closed.length > 0)
  return { theirs: theirs.closed, ivy: ivy.closed, again: theirs.browser }
}

test.each([
  ['suspend', 'ian'],
  ['sign-out', 'ada'],
  ['remove', 'zed'],
] as const)('who is given “%s” leaves every room at once', async (kind, name) => {
  const { theirs, ivy, again } = await afterLosing(name, () => act(kind, name))
  expect([theirs, ivy]).toEqual([[4003], []])
  const refused = await again.get('/courses/git/roster/socket', { Upgrade: 'websocket' })
  expect([refused.status, refused.webSocket]).toEqual([303, null])
})

test('who is withdrawn, or helps no more, leaves the rooms of the course', async () => {
  const { tenant, cast } = school
  const toAssistant = () => setCourseRole(tenant, course.ivy, 'git', cast.leo.id, 'assistant')
  await toAssistant()
  const learner = await afterLosing('leo', () => setCourseRole(tenant, course.ivy, 'git', cast.leo.id, 'learner'))
  expect([learner.theirs, learner.ivy]).toEqual([[4003], []])
  const refused = await learner.again.get('/courses/git/roster/socket', { Upgrade: 'websocket' })
  expect([refused.status, refused.webSocket]).toEqual([403, null])
  await toAssistant()
  const withdrawn = await afterLosing('leo', () => withdrawPeople(tenant, course.ivy, 'git', [cast.leo.id]))
  expect([withdrawn.theirs, withdrawn.ivy]).toEqual([[4003], []])
})

test('a sign-in that ends elsewhere closes the lines, and who is still signed in comes back', async () => {
  const { tenant, cast } = school
  const other = await listen('ada')
  const [session] = await tenant.db.select().from(sessions).where(eq(sessions.userId, cast.ada.id)).limit(1)
  const { theirs, again } = await afterLosing('ada', () => endOwnSession(tenant, cast.ada, session!.id))
  await until(() => other.closed.length > 0)
  expect([theirs, other.closed]).toEqual([[4003], [4003]])
  expect((await again.get('/courses/git/roster/socket', { Upgrade: 'websocket' })).status).toBe(101)
  expect((await other.browser.get('/courses/git/roster/socket', { Upgrade: 'websocket' })).status).toBe(303)
  const all = await afterLosing('ada', () => endOtherSessions(tenant, cast.ada, 'none'))
  expect(all.theirs).toEqual([4003])
})

test('what is taken back takes access back, too', async () => {
  const { tenant, cast } = school
  const done = await performAct(tenant, cast.olga, {
    nonce: newId(),
    kind: 'reinstate',
    personIds: [cast.ian.id],
    choice: {},
  })
  const { theirs } = await afterLosing('ian', () => undoAct(tenant, cast.olga, done!.id))
  expect(theirs).toEqual([4003])
})

test('nobody is let in without a sign-in, from a foreign page, or by a sign-in that this isolate remembers and that has ended', async () => {
  const { tenant, cast, platform } = school
  const ada = await listen('ada')
  await ada.browser.get('/courses/git/roster')
  const nobody = await listenAt({ platform, tenant }, null, '/courses/git/roster/socket')
  const foreign = await listen('ada', { Origin: 'http://globex.lyceum.localhost' })
  const without = await listen('ada', { Origin: '', 'Sec-Fetch-Site': 'cross-site' })
  expect([nobody, foreign, without].map(({ status, socket }) => [status, socket])).toEqual([
    [303, null],
    [403, null],
    [403, null],
  ])
  const opened = await tenant.db.select().from(rooms)
  await tenant.db.delete(sessions).where(eq(sessions.userId, cast.ada.id))
  const ended = await ada.browser.get('/courses/git/roster/socket', { Upgrade: 'websocket' })
  expect([ended.status, ended.webSocket]).toEqual([303, null])
  expect(await tenant.db.select().from(rooms)).toEqual(opened)
})

test('a room answers a sign of life, ignores what it does not understand, and ends what is too much', async () => {
  const ivy = await listen('ivy')
  ivy.socket!.send('{"at":0}')
  await until(() => ivy.heard.length > 0)
  expect(ivy.heard).toEqual([{}])
  for (const odd of ['', 'nonsense', '[1]', '{"at":"x"}', 'null']) ivy.socket!.send(odd)
  ivy.socket!.send('{"at":0}')
  await until(() => ivy.heard.length > 1)
  expect([ivy.heard, ivy.closed]).toEqual([[{}, {}], []])
  ivy.socket!.send(`{"at":${'1'.repeat(500)}}`)
  await until(() => ivy.closed.length > 0)
  expect(ivy.closed).toEqual([4008])
  const again = await listen('ivy')
  for (let i = 0; i < 40; i++) again.socket!.send(`{"at":${i}}`)
  await until(() => again.closed.length > 0)
  expect(again.closed).toEqual([4008])
})
