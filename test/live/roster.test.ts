import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { translator } from '../../views/translate'
import { rooms, sessions, users } from '../../worker/db/schema'
import { withdrawPeople } from '../../worker/domain/enrollments'
import { refreshEnrollments, startItem } from '../../worker/domain/progress'
import { drain } from '../../worker/jobs/drain'
import { browse } from '../support/browser'
import { listenAt, until } from '../support/listen'
import { addSchool, makeSchool, type School } from '../support/school'
import { enroll, teachCourse } from '../support/taught-course'

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  course = await teachCourse(tenant, cast, { modules: { basics: [{ id: 'intro' }, { id: 'end' }] } })
  await teachCourse(tenant, cast, { id: 'other', modules: { elsewhere: [{ id: 'far' }] } })
  await enroll(tenant, 'git', cast.ian, 'assistant')
  await refreshEnrollments(tenant, 'git')
})

type News = { id: string; html: string | null }

const listen = (name: keyof School['cast'], courseId = 'git', headers: Record<string, string> = {}) =>
  listenAt<News>(school, school.cast[name], `/courses/${courseId}/roster/socket`, headers)

const learn = async (itemId: string, who: 'lena' | 'leo' = 'lena') => {
  const { tenant, cast, platform } = school
  await startItem(tenant, cast[who], course[who], { id: itemId, courseId: 'git', completion: { kind: 'viewed' } })
  await drain(tenant, {}, platform)
}

test('an open roster hears of a learner’s line as it changes, each reader in their own language', async () => {
  await school.tenant.db.update(users).set({ locale: 'de' }).where(eq(users.id, school.cast.ada.id))
  const [ivy, ada, elsewhere] = [await listen('ivy'), await listen('ada'), await listen('ada', 'other')]
  expect([ivy.status, ada.status, elsewhere.status]).toEqual([101, 101, 101])
  await learn('intro')
  await until(() => ivy.heard.length > 0 && ada.heard.length > 0)
  expect(ivy.heard[0]!.id).toBe(`learner-${school.cast.lena.id}`)
  expect(ivy.heard[0]!.html).toContain('50%')
  expect(ivy.heard[0]!.html).toMatch(/^<tr id="learner-[^"]+" role="row">/)
  const [begun, begonnen] = [translator('en')('roster.begun'), translator('de')('roster.begun')]
  expect(begonnen).not.toBe(begun)
  expect(ivy.heard[0]!.html).toContain(begun)
  expect(ada.heard[0]!.html).toContain(begonnen)
  expect(elsewhere.heard).toEqual([])
  ada.socket!.close()
})

test('outsiders hear nothing: they are not let in', async () => {
  const inside = await listen('ivy')
  const outsiders = [await listen('lena'), await listen('zed')]
  const foreign = await listen('ivy', 'git', { Origin: 'http://globex.lyceum.localhost' })
  const globex = await addSchool(school.platform, 'globex', 'Globex')
  const next = await browse(school.platform, globex.tenant, globex.cast.ada)
  const nextDoor = await next.get('/courses/git/roster/socket', { Upgrade: 'websocket' })
  expect([...outsiders, foreign].map(({ status }) => status)).toEqual([403, 404, 403])
  expect(nextDoor.status).toBe(404)
  await learn('intro', 'leo')
  await until(() => inside.heard.length > 0)
  expect(inside.heard).toHaveLength(1)
  expect([...outsiders, foreign].every(({ socket, heard }) => !socket && heard.length === 0)).toBe(true)
})

test('whoever stops looking after the course hears no more', async () => {
  const { tenant, cast, platform } = school
  const [ivy, ian] = [await listen('ivy'), await listen('ian')]
  expect(ian.status).toBe(101)
  await withdrawPeople(tenant, course.ivy, 'git', [cast.ian.id])
  await drain(tenant, {}, platform)
  await until(() => ian.closed.length > 0)
  expect(ian.closed).toEqual([4003])
  expect((await listen('ian')).status).toBe(404)
  await learn('end')
  await until(() => ivy.heard.some(({ html }) => html?.includes('Completed')))
  expect(ivy.heard.some(({ html }) => html?.includes('Completed'))).toBe(true)
  expect(ian.heard.filter(({ id }) => id.includes('lena'))).toEqual([])
})

test('whoever is suspended or signed out hears no more', async () => {
  const { tenant, cast, platform } = school
  await enroll(tenant, 'git', cast.zed, 'assistant')
  const [ivy, zed, ada] = [await listen('ivy'), await listen('zed'), await listen('ada')]
  expect([zed.status, ada.status]).toEqual([101, 101])
  await tenant.db.update(users).set({ state: 'suspended' }).where(eq(users.id, cast.zed.id))
  await tenant.db.delete(sessions).where(eq(sessions.userId, cast.ada.id))
  await learn('end', 'leo')
  await until(() => ivy.heard.length > 0 && zed.closed.length > 0 && ada.closed.length > 0)
  expect(ivy.heard.length).toBeGreaterThan(0)
  expect([zed.closed, ada.closed, zed.heard, ada.heard]).toEqual([[4003], [4003], [], []])
  await drain(tenant, {}, platform)
})

test('a learner who leaves is said to have gone', async () => {
  const { tenant, cast, platform } = school
  const ivy = await listen('ivy')
  await withdrawPeople(tenant, course.ivy, 'git', [cast.leo.id])
  await drain(tenant, {}, platform)
  await until(() => ivy.heard.length > 0)
  expect(ivy.heard).toEqual([{ id: `learner-${cast.leo.id}`, html: null }])
})

test('the rooms that were opened are known to the tenant', async () => {
  const { tenant } = school
  const names = (await tenant.db.select().from(rooms)).map(({ name }) => name)
  expect(names.sort()).toEqual([`t:${tenant.id}:roster:git`, `t:${tenant.id}:roster:other`])
})
