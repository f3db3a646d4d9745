import { beforeAll, expect, test } from 'vitest'
import { annotations } from '../../../worker/db/schema'
import {
  addAnnotation,
  changeAnnotation,
  createAssignment,
  findAssignment,
  findSubmission,
  handIn,
  releaseMark,
  removeAnnotation,
} from '../../../worker/domain/assignments'
import { holdGrades, lockGrades } from '../../../worker/domain/grades'
import { undoOwnAct } from '../../../worker/domain/pages'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../worker/errors'
import { newId } from '../../../worker/lib/ids'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  const ids = ['essay', 'again', 'held', 'locked', 'race']
  course = await teachCourse(tenant, cast, {
    modules: { one: ids.map((id) => ({ id, kind: 'assignment' as const, maxPoints: 20 })) },
  })
  const { db } = tenant
  for (const id of ids) await db.batch([createAssignment(db, id, id === 'again' ? { resubmission: 'always' } : {})])
})

const text = 'Bees are loud. 🐝 Wasps are louder.'
const subject = (id: string) => ({ kind: 'submission' as const, id })
const hand = (item: string, words = text) =>
  handIn(school.tenant, school.cast.lena, item, { text: words, fileIds: [], nonce: newId() })
const say = (id: string, comment: string, at = { start: 0, end: 4 }, key: string = newId()) =>
  addAnnotation(school.tenant, course.ivy, subject(id), { key, at, comment })
const readBy = async (who: 'lena' | 'ivy', id: string) =>
  (await findSubmission(school.tenant, who === 'ivy' ? course.ivy : school.cast.lena, id)).annotations

test('a learner reads what was said at places of the work once the mark is released, and never who said it', async () => {
  const { tenant, cast } = school
  const work = await hand('essay')
  await say(work.id, 'How loud?', { start: 17, end: 22 })
  await say(work.id, 'Which ones?')
  expect((await readBy('ivy', work.id)).map(({ comment, by }) => [comment, by])).toEqual([
    ['Which ones?', cast.ivy.name],
    ['How loud?', cast.ivy.name],
  ])
  expect(await readBy('lena', work.id)).toEqual([])
  expect((await findAssignment(tenant, cast.lena, 'essay')).annotations).toEqual([])
  await releaseMark(tenant, course.ivy, work.id, { points: 12, comment: '' })
  const read = await readBy('lena', work.id)
  expect(read).toMatchObject([
    {
      comment: 'Which ones?',
      by: null,
      place: { exact: 'Bees', prefix: '', suffix: expect.stringMatching(/^ are loud/) },
    },
    { comment: 'How loud?', by: null, place: { exact: 'Wasps', start: 17, end: 22 } },
  ])
  expect((await findAssignment(tenant, cast.lena, 'essay')).annotations).toEqual(read)
  expect((await findAssignment(tenant, cast.leo, 'essay')).annotations).toEqual([])
})

test('while its grades are held nobody reads what was said', async () => {
  const { tenant, cast } = school
  const work = await hand('held')
  await holdGrades(tenant, course.ivy, { courseId: 'git', itemId: 'held' }, true)
  await say(work.id, 'Loud.')
  await releaseMark(tenant, course.ivy, work.id, { points: 12, comment: '' })
  expect(await readBy('lena', work.id)).toEqual([])
  expect((await findAssignment(tenant, cast.lena, 'held')).annotations).toEqual([])
  await holdGrades(tenant, course.ivy, { courseId: 'git', itemId: 'held' }, false)
  expect(await readBy('lena', work.id)).toHaveLength(1)
})

test('what was said stays with the work it was said of', async () => {
  const { tenant, cast } = school
  const first = await hand('again')
  await say(first.id, 'Which ones?')
  await releaseMark(tenant, course.ivy, first.id, { points: 5, comment: '' })
  const second = await hand('again', 'Honey bees are loud.')
  await say(second.id, 'Better.')
  const page = await findAssignment(tenant, cast.lena, 'again')
  expect(page.annotations.map(({ subjectId, comment }) => [subjectId, comment])).toEqual([[first.id, 'Which ones?']])
  expect(page.handedIn.at(-1)?.id).toBe(second.id)
})

test('the same key twice, and fifty at once, is said once', async () => {
  const { tenant } = school
  const work = await hand('race')
  const key = newId()
  const given = await Promise.all(Array.from({ length: 50 }, () => say(work.id, 'Once.', { start: 0, end: 4 }, key)))
  expect(new Set(given.map(({ id }) => id))).toEqual(new Set([key]))
  expect(await tenant.db.select().from(annotations)).toSatisfy(
    (rows: { id: string }[]) => rows.filter(({ id }) => id === key).length === 1,
  )
  const other = await hand('race', 'Other words.')
  await expect(say(other.id, 'Mine?', { start: 0, end: 4 }, key)).rejects.toThrow(NotFound)
})

test('of two markers who change the same comment the second hears of the first', async () => {
  const { tenant, cast } = school
  const work = await hand('race')
  const { id } = await say(work.id, 'First.')
  expect(await changeAnnotation(tenant, cast.ada, id, { comment: 'By Ada.', revision: 1 })).toEqual({ revision: 2 })
  await expect(changeAnnotation(tenant, course.ivy, id, { comment: 'By Ivy.', revision: 1 })).rejects.toThrow(Conflict)
  // Sent again after a lost answer, it is no second change.
  expect(await changeAnnotation(tenant, cast.ada, id, { comment: 'By Ada.', revision: 1 })).toEqual({ revision: 2 })
  expect((await readBy('ivy', work.id)).find((one) => one.id === id)).toMatchObject({
    comment: 'By Ada.',
    by: cast.ada.name,
  })
})

test('a comment that was removed comes back by its undo', async () => {
  const { tenant } = school
  const work = await hand('race')
  const { id } = await say(work.id, 'Too harsh.')
  const actId = await removeAnnotation(tenant, course.ivy, id)
  expect((await readBy('ivy', work.id)).some((one) => one.id === id)).toBe(false)
  // A second click is no second act.
  expect(await removeAnnotation(tenant, course.ivy, id)).toBe(actId)
  expect(await removeAnnotation(tenant, school.cast.ada, id)).toBeNull()
  await undoOwnAct(tenant, course.ivy, actId!, 'learning')
  expect((await readBy('ivy', work.id)).find((one) => one.id === id)).toMatchObject({ comment: 'Too harsh.' })
})

test('nothing is said of nothing, nowhere, or where grades are locked', async () => {
  const { tenant, cast } = school
  const work = await hand('locked')
  await expect(say(work.id, ' ')).rejects.toThrow(Invalid)
  await expect(say(work.id, 'Where?', { start: 4, end: 4 })).rejects.toThrow(Invalid)
  await expect(say(work.id, 'Where?', { start: 0, end: 400 })).rejects.toThrow(Invalid)
  await expect(
    addAnnotation(tenant, course.ivy, subject(work.id), {
      key: newId(),
      at: { mediaId: newId(), shape: { kind: 'page', page: 1 } },
      comment: 'Whose?',
    }),
  ).rejects.toThrow(Invalid)
  await lockGrades(tenant, cast.ada, { courseId: 'git', itemId: 'locked' }, true)
  await expect(say(work.id, 'Too late.')).rejects.toThrow(Conflict)
})

test('only those who mark say something', async () => {
  const { tenant, cast } = school
  const work = await hand('race')
  const { id } = await say(work.id, 'Yes.')
  const own = addAnnotation(tenant, cast.lena, subject(work.id), {
    key: newId(),
    at: { start: 0, end: 4 },
    comment: 'No.',
  })
  await expect(own).rejects.toThrow(Forbidden)
  await expect(changeAnnotation(tenant, cast.lena, id, { comment: 'No.' })).rejects.toThrow(Forbidden)
  await expect(removeAnnotation(tenant, cast.zed, id)).rejects.toThrow(NotFound)
  await expect(changeAnnotation(tenant, cast.ian, id, { comment: 'No.' })).rejects.toThrow(NotFound)
})
