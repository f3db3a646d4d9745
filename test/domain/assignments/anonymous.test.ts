import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { gradeEvents, grades, items, participants, submissions } from '../../../worker/db/schema'
import {
  createAssignment,
  editAssignment,
  findAssignment,
  findSubmission,
  handIn,
  releaseMark,
  saveMark,
} from '../../../worker/domain/assignments'
import { excuseGrade, holdGrades, overrideGrade } from '../../../worker/domain/grades'
import { storeFile } from '../../../worker/domain/media'
import { readLearner, readLearnerGrades } from '../../../worker/domain/pages'
import { Conflict, Invalid } from '../../../worker/errors'
import { utf8 } from '../../../worker/lib/bytes'
import { urls } from '../../../worker/urls'
import { type Program, program } from '../../support/api'
import { type Browser, browse } from '../../support/browser'
import { monday } from '../../support/platform'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>
let fileId: string
let work: Awaited<ReturnType<typeof handIn>>
let staff: { name: string; browser: Browser; api: Program }[]

const given = { maxPoints: 20, dueAt: monday + 86_400_000 }
const at = monday + 5_025_000

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  course = await teachCourse(tenant, cast, {
    modules: { one: ['essay', 'seen'].map((id) => ({ id, kind: 'assignment' as const, maxPoints: 20 })) },
  })
  const { db } = tenant
  await db.batch([createAssignment(db, 'essay', {}), createAssignment(db, 'seen', {})])
  await db.insert(grades).values({ enrollmentId: course.lena.id, itemId: 'essay', maxPoints: 20 })
  await db.insert(grades).values({ enrollmentId: course.leo.id, itemId: 'essay', maxPoints: 20 })
  await editAssignment(tenant, course.ivy, 'essay', { ...given, anonymous: true })
  staff = await Promise.all(
    [course.ivy, cast.ada].map(async (actor) => ({
      name: actor.name,
      browser: await browse(platform, tenant, actor),
      api: await program(platform, tenant, actor),
    })),
  )
})

/** Whatever would tell who somebody is. */
const tells = () => {
  const { lena } = school.cast
  return [lena.id, lena.name, course.lena.id, 'my-own-name', String(at)]
}

/** Everything that staff can read of the marking. */
const markingOf = (id: string) => [
  ...['awaiting', 'marked', 'late', 'missing'].map((state) => urls.marking('git', { state })),
  urls.submissionMarking(id),
]
const jsonOf = (id: string) => [
  ...['awaiting', 'marked', 'late', 'missing'].map((state) => `/courses/git/submissions?state=${state}`),
  `/submissions/${id}`,
  `/media/${fileId}`,
]
/** Everything that stands beside a name, and what it says. */
async function besideNames() {
  const { lena } = school.cast
  const said: string[] = []
  for (const { browser, api } of staff) {
    for (const path of [urls.gradebook('git'), urls.learner('git', lena.id), urls.learnerGrades('git', lena.id)]) {
      const { status, html } = await browser.read(path)
      expect(status, path).toBe(200)
      said.push(plain(html))
    }
    for (const path of ['/courses/git/grades', `/courses/git/learners/${lena.id}`]) {
      const { status, json } = await api('GET', path)
      expect(status, path).toBe(200)
      said.push(JSON.stringify(json))
    }
    said.push(await (await browser.get(urls.gradebookFile('git'))).text())
  }
  return said
}
/** Without what is made anew with every answer. */
const plain = (html: string) => html.replace(/nonce="[^"]*"/g, '').replace(/data-now="[^"]*"/g, '')

test('a learner hands in under a number, and no staff answer tells whose the work is', async () => {
  const { tenant, cast, platform } = school
  platform.setNow(at)
  const before = await besideNames()
  fileId = (
    await storeFile(tenant, cast.lena, { name: 'my-own-name.TXT', bytes: utf8('Half a page'), purpose: 'submission' })
  ).id
  work = await handIn(tenant, cast.lena, 'essay', { text: 'Nobody knows me', fileIds: [fileId], nonce: 'one' })
  const [numbered] = await tenant.db.select().from(participants).where(eq(participants.enrollmentId, course.lena.id))
  const read = async () => {
    for (const { name, browser, api } of staff) {
      for (const path of markingOf(work.id)) {
        const { status, html } = await browser.read(path)
        expect(status, `${name} ${path}`).toBe(200)
        for (const told of tells()) expect(html.includes(told), `${name} ${path} tells ${told}`).toBe(false)
      }
      for (const path of jsonOf(work.id)) {
        const { status, json } = await api('GET', path)
        expect(status, `${name} ${path}`).toBe(200)
        for (const told of tells())
          expect(JSON.stringify(json).includes(told), `${name} ${path} tells ${told}`).toBe(false)
      }
      const file = await browser.get(`${urls.media(fileId)}?download`)
      expect(file.status).toBe(200)
      for (const [key, value] of file.headers)
        for (const told of tells()) expect(value.includes(told), `${key} tells ${told}`).toBe(false)
      expect(file.headers.get('Content-Disposition')).toMatch(/file-[0-9a-f]+\.txt/)
    }
  }
  await read()
  expect((await staff[0]!.browser.read(urls.submissionMarking(work.id))).html).toContain(
    `Participant ${numbered!.number}`,
  )
  // What stands beside Lena's name is as it was before she handed anything in, and stays so while she is marked.
  const progress = (said: string[]) =>
    said.map((text) => text.replaceAll(/"(completedAt|lastSeenAt|percent|itemsDone)":[^,}]*/g, ''))
  await saveMark(tenant, course.ivy, work.id, { points: 17, comment: 'Nearly there.' })
  await releaseMark(tenant, course.ivy, work.id, { points: 17, comment: 'There.' })
  await read()
  const after = progress(await besideNames())
  for (const text of after) {
    expect(text).not.toContain(work.id)
    expect(text).not.toContain('There.')
  }
  expect(after.map((text) => /\b17\b/.test(text))).toEqual(progress(before).map((text) => /\b17\b/.test(text)))
  const audit = await staff[1]!.browser.read(urls.audit())
  expect(audit.status).toBe(200)
  expect(audit.html).toContain('Item essay')
  expect(audit.html).not.toContain(cast.lena.name)
})

test('its numbers are by chance, never twice, and stay', async () => {
  const { tenant } = school
  const rows = () => tenant.db.select().from(participants).where(eq(participants.itemId, 'essay'))
  const first = await rows()
  expect(first).toHaveLength(2)
  expect(new Set(first.map(({ number }) => number)).size).toBe(2)
  await editAssignment(tenant, course.ivy, 'essay', { ...given, anonymous: true })
  expect(await rows()).toEqual(first)
  const drawn = new Set<string>()
  for (let n = 0; n < 8; n++) {
    await tenant.db.delete(participants)
    await editAssignment(tenant, course.ivy, 'essay', { ...given, anonymous: true })
    drawn.add((await rows()).map(({ enrollmentId, number }) => `${enrollmentId} ${number}`).join())
  }
  expect(drawn.size).toBeGreaterThan(3)
})

test('by name nothing of it can be changed, and it holds its grades', async () => {
  const { tenant, cast } = school
  const [item] = await tenant.db.select().from(items).where(eq(items.id, 'essay'))
  expect(item!.holdGrades).toBe(true)
  const place = { courseId: 'git', userId: cast.lena.id, itemId: 'essay' }
  await expect(overrideGrade(tenant, course.ivy, place, { points: 1, reason: 'No' })).rejects.toThrow(
    new Conflict('grades.isAnonymous'),
  )
  await expect(excuseGrade(tenant, course.ivy, place, { excused: true, reason: 'No' })).rejects.toThrow(Conflict)
})

test('who has a grade already cannot be hidden any more', async () => {
  const { tenant, cast } = school
  const { id } = await handIn(tenant, cast.leo, 'seen', { text: 'Seen', fileIds: [], nonce: 'seen' })
  await releaseMark(tenant, course.ivy, id, { points: 3, comment: '' })
  await expect(editAssignment(tenant, course.ivy, 'seen', { ...given, anonymous: true })).rejects.toThrow(
    new Invalid('anonymous', 'assignments.anonymousTooLate'),
  )
})

test('names come when the grades are given out, which is recorded, and its learner never sees who marked', async () => {
  const { tenant, cast } = school
  expect((await findAssignment(tenant, cast.lena, 'essay')).grade).toBeNull()
  await holdGrades(tenant, course.ivy, { courseId: 'git', itemId: 'essay' }, false)
  expect(await findSubmission(tenant, course.ivy, work.id)).toMatchObject({
    participants: null,
    learner: { name: cast.lena.name },
    files: [{ name: 'my-own-name.TXT' }],
  })
  expect((await readLearner(tenant, course.ivy, 'git', cast.lena.id)).modules[0]!.items[0]!.submissions).toHaveLength(1)
  const audit = await staff[1]!.browser.read(urls.audit())
  expect(audit.html).toContain(cast.lena.name)

  const events = await tenant.db.select().from(gradeEvents).where(eq(gradeEvents.itemId, 'essay'))
  expect(events.some(({ actorId }) => actorId === cast.ivy.id)).toBe(true)
  const own = await readLearnerGrades(tenant, cast.lena, 'git', cast.lena.id)
  expect(own.items[0]).toMatchObject({ grade: { final: 17 } })
  expect(own.items[0]!.changes.length).toBeGreaterThan(0)
  expect(own.items[0]!.changes.every(({ by }) => by === null)).toBe(true)
  expect(await tenant.db.select().from(submissions).where(eq(submissions.id, work.id))).toHaveLength(1)
})
