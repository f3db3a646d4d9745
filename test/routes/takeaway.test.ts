import { beforeAll, describe, expect, test } from 'vitest'
import { createCourse } from '../../worker/domain/courses'
import { readArchive } from '../../worker/lib/archive'
import { urls } from '../../worker/urls'
import { type Browser, browse } from '../support/browser'
import { addSchool, makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

let school: School
let ada: Browser

beforeAll(async () => {
  school = await makeSchool()
  await teachCourse(school.tenant, school.cast, { modules: { basics: [{ id: 'intro' }] } })
  await createCourse(school.tenant, school.cast.ivy, { title: 'Baking: bread / cake' })
  const next = await addSchool(school.platform, 'globex', 'Globex')
  await createCourse(next.tenant, next.cast.ivy, { title: 'Secret of next door' })
  ada = await browse(school.platform, school.tenant, school.cast.ada)
})

const listed = async (list: string) => (await ada.post(urls.takeawayList(list))).text()

describe('an organization that takes its data with it', () => {
  test('gets every course, drafts too, each in a folder of its own', async () => {
    const answer = await ada.post(urls.takeawayCourses(1))
    expect(answer.headers.get('Content-Disposition')).toContain('acme-courses-1.zip')
    const names = await namesIn(new Uint8Array(await answer.arrayBuffer()))
    expect(names.filter((name) => name.endsWith('/course.yaml'))).toHaveLength(2)
    expect(names.some((name) => /^00\d-baking-bread-cake\/course\.yaml$/.test(name))).toBe(true)
    expect(names.join()).not.toContain('secret')
    expect((await ada.post(urls.takeawayCourses(2))).status).toBe(404)
  })

  test('gets its people, who learns what, and the grades as lists', async () => {
    const people = await listed('people')
    expect(people).toMatch(/^id,name,email,/)
    expect(people.trim().split('\r\n')).toHaveLength(8)
    expect(people).toContain('lena@acme.example')
    expect(people).not.toContain('globex')
    const enrollments = (await listed('enrollments')).split('\r\n')
    expect(enrollments[0]).toContain('course_id,course,person_id,name')
    expect(enrollments.some((row) => row.includes('Lena Learner') && row.includes('learner,active'))).toBe(true)
    expect((await listed('replies')).split('\r\n')[0]).toContain('thread,id,answers,person_id,name,text')
    expect((await listed('grades')).split('\r\n')[0]).toContain('points,of,excused')
    expect((await ada.post(urls.takeawayList('passwords'))).status).toBe(404)
  })

  test('reads in the audit log who took what', async () => {
    const { html } = await ada.read(urls.audit())
    expect([html.includes('Courses downloaded'), html.includes('List of people or grades downloaded')]).toEqual([
      true,
      true,
    ])
  })
})

const namesIn = async (bytes: Uint8Array<ArrayBuffer>) => (await readArchive(bytes)).entries.map(({ path }) => path)
