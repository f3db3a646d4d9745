import { beforeAll, expect, test, vi } from 'vitest'
import { createAssignment } from '../../worker/domain/assignments'
import { type Browser, browse } from '../support/browser'
import { monday } from '../support/platform'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

let school: School
let lena: Browser
let ivy: Browser

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  await teachCourse(tenant, cast, {
    modules: {
      one: [
        {
          id: 'essay',
          kind: 'assignment',
          maxPoints: 20,
          dueAt: monday + 3_600_000,
          completion: { kind: 'submitted' },
        },
        { id: 'late', kind: 'assignment', maxPoints: 20, dueAt: monday - 3_600_000 },
      ],
    },
  })
  await createAssignment(tenant.db, 'essay', { instructions: 'Write **half** a page.' })
  lena = await browse(platform, tenant, cast.lena)
  ivy = await browse(platform, tenant, cast.ivy)
})

const nonceIn = (html: string) => html.match(/name="nonce" value="([\w-]+)"/)![1]!

test('Lena hands in and Ivy marks, without JavaScript', async () => {
  const before = await lena.read('/assignments/essay')
  expect(before.html).toContain('<strong>half</strong> a page')
  const nonce = nonceIn(before.html)

  const nothing = await lena.post('/assignments/essay/submissions', { nonce, text: '  ' })
  expect(nothing.status).toBe(422)
  expect(await nothing.text()).toContain('Write something or add a file')

  await lena.post('/assignments/essay/draft', { nonce, text: 'Half a pa' })
  expect((await lena.read('/assignments/essay')).html).toContain('Half a pa')

  const file = new File(['My notes'], 'notes.txt', { type: 'text/plain' })
  for (let click = 0; click < 2; click++)
    expect((await lena.post('/assignments/essay/submissions', { nonce, text: 'Half a page.', file })).status).toBe(303)
  const receipt = await lena.read('/assignments/essay')
  expect(receipt.html).toContain('Receipt')
  expect(receipt.html).toContain('hand-in 1')
  expect(receipt.html).toContain('notes.txt')
  expect(receipt.html).toContain('Waits for a mark')

  const list = await ivy.read('/courses/git/marking')
  expect(list.html).toContain('Lena Learner')
  const path = list.html.match(/\/submissions\/[\w-]+\/marking/)![0]
  const page = await ivy.read(path)
  expect(page.html).toContain('Half a page.')
  expect(page.html).toContain('<strong>half</strong> a page')
  expect(page.html).toMatch(/Due <time/)
  const submission = path.replace('/marking', '')

  const wrong = await ivy.post(`${submission}/release`, { points: '21', comment: 'Kept words' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Kept words')
  expect((await ivy.post(`${submission}/mark?_method=PUT`, { points: '17,5', comment: 'Good' })).status).toBe(303)
  expect((await ivy.read(path)).html).toContain('value="17.5"')
  expect((await lena.read('/assignments/essay')).html).not.toContain('17.5')

  const released = await ivy.post(`${submission}/release`, { points: '18', comment: 'Good work' })
  expect(released.headers.get('Location')).toBe('/courses/git/marking')
  const marked = await lena.read('/assignments/essay')
  expect(marked.html).toContain('18 of 20 points')
  expect(marked.html).toContain('Good work')
  expect(marked.html).not.toContain('Waits for a mark')
  expect((await lena.post('/assignments/essay/submissions', { nonce: 'another', text: 'More' })).status).toBe(409)
  expect((await lena.get(submission)).headers.get('Location')).toBe('/assignments/essay')
})

test('Ivy edits the assignment and gives Leo another date', async () => {
  const settings = {
    instructions: '# Task',
    maxPoints: '20',
    maxFiles: '2',
    dueAt: '2026-03-09T17:00',
    takesText: 'on',
  }
  expect((await ivy.post('/assignments/essay?_method=PUT', settings)).status).toBe(303)
  expect((await ivy.read('/assignments/essay/edit')).html).toContain('value="2026-03-09T17:00"')
  const none = await ivy.post('/assignments/essay?_method=PUT', { ...settings, takesText: [], maxPoints: '0' })
  expect(none.status).toBe(422)
  const { html: open } = await ivy.read('/assignments/essay/edit')
  const was = /name="was" value="([^"]+)"/.exec(open)![1]!
  const save = (fields: Record<string, string>) =>
    ivy.post('/assignments/essay?_method=PUT', { ...settings, fileKinds: 'any', was, ...fields })
  expect((await save({ instructions: 'First tab', maxPoints: '30' })).status).toBe(303)
  const second = await save({ instructions: 'Second tab' })
  expect(second.status, 'nobody is overwritten unseen').toBe(409)
  const both = await second.text()
  expect(both).toMatch(/<b>Instructions<\/b>: now saved as<\/a> <bdi[^>]*>First tab/)
  expect(both).toContain('>Second tab</textarea>')
  expect(both, 'what was left alone is up to date').toMatch(/value="30"[^>]*name="maxPoints"/)
  const again = /name="was" value="([^"]+)"/.exec(both)![1]!
  expect((await save({ instructions: 'Second tab', maxPoints: '30', was: again })).status).toBe(303)
  expect((await save(settings)).status, 'the first form is old for good').toBe(409)
  expect((await ivy.read('/assignments/essay/edit')).html).toContain('>Second tab</textarea>')
  const wrong = await ivy.post('/items/essay/deadlines', { for: '', dueAt: 'soon' })
  expect(wrong.status).toBe(422)
  const leo = school.cast.leo
  const given = { for: `user:${leo.id}`, dueAt: '2026-03-20T12:00', reason: 'Ill' }
  expect((await ivy.post('/items/essay/deadlines', { ...given, dueAt: '2020-03-20T12:00' })).status).toBe(303)
  expect((await ivy.read('/items/essay/deadlines')).html).toContain('It is in the past.')
  expect((await ivy.post('/items/essay/deadlines', given)).status).toBe(303)
  const page = await ivy.read('/items/essay/deadlines')
  expect(page.html).toContain('Ill')
  const own = await browse(school.platform, school.tenant, leo)
  expect((await own.read('/assignments/essay')).html).toContain('2026-03-20T11:00:00')
  const id = page.html.match(/\/items\/essay\/deadlines\/([\w-]+)/)![1]
  await ivy.post(`/items/essay/deadlines/${id}?_method=DELETE`)
  expect((await own.read('/assignments/essay')).html).toContain('2026-03-09T16:00:00')
})

test('strangers get 404, learners no marking and no editing', async () => {
  const { tenant, cast, platform } = school
  const { html } = await ivy.read('/courses/git/marking?state=marked')
  const path = html.match(/\/submissions\/[\w-]+/)![0]
  const doors: [string, string][] = [
    ['GET', `${path}/marking`],
    ['PUT', `${path}/mark`],
    ['POST', `${path}/release`],
    ['GET', '/courses/git/marking'],
    ['GET', '/assignments/essay/edit'],
    ['GET', '/items/essay/deadlines'],
  ]
  for (const actor of [cast.zed, cast.ian, cast.leo]) {
    const other = await browse(platform, tenant, actor)
    for (const [method, door] of doors) {
      const body = method === 'GET' ? undefined : new URLSearchParams({ points: '1' })
      expect([door, (await other.send(method, door, body)).status]).toEqual([door, 404])
    }
  }
  expect((await lena.get(`${path}/marking`)).status).toBe(403)
  expect((await lena.post(`${path}/release`, { points: '20' })).status).toBe(403)
})

test('a page makes one trip where the session is known', async () => {
  const { html } = await ivy.read('/courses/git/marking?state=marked')
  const path = html.match(/\/submissions\/[\w-]+\/marking/)![0]
  const lines: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(String(line)))
  for (const page of ['/assignments/essay', path]) await ivy.read(page)
  log.mockRestore()
  expect(lines.map((line) => JSON.parse(line)).map(({ status, trips }) => [status, trips])).toEqual([
    [200, 1],
    [200, 1],
  ])
})

test('who hands in late is told before, and the mark stands wherever the work is shown', async () => {
  const { tenant, cast, platform } = school
  await createAssignment(tenant.db, 'late', { fileKinds: 'documents' })
  const leo = await browse(platform, tenant, cast.leo)
  const before = await leo.read('/assignments/late')
  expect(before.html).toContain('it will be marked as late')
  const nonce = nonceIn(before.html)
  expect((await leo.post('/assignments/late/submissions', { nonce, text: 'Sorry.' })).status).toBe(303)
  expect((await leo.read('/assignments/late')).html).toMatch(/class="chip attention"[^>]*>.*?Late/s)
  for (const path of ['/courses/git/marking?item=late', `/courses/git/learners/${cast.leo.id}`])
    expect((await ivy.read(path)).html).toMatch(/[Ll]ate/)
})

test('only the files that are asked for are taken, and programs never', async () => {
  const leo = await browse(school.platform, school.tenant, school.cast.leo)
  const hand = async (item: string, name: string, bytes = 'Words') => {
    const nonce = crypto.randomUUID()
    const file = new File([bytes], name)
    return leo.post(`/assignments/${item}/submissions`, { nonce, text: '', file })
  }
  const picture = await hand('late', 'holiday.png')
  expect(picture.status).toBe(422)
  const said = await picture.text()
  expect(said).toContain('holiday.png')
  expect(said).toContain('accept=".pdf,')
  expect((await hand('late', 'notes.txt')).status).toBe(303)

  for (const [name, bytes] of [
    ['setup.exe', 'Words'],
    ['notes.txt', '\x7fELF\x02\x01'],
  ] as const) {
    const refused = await hand('essay', name, bytes)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('a program')
  }
  const json = { 'Content-Type': 'application/json' }
  const start = (name: string, item: string) =>
    leo.send('POST', '/uploads', JSON.stringify({ name, size: 5, purpose: 'submission', for: item }), json)
  expect((await start('setup.msi', 'essay')).status).toBe(422)
  expect((await start('film.mp4', 'late')).status).toBe(422)
  expect((await start('film.mp4', 'essay')).status).toBe(201)
})
