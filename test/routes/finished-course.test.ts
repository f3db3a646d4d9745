import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { courses, items, submissions } from '../../worker/db/schema'
import { handIn, releaseMark } from '../../worker/domain/assignments'
import { createCourse, createItem, publishCourse, publishItem, readOutlineRows } from '../../worker/domain/courses'
import { enrollPeople } from '../../worker/domain/enrollments'
import { drain } from '../../worker/jobs/drain'
import { browse } from '../support/browser'
import { makeSchool, type School } from '../support/school'

let school: School
let courseId: string
let lessonIds: string[]

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  courseId = (await createCourse(tenant, cast.ada, { title: 'Bee keeping', firstModule: 'Basics' })).id
  const [, modules] = await readOutlineRows(tenant, cast.ada.id, courseId)
  lessonIds = []
  for (const title of ['The hive', 'The queen']) {
    const { id } = await createItem(tenant, cast.ada, modules[0]!.id, { kind: 'lesson', title })
    await publishItem(tenant, cast.ada, id)
    lessonIds.push(id)
  }
  await tenant.db.update(courses).set({ certificate: true })
  await publishCourse(tenant, cast.ada, courseId)
  await enrollPeople(tenant, cast.ada, courseId, { userIds: [cast.lena.id, cast.leo.id], role: 'learner' })
  await drain(tenant, {}, school.platform)
})

const card = /<section id="finished"/

test('whoever marks the last open lesson as done is told that the course is complete, wherever that lesson stands', async () => {
  const { platform, tenant, cast } = school
  const lena = await browse(platform, tenant, cast.lena)
  const [hive, queen] = lessonIds
  expect((await lena.post(`/items/${queen}/completion`)).headers.get('Location')).toBe(`/courses/${courseId}`)
  expect((await lena.read(`/courses/${courseId}`)).html).not.toMatch(card)

  const answer = await lena.post(`/items/${hive}/completion`)
  expect(answer.headers.get('Location')).toBe(`/courses/${courseId}`)
  const early = (await lena.read(`/courses/${courseId}`)).html
  expect(early).toMatch(card)
  expect(early).toContain('Your certificate is being made')

  await drain(tenant, {}, platform)
  const { html } = await lena.read(`/courses/${courseId}`)
  const [, id] = html.match(/href="\/certificates\/([0-9a-f-]{36})"/) ?? []
  expect(html).toContain(`/certificates/${id}/pdf`)
  expect(html).toMatch(/href="\/verify\/[^"]+" data-share="Bee keeping"/)
  expect(html).toContain('Find your next course')
  expect((await lena.get(`/certificates/${id}/pdf`)).status).toBe(200)
  expect((await lena.read('/')).html).toContain(`/certificates/${id}`)
  expect((await lena.read(`/lessons/${hive}`)).html).toContain('You have completed the course')
}, 30_000)

test('reading again later goes on as ever, and others see no card', async () => {
  const { platform, tenant, cast } = school
  const lena = await browse(platform, tenant, cast.lena)
  platform.setNow(tenant.now() + 2 * 3_600_000)
  const answer = await lena.post(`/items/${lessonIds[0]}/next`)
  expect(answer.headers.get('Location')).toBe(`/lessons/${lessonIds[1]}`)
  for (const reader of [cast.leo, cast.ivy, cast.olga]) {
    const browser = await browse(platform, tenant, reader)
    expect((await browser.read(`/courses/${courseId}`)).html).not.toMatch(card)
    expect((await browser.read(`/courses/${courseId}?as=learner`)).html).not.toMatch(card)
  }
})

test('the card leads on to another course that waits', async () => {
  const { platform, tenant, cast } = school
  const other = await createCourse(tenant, cast.ada, { title: 'Honey', firstModule: 'Jars' })
  const [, modules] = await readOutlineRows(tenant, cast.ada.id, other.id)
  const jar = await createItem(tenant, cast.ada, modules[0]!.id, { kind: 'lesson', title: 'Jar' })
  await publishItem(tenant, cast.ada, jar.id)
  await publishCourse(tenant, cast.ada, other.id)
  await enrollPeople(tenant, cast.ada, other.id, { userIds: [cast.lena.id], role: 'learner' })
  const lena = await browse(platform, tenant, cast.lena)
  expect((await lena.read(`/courses/${courseId}`)).html).toContain('Go on with Honey')
})

test('work that was handed in counts as done, and the page says that its mark is still to come', async () => {
  const { platform, tenant, cast } = school
  const other = await createCourse(tenant, cast.ada, { title: 'Plans', firstModule: 'One' })
  const [, modules] = await readOutlineRows(tenant, cast.ada.id, other.id)
  const plan = await createItem(tenant, cast.ada, modules[0]!.id, { kind: 'assignment', title: 'Your plan' })
  await tenant.db
    .update(items)
    .set({ completion: { kind: 'submitted' } })
    .where(eq(items.id, plan.id))
  await publishItem(tenant, cast.ada, plan.id)
  await publishCourse(tenant, cast.ada, other.id)
  await enrollPeople(tenant, cast.ada, other.id, { userIds: [cast.leo.id], role: 'learner' })
  const leo = await browse(platform, tenant, cast.leo)
  expect((await leo.read(`/courses/${other.id}`)).html).not.toContain('still to come')
  await handIn(tenant, cast.leo, plan.id, { text: 'When I have had breakfast', fileIds: [], nonce: 'once' })
  const { html } = await leo.read(`/courses/${other.id}`)
  expect(html).toMatch(card)
  expect(html).toContain('One piece of work still waits for its mark')
  expect(html).toContain('handed in, the mark is still to come')
  const [submission] = await tenant.db.select().from(submissions).where(eq(submissions.itemId, plan.id))
  await releaseMark(tenant, cast.ada, submission!.id, { points: 8, comment: '' })
  expect((await leo.read(`/courses/${other.id}`)).html).not.toContain('still to come')
})
