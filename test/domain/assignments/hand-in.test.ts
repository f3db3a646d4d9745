import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import {
  assignments,
  deadlineOverrides,
  enrollments,
  gradeEvents,
  grades,
  media,
  progress,
  submissions,
} from '../../../worker/db/schema'
import {
  createAssignment,
  findAssignment,
  findSubmission,
  handIn,
  listMarking,
  releaseMark,
  removeDeadline,
  saveDraft,
  saveMark,
  setDeadline,
} from '../../../worker/domain/assignments'
import { storeFile } from '../../../worker/domain/media'
import { completeItem } from '../../../worker/domain/progress'
import { Forbidden, Invalid, NotFound } from '../../../worker/errors'
import { utf8 } from '../../../worker/lib/bytes'
import { browse } from '../../support/browser'
import { monday } from '../../support/platform'
import { addSchool, makeSchool, type School } from '../../support/school'
import { enroll, teachCourse } from '../../support/taught-course'

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>
const due = monday + 3_600_000

beforeAll(async () => {
  school = await makeSchool()
  course = await teachCourse(school.tenant, school.cast, {
    modules: {
      one: [
        { id: 'essay', kind: 'assignment', maxPoints: 20, dueAt: due, completion: { kind: 'submitted' } },
        { id: 'exam', kind: 'assignment', maxPoints: 10, completion: { kind: 'passed', percent: 50 } },
        { id: 'files', kind: 'assignment' },
        { id: 'late', kind: 'assignment', dueAt: due },
        { id: 'race', kind: 'assignment' },
      ],
    },
  })
  const { db } = school.tenant
  await db.batch([
    createAssignment(db, 'essay', { instructions: 'Write *half* a page.' }),
    createAssignment(db, 'exam', { takesFiles: false }),
    createAssignment(db, 'files', { takesText: false, maxFiles: 1 }),
    createAssignment(db, 'late', {}),
    createAssignment(db, 'race', {}),
  ])
})

beforeEach(() => school.platform.setNow(monday))

const work = (text: string, fileIds: string[] = [], nonce = crypto.randomUUID()) => ({ text, fileIds, nonce })
const rowsOf = (itemId: string) =>
  school.tenant.db.select().from(submissions).where(eq(submissions.itemId, itemId)).orderBy(submissions.number)

test('a draft is kept, handed in, and handed in again until it is marked', async () => {
  const { tenant, cast } = school
  const draft = await saveDraft(tenant, cast.lena, 'essay', work('A first'))
  await saveDraft(tenant, cast.lena, 'essay', work('A first thought'))
  expect(await rowsOf('essay')).toMatchObject([{ draft: true, text: 'A first thought', submittedAt: null }])
  await expect(findSubmission(tenant, course.ivy, draft.id)).rejects.toThrow(NotFound)

  const first = await handIn(tenant, cast.lena, 'essay', work('Done'))
  expect(first).toMatchObject({ id: draft.id, number: 1, draft: false, late: false, submittedAt: monday })
  expect(await tenant.db.select().from(progress).where(eq(progress.itemId, 'essay'))).toMatchObject([
    { state: 'completed', requirement: { kind: 'submitted' } },
  ])
  const second = await handIn(tenant, cast.lena, 'essay', work('Better'))
  expect(second.number).toBe(2)
  expect((await listMarking(tenant, course.ivy, 'git', { state: 'awaiting' })).lines).toMatchObject([{ id: second.id }])

  await releaseMark(tenant, course.ivy, second.id, { points: 15, comment: 'Well said.' })
  expect(await findAssignment(tenant, cast.lena, 'essay')).toMatchObject({
    grade: { points: 15, percent: 75, comment: 'Well said.' },
    hindrance: 'marked',
  })
  await expect(handIn(tenant, cast.lena, 'essay', work('Once more'))).rejects.toThrow('assignments.isMarked')
  expect((await listMarking(tenant, course.ivy, 'git', { state: 'awaiting' })).lines).toEqual([])
  expect((await listMarking(tenant, course.ivy, 'git', { state: 'marked' })).lines).toMatchObject([{ percent: 75 }])
})

test('work is late from the first second behind the named minute, by the clock of the server', async () => {
  const { tenant, cast, platform } = school
  platform.setNow(due + 59_999)
  expect((await handIn(tenant, cast.lena, 'late', work('In time'))).late).toBe(false)
  platform.setNow(due + 60_000)
  expect((await handIn(tenant, cast.lena, 'late', work('Too late'))).late).toBe(true)
})

test('another date for one person moves when they are late, and nobody else', async () => {
  const { tenant, cast, platform } = school
  const give = (whom: string) =>
    setDeadline(tenant, course.ivy, 'late', { for: whom, dueAt: due + 86_400_000, reason: 'Ill' })
  await expect(give(`user:${cast.zed.id}`)).rejects.toThrow(Invalid)
  await expect(setDeadline(tenant, cast.lena, 'late', { for: '', dueAt: 1, reason: '' })).rejects.toThrow(NotFound)
  await give(`user:${cast.leo.id}`)
  await give(`user:${cast.leo.id}`)
  const rows = await tenant.db.select().from(deadlineOverrides)
  expect(rows).toHaveLength(1)
  platform.setNow(due + 3_600_000)
  expect((await handIn(tenant, cast.leo, 'late', work('With more time'))).late).toBe(false)
  expect((await handIn(tenant, cast.lena, 'late', work('Without'))).late).toBe(true)
  await removeDeadline(tenant, course.ivy, 'late', rows[0]!.id)
  expect((await handIn(tenant, cast.leo, 'late', work('Again'))).late).toBe(true)
})

test('twenty parallel hand-ins of one form are one submission', async () => {
  const { tenant, cast } = school
  const form = work('Once', [], 'the-same-form')
  const receipts = await Promise.all(Array.from({ length: 20 }, () => handIn(tenant, cast.lena, 'race', form)))
  expect(new Set(receipts.map(({ id }) => id)).size).toBe(1)
  expect(await rowsOf('race')).toHaveLength(1)
  const [one, other] = await Promise.all([
    handIn(tenant, cast.lena, 'race', work('From the laptop')),
    handIn(tenant, cast.lena, 'race', work('From the phone')),
  ])
  expect(new Set([one.number, other.number])).toEqual(new Set([2, 3]))
})

test('nothing cannot be handed in, and only files of one’s own', async () => {
  const { tenant, cast } = school
  const store = (actor = cast.lena) =>
    storeFile(tenant, actor, {
      name: 'notes.txt',
      bytes: utf8('Notes of mine'),
      purpose: 'submission',
    })
  await expect(handIn(tenant, cast.leo, 'essay', work('  '))).rejects.toThrow('assignments.nothing')
  await expect(handIn(tenant, cast.lena, 'files', work('Only text'))).rejects.toThrow('assignments.nothing')
  const [mine, second, ofLeo] = [await store(), await store(), await store(cast.leo)]
  await expect(handIn(tenant, cast.lena, 'files', work('', [mine.id, second.id]))).rejects.toThrow(
    'assignments.tooManyFiles',
  )
  const { id } = await handIn(tenant, cast.lena, 'files', work('', [mine.id]))
  expect((await findSubmission(tenant, course.ivy, id)).files).toMatchObject([{ id: mine.id, name: 'notes.txt' }])
  const foreign = await handIn(tenant, cast.lena, 'files', work('', [ofLeo.id]))
  expect(
    (await findSubmission(tenant, course.ivy, foreign.id)).files.filter((f) => f.submissionId === foreign.id),
  ).toEqual([])
  expect(await tenant.db.select().from(media).where(eq(media.id, ofLeo.id))).toHaveLength(1)
})

test('a mark that is being written stays with the markers; passing completes the item', async () => {
  const { tenant, cast } = school
  const { id } = await handIn(tenant, cast.lena, 'exam', work('My answer'))
  const state = async () => (await tenant.db.select().from(progress).where(eq(progress.itemId, 'exam')))[0]?.state
  expect(await state()).toBe('started')
  await saveMark(tenant, course.ivy, id, { points: 4, comment: 'Hm' })
  expect(await findAssignment(tenant, cast.lena, 'exam')).toMatchObject({ grade: null, hindrance: null })
  expect(await tenant.db.select().from(gradeEvents).where(eq(gradeEvents.itemId, 'exam'))).toEqual([])
  await expect(saveMark(tenant, course.ivy, id, { points: 11, comment: '' })).rejects.toThrow(Invalid)
  await expect(releaseMark(tenant, course.ivy, id, { points: null, comment: 'Hm' })).rejects.toThrow(Invalid)

  await releaseMark(tenant, course.ivy, id, { points: 4, comment: 'Nearly' })
  expect(await state()).toBe('started')
  await saveMark(tenant, course.ivy, id, { points: 5, comment: 'Hm' })
  expect((await findAssignment(tenant, cast.lena, 'exam')).grade).toMatchObject({ points: 4, comment: 'Nearly' })
  await releaseMark(tenant, course.ivy, id, { points: 5, comment: 'On a second look' })
  await releaseMark(tenant, course.ivy, id, { points: 5, comment: 'On a second look' })
  expect(await state()).toBe('completed')
  const history = await tenant.db.select().from(gradeEvents).where(eq(gradeEvents.itemId, 'exam'))
  expect(history.map(({ kind, before, after }) => [kind, before, after])).toEqual([
    ['marked', null, 4],
    ['regraded', 4, 5],
  ])
  expect(await tenant.db.select().from(grades).where(eq(grades.itemId, 'exam'))).toMatchObject([
    { gradedBy: course.ivy.id },
  ])
})

test('strangers find nothing, learners see only their own, observers write nothing', async () => {
  const { tenant, cast } = school
  const [any] = await rowsOf('essay')
  for (const stranger of [cast.zed, cast.ian, cast.leo]) {
    await expect(findSubmission(tenant, stranger, any!.id)).rejects.toThrow(NotFound)
    await expect(releaseMark(tenant, stranger, any!.id, { points: 1, comment: '' })).rejects.toThrow(NotFound)
    await expect(listMarking(tenant, stranger, 'git', { state: 'awaiting' })).rejects.toThrow(NotFound)
  }
  await expect(releaseMark(tenant, cast.lena, any!.id, { points: 20, comment: '' })).rejects.toThrow(Forbidden)
  await expect(findAssignment(tenant, cast.zed, 'essay')).rejects.toThrow(NotFound)
  await expect(handIn(tenant, course.ivy, 'essay', work('Mine'))).rejects.toThrow(Forbidden)

  await enroll(tenant, 'git', cast.zed, 'observer')
  const zed = { ...cast.zed, courseRoles: { git: 'observer' as const } }
  expect(await findAssignment(tenant, zed, 'essay')).toMatchObject({ hindrance: 'observer', handedIn: [], grade: null })
  await expect(handIn(tenant, zed, 'essay', work('Mine'))).rejects.toThrow(Forbidden)
  await expect(findSubmission(tenant, zed, any!.id)).rejects.toThrow(NotFound)

  const next = await addSchool(school.platform, 'globex', 'Globex')
  await expect(findSubmission(next.tenant, next.cast.olga, any!.id)).rejects.toThrow(NotFound)
})

test('instructions are kept as Markdown and as safe HTML', async () => {
  const { db } = school.tenant
  await createAssignment(db, 'essay', { instructions: 'See <script>alert(1)</script> **this**' })
  const [row] = await db.select().from(assignments).where(eq(assignments.itemId, 'essay'))
  expect(row!.instructionsHtml).toContain('<strong>this</strong>')
  expect(row!.instructionsHtml).not.toContain('<script')
})

test('Continue leads on while something waits for its mark, and back to it when nothing else is left', async () => {
  const { tenant, cast } = school
  const enrollmentId = `git-${cast.leo.id}`
  const goesOn = async () =>
    (await tenant.db.select().from(enrollments).where(eq(enrollments.id, enrollmentId)))[0]!.currentItemId
  school.platform.setNow(monday + 60_000)
  await handIn(tenant, cast.leo, 'exam', work('My answers'))
  expect(['files', 'late', 'race']).toContain(await goesOn()) // whatever is still open behind it
  const page = await browse(school.platform, tenant, cast.leo).then((leo) => leo.read('/assignments/exam'))
  expect(page.html).toContain('It is done once it is marked with at least 50%.')
  expect(page.html).toContain('href="/assignments/files"')
  for (const itemId of ['essay', 'files', 'late', 'race'])
    await completeItem(
      tenant,
      null,
      { id: enrollmentId, courseId: 'git' },
      { id: itemId, courseId: 'git', completion: { kind: 'viewed' } },
      { requirement: { kind: 'viewed' } },
    )
  expect(await goesOn()).toBe('exam')
})
