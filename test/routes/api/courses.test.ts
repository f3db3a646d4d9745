import { beforeAll, describe, expect, test } from 'vitest'
import { enrollments } from '../../../worker/db/schema'
import { createApiToken } from '../../../worker/domain/people'
import { program } from '../../support/api'
import { browserAt } from '../../support/browser'
import { monday } from '../../support/platform'
import { addSchool, makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

type Program = Awaited<ReturnType<typeof program>>
let school: School
let ivy: Program
let ian: Program
let lena: Program
let zed: Program

beforeAll(async () => {
  school = await makeSchool()
  const { platform, tenant, cast } = school
  await teachCourse(tenant, cast, {
    modules: { first: [{ id: 'intro' }, { id: 'draft', published: false }], second: [{ id: 'quiz', kind: 'quiz' }] },
  })
  ivy = await program(platform, tenant, cast.ivy)
  ian = await program(platform, tenant, cast.ian)
  lena = await program(platform, tenant, cast.lena)
  zed = await program(platform, tenant, cast.zed)
})

describe('courses', () => {
  test('are read as their reader sees them', async () => {
    const teacher = (await ivy('GET', '/courses/git')).json
    expect([teacher.you, teacher.modules[0].items.length]).toEqual(['staff', 2])
    const learner = (await lena('GET', '/courses/git')).json
    expect([learner.you, learner.modules[0].items.length]).toEqual(['learner', 1])
    expect((await zed('GET', '/courses/git')).status).toBe(404)
    expect((await ian('GET', '/courses/git')).status).toBe(404)
    const next = await addSchool(school.platform, 'globex', 'Globex')
    const theirs = await program(school.platform, next.tenant, next.cast.ada)
    expect((await theirs('GET', '/courses/git')).status).toBe(404)
    expect((await theirs('GET', '/courses')).json.items).toEqual([])
  })

  test('are listed for those who run them, page by page', async () => {
    for (const title of ['Alpha', 'Beta', 'Gamma']) await ivy('POST', '/courses', { title })
    const titles: string[] = []
    let next: string | null = ''
    for (let page = 0; next !== null && page < 9; page++) {
      const { json } = await ivy('GET', `/courses?limit=2${next ? `&cursor=${next}` : ''}`)
      titles.push(...json.items.map(({ title }: { title: string }) => title))
      next = json.next
    }
    expect(titles).toEqual(['Alpha', 'Beta', 'Gamma', 'Git for beginners'])
    expect((await ivy('GET', '/courses?q=beta')).json.items).toHaveLength(1)
    expect((await lena('GET', '/courses')).status).toBe(403)
    expect((await lena('POST', '/courses', { title: 'Mine' })).status).toBe(403)
  })

  test('show all their drafts at once, and take back what that showed', async () => {
    const shown = async () => (await lena('GET', '/courses/git')).json.modules[0].items.length
    school.platform.setNow(monday + 60_000)
    const { json } = await ivy('POST', '/courses/git/drafts/publication')
    expect([json.published, json.left, await shown()]).toEqual([1, 0, 2])
    const back = `/courses/git/drafts/publication?publishedAt=${encodeURIComponent(json.publishedAt)}`
    expect((await lena('DELETE', back)).status).toBe(404)
    expect((await ivy('DELETE', back)).status).toBe(204)
    expect(await shown()).toBe(1)
    expect((await ivy('DELETE', '/courses/git/drafts/publication')).status).toBe(422)
    school.platform.setNow(monday)
  })

  test('are made once, changed, published, archived, binned and brought back', async () => {
    const key = { 'Idempotency-Key': 'made' }
    const made = await ivy('POST', '/courses', { title: 'Cooking', publishedAt: 'now' }, key)
    expect([made.status, made.json.title, made.json.publishedAt, made.json.you]).toEqual([
      201,
      'Cooking',
      null,
      'staff',
    ])
    expect((await ivy('POST', '/courses', { title: 'Cooking', publishedAt: 'now' }, key)).json.id).toBe(made.json.id)
    expect((await ivy('POST', '/courses', { title: 'Baking' }, key)).status).toBe(422)
    const path = `/courses/${made.json.id}`
    const settings = (await ivy('GET', `${path}/settings`)).json
    const changed = await ivy('PATCH', `${path}/settings`, {
      summary: 'Soups first',
      category: 'Kitchen',
      joining: 'open',
      visibility: 'organization',
      endsAt: '2026-12-01T00:00:00Z',
      createdBy: 'somebody',
    })
    expect(changed.json).toEqual({
      ...settings,
      summary: 'Soups first',
      category: 'Kitchen',
      joining: 'open',
      visibility: 'organization',
      endsAt: '2026-12-01T00:00:00.000Z',
    })
    const early = await ivy('PATCH', `${path}/settings`, { startsAt: '2027-01-01T00:00:00Z' })
    expect([early.status, early.json.errors[0].pointer]).toEqual([422, '/endsAt'])
    expect((await ivy('PATCH', `${path}/settings`, { everyone: true })).status).toBe(403)
    expect((await ivy('PATCH', `${path}/settings`, { pictureId: 'foreign' })).status).toBe(404)
    expect((await zed('GET', path)).status).toBe(404)
    expect((await ivy('POST', `${path}/publication`)).status).toBe(204)
    expect((await zed('GET', path)).json.you).toBe('visitor')
    expect((await zed('GET', '/catalogue')).json.items.map(({ id }: { id: string }) => id)).toContain(made.json.id)
    for (const act of ['publication', 'archive']) {
      expect([act, (await zed('POST', `${path}/${act}`)).status]).toEqual([act, 404])
      expect([act, (await ivy('POST', `${path}/${act}`)).status]).toEqual([act, 204])
      expect([act, (await ivy('DELETE', `${path}/${act}`)).status]).toEqual([act, 204])
    }
    expect((await ian('DELETE', path)).status).toBe(404)
    expect((await ivy('DELETE', path)).status).toBe(204)
    expect((await ivy('GET', path)).status).toBe(404)
    expect((await ivy('POST', `${path}/restoration`)).status).toBe(204)
    expect((await ivy('GET', path)).status).toBe(200)
    const copy = await ivy('POST', `${path}/copies`, { title: 'Cooking again', days: 7 })
    expect([copy.status, copy.json.endsAt]).toEqual([201, '2026-12-08T00:00:00.000Z'])
  })

  test("are made with an organization's own token, which is nobody", async () => {
    const { platform, tenant, cast } = school
    const { token } = await createApiToken(tenant, cast.ada, {
      name: 'CMS',
      scopes: ['courses.read', 'courses.write'],
      days: 1,
      organizations: true,
    })
    const cms = browserAt(platform, tenant.origin)
    const made = await cms.send('POST', '/api/v1/courses', JSON.stringify({ title: 'From the CMS' }), {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
    })
    expect(made.status).toBe(201)
    expect(((await made.json()) as { staff: unknown[] }).staff).toEqual([])
  })
})

describe('the outline', () => {
  test('is built, moved, published and binned', async () => {
    const course = (await ivy('POST', '/courses', { title: 'Built' })).json
    const one = await ivy('POST', `/courses/${course.id}/modules`, { title: 'One' })
    const two = await ivy('POST', `/courses/${course.id}/modules`, { title: 'Two', index: 0 })
    expect([one.status, two.status]).toEqual([201, 201])
    const first = (await ivy('POST', `/modules/${one.json.id}/items`, { title: 'A', kind: 'lesson' })).json
    const second = (await ivy('POST', `/modules/${one.json.id}/items`, { title: 'B', kind: 'assignment' })).json
    expect([first.courseId, first.state]).toEqual([course.id, 'draft'])
    expect([first.completion, second.completion]).toEqual([{ kind: 'marked' }, { kind: 'passed', percent: 60 }])
    const titles = async () =>
      (await ivy('GET', `/courses/${course.id}`)).json.modules.map(
        ({ title, items }: { title: string; items: { title: string }[] }) => [
          title,
          ...items.map((item) => item.title),
        ],
      )
    expect(await titles()).toEqual([['Two'], ['One', 'A', 'B']])
    expect((await ivy('PUT', `/items/${second.id}/position`, { moduleId: two.json.id })).status).toBe(204)
    expect((await ivy('PUT', `/modules/${two.json.id}/position`, { index: 1 })).status).toBe(204)
    expect(await titles()).toEqual([
      ['One', 'A'],
      ['Two', 'B'],
    ])
    expect((await ivy('PATCH', `/modules/${two.json.id}`, { title: 'Second' })).json.title).toBe('Second')
    const planned = { published: false, publishAt: '2036-03-01T09:00:00.000Z' }
    expect((await ivy('PATCH', `/modules/${two.json.id}`, planned)).json).toMatchObject({
      title: 'Second',
      publishedAt: null,
      publishAt: planned.publishAt,
    })
    const shown = (await ivy('PATCH', `/modules/${two.json.id}`, { published: true })).json
    expect([shown.publishedAt === null, shown.publishAt]).toEqual([false, null])
    const due = '2026-05-01T10:00:00+02:00'
    const changed = (await ivy('PATCH', `/items/${second.id}`, { title: 'Essay', dueAt: due, required: false })).json
    expect([changed.title, changed.dueAt, changed.required]).toEqual(['Essay', '2026-05-01T08:00:00.000Z', false])
    expect([changed.maxPoints, changed.completion]).toEqual([second.maxPoints, second.completion])
    expect((await ivy('PATCH', `/items/${first.id}`, { completion: { kind: 'passed', percent: 50 } })).status).toBe(422)
    const published = await ivy('POST', `/items/${first.id}/publication`)
    expect([published.status, published.json]).toEqual([200, { faults: [] }])
    expect((await ivy('GET', `/items/${first.id}`)).json.state).toBe('open')
    expect((await ivy('DELETE', `/items/${first.id}/publication`)).status).toBe(204)
    expect((await ivy('DELETE', `/items/${second.id}`)).status).toBe(204)
    expect((await ivy('GET', `/items/${second.id}`)).status).toBe(404)
    expect((await ivy('POST', `/items/${second.id}/restoration`)).status).toBe(204)
    expect((await ivy('POST', `/items/${second.id}/copies`, { moduleId: one.json.id })).status).toBe(201)
    const copied = await ivy('POST', `/modules/${one.json.id}/copies`, {})
    expect([copied.status, copied.json.title, copied.json.items.length]).toEqual([201, 'One (copy)', 2])
    expect((await ivy('POST', `/modules/${one.json.id}/copies`, { title: ' ' })).status).toBe(422)
    expect((await ivy('DELETE', `/modules/${copied.json.id}`)).status).toBe(204)
    expect((await ivy('DELETE', `/modules/${two.json.id}`)).status).toBe(204)
    expect(await titles()).toEqual([['One', 'A', 'Essay']])
  })

  test('keeps its rules', async () => {
    const rule = { all: [{ completed: 'intro' }, { not: { daysAfterEnrollment: 3 } }] }
    expect((await ivy('PUT', '/items/quiz/availability', { rule })).status).toBe(204)
    expect((await ivy('GET', '/items/quiz/availability')).json).toEqual({ rule })
    expect((await ivy('PUT', '/items/intro/availability', { rule: { completed: 'quiz' } })).status).toBe(422)
    expect((await ivy('PUT', '/items/intro/availability', { rule: { whenever: 1 } })).status).toBe(422)
    const seen = (await lena('GET', '/items/quiz')).json
    expect([seen.state, seen.lock.length]).toEqual(['locked', 1])
    expect((await ivy('PUT', '/items/quiz/availability', { rule: null })).status).toBe(204)
    expect((await lena('GET', '/items/quiz')).json.lock).toEqual([])
  })

  test('is nobody else’s to change', async () => {
    const doors: [string, string, unknown?][] = [
      ['POST', '/courses/git/modules', { title: 'X' }],
      ['PATCH', '/modules/first', { title: 'X' }],
      ['POST', '/modules/first/items', { title: 'X', kind: 'lesson' }],
      ['PATCH', '/items/intro', { title: 'X' }],
      ['PUT', '/items/intro/position', { index: 0 }],
      ['DELETE', '/items/intro'],
      ['PATCH', '/courses/git/settings', { title: 'X' }],
      ['GET', '/courses/git/settings'],
    ]
    for (const [method, path, body] of doors) {
      for (const program of [lena, ian, zed])
        expect([path, (await program(method, path, body)).status]).toEqual([path, 404])
    }
    expect((await lena('GET', '/items/draft')).status).toBe(404)
    expect((await ivy('GET', '/items/intro')).json.title).toBe('Item intro')
  })
})

test('a mean has two decimals at most', async () => {
  const { tenant, cast } = school
  const { id } = (await ivy('POST', '/courses', { title: 'Mean' })).json
  const at = tenant.now()
  for (const [i, { id: userId }] of [cast.lena, cast.leo, cast.zed].entries())
    await tenant.db
      .insert(enrollments)
      .values({ id: `mean-${i}`, userId, courseId: id, role: 'learner', percent: i === 0 ? 71 : 0, createdAt: at })
  const { items } = (await ivy('GET', '/courses?q=mean&shelf=draft')).json
  expect(items[0].percent).toBe(23.67)
})
