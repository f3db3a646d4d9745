import { beforeAll, describe, expect, test } from 'vitest'
import { courses, items } from '../../worker/db/schema'
import { type Browser, browse } from '../support/browser'
import { makeSchool, type School } from '../support/school'

let school: School
let olga: Browser
beforeAll(async () => {
  school = await makeSchool()
  olga = await browse(school.platform, school.tenant, school.cast.olga)
})

const all = () => school.tenant.db.select().from(courses)

describe('the beginning of a space', () => {
  test('offers the sample course and an empty start', async () => {
    const { status, html } = await olga.read('/welcome')
    expect(status).toBe(200)
    expect(html).toContain('action="/sample-course"')
  })

  test('puts the sample course in, once, however often one clicks', async () => {
    const first = await olga.post('/sample-course')
    expect(first.status).toBe(303)
    const again = await olga.post('/sample-course')
    expect(again.headers.get('Location')).toBe(first.headers.get('Location'))
    expect(await all()).toHaveLength(1)
    const kinds = new Set((await school.tenant.db.select().from(items)).map(({ kind }) => kind))
    expect([...kinds].sort()).toEqual(['assignment', 'lesson', 'quiz'])
    expect((await olga.get(first.headers.get('Location')!)).status).toBe(200)
  })

  test('offers to take it out where the owner looks first', async () => {
    for (const path of ['/', '/organization'])
      expect((await olga.read(path)).html, path).toContain('action="/sample-course?_method=DELETE"')
  })

  test('takes it out in one click', async () => {
    expect((await olga.post('/sample-course?_method=DELETE')).status).toBe(303)
    expect((await all()).every(({ deletedAt }) => deletedAt !== null)).toBe(true)
  })

  test('says so at once and offers to take it back, where it is the sample again', async () => {
    const { html } = await olga.read('/')
    expect(html).toContain('The sample course is in the bin.')
    const [, undo] = html.match(/action="(\/sample-course\/[^"]+\/restoration)"/) ?? []
    expect((await olga.post(undo!)).headers.get('Location')).toMatch(/^\/courses\//)
    expect((await olga.read('/organization')).html).toContain('action="/sample-course?_method=DELETE"')
    expect((await all()).every(({ deletedAt }) => deletedAt === null)).toBe(true)
    expect((await (await browse(school.platform, school.tenant, school.cast.ivy)).post(undo!)).status).toBe(403)
  })
})
