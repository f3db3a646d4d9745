import { beforeAll, expect, test, vi } from 'vitest'
import { publishCourse } from '../../../worker/domain/courses'
import { program } from '../../support/api'
import { addSchool, makeSchool, type School } from '../../support/school'

type Program = Awaited<ReturnType<typeof program>>
let school: School
let ada: Program
let courseId: string

beforeAll(async () => {
  school = await makeSchool()
  const { platform, tenant, cast } = school
  ada = await program(platform, tenant, cast.ada)
  courseId = (await ada('POST', '/courses', { title: 'Weaving' })).json.id
  await publishCourse(tenant, cast.ada, courseId)
})

test('says who did what to what, newest first and page by page', async () => {
  const seen = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { json } = await ada('GET', `/audit?area=courses&limit=1${cursor && `&cursor=${cursor}`}`)
    seen.push(...json.items)
    cursor = json.next
  }
  expect(seen.map(({ act }) => act)).toEqual(['course.publish', 'course.create'])
  expect(seen[0]).toMatchObject({
    source: 'web',
    actor: { id: 'acme-ada', name: 'Ada Admin' },
    subject: { kind: 'course', id: courseId, name: 'Weaving' },
  })
  expect((await ada('GET', `/audit?area=courses&before=${seen[1].at}`)).json.items).toEqual([])
  expect((await ada('GET', '/audit?area=nonsense')).status).toBe(422)
})

test('is for those who run the organization, and only for its own', async () => {
  const { platform, tenant, cast } = school
  for (const actor of [cast.ivy, cast.lena]) {
    const other = await program(platform, tenant, actor)
    expect((await other('GET', '/audit')).status).toBe(403)
  }
  expect((await (await program(platform, tenant, cast.ada, ['organization.read']))('GET', '/audit')).status).toBe(403)
  const globex = await addSchool(platform, 'globex', 'Globex')
  const next = await program(platform, globex.tenant, globex.cast.ada)
  expect(JSON.stringify((await next('GET', '/audit')).json)).not.toContain(courseId)
})

test('costs one trip beside the token’s', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  await ada('GET', '/audit')
  const { trips } = JSON.parse(String(log.mock.lastCall?.[0])) as { trips: number }
  log.mockRestore()
  expect(trips).toBeLessThanOrEqual(2)
})
