import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { auditEntries, courseModules, items, timers } from '../../worker/db/schema'
import { binModule, duplicateCourse, duplicateModule, restoreModule, scheduleModule } from '../../worker/domain/courses'
import { ring } from '../../worker/jobs/ring'
import { type Browser, browse } from '../support/browser'
import { makeSchool, type School } from '../support/school'

const fragment = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }
const day = 86_400_000

let school: School
let ivy: Browser
let teacher: School['cast']['ivy']
let course: string
let module: string
let item: string

beforeAll(async () => {
  school = await makeSchool()
  ivy = await browse(school.platform, school.tenant, school.cast.ivy)
  course = crypto.randomUUID()
  await ivy.post('/courses', { title: 'Wood', id: course })
  teacher = { ...school.cast.ivy, courseRoles: { ...school.cast.ivy.courseRoles, [course]: 'instructor' } }
  const { db } = school.tenant
  module = (await db.select().from(courseModules).where(eq(courseModules.courseId, course)))[0]!.id
  await ivy.post(`/modules/${module}/items`, { kind: 'lesson', title: 'Saw' })
  item = (await db.select().from(items).where(eq(items.courseId, course)))[0]!.id
})

const stored = async (id = module) =>
  (await school.tenant.db.select().from(courseModules).where(eq(courseModules.id, id)))[0]!
const due = (id: string) => school.tenant.db.select().from(timers).where(eq(timers.subjectId, id))
const outline = async () => (await ivy.read(`/courses/${course}/outline`)).html
const acts = async (id = module) =>
  (await school.tenant.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id))).map(({ act }) => act)

test('a hidden module is planned from its menu, said on the outline, and the plan taken back and put back', async () => {
  expect(await outline()).not.toContain(`/modules/${module}/schedule`) // it is shown already
  await ivy.post(`/modules/${module}/publication?_method=DELETE`)
  expect(await outline()).toContain(`/modules/${module}/schedule`)
  expect((await ivy.read(`/modules/${module}/schedule`)).html).toContain('time zone')

  const put = `/modules/${module}/schedule?_method=PUT`
  const plain = await ivy.post(put, { publishAt: '2027-03-01T09:00' })
  expect([plain.status, plain.headers.get('Location')]).toEqual([303, `/courses/${course}/outline`])
  const { publishAt } = await stored()
  expect(new Date(publishAt!).toISOString()).toMatch(/^2027-03-01T0\d:00/)
  const page = await outline()
  expect(page).toContain('Mon, 1 Mar 2027, 9:00')
  expect(page).toContain(`/modules/${module}/schedule?_method=DELETE&amp;from=undo`)

  const live = await (await ivy.post(`/modules/${module}/schedule?_method=DELETE`, {}, fragment)).text()
  expect([(await stored()).publishAt, await due(module)]).toEqual([null, []])
  const undo = `/modules/${module}/schedule?_method=PUT&at=${publishAt}`
  expect(live).toContain(undo.replaceAll('&', '&amp;'))
  const undone = await ivy.post(undo, {}, fragment)
  expect([undone.status, undone.headers.get('HX-Retarget')]).toEqual([200, '#outline'])
  await ivy.post(undo) // twice is once
  expect((await stored()).publishAt).toBe(publishAt)
  expect(await acts()).toEqual(['module.unpublish', ...Array(3).fill('module.schedule')])
})

test('a date that cannot be read comes back with what was typed', async () => {
  const answer = await ivy.post(`/modules/${module}/schedule?_method=PUT`, { publishAt: 'soon' }, fragment)
  expect([answer.status, answer.headers.get('HX-Retarget')]).toEqual([422, `#panel-${module}`])
  expect(await answer.text()).toContain('value="soon"')
})

test('an item is planned the same way', async () => {
  const live = await (
    await ivy.post(`/items/${item}/schedule?_method=PUT`, { publishAt: '2027-03-01T09:00' }, fragment)
  ).text()
  expect(live).toContain(`/items/${item}/schedule?_method=DELETE&amp;from=undo`)
  expect(await due(item)).toMatchObject([{ job: 'publish-item' }])
  await ivy.post(`/items/${item}/schedule?_method=DELETE&from=undo`)
  expect(await due(item)).toEqual([])
})

test('learners and teachers of other courses plan nothing', async () => {
  for (const who of ['lena', 'ian'] as const) {
    const other = await browse(school.platform, school.tenant, school.cast[who])
    expect((await other.post(`/modules/${module}/schedule?_method=PUT`, { publishAt: '' })).status).toBe(404)
  }
})

test('a copied module has no plan, a copied course plans as many days later', async () => {
  const { tenant } = school
  const copy = await duplicateModule(tenant, teacher, module, 'Copy')
  expect(await stored(copy.id)).toMatchObject({ publishAt: null, publishedAt: null })
  const { id } = await duplicateCourse(tenant, teacher, course, { title: 'Again', days: 14 })
  const rows = await tenant.db.select().from(courseModules).where(eq(courseModules.courseId, id))
  const planned = rows.filter(({ publishAt }) => publishAt)
  expect(planned.map(({ publishAt }) => publishAt! - 14 * day)).toEqual([(await stored()).publishAt])
  expect(await due(planned[0]!.id)).toMatchObject([
    { job: 'publish-module', dueAt: planned[0]!.publishAt, doneAt: null },
  ])
})

test('the clock shows it once, also out of the bin, and hides no later change', async () => {
  const { tenant, platform } = school
  await scheduleModule(tenant, teacher, module, tenant.now() + day)
  const { publishAt } = await stored()
  const later = { ...tenant, now: () => publishAt! + 1 }
  await binModule(tenant, teacher, module)
  await ring(later, {}, platform)
  expect((await stored()).publishedAt).toBeNull()
  await restoreModule(tenant, teacher, module)
  await ring(later, {}, platform)
  await ring(later, {}, platform)
  expect(await stored()).toMatchObject({ publishedAt: publishAt! + 1, publishAt: null })
  expect((await acts()).filter((act) => act === 'module.publish')).toHaveLength(1)
  await ivy.post(`/modules/${module}/publication?_method=DELETE`)
  await ring(later, {}, platform)
  expect((await stored()).publishedAt).toBeNull()
})
