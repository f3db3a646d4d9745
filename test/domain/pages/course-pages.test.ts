import { beforeAll, expect, test } from 'vitest'
import { courses, problemReports } from '../../../worker/db/schema'
import {
  blocksFromMarkdown,
  createLesson,
  prepareContent,
  reportProblem,
  resolveReport,
} from '../../../worker/domain/lessons'
import {
  readCatalogue,
  readCoursePage,
  readCourseSettings,
  readCourses,
  readLearnerHome,
  readOutlinePage,
  readRuleSubject,
  readStaffHome,
} from '../../../worker/domain/pages'
import { NotFound } from '../../../worker/errors'
import { browse } from '../../support/browser'
import { addSchool, makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let school: School
let ivy: School['cast']['ivy']

beforeAll(async () => {
  school = await makeSchool()
  const course = await teachCourse(school.tenant, school.cast, {
    modules: {
      basics: [{ id: 'intro' }, { id: 'quiz', kind: 'quiz', maxPoints: 20, dueAt: school.tenant.now() + 86_400_000 }],
    },
  })
  ivy = course.ivy
})

test('every page around courses is read in one trip', async () => {
  const { tenant, cast } = school
  const pages: Record<string, () => Promise<unknown>> = {
    course: () => readCoursePage(tenant, cast.lena, 'git', { publicCatalogue: false }),
    outline: () => readOutlinePage(tenant, ivy, 'git'),
    rule: () => readRuleSubject(tenant, ivy, { itemId: 'quiz' }),
    settings: () => readCourseSettings(tenant, ivy, 'git'),
    courses: () => readCourses(tenant, ivy, {}),
    catalogue: () => readCatalogue(tenant, cast.zed, {}),
    home: () => readLearnerHome(tenant, cast.lena),
    staffHome: () => readStaffHome(tenant, ivy),
  }
  const trips: Record<string, number> = {}
  for (const [name, read] of Object.entries(pages)) {
    const before = tenant.spent.trips
    await read()
    trips[name] = tenant.spent.trips - before
  }
  expect(Object.keys(trips)).toHaveLength(8)
  expect(new Set(Object.values(trips))).toEqual(new Set([1]))
})

test('home shows what is due to those who learn, and to nobody else', async () => {
  const { tenant, cast } = school
  const { due, going, courses } = await readLearnerHome(tenant, cast.lena)
  expect(due.map(({ id }) => id)).toEqual(['quiz'])
  expect(courses.map(({ courseId }) => courseId)).toEqual(['git'])
  expect(going).toBeNull() // nothing was counted yet for an enrollment made by hand
  expect((await readLearnerHome(tenant, cast.zed)).due).toEqual([])
  expect((await readStaffHome(tenant, school.cast.ian)).courses).toEqual([])
  expect((await readStaffHome(tenant, ivy)).courses).toMatchObject([{ id: 'git', learners: 2 }])
})

test('the catalogue shows learners each course once, and marks what is theirs', async () => {
  const { tenant, cast } = school
  await tenant.db.update(courses).set({ visibility: 'organization', joining: 'open' })
  const rolesFor = async (actor: School['cast']['lena'], others: boolean) =>
    (await readCatalogue(tenant, actor, { others })).courses.map(({ id, role }) => [id, role])
  expect(await rolesFor(cast.lena, false)).toEqual([['git', 'learner']])
  expect(await rolesFor(cast.lena, true)).toEqual([])
  expect(await rolesFor(cast.zed, true)).toEqual([['git', null]])
  expect(await rolesFor(ivy, true)).toEqual([['git', 'instructor']])
  expect((await readCatalogue(tenant, cast.lena, { others: true }, true)).learning).toHaveLength(1)
})

test('the school next door sees none of it', async () => {
  const globex = await addSchool(school.platform, 'globex', 'Globex')
  const { tenant, cast } = globex
  await expect(readOutlinePage(tenant, cast.olga, 'git')).rejects.toBeInstanceOf(NotFound)
  await expect(readCourseSettings(tenant, cast.olga, 'git')).rejects.toBeInstanceOf(NotFound)
  await expect(readCoursePage(tenant, cast.olga, 'git', { publicCatalogue: true })).rejects.toBeInstanceOf(NotFound)
  expect((await readCourses(tenant, cast.olga, {})).courses).toEqual([])
})

test('staff come home to the problems that readers report in lessons they may mend', async () => {
  const { tenant, cast, platform } = school
  const ada = await browse(platform, tenant, cast.ada)
  expect((await ada.read('/')).html).not.toContain('Reported problems')
  const content = prepareContent({ blocks: blocksFromMarkdown('Welcome to *Git*.') })
  await tenant.db.batch(createLesson(tenant.db, { itemId: 'intro', actorId: ivy.id, at: tenant.now(), content }))
  for (const [who, text] of [
    [cast.lena, 'A typo'],
    [cast.leo, 'A dead link'],
  ] as const)
    await reportProblem(tenant, who, 'intro', { blockId: 'x', versionNumber: 1, text })
  const reports = await tenant.db.select().from(problemReports)
  const first = reports.map(({ id }) => id).sort()[0]
  for (const name of ['ivy', 'ada'] as const) {
    const { html } = await (await browse(platform, tenant, cast[name])).read('/')
    expect(html).toContain('2 problems are reported in lessons.')
    expect(html).toContain(`/lessons/intro/edit#report-${first}`)
    expect(html).toContain('2 problems reported')
  }
  const ian = await browse(platform, tenant, cast.ian)
  expect((await ian.read('/')).html).not.toContain('problems')
  for (const { id } of reports) await resolveReport(tenant, ivy, 'intro', id)
  expect((await ada.read('/')).html).not.toContain('Reported problems')
})
