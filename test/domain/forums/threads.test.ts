import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { events, replies, threads } from '../../../worker/db/schema'
import { findForum, findReplyPlace, findThread, openThread, writeReply } from '../../../worker/domain/forums'
import { Invalid, NotFound, TooMany } from '../../../worker/errors'
import { newId } from '../../../worker/lib/ids'
import { addPerson, type Forums, makeForums, open, read, say } from '../../support/forum'
import { monday } from '../../support/platform'

let school: Forums
let clock = monday

beforeAll(async () => {
  school = await makeForums({ talk: {}, busy: {}, other: {}, stream: { stream: true } })
})
beforeEach(() => later(3_600_000))
const later = (ms: number) => {
  clock += ms
  school.platform.setNow(clock)
}
const page = { size: 2 }

test('a learner opens a thread, others reply, and answers stand behind what they answer', async () => {
  const { cast, ivy } = school
  const id = await open(school, cast.lena, 'talk', 'How do I begin?')
  const first = await say(school, cast.leo, 'talk', id, 'first')
  await say(school, cast.lena, 'talk', id, 'second')
  const inner = await say(school, ivy, 'talk', id, 'to the first', first)
  await say(school, cast.leo, 'talk', id, 'to Ivy', inner)
  await say(school, cast.leo, 'talk', id, 'to the first as well', first)
  expect(await read(school, cast.leo, 'talk', id)).toEqual([
    'first',
    'to the first',
    'to Ivy',
    'to the first as well',
    'second',
  ])
  const { thread, opening, replies: said } = await findThread(school.tenant, cast.leo, 'talk', id)
  expect(thread).toMatchObject({ title: 'How do I begin?', replyCount: 5, author: { name: 'Lena Learner', voice: 1 } })
  expect(opening.html).toContain('About How do I begin?')
  expect(said.map(({ author }) => [author.name, author.voice, author.isStaff])).toEqual([
    ['Leo Learner', 2, false],
    ['Ivy Instructor', 3, true],
    ['Leo Learner', 2, false],
    ['Leo Learner', 2, false],
    ['Lena Learner', 1, false],
  ])
})

test('answers to answers go in only so deep, and stay in order there', async () => {
  const { cast } = school
  const id = await open(school, cast.lena, 'talk', 'A long way down')
  let last: string | undefined
  for (let depth = 0; depth < 8; depth++) last = await say(school, cast.leo, 'talk', id, `depth ${depth}`, last)
  const { replies: said } = await findThread(school.tenant, cast.lena, 'talk', id)
  expect(said.map(({ html }) => html.match(/depth \d/)?.[0])).toEqual(
    Array.from({ length: 8 }, (_, depth) => `depth ${depth}`),
  )
  expect(Math.max(...said.map(({ path }) => path.length))).toBe(32)
})

test('an answer to what stands in another thread is none', async () => {
  const { cast, tenant } = school
  const [here, there] = [await open(school, cast.lena, 'talk', 'Here'), await open(school, cast.lena, 'talk', 'There')]
  const foreign = await say(school, cast.leo, 'talk', there, 'over there')
  await expect(say(school, cast.leo, 'talk', here, 'lost', foreign)).rejects.toThrow()
  expect(await read(school, cast.lena, 'talk', here)).toEqual([])
  await expect(findThread(tenant, cast.lena, 'other', here)).rejects.toThrow(NotFound)
  await expect(say(school, cast.lena, 'other', here, 'by another forum')).rejects.toThrow(NotFound)
})

test('what is sent twice is kept once', async () => {
  const { cast, tenant } = school
  const thread = { id: newId(), title: 'Twice', body: 'Sent twice' }
  expect(await openThread(tenant, cast.lena, 'talk', thread)).toEqual(
    await openThread(tenant, cast.lena, 'talk', thread),
  )
  const reply = { id: newId(), body: 'Again' }
  const sent = await Promise.all([1, 2, 3].map(() => writeReply(tenant, cast.leo, 'talk', thread.id, reply)))
  expect(sent).toEqual([{ id: reply.id }, { id: reply.id }, { id: reply.id }])
  const found = await findThread(tenant, cast.lena, 'talk', thread.id)
  expect(found.replies).toHaveLength(1)
  expect(found.thread.replyCount).toBe(1)
  expect(await tenant.db.select().from(events).where(eq(events.subjectId, reply.id))).toHaveLength(1)
  await expect(writeReply(tenant, cast.lena, 'talk', thread.id, { ...reply, body: 'Mine' })).rejects.toThrow(NotFound)
})

test('fifty people reply at once: fifty numbers, fifty voices, the right count', { timeout: 60_000 }, async () => {
  const { cast, tenant } = school
  const id = await open(school, cast.lena, 'busy', 'Who is here?')
  const people = []
  for (let i = 0; i < 50; i++) people.push(await addPerson(school, `p${i}`, `Person ${i}`))
  await Promise.all(people.map((person) => say(school, person, 'busy', id, `Here is ${person.name}`)))
  const kept = await tenant.db.select().from(replies).where(eq(replies.threadId, id))
  expect(kept).toHaveLength(51)
  expect(new Set(kept.map(({ seq }) => seq)).size).toBe(51)
  expect(new Set(kept.map(({ voice }) => voice)).size).toBe(51)
  const first = await findThread(tenant, cast.lena, 'busy', id)
  expect(first.thread.replyCount).toBe(50)
  expect([first.replies.length, first.next]).toEqual([50, null])
})

test('a long thread comes in pages, without gap or repeat, and each reply is found on its own', async () => {
  const { cast, tenant, ivy } = school
  const id = await open(school, cast.lena, 'busy', 'Sixty answers')
  const ids: string[] = []
  for (let i = 0; i < 60; i++) {
    if (i % 15 === 0) later(61_000)
    ids.push(await say(school, ivy, 'busy', id, `answer ${i}`))
  }
  const first = await findThread(tenant, cast.leo, 'busy', id)
  const second = await findThread(tenant, cast.leo, 'busy', id, { cursor: first.next })
  expect([...first.replies, ...second.replies].map((reply) => reply.id)).toEqual(ids)
  expect([second.next, second.previous]).toEqual([null, { cursor: null }])
  expect(await findReplyPlace(tenant, cast.leo, 'busy', ids[3]!)).toEqual({ threadId: id, cursor: null })
  expect(await findReplyPlace(tenant, cast.leo, 'busy', ids[55]!)).toEqual({ threadId: id, cursor: first.next })
})

test('what was last spoken of comes first, a page at a time; in a stream what was opened last', async () => {
  const { cast, tenant } = school
  for (const forum of ['other', 'stream']) {
    const ids: string[] = []
    for (const title of ['one', 'two', 'three']) {
      ids.push(await open(school, cast.lena, forum, title))
      later(1_000)
    }
    await say(school, cast.leo, forum, ids[0]!, 'Back to the first')
    const first = await findForum(tenant, cast.lena, forum, page)
    const second = await findForum(tenant, cast.lena, forum, { ...page, cursor: first.next })
    const titles = [...first.threads, ...second.threads].map(({ title }) => title)
    expect(titles).toEqual(forum === 'stream' ? ['three', 'two', 'one'] : ['one', 'three', 'two'])
    expect(second.next).toBe(null)
    if (forum === 'stream') expect(second.said.get(ids[0]!)?.last.map(({ html }) => html)[0]).toContain('Back to')
    else expect(first.said.size).toBe(0)
  }
})

test('a flood from one person is slowed, and nobody else is', async () => {
  const { cast, tenant } = school
  const id = await open(school, cast.lena, 'talk', 'A flood')
  const sent = await Promise.allSettled(
    Array.from({ length: 25 }, (_, i) => say(school, cast.leo, 'talk', id, `wave ${i}`)),
  )
  const refused = sent.filter((one) => one.status === 'rejected')
  expect(refused).toHaveLength(5)
  for (const one of refused) expect(one.reason).toBeInstanceOf(TooMany)
  expect(await say(school, cast.lena, 'talk', id, 'I still may')).toBeTruthy()
  later(61_000)
  expect(await say(school, cast.leo, 'talk', id, 'I may again')).toBeTruthy()
  expect((await findThread(tenant, cast.lena, 'talk', id)).thread.replyCount).toBe(22)
})

test('nothing, too much and what cannot be seen is refused; what bends the line is taken out', async () => {
  const { cast, tenant } = school
  const refused = (given: { title: string; body: string }) =>
    openThread(tenant, cast.lena, 'talk', { id: newId(), ...given }).then(
      () => null,
      (error: unknown) => (error instanceof Invalid ? [error, ...error.others].map(({ field }) => field) : error),
    )
  expect(await refused({ title: ' ', body: '\n\t ' })).toEqual(['title', 'body'])
  expect(await refused({ title: 'Too long', body: 'x'.repeat(20_001) })).toEqual(['body'])
  expect(await refused({ title: 'x'.repeat(201), body: 'Short' })).toEqual(['title'])
  expect(await refused({ title: '\u200b\u200d', body: 'Nothing to see in the title' })).toEqual(['title'])
  expect(await refused({ title: 'Nothing to see in the text', body: '\u200b\u2060\u00ad' })).toEqual(['body'])
  const id = await open(school, cast.lena, 'talk', 'Bent\u202e \u0000title', {
    body: `Whole\u0007 text\u2067 ${'x'.repeat(19_900)}`,
  })
  const { thread, opening } = await findThread(tenant, cast.leo, 'talk', id)
  expect(thread.title).toBe('Bent title')
  expect(opening.html).toContain('Whole text x')
  const arabic = await say(school, cast.leo, 'talk', id, 'مرحبا، كيف حالك؟ 👩‍👩‍👧')
  expect((await findThread(tenant, cast.lena, 'talk', id)).replies[0]).toMatchObject({ id: arabic })
  expect(await read(school, cast.lena, 'talk', id)).toEqual(['مرحبا، كيف حالك؟ 👩‍👩‍👧'])
})

test('HTML in somebody’s words does nothing', async () => {
  const { cast, tenant } = school
  const id = await open(school, cast.lena, 'talk', '<b hx-get="/x">Bold</b>', {
    body: [
      '<div hx-get="/sign-out" hx-trigger="load" style="position:fixed" id="main" onclick="x()">a</div>',
      '<script>alert(1)</script><img src=x onerror=alert(1)><iframe src="https://evil.example"></iframe>',
      '[b](javascript:alert(1)) [c](https://fine.example) <a href="data:text/html,x" data-hx-post="/y">d</a>',
      '# A heading',
      '> quoted',
    ].join('\n\n'),
  })
  const { opening, thread } = await findThread(tenant, cast.leo, 'talk', id)
  expect(opening.html).not.toMatch(/<[^>]+\s(hx-|data-hx|on\w+=|style=|id=)/i)
  expect(opening.html).not.toMatch(/<(script|iframe|img|h1|div)|<[^>]*href="(javascript|data):/i)
  expect(opening.html).toContain('<strong>A heading</strong>')
  expect(opening.html).toMatch(/href="https:\/\/fine\.example"[^>]*ugc|ugc[^>]*href="https:\/\/fine\.example"/)
  expect(thread.title).toBe('<b hx-get="/x">Bold</b>') // a title is text
})

test('a thread that was taken away takes no reply, and is gone for everybody', async () => {
  const { cast, tenant } = school
  const id = await open(school, cast.lena, 'talk', 'Soon gone')
  await tenant.db.update(threads).set({ deletedAt: clock, deletedBy: cast.ada.id }).where(eq(threads.id, id))
  await expect(say(school, cast.leo, 'talk', id, 'Hello?')).rejects.toThrow(NotFound)
  await expect(findThread(tenant, cast.lena, 'talk', id)).rejects.toThrow(NotFound)
})
