import { and, eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import {
  deadlineOverrides,
  events,
  grades,
  groupMembers,
  groups,
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
  saveDraft,
  saveMark,
  setDeadline,
  waiveLateness,
} from '../../../worker/domain/assignments'
import { overrideGrade } from '../../../worker/domain/grades'
import { storeFile } from '../../../worker/domain/media'
import { openMedia } from '../../../worker/domain/pages'
import type { Actor } from '../../../worker/domain/policy'
import { Conflict, NotFound } from '../../../worker/errors'
import { drain } from '../../../worker/jobs/drain'
import { utf8 } from '../../../worker/lib/bytes'
import { monday } from '../../support/platform'
import { makeSchool, type School } from '../../support/school'
import { enroll, teachCourse } from '../../support/taught-course'

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>
const due = monday + 3_600_000
const DAY = 86_400_000
const items = ['plan', 'clash', 'race', 'late', 'only', 'moved', 'given', 'files', 'alone']

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  course = await teachCourse(tenant, cast, {
    modules: {
      one: items.map((id) => ({
        id,
        kind: 'assignment' as const,
        maxPoints: 20,
        dueAt: due,
        completion: { kind: 'submitted' as const },
      })),
    },
  })
  await enroll(tenant, 'git', cast.zed, 'learner')
  const { db } = tenant
  await db.insert(groups).values([
    { id: 'red', name: 'Red', courseId: 'git', createdAt: monday },
    { id: 'blue', name: 'Blue', courseId: 'git', createdAt: monday },
  ])
  for (const id of items)
    await createAssignment(db, id, {
      groupWork: id === 'only' ? 'only-groups' : id === 'alone' ? 'none' : 'groups',
      resubmission: 'unmarked',
    })
})

beforeEach(async () => {
  const { tenant, cast, platform } = school
  platform.setNow(monday)
  await tenant.db.delete(groupMembers)
  await join('red', cast.lena, cast.leo)
})

const join = (groupId: string, ...people: Actor[]) =>
  school.tenant.db.insert(groupMembers).values(people.map(({ id }) => ({ groupId, userId: id, createdAt: monday })))
const leave = (person: Actor) => school.tenant.db.delete(groupMembers).where(eq(groupMembers.userId, person.id))
const work = (text: string, more: object = {}) => ({ text, fileIds: [], nonce: crypto.randomUUID(), ...more })
const rowsOf = (itemId: string) => school.tenant.db.select().from(submissions).where(eq(submissions.itemId, itemId))
const gradesOf = (itemId: string) =>
  school.tenant.db.select().from(grades).where(eq(grades.itemId, itemId)).orderBy(grades.enrollmentId)

test('a group writes one draft, hands in once, and gets one mark that each of them sees', async () => {
  const { tenant, cast } = school
  const draft = await saveDraft(tenant, cast.lena, 'plan', work('A plan'))
  expect(await findAssignment(tenant, cast.leo, 'plan')).toMatchObject({
    draft: { id: draft.id, text: 'A plan', savedByName: cast.lena.name },
    group: { name: 'Red', members: [{ name: cast.lena.name }, { name: cast.leo.name }] },
  })
  const handed = await handIn(tenant, cast.leo, 'plan', work('A better plan', { revision: draft.revision }))
  expect(handed).toMatchObject({ id: draft.id, enrollmentId: course.leo.id, groupId: 'red' })

  const [lenas] = (await findAssignment(tenant, cast.lena, 'plan')).handedIn
  expect(lenas).toMatchObject({ text: 'A better plan', by: cast.leo.name, groupName: 'Red', workId: handed.id })
  expect(lenas!.id).not.toBe(handed.id)
  expect(await tenant.db.select().from(progress).where(eq(progress.itemId, 'plan'))).toHaveLength(2)
  const told = await tenant.db
    .select()
    .from(events)
    .where(and(eq(events.name, 'submission.handed-in'), eq(events.subjectId, 'plan')))
  expect(told.map(({ payload }) => payload.enrollmentId).sort()).toEqual([course.lena.id, course.leo.id].sort())

  const queue = await listMarking(tenant, course.ivy, 'git', { state: 'awaiting', itemId: 'plan' })
  expect(queue.lines).toMatchObject([{ id: handed.id, group: { name: 'Red', people: 2 } }])
  // By either member's row a marker comes to the same work.
  const byOther = await findSubmission(tenant, course.ivy, lenas!.id)
  expect(byOther).toMatchObject({ as: 'marker', submission: { id: handed.id }, members: [{}, {}] })
  await saveMark(tenant, course.ivy, lenas!.id, { points: 10, comment: '' })
  await releaseMark(tenant, course.ivy, handed.id, { points: 16, comment: 'Well planned.' })
  expect(await gradesOf('plan')).toMatchObject([{ final: 16 }, { final: 16 }])
  for (const person of [cast.lena, cast.leo])
    expect(await findAssignment(tenant, person, 'plan')).toMatchObject({
      grade: { points: 16, comment: 'Well planned.' },
      hindrance: 'marked',
    })
  expect((await listMarking(tenant, course.ivy, 'git', { state: 'awaiting', itemId: 'plan' })).lines).toEqual([])
  expect((await listMarking(tenant, course.ivy, 'git', { state: 'marked', itemId: 'plan' })).lines).toHaveLength(1)

  const place = { courseId: 'git', userId: cast.leo.id, itemId: 'plan' }
  await overrideGrade(tenant, course.ivy, place, { points: 19, reason: 'Wrote most of it.' })
  await releaseMark(tenant, course.ivy, handed.id, { points: 12, comment: 'Looked again.' })
  expect((await gradesOf('plan')).map(({ final }) => final).sort()).toEqual([12, 19])
})

test('what another one of the group has written meanwhile is never overwritten unseen', async () => {
  const { tenant, cast } = school
  const first = await saveDraft(tenant, cast.lena, 'clash', work('Lena begins'))
  const seen = first.revision
  await saveDraft(tenant, cast.leo, 'clash', work('Leo goes on', { revision: seen }))
  await expect(saveDraft(tenant, cast.lena, 'clash', work('Lena goes on', { revision: seen }))).rejects.toThrow(
    new Conflict('assignments.draftTaken'),
  )
  await expect(handIn(tenant, cast.lena, 'clash', work('Lena is done', { revision: seen }))).rejects.toThrow(Conflict)
  const { draft } = await findAssignment(tenant, cast.lena, 'clash')
  expect(draft).toMatchObject({ text: 'Leo goes on', savedByName: cast.leo.name })
  await saveDraft(tenant, cast.lena, 'clash', work('Both of us', { revision: draft!.revision }))
  expect(await rowsOf('clash')).toMatchObject([{ text: 'Both of us', draft: true }])
})

test('fifty parallel hand-ins of a group are one submission', async () => {
  const { tenant, cast } = school
  await saveDraft(tenant, cast.lena, 'race', work('Ready'))
  const all = await Promise.allSettled(
    Array.from({ length: 50 }, (_, i) =>
      handIn(tenant, i % 2 ? cast.lena : cast.leo, 'race', work(`Ready ${i % 2}`, { revision: 1, nonce: `n${i % 2}` })),
    ),
  )
  const rows = await rowsOf('race')
  const texts = new Set(rows.filter(({ leadId }) => leadId === null).map(({ text }) => text))
  expect(rows.filter(({ draft }) => draft)).toEqual([])
  expect(rows).toHaveLength(2)
  expect(texts.size).toBe(1)
  expect(all.some(({ status }) => status === 'fulfilled')).toBe(true)
})

test('a group is late by the latest date that any of its members has', async () => {
  const { tenant, cast, platform } = school
  await setDeadline(tenant, course.ivy, 'late', { for: `user:${cast.leo.id}`, dueAt: due + DAY, reason: 'Ill' })
  expect((await findAssignment(tenant, cast.lena, 'late')).access.item.dueAt).toBe(due + DAY)
  platform.setNow(due + 2 * 3_600_000)
  const handed = await handIn(tenant, cast.lena, 'late', work('In time for Leo'))
  expect(await rowsOf('late')).toMatchObject([{ late: false }, { late: false }])
  // What stands for one of them moves it for both.
  await tenant.db.delete(deadlineOverrides).where(eq(deadlineOverrides.itemId, 'late'))
  await setDeadline(tenant, course.ivy, 'late', { for: `user:${cast.leo.id}`, dueAt: due - DAY, reason: '' })
  await drain(tenant, {}, platform)
  expect(await rowsOf('late')).toMatchObject([{ late: true }, { late: true }])
  await waiveLateness(tenant, course.ivy, handed.id, true)
  expect(await rowsOf('late')).toMatchObject([{ lateExcused: true }, { lateExcused: true }])
})

test('who has no group hands in alone, or not at all where groups only hand in, and whoever teaches sees who', async () => {
  const { tenant, cast } = school
  expect(await findAssignment(tenant, cast.zed, 'only')).toMatchObject({ group: null, hindrance: 'no-group' })
  await expect(handIn(tenant, cast.zed, 'only', work('Alone'))).rejects.toThrow('assignments.isGroupless')
  await join('blue', cast.leo)
  expect((await findAssignment(tenant, course.ivy, 'only')).groupless).toEqual([
    { name: cast.zed.name, isInSeveral: false },
    { name: cast.leo.name, isInSeveral: true },
  ])
  expect((await findAssignment(tenant, cast.leo, 'only')).group?.name).toBe('Blue')
  expect(await findAssignment(tenant, cast.zed, 'moved')).toMatchObject({ group: null, hindrance: null })
  expect((await handIn(tenant, cast.zed, 'moved', work('Alone'))).groupId).toBeNull()
  expect((await findAssignment(tenant, cast.lena, 'alone')).group).toBeNull()
  expect((await findAssignment(tenant, course.ivy, 'alone')).groupless).toEqual([])
})

test('what was handed in stays with those who were in the group then', async () => {
  const { tenant, cast } = school
  const handed = await handIn(tenant, cast.lena, 'moved', work('Lena and Leo'))
  await leave(cast.lena)
  await leave(cast.leo)
  await join('red', cast.leo)
  await join('blue', cast.lena)
  // Lena hands in for herself now; the work of before still waits for Leo.
  const anew = await handIn(tenant, cast.lena, 'moved', work('Lena for Blue'))
  expect(anew.groupId).toBe('blue')
  const waiting = await listMarking(tenant, course.ivy, 'git', { state: 'awaiting', itemId: 'moved' })
  expect(waiting.lines.map(({ id }) => id)).toEqual(expect.arrayContaining([handed.id, anew.id]))
  await releaseMark(tenant, course.ivy, handed.id, { points: 8, comment: '' })
  expect((await findAssignment(tenant, cast.leo, 'moved')).grade).toMatchObject({ points: 8 })

  // Who joins after the mark hands in for those only whose work may still be replaced.
  await leave(cast.zed)
  await join('red', cast.zed)
  await tenant.db.delete(submissions).where(and(eq(submissions.itemId, 'moved'), eq(submissions.text, 'Alone')))
  await handIn(tenant, cast.zed, 'moved', work('Zed came later'))
  const { handedIn } = await findAssignment(tenant, cast.leo, 'moved')
  expect(handedIn).toMatchObject([{ text: 'Lena and Leo' }])
})

test('a draft that one wrote alone becomes the group’s, and one of the group stays with it', async () => {
  const { tenant, cast } = school
  await saveDraft(tenant, cast.zed, 'given', work('Zed alone'))
  await join('red', cast.zed)
  const { draft } = await findAssignment(tenant, cast.zed, 'given')
  expect(draft).toMatchObject({ text: 'Zed alone', groupId: null })
  await saveDraft(tenant, cast.zed, 'given', work('Zed with Red', { revision: draft!.revision }))
  await leave(cast.zed)
  expect((await findAssignment(tenant, cast.zed, 'given')).draft).toBeNull()
  expect((await findAssignment(tenant, cast.lena, 'given')).draft).toMatchObject({ text: 'Zed with Red' })
  const handed = await handIn(tenant, cast.lena, 'given', work('All of it', { revision: 2 }))
  expect(handed).toMatchObject({ enrollmentId: course.lena.id, number: 1 })
  expect((await saveDraft(tenant, cast.zed, 'given', work('Anew'))).groupId).toBeNull()
})

test('its files are open to the group and to those who mark, and a foreign file gets no way in', async () => {
  const { tenant, cast } = school
  const file = (by: Actor, name: string) =>
    storeFile(tenant, by, { name, bytes: utf8(`Notes of ${name}`), purpose: 'submission' })
  const [mine, foreign] = [await file(cast.lena, 'mine.txt'), await file(cast.zed, 'foreign.txt')]
  await saveDraft(tenant, cast.lena, 'files', work('With a file', { fileIds: [mine.id, foreign.id] }))
  expect((await openMedia(tenant, cast.leo, mine.id)).name).toBe('mine.txt')
  await expect(openMedia(tenant, cast.lena, foreign.id)).rejects.toThrow(NotFound)
  const { draft, files } = await findAssignment(tenant, cast.leo, 'files')
  expect(files).toMatchObject([{ id: mine.id, submissionId: draft!.id }])
  const handed = await handIn(
    tenant,
    cast.leo,
    'files',
    work('Done', { fileIds: [mine.id], revision: draft!.revision }),
  )
  expect((await findSubmission(tenant, cast.lena, handed.id)).files).toMatchObject([{ id: mine.id }])
  await leave(cast.leo)
  expect((await openMedia(tenant, cast.leo, mine.id)).name).toBe('mine.txt')
  await expect(openMedia(tenant, cast.zed, mine.id)).rejects.toThrow(NotFound)
  await expect(findSubmission(tenant, cast.zed, handed.id)).rejects.toThrow(NotFound)
})
