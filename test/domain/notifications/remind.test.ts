import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { sayTold } from '../../../views/notifications/words'
import { translator } from '../../../views/translate'
import { deadlineOverrides, enrollments, items, notifications } from '../../../worker/db/schema'
import { createAssignment, handIn } from '../../../worker/domain/assignments'
import { listNotifications, remind } from '../../../worker/domain/notifications'
import { newId } from '../../../worker/lib/ids'
import { monday } from '../../support/platform'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const dueAt = monday + 30 * DAY

let school: School

beforeAll(async () => {
  school = await makeSchool()
  await teachCourse(school.tenant, school.cast, {
    modules: { one: [{ id: 'essay', kind: 'assignment', maxPoints: 20, dueAt }] },
  })
  await createAssignment(school.tenant.db, 'essay', {})
})

beforeEach(async () => {
  await school.tenant.db.delete(notifications)
  await school.tenant.db.delete(deadlineOverrides)
})

/** The clock looks every hour, and twice as the queue delivers it again. */
async function watch(from: number, until: number) {
  for (let now = from; now <= until; now += 6 * HOUR) {
    school.platform.setNow(now)
    await remind(school.tenant)
    await remind(school.tenant)
  }
}
const toldTo = async (person: { id: string }) => {
  const { lines } = await listNotifications(school.tenant, { ...school.cast.lena, id: person.id }, { size: 50 })
  const clock = { t: translator('en'), locale: 'en' as const, zone: 'UTC', now: dueAt }
  return lines
    .reverse()
    .filter(({ kind }) => kind !== 'stuck')
    .map((line) => ({ kind: line.kind, before: (dueAt - line.at) / HOUR, says: sayTold(clock, line) }))
}

test('three days, a day before, and when it is over, a learner is told, each time once', async () => {
  await watch(dueAt - 5 * DAY, dueAt + 5 * DAY)
  const told = await toldTo(school.cast.lena)
  expect(told.map(({ kind }) => kind)).toEqual(['due-soon', 'due-soon', 'overdue'])
  expect(told[0]!.before).toBeLessThanOrEqual(72)
  expect(told[0]!.before).toBeGreaterThan(60)
  expect(told[1]!.before).toBeLessThanOrEqual(24)
  expect(told[1]!.before).toBeGreaterThan(12)
  expect(told[0]!.says).toContain('Item essay is due')
  expect(await toldTo(school.cast.ivy)).toEqual([])
})

test('not who has handed it in', async () => {
  const { tenant, cast, platform } = school
  platform.setNow(dueAt - 5 * DAY)
  await handIn(tenant, cast.leo, 'essay', { text: 'Done', fileIds: [], nonce: newId() })
  await watch(dueAt - 5 * DAY, dueAt + DAY)
  expect(await toldTo(cast.leo)).toEqual([])
  expect(await toldTo(cast.lena)).toHaveLength(3)
})

test('by one’s own date, where one has another', async () => {
  const { tenant, cast } = school
  await tenant.db.insert(deadlineOverrides).values({
    id: newId(),
    itemId: 'essay',
    userId: cast.lena.id,
    dueAt: dueAt + 10 * DAY,
    createdBy: cast.ivy.id,
    createdAt: monday,
  } as typeof deadlineOverrides.$inferInsert)
  await watch(dueAt - 5 * DAY, dueAt + DAY)
  expect(await toldTo(cast.lena)).toEqual([])
  await watch(dueAt + 8 * DAY, dueAt + 8 * DAY)
  expect(await toldTo(cast.lena)).toHaveLength(1)
})

test('still, where nobody looked for two days', async () => {
  await watch(dueAt + 2 * DAY, dueAt + 2 * DAY)
  expect((await toldTo(school.cast.lena)).map(({ kind }) => kind)).toEqual(['overdue'])
})

test('teachers, once, of a learner who stays away for seven days', async () => {
  const { tenant, cast, platform } = school
  await tenant.db.update(items).set({ dueAt: null })
  await tenant.db.update(enrollments).set({ lastSeenAt: monday }).where(eq(enrollments.userId, cast.lena.id))
  const stuck = async () => (await tenant.db.select().from(notifications)).filter(({ kind }) => kind === 'stuck')
  platform.setNow(monday + 6 * DAY)
  await remind(tenant)
  expect(await stuck()).toEqual([])
  platform.setNow(monday + 7 * DAY)
  await remind(tenant)
  platform.setNow(monday + 8 * DAY)
  await remind(tenant)
  expect(await stuck()).toMatchObject([{ userId: cast.ivy.id, personId: cast.lena.id }])
})
