import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { forums, replies, threadReads, threads } from '../../worker/db/schema'
import { createForum, openThread, writeReply } from '../../worker/domain/forums'
import { newId } from '../../worker/lib/ids'
import { type Browser, browse } from '../support/browser'
import { addSchool, makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

let school: School
let [ivy, lena, leo, zed] = [] as unknown as Browser[]

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  const ids = ['circle', 'asked', 'stream', 'masked', 'draft']
  await teachCourse(tenant, cast, {
    modules: { one: ids.map((id) => ({ id, kind: 'forum' as const, published: id !== 'draft' })) },
  })
  await tenant.db.batch([
    createForum(tenant.db, 'circle', { intro: 'About **books**.' }),
    createForum(tenant.db, 'asked', { kind: 'questions' }),
    createForum(tenant.db, 'stream', { stream: true }),
    createForum(tenant.db, 'masked', { anonymous: true }),
    createForum(tenant.db, 'draft', {}),
  ])
  ;[ivy, lena, leo, zed] = (await Promise.all(
    [cast.ivy, cast.lena, cast.leo, cast.zed].map((one) => browse(platform, tenant, one)),
  )) as [Browser, Browser, Browser, Browser]
})

const textOf = async (answer: Response | Promise<Response>) => (await answer).text()
const open = async (forum: string, who: 'ivy' | 'lena' | 'leo', title: string, body = 'In a few words.') =>
  (await openThread(school.tenant, school.cast[who], forum, { id: newId(), title, body })).id
const say = async (forum: string, thread: string, who: 'ivy' | 'lena' | 'leo', body: string, parentId?: string) =>
  (await writeReply(school.tenant, school.cast[who], forum, thread, { id: newId(), body, parentId: parentId ?? null }))
    .id

test('a thread is opened, replied to and read, without a script', async () => {
  expect(await textOf(lena!.get('/forums/circle'))).toContain('About <strong>books</strong>.')
  const opened = await lena!.post('/forums/circle/threads', { title: 'The first chapter', body: 'Whose door is it?' })
  expect(opened.status).toBe(303)
  const at = opened.headers.get('Location')!
  const listed = await textOf(leo!.get('/forums/circle'))
  expect(listed).toContain('The first chapter')
  expect(listed).toContain('1 new')
  expect(await textOf(leo!.get(at))).toContain('Whose door is it?')
  const replied = await leo!.post(`${at}/replies`, { body: 'The **landlord’s**.' })
  expect(replied.headers.get('Location')).toMatch(/^\/forums\/circle\/replies\//)
  const there = await lena!.get(replied.headers.get('Location')!)
  expect(there.headers.get('Location')).toMatch(new RegExp(`^${at}#reply-`))
  expect(await textOf(lena!.get(at))).toContain('The <strong>landlord’s</strong>.')
})

test('what is missing comes back in the form with what was typed', async () => {
  const empty = await lena!.post('/forums/circle/threads', { title: '', body: 'Kept words' })
  const page = await textOf(empty)
  expect(empty.status).toBe(422)
  expect(page).toContain('Say in a few words what it is about.')
  expect(page).toContain('Kept words')
  const thread = await open('circle', 'lena', 'Too long')
  const long = await leo!.post(`/forums/circle/threads/${thread}/replies`, { body: 'x'.repeat(20_001) })
  expect(long.status).toBe(422)
  expect(await textOf(long)).toContain('x'.repeat(20_000))
})

test('markup that is sent as words does nothing on the page', async () => {
  const thread = await open('circle', 'lena', '<img src=x onerror=alert(1)>')
  await say('circle', thread, 'leo', '<div hx-get="/x" style="color:red">hi</div> [go](javascript:alert(1))')
  const page = await textOf(ivy!.get(`/forums/circle/threads/${thread}`))
  expect(page).not.toMatch(/<img src=x|<div hx-get|href="javascript/)
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
})

test('what one quotes stands in the form, and whom one answers above it', async () => {
  const thread = await open('circle', 'lena', 'Quoted')
  const reply = await say('circle', thread, 'leo', 'First line\n\nSecond & last')
  const page = await textOf(lena!.get(`/forums/circle/threads/${thread}?quote=${reply}`))
  expect(page).toContain('Reply to Leo Learner')
  expect(page).toContain('&gt; First line')
  expect(page).toContain('&gt; Second &amp; last')
  await lena!.post(`/forums/circle/threads/${thread}/replies`, { parentId: reply, body: 'Yes.' })
  const [answer] = await school.tenant.db.select().from(replies).where(eq(replies.parentId, reply))
  expect(answer?.path).toMatch(/^\d{8}\d{8}$/)
})

test('of a question others’ answers show once one has answered, and the asker accepts one', async () => {
  const thread = await open('asked', 'lena', 'Why is it dark?')
  const answer = await say('asked', thread, 'ivy', 'Because the earth turns.')
  const before = await textOf(leo!.get(`/forums/asked/threads/${thread}`))
  expect(before).not.toContain('the earth turns')
  expect(before).toContain('There is one answer.')
  expect(await textOf(leo!.get(`/forums/asked/threads/${thread}/since?n=0`))).not.toContain('the earth turns')
  await leo!.post(`/forums/asked/threads/${thread}/replies`, { body: 'The sun sleeps.' })
  expect(await textOf(leo!.get(`/forums/asked/threads/${thread}`))).toContain('the earth turns')
  const accept = `/forums/asked/threads/${thread}/accepted-reply?_method=PUT`
  expect((await leo!.post(accept, { replyId: answer })).status).toBe(403)
  expect((await lena!.post(accept, { replyId: answer })).status).toBe(303)
  expect(await textOf(leo!.get('/forums/asked'))).toContain('Answered')
})

test('a stream shows the texts themselves, newest first, whatever is said to the old ones', async () => {
  const old = await open('stream', 'lena', 'Monday', 'It rained all day.')
  await open('stream', 'leo', 'Tuesday', 'It did not rain.')
  await say('stream', old, 'ivy', 'Bring a coat.')
  const page = await textOf(leo!.get('/forums/stream'))
  expect(page.indexOf('It did not rain.')).toBeGreaterThan(0)
  expect(page.indexOf('It did not rain.')).toBeLessThan(page.indexOf('It rained all day.'))
  expect(page).toContain('Bring a coat.')
})

test('where names are hidden peers meet numbers, and staff names', async () => {
  const thread = await open('masked', 'lena', 'I am lost')
  await say('masked', thread, 'leo', 'So am I.')
  await say('masked', thread, 'ivy', 'Ask me.')
  const [peer, staff] = [
    await textOf(leo!.get(`/forums/masked/threads/${thread}`)),
    await textOf(ivy!.get(`/forums/masked/threads/${thread}`)),
  ]
  expect(peer).not.toContain('Lena Learner')
  expect(peer).not.toContain(school.cast.lena.id)
  expect(peer).toContain('Voice 1')
  expect(peer).toContain('Ivy Instructor')
  expect(staff).toContain('Lena Learner')
})

test('one’s own words are changed for a while, and what they were stays', async () => {
  const thread = await open('circle', 'lena', 'Changed')
  const reply = await say('circle', thread, 'leo', 'I think sow.')
  expect((await lena!.get(`/forums/circle/replies/${reply}/edit`)).status).toBe(403)
  expect(await textOf(leo!.get(`/forums/circle/replies/${reply}/edit`))).toContain('I think sow.')
  await leo!.post(`/forums/circle/replies/${reply}?_method=PUT`, { body: 'I think so.' })
  const page = await textOf(lena!.get(`/forums/circle/threads/${thread}`))
  expect(page).toContain('I think so.')
  expect(page).toContain('changed')
  expect(await textOf(ivy!.get(`/forums/circle/replies/${reply}/versions`))).toContain('I think sow.')
  expect((await lena!.get(`/forums/circle/replies/${reply}/versions`)).status).toBe(403)
  await school.tenant.db.update(replies).set({ at: 0 }).where(eq(replies.id, reply))
  const late = await leo!.post(`/forums/circle/replies/${reply}?_method=PUT`, { body: 'Later.' })
  expect(late.status).toBe(409)
})

test('what was removed leaves a mark, and comes back', async () => {
  const thread = await open('circle', 'lena', 'Removed')
  const reply = await say('circle', thread, 'leo', 'Something rude.')
  expect((await lena!.post(`/forums/circle/replies/${reply}?_method=DELETE`)).status).toBe(403)
  const gone = await ivy!.post(`/forums/circle/replies/${reply}?_method=DELETE`)
  expect(gone.status).toBe(303)
  const page = await textOf(lena!.get(`/forums/circle/threads/${thread}`))
  expect(page).not.toContain('Something rude.')
  expect(page).toContain('What stood here was removed.')
  expect((await leo!.post(`/forums/circle/replies/${reply}/restoration`)).status).toBe(403)
  await ivy!.post(`/forums/circle/replies/${reply}/restoration`)
  expect(await textOf(lena!.get(`/forums/circle/threads/${thread}`))).toContain('Something rude.')
})

test('reactions are given once and taken back, in place', async () => {
  const thread = await open('circle', 'lena', 'Felt')
  const reply = await say('circle', thread, 'lena', 'A good one.')
  const at = `/forums/circle/replies/${reply}/reactions`
  const part = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }
  const [first] = [await leo!.post(at, { on: 'like' }, part), await leo!.post(at, { on: 'like' }, part)]
  expect(await textOf(first!)).toContain('Like: 1')
  expect(await textOf(lena!.get(`/forums/circle/threads/${thread}`))).toContain('Like: 1')
  expect(await textOf(leo!.post(at, { off: 'like' }, part))).not.toContain('Like: 1')
  expect((await leo!.post(at, { on: 'hate' })).status).toBe(422)
})

test('a pinned thread stands first, a locked one takes no reply', async () => {
  const thread = await open('circle', 'lena', 'House rules')
  await open('circle', 'leo', 'Later talk')
  const at = `/forums/circle/threads/${thread}`
  expect((await lena!.post(`${at}/pin?_method=PUT`)).status).toBe(403)
  await ivy!.post(`${at}/pin?_method=PUT`)
  await ivy!.post(`${at}/lock?_method=PUT`)
  const list = await textOf(leo!.get('/forums/circle'))
  expect(list.indexOf('House rules')).toBeLessThan(list.indexOf('Later talk'))
  const page = await textOf(leo!.get(at))
  expect(page).toContain('This thread is locked')
  expect(page).not.toContain('name="body"')
  expect((await leo!.post(`${at}/replies`, { body: 'But' })).status).toBe(409)
  expect((await ivy!.post(`${at}/replies`, { body: 'Closed.' })).status).toBe(303)
})

test('what was shown is read, up to there and no further', async () => {
  const thread = await open('circle', 'ivy', 'Read me')
  await say('circle', thread, 'ivy', 'One')
  const [row] = await school.tenant.db.select({ seq: forums.seq }).from(forums).where(eq(forums.itemId, 'circle'))
  const { seq } = row!
  await say('circle', thread, 'ivy', 'Two')
  const marked = await lena!.post(`/forums/circle/threads/${thread}/reading`, { at: String(seq), through: '' })
  expect(marked.status).toBe(204)
  expect(await textOf(lena!.get('/forums/circle'))).toMatch(/Read me[\s\S]*?1 new/)
  await lena!.post(`/forums/circle/threads/${thread}/reading`, { at: '1', through: '' })
  const rows = await school.tenant.db.select().from(threadReads).where(eq(threadReads.threadId, thread))
  expect(rows.map(({ seq: to }) => to)).toEqual([seq])
})

test('to strangers, and next door, there is no forum; a draft is its authors’', async () => {
  const [row] = await school.tenant.db.select({ id: threads.id }).from(threads).limit(1)
  const { id } = row!
  for (const path of ['/forums/circle', `/forums/circle/threads/${id}`, '/forums/circle/socket'])
    expect((await zed!.get(path)).status, path).toBe(404)
  const globex = await addSchool(school.platform, 'globex', 'Globex')
  const ada = await browse(school.platform, globex.tenant, globex.cast.ada)
  expect((await ada.get(`/forums/circle/threads/${id}`)).status).toBe(404)
  expect((await lena!.get('/forums/draft')).status).toBe(404)
  expect((await ivy!.get('/forums/draft')).status).toBe(200)
})

test('an instructor says what the forum is like; names that were hidden stay hidden', async () => {
  const settings = { kind: 'one-each', groupMode: 'none', editMinutes: '0', intro: 'One each.' }
  expect((await lena!.post('/forums/draft?_method=PUT', settings)).status).toBe(404)
  expect((await ivy!.post('/forums/draft?_method=PUT', settings)).status).toBe(303)
  expect(await textOf(ivy!.get('/forums/draft'))).toContain('Everybody opens one thread here.')
  const named = await ivy!.post('/forums/masked?_method=PUT', { ...settings, kind: 'general' })
  expect(named.status).toBe(422)
  expect(await textOf(named)).toContain('Names stay hidden')
})
