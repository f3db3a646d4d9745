import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { assignments, items, peerReviews, submissions } from '../../worker/db/schema'
import { createAssignment, handIn, turnPeers } from '../../worker/domain/assignments'
import { addGradeRows, duplicateCourse } from '../../worker/domain/courses'
import { drain } from '../../worker/jobs/drain'
import { type Browser, browse } from '../support/browser'
import { monday } from '../support/platform'
import { makeSchool, type School } from '../support/school'
import { enroll, teachCourse } from '../support/taught-course'

const HOUR = 3_600_000
const DAY = 24 * HOUR
let school: School
let course: Awaited<ReturnType<typeof teachCourse>>
let [lena, leo, ivy, ian] = [] as unknown as Browser[]

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  course = await teachCourse(tenant, cast, {
    modules: { one: [{ id: 'essay', kind: 'assignment', maxPoints: 20, dueAt: monday + HOUR }] },
  })
  await enroll(tenant, 'git', cast.zed, 'learner')
  await createAssignment(tenant.db, 'essay', {})
  await tenant.db.batch([addGradeRows(tenant.db, 'git')])
  ;[lena, leo, ivy, ian] = (await Promise.all(
    [cast.lena, cast.leo, cast.ivy, cast.ian].map((one) => browse(platform, tenant, one)),
  )) as [Browser, Browser, Browser, Browser]
})

const settings = { on: 'on', reviews: '1', days: '7', late: 'on', makes: 'mean', reviewingPercent: '50', opensAt: '' }
const put = '?_method=PUT'
const reviewOf = async (userId: string) =>
  (
    await school.tenant.db
      .select()
      .from(peerReviews)
      .where(eq(peerReviews.reviewerId, `git-${userId}`))
  )[0]!

test('whoever teaches sets it up on one page; what is wrong is said at once, with what was typed', async () => {
  const wrong = await ivy!.post(`/assignments/essay/peers${put}`, { ...settings, reviews: '11', days: 'many' })
  expect(wrong.status).toBe(422)
  const page = await wrong.text()
  expect(page).toContain('value="11"')
  expect(page).toContain('1 to 10')
  expect(page).toContain('1 to 60')
  expect((await ivy!.post(`/assignments/essay/peers${put}`, settings)).status).toBe(303)
  expect((await ian!.post(`/assignments/essay/peers${put}`, settings)).status).toBe(404)
  expect((await lena!.post(`/assignments/essay/peers${put}`, settings)).status).toBe(404)
  expect(await (await ivy!.get('/assignments/essay/peers/edit')).text()).toContain('value="1"')
})

test('a learner is told of it, finds the review at home, keeps it, gives it and reads what came back', async () => {
  const { tenant, cast, platform } = school
  for (const one of [cast.lena, cast.leo])
    await handIn(tenant, one, 'essay', { text: `Work of ${one.name}`, fileIds: [], nonce: crypto.randomUUID() })
  platform.setNow(monday + HOUR + 60_000)
  await turnPeers(tenant, 'essay')
  await drain(tenant, {}, platform)
  expect(await (await lena!.get('/notifications')).text()).toContain('The work of others in Item essay waits')
  expect(await (await lena!.get('/')).text()).toContain('Reviews to do')
  expect(await (await lena!.get('/courses/git')).text()).toContain('One review to write')
  const mine = await reviewOf(cast.lena.id)
  const url = `/assignments/essay/reviews/${mine.id}`
  const page = await (await lena!.get(url)).text()
  expect(page).toContain('Work of Leo Learner')
  expect(page.replaceAll('Work of Leo Learner', '')).not.toContain('Leo')
  expect((await leo!.get(url)).status).toBe(404)
  expect((await ivy!.get(url)).status).toBe(404)
  expect((await lena!.post(url + put, { points: '', comment: 'So far', revision: '0' })).status).toBe(303)
  expect(await (await lena!.get(url)).text()).toContain('So far')
  const empty = await lena!.post(`${url}/submission`, { points: '', comment: 'No points', revision: '1' })
  expect(empty.status).toBe(422)
  expect(await empty.text()).toContain('No points')
  expect((await lena!.post(`${url}/submission`, { points: '15', comment: 'Clear.', revision: '1' })).status).toBe(303)

  const progress = await (await ivy!.get('/assignments/essay/peers')).text()
  expect(progress).toContain('Lena Learner')
  platform.setNow(monday + 9 * DAY)
  await turnPeers(tenant, 'essay')
  const read = await (await leo!.get('/assignments/essay')).text()
  expect(read).toContain('Clear.')
  expect(read).not.toContain('Lena')
  expect(await (await leo!.get('/courses/git')).text()).toContain('one review of your work')
  await drain(tenant, {}, platform)
  expect(await (await leo!.get('/notifications')).text()).toContain('Others have reviewed your work in Item essay')
  expect((await lena!.post(`${url}/submission`, { points: '1', comment: 'Late', revision: '2' })).status).toBe(409)
})

test('whoever marks reads every review of a work and leaves one out, and takes that back', async () => {
  const mine = await reviewOf(school.cast.lena.id)
  const [work] = await school.tenant.db
    .select()
    .from(submissions)
    .where(and(eq(submissions.itemId, 'essay'), eq(submissions.id, mine.submissionId)))
  const page = `/submissions/${work!.id}/reviews`
  expect(await (await ivy!.get(page)).text()).toContain('Clear.')
  expect((await leo!.get(page)).status).toBe(403)
  const out = await ivy!.post(`/assignments/essay/reviews/${mine.id}/exclusion`)
  expect(out.status).toBe(303)
  expect((await reviewOf(school.cast.lena.id)).excludedAt).not.toBeNull()
  expect(await (await ivy!.get(page)).text()).toContain('Left out')
  expect((await ivy!.post(`/assignments/essay/reviews/${mine.id}/exclusion?_method=DELETE`)).status).toBe(303)
  expect((await reviewOf(school.cast.lena.id)).excludedAt).toBeNull()
})

test('a copy of the course reviews as the course does, later by the same days', async () => {
  const { tenant } = school
  const opensAt = monday + 30 * DAY
  const [row] = await tenant.db.select().from(assignments).where(eq(assignments.itemId, 'essay'))
  await tenant.db
    .update(assignments)
    .set({ peers: { ...row!.peers!, opensAt } })
    .where(eq(assignments.itemId, 'essay'))
  const { id } = await duplicateCourse(tenant, course.ivy, 'git', { title: 'Again', days: 7 })
  const [copy] = await tenant.db
    .select({ peers: assignments.peers })
    .from(assignments)
    .innerJoin(items, eq(items.id, assignments.itemId))
    .where(eq(items.courseId, id))
  expect(copy!.peers).toEqual({ ...row!.peers!, opensAt: opensAt + 7 * DAY })
})
