import { beforeAll, expect, test } from 'vitest'
import {
  attachFeedback,
  createAssignment,
  detachFeedback,
  findAssignment,
  findSubmission,
  handIn,
  releaseMark,
} from '../../../worker/domain/assignments'
import { putPart, startUpload, storeFile } from '../../../worker/domain/media'
import { openMedia, undoOwnAct } from '../../../worker/domain/pages'
import type { Actor } from '../../../worker/domain/policy'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../worker/errors'
import { utf8 } from '../../../worker/lib/bytes'
import { newId } from '../../../worker/lib/ids'
import { png } from '../../support/files'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  course = await teachCourse(tenant, cast, {
    modules: { one: ['essay', 'many'].map((id) => ({ id, kind: 'assignment' as const, maxPoints: 20 })) },
  })
  for (const id of ['essay', 'many']) await tenant.db.batch([createAssignment(tenant.db, id, {})])
})

const hand = (item: string) =>
  handIn(school.tenant, school.cast.lena, item, { text: 'Bees.', fileIds: [], nonce: newId() })
const file = (actor: Actor, name = 'notes.txt') =>
  storeFile(school.tenant, actor, { name, bytes: utf8('Look at the second one.'), purpose: 'feedback' })

test('a file goes back with the work once its mark is released, to nobody else', async () => {
  const { tenant, cast } = school
  const work = await hand('essay')
  const { id } = await file(course.ivy)
  await attachFeedback(tenant, course.ivy, work.id, [id])
  expect(await attachFeedback(tenant, course.ivy, work.id, [id])).toMatchObject([{ id, name: 'notes.txt' }])
  const learnersView = async () => [
    (await findSubmission(tenant, cast.lena, work.id)).feedback.length,
    (await findAssignment(tenant, cast.lena, 'essay')).feedback.length,
  ]
  expect(await learnersView()).toEqual([0, 0])
  await expect(openMedia(tenant, cast.lena, id)).rejects.toThrow(NotFound)
  expect((await openMedia(tenant, cast.ada, id)).id).toBe(id)
  await releaseMark(tenant, course.ivy, work.id, { points: 12, comment: '' })
  expect(await learnersView()).toEqual([1, 1])
  expect((await openMedia(tenant, cast.lena, id)).id).toBe(id)
  await expect(openMedia(tenant, cast.leo, id)).rejects.toThrow(NotFound)
  await expect(openMedia(tenant, cast.zed, id)).rejects.toThrow(NotFound)
})

test('a file that was taken away comes back by its undo', async () => {
  const { tenant } = school
  const work = await hand('many')
  const { id } = await file(course.ivy)
  await attachFeedback(tenant, course.ivy, work.id, [id])
  const actId = await detachFeedback(tenant, course.ivy, work.id, id)
  expect((await findSubmission(tenant, course.ivy, work.id)).feedback).toEqual([])
  expect(await detachFeedback(tenant, course.ivy, work.id, id)).toBeNull()
  await undoOwnAct(tenant, course.ivy, actId!, 'learning')
  expect((await findSubmission(tenant, course.ivy, work.id)).feedback).toMatchObject([{ id }])
})

test('only markers give back, only what is their own, and ten files at most', async () => {
  const { tenant, cast } = school
  const work = await hand('many')
  const own = await file(course.ivy)
  await expect(attachFeedback(tenant, cast.lena, work.id, [own.id])).rejects.toThrow(Forbidden)
  await expect(attachFeedback(tenant, cast.ada, work.id, [own.id])).rejects.toThrow(Invalid)
  await expect(attachFeedback(tenant, course.ivy, work.id, [])).rejects.toThrow(Invalid)
  await expect(storeFile(tenant, cast.lena, { name: 'a.txt', bytes: utf8('a'), purpose: 'feedback' })).rejects.toThrow(
    Forbidden,
  )
  const ten: string[] = []
  for (let n = 0; n < 10; n++) ten.push((await file(course.ivy, `${n}.txt`)).id)
  await attachFeedback(tenant, course.ivy, work.id, ten)
  await expect(attachFeedback(tenant, course.ivy, work.id, [own.id])).rejects.toThrow(Conflict)
})

test('no program goes back, whatever it is called, in one piece or in parts; what it is, its bytes say', async () => {
  const { tenant } = school
  const program = Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, ...Array(60).fill(0)])
  const give = (name: string, bytes: Uint8Array<ArrayBuffer>) =>
    storeFile(tenant, course.ivy, { name, bytes, purpose: 'feedback' })
  await expect(give('rubric.pdf', program)).rejects.toThrow('media.isProgram')
  await expect(give('rubric.exe', utf8('not really'))).rejects.toThrow('media.isProgram')
  const parts = (name: string) => startUpload(tenant, course.ivy, { name, size: program.length, purpose: 'feedback' })
  await expect(parts('rubric.exe')).rejects.toThrow('media.isProgram')
  const { id } = await parts('rubric.pdf')
  await expect(putPart(tenant, course.ivy, id, 1, program)).rejects.toThrow('media.isProgram')
  expect((await give('notes.pdf', png())).type).toBe('image/png')
})
