import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { attempts, groupMembers, groups, quizOverrides } from '../../../worker/db/schema'
import { nothingStands, setAccommodation } from '../../../worker/domain/accommodations'
import { undoOwnAct } from '../../../worker/domain/pages'
import {
  findOverrides,
  findQuiz,
  type OverrideGiven,
  removeOverride,
  setOverride,
  startAttempt,
  submitAttempt,
} from '../../../worker/domain/quizzes'
import { NotFound } from '../../../worker/errors'
import { monday } from '../../support/platform'
import { firstKinds, makeQuiz } from '../../support/quiz'
import { addSchool, makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

const minute = 60_000
const hour = 60 * minute
const ids = ['personal', 'group', 'open', 'refused'] as const
type Id = (typeof ids)[number]

let school: School
let ivy: Awaited<ReturnType<typeof teachCourse>>['ivy']

beforeAll(async () => {
  school = await makeSchool()
  const course = await teachCourse(school.tenant, school.cast, {
    modules: { one: ids.map((id) => ({ id, kind: 'quiz' as const })) },
  })
  ivy = course.ivy
  await school.tenant.db.batch([
    school.tenant.db.insert(groups).values({ id: 'evening', name: 'Evening', createdAt: monday }),
    school.tenant.db
      .insert(groupMembers)
      .values({ groupId: 'evening', userId: school.cast.lena.id, createdAt: monday }),
  ])
})
beforeEach(() => school.platform.setNow(monday))

const asEveryone = {
  opensAt: null,
  closesAt: null,
  timeLimitMinutes: null,
  attemptsAllowed: null,
  accessCode: null,
  reason: '',
}
const set = (id: Id, given: Partial<OverrideGiven>) =>
  setOverride(school.tenant, ivy, id, { ...asEveryone, for: `user:${school.cast.lena.id}`, ...given })
const rowOf = async (id: string) => (await school.tenant.db.select().from(attempts).where(eq(attempts.id, id)))[0]!

test('one person’s own times hold for them alone, exactly, and others keep theirs', async () => {
  await makeQuiz(school.tenant, 'personal', { closesAt: monday, attemptsAllowed: 1 }, firstKinds)
  await expect(startAttempt(school.tenant, school.cast.lena, 'personal')).rejects.toMatchObject({
    reason: 'quizzes.isClosed',
  })
  await set('personal', { closesAt: monday + hour, timeLimitMinutes: 20, attemptsAllowed: 0 })
  const { id } = await startAttempt(school.tenant, school.cast.lena, 'personal')
  expect((await rowOf(id)).endsAt).toBe(monday + 20 * minute)
  await submitAttempt(school.tenant, school.cast.lena, id)
  expect((await findQuiz(school.tenant, school.cast.lena, 'personal')).left).toBeNull()
  await expect(startAttempt(school.tenant, school.cast.leo, 'personal')).rejects.toMatchObject({
    reason: 'quizzes.isClosed',
  })
})

test('to a group’s time is added what stands for a person', async () => {
  await makeQuiz(school.tenant, 'group', { timeLimitMinutes: 30, closesAt: monday + hour }, firstKinds)
  await set('group', { for: 'group:evening', timeLimitMinutes: 60 })
  await setAccommodation(school.tenant, school.cast.ada, school.cast.lena.id, {
    ...nothingStands,
    extraTime: 50,
    note: '',
  })
  const { quiz } = await findQuiz(school.tenant, school.cast.lena, 'group')
  expect([quiz.timeLimitMinutes, quiz.closesAt]).toEqual([90, monday + 1.5 * hour])
  expect((await findQuiz(school.tenant, school.cast.leo, 'group')).quiz.timeLimitMinutes).toBe(30)
  expect((await findQuiz(school.tenant, ivy, 'group')).quiz.timeLimitMinutes).toBe(30)
})

test('an attempt under way gets more time at once, keeps it when it is taken back, and the way back is one button', async () => {
  await makeQuiz(school.tenant, 'open', { timeLimitMinutes: 30, graceSeconds: 0 }, firstKinds)
  const { id } = await startAttempt(school.tenant, school.cast.leo, 'open')
  const actId = await set('open', { for: `user:${school.cast.leo.id}`, timeLimitMinutes: 60 })
  expect((await rowOf(id)).endsAt).toBe(monday + hour)
  await undoOwnAct(school.tenant, ivy, actId)
  expect(await school.tenant.db.select().from(quizOverrides).where(eq(quizOverrides.itemId, 'open'))).toEqual([])
  expect((await rowOf(id)).endsAt).toBe(monday + hour)
  expect(await removeOverride(school.tenant, ivy, 'open', 'gone')).toBeNull()
})

test('what makes no sense, whom it does not concern and who may not are refused', async () => {
  await makeQuiz(school.tenant, 'refused', { opensAt: monday }, firstKinds)
  await expect(set('refused', {})).rejects.toMatchObject({ field: 'opensAt' })
  await expect(set('refused', { closesAt: monday - hour })).rejects.toMatchObject({ field: 'closesAt' })
  await expect(set('refused', { for: `user:${school.cast.zed.id}`, timeLimitMinutes: 5 })).rejects.toMatchObject({
    field: 'for',
  })
  await expect(findOverrides(school.tenant, school.cast.lena, 'refused')).rejects.toBeInstanceOf(NotFound)
  const globex = await addSchool(school.platform, 'globex', 'Globex')
  await expect(findOverrides(globex.tenant, globex.cast.ada, 'refused')).rejects.toBeInstanceOf(NotFound)
})
