import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { certificates, courseModules, enrollments, moduleCompletions } from '../../../worker/db/schema'
import { issueBelated } from '../../../worker/domain/certificates'
import { editCourse, editModule } from '../../../worker/domain/courses'
import { readCourseSettings } from '../../../worker/domain/pages'
import { browse } from '../../support/browser'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let school: School

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  const course = await teachCourse(tenant, cast, { modules: { basics: [{ id: 'intro' }] } })
  const at = tenant.now() - 86_400_000
  await tenant.db
    .update(enrollments)
    .set({ completedAt: at, state: 'completed', percent: 100 })
    .where(eq(enrollments.id, course.lena.id))
  await tenant.db
    .insert(moduleCompletions)
    .values({ enrollmentId: course.lena.id, moduleId: 'basics', completedAt: at })
})

const issued = () => school.tenant.db.select().from(certificates)

test('who turns the certificate on is told how many have completed already, and one save gives them theirs', async () => {
  const { tenant, cast, platform } = school
  const ada = await browse(platform, tenant, cast.ada)
  expect((await ada.read('/courses/git/settings')).html).toContain('One person has completed it already')
  expect((await readCourseSettings(tenant, cast.ada, 'git')).belated).toBe(1)

  await issueBelated(tenant, { kind: 'course', subjectId: 'git' })
  expect(await issued()).toEqual([])

  await editCourse(tenant, cast.ada, 'git', { certificate: true })
  for (let run = 0; run < 2; run++) await issueBelated(tenant, { kind: 'course', subjectId: 'git' })
  expect(await issued()).toMatchObject([{ userId: cast.lena.id, kind: 'course', subjectId: 'git' }])
  expect((await ada.read('/courses/git/settings')).html).not.toContain('completed it already')
})

test('the same for a module', async () => {
  const { tenant, cast } = school
  await editModule(tenant, cast.ada, 'basics', { certificate: true })
  expect((await tenant.db.select().from(courseModules))[0]!.certificate).toBe(true)
  for (let run = 0; run < 2; run++) await issueBelated(tenant, { kind: 'module', subjectId: 'basics' })
  expect((await issued()).map(({ kind }) => kind).sort()).toEqual(['course', 'module'])
})
