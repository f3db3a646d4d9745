import { beforeAll, describe, expect, it } from 'vitest'
import { blocksFromMarkdown, createLesson, prepareContent, reportProblem } from '../../worker/domain/lessons'
import { type Browser, browse } from '../support/browser'
import { png } from '../support/files'
import { makeCourse } from '../support/lessons'
import { makeSchool, type School } from '../support/school'

const markdown = `First words.

::: callout
Look once more.
:::

| a | b |
| --- | --- |
| 1 | 2 |
`

let school: School
let itemId: string
const as: Record<string, Browser> = {}

beforeAll(async () => {
  school = await makeSchool()
  const { platform, tenant, cast } = school
  const course = await makeCourse(tenant, cast)
  itemId = course.itemId
  const content = prepareContent({ blocks: blocksFromMarkdown(markdown) })
  await tenant.db.batch(createLesson(tenant.db, { itemId, actorId: course.ivy.id, at: tenant.now(), content }))
  for (const [name, actor] of Object.entries(cast)) as[name] = await browse(platform, tenant, actor)
})

const edit = () => `/lessons/${itemId}/edit`
const json = { Accept: 'application/json' }
const publish = () => as.ivy!.post(`/items/${itemId}/draft/publication`)
const blockIds = async () =>
  [...(await as.ivy!.read(edit())).html.matchAll(/data-block-id="([a-z0-9]+)"/g)].map(([, id]) => id!)

describe('the page for writing a lesson', () => {
  it('is for those who teach the course', async () => {
    for (const [name, status] of Object.entries({ olga: 200, ada: 200, ivy: 200, ian: 404, lena: 404, zed: 404 }))
      expect([name, (await as[name]!.get(edit())).status]).toEqual([name, status])
    expect((await as.lena!.post(`/items/${itemId}/blocks`, { kind: 'divider' })).status).toBe(404)
    expect((await as.lena!.get(`/items/${itemId}/versions`)).status).toBe(404)
  })

  it('works without JavaScript: adding, writing, moving, removing and taking it back', async () => {
    const added = await as.ivy!.post(`/items/${itemId}/blocks`, { kind: 'text' })
    expect(added.status).toBe(303)
    const [, id] = /#block-([a-z0-9]+)$/.exec(added.headers.get('Location')!)!
    expect((await blockIds()).at(-1)).toBe(id)
    const saved = await as.ivy!.post(`/items/${itemId}/blocks/${id}?_method=PUT`, { markdown: '**New** <script>words' })
    expect(saved.status).toBe(303)
    expect((await as.lena!.read(`/lessons/${itemId}`)).html).not.toContain('<strong>New</strong>')
    expect((await as.lena!.get(`/lessons/${itemId}?draft`)).status).toBe(404)
    expect((await as.ivy!.read(`/lessons/${itemId}?as=learner&draft`)).html).toContain('<strong>New</strong>')
    const [, seen] = /name="seen" value="([^"]+)"/.exec((await as.ivy!.read(edit())).html)!
    const stale = await as.ivy!.post(`/items/${itemId}/draft/publication`, { seen: '1.1' })
    expect([stale.status, await stale.text()]).toEqual([409, expect.stringContaining('Nothing is lost')])
    expect((await as.ivy!.post(`/items/${itemId}/draft/publication`, { seen: seen! })).status).toBe(303)
    expect((await as.lena!.read(`/lessons/${itemId}`)).html).toContain('<strong>New</strong> &lt;script&gt;words')
    await as.ivy!.post(`/items/${itemId}/blocks/${id}/position?_method=PUT`, { to: 'up' })
    expect((await blockIds()).at(-2)).toBe(id)
    const removed = await as.ivy!.post(`/items/${itemId}/blocks/${id}?_method=DELETE`)
    const page = await as.ivy!.read(removed.headers.get('Location')!)
    expect(await blockIds()).not.toContain(id)
    const [, undo] = /action="([^"]*restoration[^"]*)"/.exec(page.html)!
    await as.ivy!.post(undo!.replace('&amp;', '&'))
    expect((await blockIds()).at(-2)).toBe(id)
  })

  it('takes a file and an address, and says what is wrong with them', async () => {
    const file = await as.ivy!.post(`/items/${itemId}/files`, { file: new File([png()], 'bowl.png') })
    expect(file.status).toBe(303)
    const page = (await as.ivy!.read(edit())).html
    expect(page).toMatch(/<img src="\/media\/[0-9a-f-]{36}"/)
    expect(page).toContain('A picture does not say what it shows.')
    const bad = await as.ivy!.post(`/items/${itemId}/blocks`, { kind: 'embed', url: 'https://evil.example/' })
    expect(bad.status).toBe(422)
    const html = await bad.text()
    expect(html).toContain('cannot be shown inside a lesson')
    expect(html).toContain('https://evil.example/')
    const wrong = await as.ivy!.post(`/items/${itemId}/files`, { file: new File(['<html>'], 'a.png') })
    expect(wrong.status).toBe(422)
    expect((await as.ian!.post(`/items/${itemId}/files`, { file: new File([png()], 'x.png') })).status).toBe(404)
  })

  it('edits a table cell by cell and a callout as Markdown', async () => {
    const page = (await as.ivy!.read(edit())).html
    const idOf = (kind: string) => new RegExp(`data-block-form="${kind}"[^>]*blocks/([a-z0-9]+)`).exec(page)![1]!
    const [callout, table] = [idOf('callout'), idOf('table')]
    const put = (id: string, fields: Record<string, string | string[]>) =>
      as.ivy!.post(`/items/${itemId}/blocks/${id}?_method=PUT`, fields)
    await put(table, { cell: ['a', 'b', '1', 'two | three'], act: 'row' })
    await put(callout, { tone: 'warning', title: 'Mind', markdown: 'One\n\n::: solution\nTwo\n:::' })
    await publish()
    const lesson = (await as.lena!.read(`/lessons/${itemId}`)).html
    expect(lesson).toContain('<td>two | three</td>')
    expect(lesson).toContain('Mind')
    expect(lesson).toMatch(/<details[^>]*class="[^"]*reveal/)
  })

  it('gives the script a block whose form has another shape, and a copy, without a new page', async () => {
    const place = `/items/${itemId}/blocks`
    const added = await as.ivy!.post(place, { kind: 'table' }, json)
    const { id, html } = await added.json<{ id: string; html: string }>()
    const [, was] = /name="was" value="([0-9a-f]{16})"/.exec(html)!
    const cells = ['a', 'b', 'c', 'd']
    const wider = await as.ivy!.post(`${place}/${id}?_method=PUT`, { was: was!, cell: cells, act: 'row' }, json)
    const reshaped = await wider.json<{ html: string; was: string }>()
    expect(reshaped.html.match(/name="cell"/g)).toHaveLength(6)
    expect(reshaped.html).toContain(`value="${reshaped.was}"`)
    const saved = await as.ivy!.post(
      `${place}/${id}?_method=PUT`,
      { was: reshaped.was, cell: [...cells, 'e', 'f'] },
      json,
    )
    expect(await saved.json()).not.toHaveProperty('html')
    const copied = await as.ivy!.post(`${place}/${id}/copies`, {}, json)
    const copy = await copied.json<{ id: string; after: string; html: string }>()
    expect([copied.status, copy.after, copy.html]).toEqual([200, id, expect.stringContaining('value="f"')])
    expect(copy.id).not.toBe(id)
    for (const one of [id, copy.id]) await as.ivy!.post(`${place}/${one}?_method=DELETE`)
  })

  it('keeps both versions when two tabs write the same block', async () => {
    const [id] = await blockIds()
    const was = /name="was" value="([0-9a-f]{16})"/.exec((await as.ivy!.read(edit())).html)![1]!
    const put = (text: string, headers = {}) =>
      as.ivy!.post(`/items/${itemId}/blocks/${id}?_method=PUT`, { was, markdown: text }, headers)
    const first = await put('From the first tab', json)
    expect(await first.json()).toMatchObject({ was: expect.stringMatching(/^[0-9a-f]{16}$/) })
    const second = await put('From the second tab', json)
    expect(second.status).toBe(409)
    const { conflict } = await second.json<{ conflict: string }>()
    expect(conflict.match(/<p>From the \w+ tab<\/p>/g)).toEqual([
      '<p>From the second tab</p>',
      '<p>From the first tab</p>',
    ])
    const plain = await put('From the second tab')
    expect(plain.status).toBe(409)
    const html = await plain.text()
    const mark = /conflict[\s\S]*?name="was" value="([0-9a-f]{16})"/.exec(html)![1]!
    const kept = await as.ivy!.post(`/items/${itemId}/blocks/${id}?_method=PUT`, {
      was: mark,
      markdown: 'From the second tab',
    })
    expect(kept.status).toBe(303)
    await publish()
    expect((await as.lena!.read(`/lessons/${itemId}`)).html).toContain('From the second tab')
  })

  it('shows versions, what has changed, and goes back', async () => {
    const { platform } = school
    platform.setNow(platform.now() + 3_600_000)
    const [id] = await blockIds()
    await as.ivy!.post(`/items/${itemId}/blocks/${id}?_method=PUT`, { markdown: 'An hour later' })
    const list = (await as.ivy!.read(`/items/${itemId}/versions`)).html
    const older = [...list.matchAll(/versions\/(\d+)#version/g)].map(([, n]) => n!)
    const compared = (await as.ivy!.read(`/items/${itemId}/versions/${older[0]}`)).html
    expect(list).toContain('1 block changed')
    expect(list).toContain('The beginning')
    expect(list).toMatch(/<bdi>Ivy Instructor<\/bdi>/)
    expect(compared).toMatch(/<ins>[\s\S]*An hour later/)
    expect(compared).toMatch(/As it looked[\s\S]*<strong>/)
    expect(compared).not.toContain('**')
    const back = await as.ivy!.post(`/items/${itemId}/versions/${older[1]}/restoration`)
    expect(back.status).toBe(303)
    const done = (await as.ivy!.read(back.headers.get('Location')!)).html
    const [, undo] = /<form class="notice info" method="post" action="([^"]+)"/.exec(done)!
    expect((await as.ivy!.post(undo!)).status).toBe(303)
    expect((await as.ivy!.read(edit())).html).toContain('An hour later')
    expect((await as.ivy!.post(`/items/${itemId}/versions/${older[1]}/restoration`)).status).toBe(303)
    await publish()
    expect((await as.lena!.read(`/lessons/${itemId}`)).html).toContain('From the second tab')
    expect((await as.ivy!.get(`/items/${itemId}/versions/999`)).status).toBe(404)
  })

  it('shows what learners report beside its block until it is done with', async () => {
    const [id] = await blockIds()
    await reportProblem(school.tenant, school.cast.lena, itemId, { blockId: id!, versionNumber: 1, text: 'A typo' })
    const page = (await as.ivy!.read(edit())).html
    expect(page).toContain('A typo')
    const [course] = /\/courses\/[\w-]+/.exec(page)!
    expect((await as.ivy!.read(`${course}/outline`)).html).toContain('1 problem reported')
    const [, done] = /action="([^"]*reports[^"]*)"/.exec(page)!
    expect((await as.ivy!.post(done!)).status).toBe(303)
    expect((await as.ivy!.read(edit())).html).not.toContain('A typo')
  })
})
