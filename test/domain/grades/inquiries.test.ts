import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { assignments, grades, inquiryEntries, items, observerLinks, users } from '../../../worker/db/schema'
import { createAssignment } from '../../../worker/domain/assignments'
import { addGradeRows } from '../../../worker/domain/courses'
import { listInquiries, readInquiry, recordGrade, settleInquiry, writeInquiry } from '../../../worker/domain/grades'
import { Conflict, Invalid, NotFound } from '../../../worker/errors'
import { drain } from '../../../worker/jobs/drain'
import { ring } from '../../../worker/jobs/ring'
import { browse } from '../../support/browser'
import { monday } from '../../support/platform'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>
const place = (itemId = 'essay') => ({ courseId: 'git', userId: school.cast.lena.id, itemId })
const as = (who: keyof School['cast']) => browse(school.platform, school.tenant, school.cast[who])
const page = () => `/courses/git/learners/${school.cast.lena.id}/grades`
let now = monday
/** The outbox is read, and mails that wait are sent; then once more, as if every message came twice. */
const settle = async () => {
  for (let turn = 0; turn < 2; turn++) {
    await drain(school.tenant, {}, school.platform)
    now += 20 * 60_000
    school.platform.setNow(now)
    await ring(school.tenant, {}, school.platform)
  }
}
const mails = () => school.platform.mails.map(({ to, subject }) => `${String(to)}: ${subject}`)

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  course = await teachCourse(tenant, cast, {
    modules: {
      one: [
        { id: 'essay', kind: 'assignment', maxPoints: 20 },
        { id: 'talk', kind: 'assignment', maxPoints: 20 },
      ],
    },
  })
  await addGradeRows(tenant.db, 'git')
  await tenant.db.update(users).set({ locale: 'de', emailVerifiedAt: monday }).where(eq(users.id, cast.ivy.id))
  await tenant.db.update(users).set({ emailVerifiedAt: monday }).where(eq(users.id, cast.lena.id))
  const mark = { enrollmentId: course.lena.id, itemId: 'essay', score: 12, maxPoints: 20 }
  await tenant.db.batch([...recordGrade(tenant.db, { ...mark, sourceId: null, at: monday, actorId: cast.ivy.id })])
})

test('a learner asks about a grade, its marker answers, and each gets a mail in their language', async () => {
  const { tenant, cast } = school
  const [lena, ivy] = await Promise.all([as('lena'), as('ivy')])
  const { html } = await lena.read(page())
  expect(html).toContain('Ask about this grade')
  expect(html.match(/id="inquiry-/g)).toHaveLength(1) // what nobody has graded raises no question

  await expect(writeInquiry(tenant, course.ivy, place(), { text: 'Hello?' })).rejects.toThrow(Conflict)
  const path = `/courses/git/learners/${cast.lena.id}/items/essay/inquiry`
  expect((await lena.post(path, { text: '  ' })).status).toBe(422)
  expect((await lena.post(path, { text: 'Why <b>12</b>?' })).status).toBe(303)
  await settle()
  expect(mails().filter((mail) => mail.includes('Lena Learner fragt zur Note von Item essay'))).toHaveLength(1)

  expect((await ivy.read('/')).html).toContain('Eine Frage zu einer Note wartet auf Antwort.')
  expect((await ivy.read('/courses/git/gradebook')).html).toContain('1 Frage')
  const list = (await ivy.read('/courses/git/gradebook/inquiries')).html
  expect(list).toContain('Why &lt;b&gt;12&lt;/b&gt;?')
  expect((await ivy.read(page())).html).toContain('Why &lt;b&gt;12&lt;/b&gt;?')
  expect((await ivy.post(path, { text: 'The second part is missing.' })).status).toBe(303)
  await settle()
  await settle()
  expect(
    mails().filter((mail) => mail.includes('Your question about the grade of Item essay is answered')),
  ).toHaveLength(1)
  expect((await lena.read(page())).html).toContain('The second part is missing.')
  expect((await ivy.read('/')).html).not.toContain('wartet auf Antwort')
})

test('it is settled and opened again by either side, once, and nothing that was said ever changes', async () => {
  const { tenant, cast } = school
  const before = await readInquiry(tenant, cast.lena, place())
  await settleInquiry(tenant, cast.lena, place(), true)
  await settleInquiry(tenant, course.ivy, place(), true)
  expect((await listInquiries(tenant, course.ivy, 'git', { state: 'settled', size: 10 })).lines).toHaveLength(1)
  await settleInquiry(tenant, course.ivy, place(), false)
  await settleInquiry(tenant, cast.lena, place(), true)
  // who asks again opens it
  await writeInquiry(tenant, cast.lena, place(), { text: 'And the third part?' })
  const after = await readInquiry(tenant, cast.lena, place())
  expect(after.state).toBe('waiting')
  expect(after.entries.slice(0, before.entries.length)).toEqual(before.entries)
  expect(after.entries.slice(before.entries.length).map(({ kind }) => kind)).toEqual([
    'settled',
    'reopened',
    'settled',
    'asked',
  ])
  await settleInquiry(tenant, course.ivy, place(), true)
  const both = [cast.lena, course.ivy].map((actor) => settleInquiry(tenant, actor, place(), false).catch(() => {}))
  await Promise.all(both)
  const kinds = (await readInquiry(tenant, cast.lena, place())).entries.map(({ kind }) => kind)
  expect(kinds.slice(-2)).toEqual(['settled', 'reopened'])
})

test('nobody else reads it: other learners, observers, other teachers and strangers find nothing', async () => {
  const { tenant, cast } = school
  await tenant.db.insert(observerLinks).values({
    observerId: cast.zed.id,
    learnerId: cast.lena.id,
    createdAt: monday,
    createdBy: cast.ada.id,
  })
  for (const actor of [cast.leo, cast.zed, cast.ian]) {
    await expect(readInquiry(tenant, actor, place())).rejects.toThrow(NotFound)
    await expect(writeInquiry(tenant, actor, place(), { text: 'Mine?' })).rejects.toThrow(NotFound)
    await expect(settleInquiry(tenant, actor, place(), true)).rejects.toThrow(NotFound)
    await expect(listInquiries(tenant, actor, 'git', { state: 'open', size: 10 })).rejects.toThrow(NotFound)
  }
  const zed = await as('zed')
  expect((await zed.get(page())).status).toBe(404)
  expect(await (await zed.get(`/learners/${cast.lena.id}`)).text()).not.toContain('third part')
})

test('while names are hidden again its thread stands in no list', async () => {
  const { tenant, cast } = school
  await writeInquiry(tenant, cast.lena, place(), { text: 'And the fourth?' })
  const listed = () => listInquiries(tenant, course.ivy, 'git', { state: 'open', size: 10 })
  expect((await listed()).lines).toHaveLength(1)
  const hide = (held: boolean) =>
    tenant.db.batch([
      tenant.db.update(items).set({ holdGrades: held }).where(eq(items.id, 'essay')),
      tenant.db.update(assignments).set({ anonymous: held }).where(eq(assignments.itemId, 'essay')),
    ])
  await createAssignment(tenant.db, 'essay', {})
  await hide(true)
  expect(await listed()).toMatchObject({ lines: [], counts: {} })
  expect((await (await as('ivy')).read('/courses/git/gradebook')).html).not.toContain('1 Frage')
  await expect(readInquiry(tenant, course.ivy, place())).rejects.toThrow(NotFound)
  await hide(false)
  expect((await listed()).lines).toHaveLength(1)
})

test('a question has its bounds', async () => {
  const { tenant, cast } = school
  await expect(writeInquiry(tenant, cast.lena, place(), { text: '\u0000 ' })).rejects.toThrow(Invalid)
  await expect(writeInquiry(tenant, cast.lena, place('talk'), { text: 'x'.repeat(4_001) })).rejects.toThrow(Invalid)
  await writeInquiry(tenant, cast.lena, place('talk'), { text: 'x'.repeat(4_000) })
  const many = Array.from({ length: 199 }, (_, n) => ({
    ...{ id: `n-${n}`, enrollmentId: course.lena.id, itemId: 'talk', kind: 'asked' as const },
    ...{ text: 'More', authorId: cast.lena.id, at: monday + n },
  }))
  for (let n = 0; n < many.length; n += 10) await tenant.db.insert(inquiryEntries).values(many.slice(n, n + 10))
  await expect(writeInquiry(tenant, cast.lena, place('talk'), { text: 'One more' })).rejects.toThrow(Conflict)
  expect(await tenant.db.select().from(grades).where(eq(grades.itemId, 'talk'))).not.toEqual([])
})
