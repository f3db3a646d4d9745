import { beforeAll, expect, test } from 'vitest'
import { indexEntry } from '../../worker/domain/search'
import { browse } from '../support/browser'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

let school: School
const live = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  await teachCourse(tenant, cast, { modules: { basics: [{ id: 'intro' }] } })
  await tenant.db.batch([
    indexEntry(tenant.db, { kind: 'course', subjectId: 'git', title: 'Git for <b>beginners</b>' }),
    indexEntry(tenant.db, { kind: 'lesson', subjectId: 'intro', courseId: 'git', title: 'Why Git' }),
    indexEntry(tenant.db, { kind: 'person', subjectId: cast.leo.id, title: 'Leo Gitson' }),
  ])
})

test('a form without JavaScript gets a page', async () => {
  const lena = await browse(school.platform, school.tenant, school.cast.lena)
  const { status, html } = await lena.read('/search?q=git')
  expect(status).toBe(200)
  expect(html).toContain('<!doctype html>')
  expect(html).toContain('data-search-box')
  expect(html).toContain('Why Git')
  expect(html).not.toContain('role="listbox"')
})

test('the field at the top gets choices by kind, each a link', async () => {
  const lena = await browse(school.platform, school.tenant, school.cast.lena)
  const { html } = await lena.read('/search?q=git', live)
  expect(html).not.toContain('<html')
  expect(html).toContain('role="listbox"')
  expect(html).toContain('data-status="3 results"')
  expect(html.match(/role="group"/g)).toHaveLength(3)
  expect(html.match(/role="option"/g)).toHaveLength(4) // three hits and the way to all of them
  expect(html).toContain(`href="/people/${school.cast.leo.id}/card"`)
  expect(html).toContain('Git for &lt;b&gt;beginners')
  expect(html).toContain('href="/search?q=git"')
})

test('choices are no more than the person may see', async () => {
  const zed = await browse(school.platform, school.tenant, school.cast.zed)
  const { html } = await zed.read('/search?q=git', live)
  expect(html).toContain('data-status="Nothing was found')
  expect(html).not.toContain('role="option"')
  expect((await zed.read('/search?q=', live)).html).toBe('')
})
