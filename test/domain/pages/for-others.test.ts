import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { enrollments, grades, items } from '../../../worker/db/schema'
import { setItemRule } from '../../../worker/domain/courses'
import { listMyGrades, readGradebook, readLearnerHome, readRoster } from '../../../worker/domain/pages'
import { refreshEnrollments } from '../../../worker/domain/progress'
import { monday } from '../../support/platform'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

const day = 86_400_000
let school: School
let course: Awaited<ReturnType<typeof teachCourse>>

/** An assignment that was due yesterday and is for Leo alone. */
beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  course = await teachCourse(tenant, cast, {
    modules: { basics: [{ id: 'essay', kind: 'assignment', maxPoints: 10, dueAt: monday - day }] },
  })
  await tenant.db.update(enrollments).set({ createdAt: monday - 9 * day, lastSeenAt: monday - 5 * day })
  await tenant.db.update(items).set({ publishedAt: monday - day })
  for (const { id } of [course.lena, course.leo])
    await tenant.db.insert(grades).values({ enrollmentId: id, itemId: 'essay', maxPoints: 10 }).onConflictDoNothing()
  await setItemRule(tenant, course.ivy, 'essay', { user: [cast.leo.id] })
  await refreshEnrollments(tenant, 'git')
})

test('what is for Leo alone is news and due for him, and Lena hears nothing of it', async () => {
  const { tenant, cast } = school
  const titlesFor = async (actor: typeof cast.leo) => {
    const home = await readLearnerHome(tenant, actor)
    return [...home.news, ...home.due].map(({ title }) => title)
  }
  expect(await titlesFor(cast.leo)).toEqual(['Item essay', 'Item essay'])
  expect(await titlesFor(cast.lena)).toEqual([])
})

test('it stands in his grades, and not in hers', async () => {
  const { tenant, cast } = school
  expect(JSON.stringify(await listMyGrades(tenant, cast.leo))).toContain('Item essay')
  expect(JSON.stringify(await listMyGrades(tenant, cast.lena))).not.toContain('Item essay')
})

test('he is late in the roster and the gradebook, and she is not', async () => {
  const { tenant } = school
  const filter = { words: '', state: null, unseenDays: null, groupId: null, sort: 'name' as const, descending: false }
  const place = { cursor: null, backwards: false }
  const { lines } = await readRoster(tenant, course.ivy, 'git', filter, place)
  expect(lines.map(({ name, overdue }) => [name, overdue])).toEqual([
    ['Lena Learner', 0],
    ['Leo Learner', 1],
  ])
  const behind = await readRoster(tenant, course.ivy, 'git', { ...filter, state: 'behind' }, place)
  expect(behind.lines.map(({ name }) => name)).toEqual(['Leo Learner'])
  const { rows } = await readGradebook(tenant, course.ivy, 'git', { words: '', groupId: null }, place)
  expect(rows.map(({ name, cells }) => [name, cells.essay?.state])).toEqual([
    ['Lena Learner', undefined],
    ['Leo Learner', 'missing'],
  ])
  const [lena] = await tenant.db.select().from(enrollments).where(eq(enrollments.id, course.lena.id))
  expect(lena).toMatchObject({ itemsAll: 0, currentItemId: null })
})
