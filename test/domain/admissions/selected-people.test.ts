import { and, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { auditEntries, courses, enrollments, groupMembers, groups, sessions, users } from '../../../worker/db/schema'
import { type ActKind, performAct, undoAct } from '../../../worker/domain/admissions'
import { enrollPeople, setCourseRole, withdrawPeople } from '../../../worker/domain/enrollments'
import { startSession } from '../../../worker/domain/people'
import { Conflict, Forbidden, Gone, Invalid, NotFound } from '../../../worker/errors'
import { newId } from '../../../worker/lib/ids'
import type { Actor } from '../../support/actors'
import { monday } from '../../support/platform'
import { addSchool, makeSchool, type School } from '../../support/school'

let school: School
beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  const made = { createdBy: cast.ada.id, createdAt: monday, updatedAt: monday }
  await tenant.db.insert(courses).values({ id: 'git', title: 'Git', ...made })
  await tenant.db.insert(groups).values({ id: 'blue', name: 'Blue', createdAt: monday })
})

const act = (actor: Actor, kind: ActKind, people: { id: string }[], choice = {}, nonce = newId()) =>
  performAct(school.tenant, actor, { nonce, kind, personIds: people.map(({ id }) => id), choice })

const one = async (id: string) => (await school.tenant.db.select().from(users).where(eq(users.id, id)))[0]!

describe('what is done to selected people', () => {
  test('is kept from everybody who does not run the school', async () => {
    const { ivy, lena, leo } = school.cast
    for (const actor of [ivy, lena]) await expect(act(actor, 'suspend', [leo])).rejects.toBeInstanceOf(Forbidden)
    expect((await one(leo.id)).state).toBe('active')
  })

  test('is refused whole where one of ten is not here', async () => {
    const { ada, lena, leo, zed } = school.cast
    const globex = await addSchool(school.platform, 'globex', 'Globex')
    await expect(act(ada, 'suspend', [lena, leo, zed, globex.cast.lena])).rejects.toBeInstanceOf(NotFound)
    expect((await one(lena.id)).state).toBe('active')
    expect(await globex.tenant.db.select().from(users).where(eq(users.state, 'suspended'))).toEqual([])
  })

  test('has a limit, and needs somebody', async () => {
    const { ada } = school.cast
    await expect(act(ada, 'suspend', [])).rejects.toBeInstanceOf(Invalid)
    const many = Array.from({ length: 501 }, (_, i) => ({ id: `p${i}` }))
    await expect(act(ada, 'suspend', many)).rejects.toMatchObject({ reason: 'people.selectFewer' })
  })

  test('suspends, ends the sign-in sessions at once, and is undone', async () => {
    const { ada, lena, leo } = school.cast
    await startSession(school.tenant, lena.id, 'Phone')
    const done = await act(ada, 'suspend', [lena, leo])
    expect(done?.count).toBe(2)
    expect((await one(lena.id)).state).toBe('suspended')
    expect(await school.tenant.db.select().from(sessions).where(eq(sessions.userId, lena.id))).toEqual([])
    await undoAct(school.tenant, ada, done!.id)
    expect(await one(lena.id)).toMatchObject({ state: 'active', suspendedAt: null })
    const audited = await school.tenant.db.select().from(auditEntries).where(eq(auditEntries.subjectId, leo.id))
    expect(audited.map(({ act }) => act)).toContain('person.suspend')
  })

  test('done twice with the same form is done once, and undone twice is undone once', async () => {
    const { ada, zed } = school.cast
    const nonce = newId()
    await act(ada, 'role', [zed], { role: 'instructor' }, nonce)
    await act(ada, 'suspend', [zed], {}, nonce)
    expect(await one(zed.id)).toMatchObject({ role: 'instructor', state: 'active' })
    await undoAct(school.tenant, ada, nonce)
    await undoAct(school.tenant, ada, nonce)
    expect((await one(zed.id)).role).toBe('learner')
  })

  test('nobody suspends or removes themselves', async () => {
    const { ada } = school.cast
    await expect(act(ada, 'suspend', [ada])).rejects.toBeInstanceOf(Forbidden)
    await expect(act(ada, 'remove', [ada])).rejects.toBeInstanceOf(Forbidden)
  })

  test('nobody gives a role above their own, nor touches somebody above themselves', async () => {
    const { ada, olga, zed } = school.cast
    await expect(act(ada, 'role', [zed], { role: 'owner' })).rejects.toBeInstanceOf(Forbidden)
    for (const kind of ['suspend', 'remove', 'sign-out'] as const)
      await expect(act(ada, kind, [olga])).rejects.toBeInstanceOf(Forbidden)
    await expect(act(ada, 'role', [olga, zed], { role: 'learner' })).rejects.toBeInstanceOf(Forbidden)
    await expect(act(ada, 'role', [zed], { role: 'god' })).rejects.toBeInstanceOf(Invalid)
  })

  test('the last owner stays the owner', async () => {
    const { olga } = school.cast
    await expect(act(olga, 'role', [olga], { role: 'admin' })).rejects.toMatchObject({ reason: 'people.lastOwner' })
    expect((await one(olga.id)).role).toBe('owner')
  })

  test('two owners who demote each other at the same moment leave one', async () => {
    const { olga, ada } = school.cast
    const promoted = await act(olga, 'role', [ada], { role: 'owner' })
    const second = { ...ada, role: 'owner' } as Actor
    const both = await Promise.allSettled([
      act(olga, 'role', [ada], { role: 'admin' }),
      act(second, 'role', [olga], { role: 'admin' }),
    ])
    const refused = both.filter((outcome) => outcome.status === 'rejected')
    expect(refused).toHaveLength(1)
    expect(refused[0]).toMatchObject({ reason: expect.any(Conflict) })
    const owners = await school.tenant.db.select().from(users).where(eq(users.role, 'owner'))
    expect(owners).toHaveLength(1)
    await school.tenant.db.update(users).set({ role: 'owner' }).where(eq(users.id, olga.id))
    await school.tenant.db.update(users).set({ role: 'admin' }).where(eq(users.id, ada.id))
    expect(promoted).not.toBeNull()
  })

  test('enrolls with a due date, withdraws, and takes both back', async () => {
    const { ada, lena, leo } = school.cast
    const state = async (id: string) =>
      (await school.tenant.db.select().from(enrollments).where(eq(enrollments.userId, id)))[0]
    const enrolled = await act(ada, 'enroll', [lena, leo], { courseId: 'git', dueAt: monday + 1 })
    expect(await state(lena.id)).toMatchObject({ state: 'active', role: 'learner', dueAt: monday + 1 })
    expect(await act(ada, 'enroll', [lena], { courseId: 'git' })).toBeNull()
    const withdrawn = await act(ada, 'withdraw', [leo], { courseId: 'git' })
    expect((await state(leo.id))?.state).toBe('withdrawn')
    await undoAct(school.tenant, ada, withdrawn!.id)
    expect((await state(leo.id))?.state).toBe('active')
    await undoAct(school.tenant, ada, enrolled!.id)
    expect((await state(lena.id))?.state).toBe('withdrawn')
    await expect(act(ada, 'enroll', [lena], { courseId: 'nowhere' })).rejects.toBeInstanceOf(Invalid)
  })

  test('gives a due date to those who learn there already, too, and takes just that back', async () => {
    const { ada, ivy, lena, leo, zed } = school.cast
    const { db } = school.tenant
    await db
      .insert(courses)
      .values({ id: 'rust', title: 'Rust', createdBy: ada.id, createdAt: monday, updatedAt: monday })
    const dates = async () =>
      Object.fromEntries(
        (await db.select().from(enrollments).where(eq(enrollments.courseId, 'rust'))).map((row) => [
          row.userId,
          row.state === 'withdrawn' ? 'withdrawn' : row.dueAt,
        ]),
      )
    await act(ada, 'enroll', [lena, leo], { courseId: 'rust' })
    await db
      .update(enrollments)
      .set({ dueAt: monday + 1 })
      .where(eq(enrollments.userId, leo.id))
    await enrollPeople(school.tenant, ada, 'rust', { userIds: [ivy.id], role: 'instructor' })
    const done = await act(ada, 'enroll', [ivy, lena, leo, zed], { courseId: 'rust', dueAt: monday + 9 })
    expect(done?.count).toBe(3)
    const given = { [ivy.id]: null, [lena.id]: monday + 9, [leo.id]: monday + 9, [zed.id]: monday + 9 }
    expect(await dates()).toEqual(given)
    expect(await act(ada, 'enroll', [lena], { courseId: 'rust', dueAt: monday + 9 })).toBeNull()
    expect(await act(ada, 'enroll', [lena], { courseId: 'rust' })).toBeNull()
    await act(ada, 'enroll', [lena], { courseId: 'rust', dueAt: monday + 12 })
    await undoAct(school.tenant, ada, done!.id)
    expect(await dates()).toEqual({ ...given, [lena.id]: monday + 12, [leo.id]: monday + 1, [zed.id]: 'withdrawn' })
  })

  test('leaves no course without an instructor, whoever withdraws them at the same moment', async () => {
    const { ada, olga, ivy, ian, lena } = school.cast
    const { db } = school.tenant
    await db
      .insert(courses)
      .values({ id: 'zig', title: 'Zig', createdBy: ada.id, createdAt: monday, updatedAt: monday })
    await enrollPeople(school.tenant, ada, 'zig', { userIds: [ivy.id, ian.id], role: 'instructor' })
    await act(ada, 'enroll', [lena], { courseId: 'zig' })
    const zig = { courseId: 'zig' }
    const lastOne = { reason: 'people.lastInstructor', values: { course: 'Zig' } }
    await expect(act(ada, 'withdraw', [ivy, ian, lena], zig)).rejects.toMatchObject(lastOne)
    const both = await Promise.allSettled([act(ada, 'withdraw', [ivy], zig), act(olga, 'withdraw', [ian], zig)])
    expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: lastOne }])
    const there = await db
      .select({ role: enrollments.role })
      .from(enrollments)
      .where(and(eq(enrollments.courseId, 'zig'), eq(enrollments.state, 'active')))
    expect(there.map(({ role }) => role).sort()).toEqual(['instructor', 'learner'])
    expect((await act(ada, 'withdraw', [lena], zig))?.count).toBe(1)
    const left = (await db.select().from(enrollments).where(eq(enrollments.courseId, 'zig'))).find(
      ({ role, state }) => role === 'instructor' && state === 'active',
    )!
    await expect(withdrawPeople(school.tenant, ada, 'zig', [left.userId])).rejects.toMatchObject({
      reason: 'enrollments.lastInstructor',
    })
    await expect(setCourseRole(school.tenant, ada, 'zig', left.userId, 'assistant')).rejects.toMatchObject({
      reason: 'enrollments.lastInstructor',
    })
  })

  test('groups people, once each, and takes out again only whom it put in', async () => {
    const { ada, lena, leo } = school.cast
    const members = async () => (await school.tenant.db.select().from(groupMembers)).map(({ userId }) => userId).sort()
    await act(ada, 'group', [lena], { groupId: 'blue' })
    const both = await act(ada, 'group', [lena, leo], { groupId: 'blue' })
    expect(await members()).toEqual([lena.id, leo.id].sort())
    await undoAct(school.tenant, ada, both!.id)
    expect(await members()).toEqual([lena.id])
    await expect(act(ada, 'group', [lena], { groupId: 'red' })).rejects.toBeInstanceOf(Invalid)
  })

  test('signs out everywhere, and puts the sessions back', async () => {
    const { ada, leo } = school.cast
    await startSession(school.tenant, leo.id, 'Laptop')
    const open = () => school.tenant.db.select().from(sessions).where(eq(sessions.userId, leo.id))
    const before = await open()
    const done = await act(ada, 'sign-out', [leo])
    expect(await open()).toEqual([])
    await undoAct(school.tenant, ada, done!.id)
    expect(await open()).toEqual(before)
  })

  test('removes people into the bin and brings them back', async () => {
    const { ada, zed } = school.cast
    const done = await act(ada, 'remove', [zed])
    expect((await one(zed.id)).deletedAt).toBe(monday)
    await expect(act(ada, 'suspend', [zed])).rejects.toBeInstanceOf(NotFound)
    await undoAct(school.tenant, ada, done!.id)
    expect((await one(zed.id)).deletedAt).toBeNull()
  })

  test('lets those in who asked, and brings suspended people back', async () => {
    const { ada, lena } = school.cast
    const { db } = school.tenant
    await db
      .insert(users)
      .values({ id: 'nia', name: 'Nia New', role: 'learner', state: 'requested', createdAt: monday })
    await act(ada, 'suspend', [lena])
    const done = await act(ada, 'reinstate', [lena, { id: 'nia' }])
    expect((await one('nia')).state).toBe('active')
    expect((await one(lena.id)).state).toBe('active')
    await undoAct(school.tenant, ada, done!.id)
    expect((await one('nia')).state).toBe('requested')
    expect((await one(lena.id)).state).toBe('suspended')
    await db.update(users).set({ state: 'active' }).where(eq(users.id, lena.id))
  })

  test('is undone by whoever did it, within a day', async () => {
    const { ada, olga, leo } = school.cast
    const done = await act(ada, 'suspend', [leo])
    await expect(undoAct(school.tenant, olga, done!.id)).rejects.toBeInstanceOf(NotFound)
    school.platform.setNow(monday + 25 * 3_600_000)
    await expect(undoAct(school.tenant, ada, done!.id)).rejects.toBeInstanceOf(Gone)
    school.platform.setNow(monday)
    await undoAct(school.tenant, ada, done!.id)
    expect((await one(leo.id)).state).toBe('active')
  })
})
