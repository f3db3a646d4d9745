import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { enrollments, notifications } from '../../worker/db/schema'
import { type Browser, browse } from '../support/browser'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

let school: School
let ivy: Browser
let lena: Browser
beforeAll(async () => {
  school = await makeSchool()
  const { platform, tenant, cast } = school
  await teachCourse(tenant, cast, { modules: { one: [{ id: 'reading' }] } })
  ivy = await browse(platform, tenant, cast.ivy)
  lena = await browse(platform, tenant, cast.lena)
})

const said = { courseId: 'git', title: 'The room <b>changes</b>', text: 'We meet in *room 2*.', audience: 'learners' }

async function make(fields: Record<string, string> = {}): Promise<string> {
  const answer = await ivy.post('/announcements', { ...said, ...fields })
  expect(answer.status).toBe(303)
  return answer.headers.get('Location')!
}

describe('announcements', () => {
  test('are written in a form, stand at home and in the course, and are read there', async () => {
    expect((await ivy.read('/announcements/new?course=git')).html).toContain('name="mustAcknowledge"')
    const path = await make({ mustAcknowledge: 'on' })
    for (const page of ['/', '/courses/git', '/announcements', '/courses/git/announcements'])
      expect((await lena.read(page)).html, page).toContain(`href="${path}"`)
    const { html } = await lena.read(path)
    expect(html).toContain('The room &lt;b&gt;changes')
    expect(html).toContain('<em>room 2</em>')
    expect((await lena.post(`${path}/reading`)).status).toBe(303)
    expect((await lena.post(`${path}/reading`)).status).toBe(303)
    expect((await lena.read('/')).html).not.toContain(`href="${path}"`)
    const readers = (await ivy.read(`${path}/readers`)).html
    expect(readers).toContain('1 of 2 have read it')
    const file = await (await ivy.post(`${path}/readers/csv`)).text()
    expect(file.split('\r\n').filter(Boolean)).toHaveLength(3)
  })

  test('come back with all that is wrong and what was typed', async () => {
    const answer = await ivy.post('/announcements', { ...said, title: '', text: '', untilAt: '2020-01-01T10:00' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('value="2020-01-01T10:00"')
    for (const field of ['title', 'text', 'untilAt']) expect(html, field).toContain(`id="${field}-error"`)
  })

  test('too long a title is refused with a sentence', async () => {
    const answer = await ivy.post('/announcements', { ...said, title: 'x'.repeat(201) })
    expect(answer.status).toBe(422)
  })

  test('say in a stale form what another tab has saved', async () => {
    const path = await make()
    const was = /name="was" value="([^"]*)"/.exec((await ivy.read(`${path}/edit`)).html)![1]!
    const fields = { ...said, was }
    expect((await ivy.post(`${path}?_method=PUT`, { ...fields, text: 'In room 3.' })).status).toBe(303)
    expect((await ivy.post(`${path}?_method=PUT`, { ...fields, text: 'In room 4.' })).status).toBe(409)
    expect((await lena.read(path)).html).toContain('In room 3.')
  })

  test('are withdrawn, and that is taken back', async () => {
    const path = await make()
    const answer = await ivy.post(`${path}?_method=DELETE`)
    expect(answer.headers.get('Location')).toBe('/courses/git/announcements')
    expect((await lena.get(path)).status).toBe(404)
    const undo = /action="(\/acts\/[^"]+)"/.exec((await ivy.read('/courses/git/announcements')).html)![1]!
    await ivy.post(undo.replaceAll('&amp;', '&'))
    expect((await lena.get(path)).status).toBe(200)
  })

  test('are not for learners to write, nor for strangers to read', async () => {
    const path = await make()
    const zed = await browse(school.platform, school.tenant, school.cast.zed)
    expect((await zed.get(path)).status).toBe(404)
    expect((await lena.post('/announcements', said)).status).toBe(403)
    expect((await lena.post(`${path}?_method=DELETE`)).status).toBe(403)
    expect((await lena.get(`${path}/readers`)).status).toBe(403)
    expect((await lena.get('/announcements/new')).status).toBe(403)
  })

  test('are told without a script and once, and not to who has left', async () => {
    const { tenant, cast } = school
    await tenant.db.update(enrollments).set({ state: 'withdrawn' }).where(eq(enrollments.userId, cast.leo.id))
    const path = await make()
    const rows = await tenant.db
      .select()
      .from(notifications)
      .where(eq(notifications.subjectId, path.split('/')[2]!))
    expect(rows.filter(({ userId }) => userId === cast.leo.id)).toEqual([])
  })
})
