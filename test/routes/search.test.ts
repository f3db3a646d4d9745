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
    indexEntry(tenant.db, {
      kind: 'caption',
      subjectId: 'intro',
      courseId: 'git',
      title: 'Why Git',
      body: `${'Something else is said. '.repeat(40)}Every commit has a <i>parent</i>. ${'And more. '.repeat(200)}`,
    }),
  ])
})

test('a form without JavaScript gets a page', async () => {
  const lena = await browse(school.platform, school.tenant, school.cast.lena)
  const { status, html } = await lena.read('/search?q=git')
  expect(status).toBe(200)
  expect(html).toContain('<!doctype html>')
  expect(html).toContain('data-search-box')
  expect(html).toContain('Why <mark>Git</mark>')
  expect(html).toContain('Leo <mark>Git</mark>son')
  expect(html).toContain('<mark>Git</mark> for &lt;b&gt;beginners')
  expect(html).not.toContain('role="listbox"')
})

test('a hit shows the sentence in which the words stand, with the words marked and nothing of its markup alive', async () => {
  const lena = await browse(school.platform, school.tenant, school.cast.lena)
  const { html } = await lena.read('/search?q=commit+paren')
  expect(html).toContain('<bdi>Every <mark>commit</mark> has a &lt;i&gt;<mark>paren</mark>t&lt;/i&gt;.')
  expect(html).not.toContain('<i>')
})

test('the field at the top gets choices by kind, each a link', async () => {
  const lena = await browse(school.platform, school.tenant, school.cast.lena)
  const { html } = await lena.read('/search?q=git', live)
  expect(html).not.toContain('<html')
  expect(html).toContain('role="listbox"')
  expect(html).toContain('data-status="4 results"')
  expect(html.match(/role="group"/g)).toHaveLength(4)
  expect(html.match(/role="option"/g)).toHaveLength(5) // four hits and the way to all of them
  expect(html).toContain(`href="/people/${school.cast.leo.id}/card"`)
  expect(html).toContain('<mark>Git</mark> for &lt;b&gt;beginners')
  expect(html).toContain('href="/search?q=git"')
})

test('choices are no more than the person may see', async () => {
  const zed = await browse(school.platform, school.tenant, school.cast.zed)
  const { html } = await zed.read('/search?q=git', live)
  expect(html).toContain('data-status="Nothing was found')
  expect(html).not.toContain('role="option"')
  expect((await zed.read('/search?q=', live)).html).toBe('')
})
