import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { courses, enrollments, items, users } from '../../../worker/db/schema'
import {
  acceptReply,
  editForum,
  findForum,
  findReplyPlace,
  findSince,
  findThread,
  markThreadRead,
  react,
  removeWords,
} from '../../../worker/domain/forums'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../worker/errors'
import type { Actor } from '../../support/actors'
import { addGroup, addPerson, type Forums, makeForums, open, read, say } from '../../support/forum'
import { monday } from '../../support/platform'
import { addSchool } from '../../support/school'

let school: Forums
let clock = monday

beforeAll(async () => {
  school = await makeForums(
    {
      talk: {},
      apart: { groupMode: 'separate' },
      open: { groupMode: 'visible' },
      questions: { kind: 'questions' },
      each: { kind: 'one-each' },
      news: { kind: 'announcements' },
      masked: { anonymous: true },
      later: {},
      draft: {},
    },
    [{ id: 'draft', kind: 'forum', published: false }],
  )
  await school.tenant.db
    .update(items)
    .set({ availability: { date: { from: monday + 30 * 86_400_000 } } })
    .where(eq(items.id, 'later'))
  await addGroup(school, 'red', [school.cast.lena])
  await addGroup(school, 'blue', [school.cast.leo])
})
beforeEach(() => {
  clock += 3_600_000
  school.platform.setNow(clock)
})

const titles = async (actor: Actor, forumId: string) =>
  (await findForum(school.tenant, actor, forumId, { size: 50 })).threads.map(({ title }) => title).sort()

test('separate groups see their own threads and everybody’s, staff see all', async () => {
  const { cast, ivy, tenant, olaf } = school
  const red = await open(school, cast.lena, 'apart', 'Red')
  await open(school, cast.leo, 'apart', 'Blue')
  await open(school, ivy, 'apart', 'Everybody')
  expect(await titles(cast.lena, 'apart')).toEqual(['Everybody', 'Red'])
  expect(await titles(cast.leo, 'apart')).toEqual(['Blue', 'Everybody'])
  expect(await titles(olaf, 'apart')).toEqual(['Everybody'])
  expect(await titles(ivy, 'apart')).toEqual(['Blue', 'Everybody', 'Red'])
  expect(await titles(cast.ada, 'apart')).toEqual(['Blue', 'Everybody', 'Red'])
  await expect(findThread(tenant, cast.leo, 'apart', red)).rejects.toThrow(NotFound)
  await expect(say(school, cast.leo, 'apart', red, 'Hello')).rejects.toThrow(NotFound)
  await expect(markThreadRead(tenant, cast.leo, 'apart', red, { at: 9, through: null })).rejects.toThrow(NotFound)
  expect(await findSince(tenant, cast.leo, 'apart', red, 0)).toBe(null)
  const reply = await say(school, cast.lena, 'apart', red, 'Only us')
  await expect(react(tenant, cast.leo, 'apart', reply, { kind: 'like', on: true })).rejects.toThrow(NotFound)
  await expect(findReplyPlace(tenant, cast.leo, 'apart', reply)).rejects.toThrow(NotFound)
  const page = await findForum(tenant, cast.leo, 'apart', { size: 50 })
  expect(JSON.stringify(page.groups)).not.toContain('red')
})

test('nobody opens a thread for a group they are not in, and who is in none opens none', async () => {
  const { cast, ivy } = school
  await expect(open(school, cast.lena, 'apart', 'Not mine', { groupId: 'blue' })).rejects.toThrow(Invalid)
  const alone = await addPerson(school, 'alma', 'Alma Alone')
  expect((await findForum(school.tenant, alone, 'apart', { size: 5 })).mayOpen).toBe(false)
  await expect(open(school, alone, 'apart', 'For whom?')).rejects.toThrow(Forbidden)
  const forBlue = await open(school, ivy, 'apart', 'For the blue ones', { groupId: 'blue' })
  expect(await read(school, cast.leo, 'apart', forBlue)).toEqual([])
  await expect(findThread(school.tenant, cast.lena, 'apart', forBlue)).rejects.toThrow(NotFound)
})

test('visible groups read each other and write among their own', async () => {
  const { cast } = school
  const red = await open(school, cast.lena, 'open', 'Red in the open')
  expect(await titles(cast.leo, 'open')).toEqual(['Red in the open'])
  expect((await findThread(school.tenant, cast.leo, 'open', red)).mayReply).toBe(false)
  await expect(say(school, cast.leo, 'open', red, 'May I?')).rejects.toThrow(Forbidden)
  await say(school, cast.lena, 'open', red, 'Yes')
  expect(await read(school, cast.leo, 'open', red)).toEqual(['Yes'])
})

test('of a question others’ answers show once one has answered', async () => {
  const { cast, ivy, tenant, olaf } = school
  const mia = await addPerson(school, 'mia', 'Mia Many')
  const id = await open(school, cast.lena, 'questions', 'What is a commit?')
  const answer = await say(school, cast.leo, 'questions', id, 'A snapshot')
  for (const reader of [cast.lena, cast.leo, ivy, cast.ada, olaf])
    expect(await read(school, reader, 'questions', id)).toEqual(['A snapshot'])
  const hidden = await findThread(tenant, mia, 'questions', id)
  expect([hidden.isHidden, hidden.replies, hidden.next]).toEqual([true, [], null])
  const since = await findSince(tenant, mia, 'questions', id, 0)
  expect(since?.replies.map(({ path }) => path)).toEqual([''])
  await expect(react(tenant, mia, 'questions', answer, { kind: 'like', on: true })).rejects.toThrow(NotFound)

  const own = await say(school, mia, 'questions', id, 'A save point')
  expect(await read(school, mia, 'questions', id)).toEqual(['A snapshot', 'A save point'])
  await removeWords(tenant, mia, 'questions', own)
  expect((await findThread(tenant, mia, 'questions', id)).isHidden).toBe(true)
})

test('whoever has not answered has nothing new to read but the question, and everything afterwards', async () => {
  const { cast, tenant } = school
  const nora = await addPerson(school, 'nora', 'Nora New')
  const id = await open(school, cast.lena, 'questions', 'What is a branch?')
  await say(school, cast.leo, 'questions', id, 'A name')
  const unread = async () =>
    (await findForum(tenant, nora, 'questions', { size: 50 })).threads.find((thread) => thread.id === id)?.unread
  expect(await unread()).toBe(1)
  const { at, through } = await findThread(tenant, nora, 'questions', id)
  await markThreadRead(tenant, nora, 'questions', id, { at, through })
  expect(await unread()).toBe(0)
  await say(school, nora, 'questions', id, 'A line of work')
  expect(await unread()).toBe(1)
})

test('the asker or whoever moderates accepts an answer, nobody else', async () => {
  const { cast, ivy, tenant } = school
  const id = await open(school, cast.lena, 'questions', 'What is a merge?')
  const [one, two] = [
    await say(school, cast.leo, 'questions', id, 'One'),
    await say(school, ivy, 'questions', id, 'Two'),
  ]
  const accepted = async () => (await findThread(tenant, cast.lena, 'questions', id)).thread.acceptedId
  await expect(acceptReply(tenant, cast.leo, 'questions', id, one)).rejects.toThrow(Forbidden)
  await acceptReply(tenant, cast.lena, 'questions', id, one)
  expect(await accepted()).toBe(one)
  await acceptReply(tenant, ivy, 'questions', id, two)
  await acceptReply(tenant, ivy, 'questions', id, two)
  expect(await accepted()).toBe(two)
  await expect(acceptReply(tenant, cast.lena, 'questions', id, id)).rejects.toThrow(Conflict)
  await removeWords(tenant, cast.leo, 'questions', one)
  await expect(acceptReply(tenant, cast.lena, 'questions', id, one)).rejects.toThrow(Conflict)
  await acceptReply(tenant, cast.lena, 'questions', id, null)
  expect(await accepted()).toBe(null)
  const talk = await open(school, cast.lena, 'talk', 'No question')
  const reply = await say(school, cast.leo, 'talk', talk, 'No answer')
  await expect(acceptReply(tenant, cast.lena, 'talk', talk, reply)).rejects.toThrow(Conflict)
})

test('where each opens one thread, each opens one, also when asking twice at once', async () => {
  const { cast, ivy, tenant } = school
  const sent = await Promise.allSettled(['One', 'Two'].map((title) => open(school, cast.lena, 'each', title)))
  expect(sent.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect((await findForum(tenant, cast.lena, 'each', { size: 5 })).mayOpen).toBe(false)
  await open(school, cast.leo, 'each', 'Leo’s')
  await open(school, ivy, 'each', 'Ivy’s first')
  await open(school, ivy, 'each', 'Ivy’s second')
  expect(await titles(cast.leo, 'each')).toHaveLength(4)
})

test('announcements are opened by staff and only read by others', async () => {
  const { cast, ivy, tenant } = school
  await expect(open(school, cast.lena, 'news', 'My news')).rejects.toThrow(Forbidden)
  const id = await open(school, ivy, 'news', 'We begin on Monday')
  expect(await findThread(tenant, cast.lena, 'news', id)).toMatchObject({
    mayReply: false,
    thread: { author: { name: 'Ivy Instructor' } },
  })
  await expect(say(school, cast.lena, 'news', id, 'Thanks')).rejects.toThrow(Forbidden)
  expect(await say(school, ivy, 'news', id, 'At nine')).toBeTruthy()
})

test('without names, peers get no id, name or photo of each other anywhere; staff do', async () => {
  const { cast, ivy, tenant } = school
  await tenant.db.update(users).set({ photoId: 'photo-of-leo' }).where(eq(users.id, cast.leo.id))
  const id = await open(school, cast.leo, 'masked', 'I am lost')
  await say(school, cast.lena, 'masked', id, 'So am I')
  await say(school, ivy, 'masked', id, 'I can help')
  const reply = await say(school, cast.leo, 'masked', id, 'Thank you')
  await react(tenant, cast.leo, 'masked', reply, { kind: 'like', on: true })
  const told = async (actor: Actor) => {
    const [forum, thread, since] = [
      await findForum(tenant, actor, 'masked', { size: 5 }),
      await findThread(tenant, actor, 'masked', id),
      await findSince(tenant, actor, 'masked', id, 0),
    ]
    const { threads, pinned, said } = forum
    return {
      text: JSON.stringify([threads, pinned, [...said], thread.thread, thread.opening, thread.replies, since?.replies]),
      thread,
    }
  }
  const peer = await told(cast.lena)
  for (const secret of [cast.leo.id, 'Leo', 'photo-of-leo']) expect(peer.text).not.toContain(secret)
  expect(peer.thread.replies.map(({ author, isOwn }) => [author.name, author.voice, isOwn])).toEqual([
    [null, 2, true],
    ['Ivy Instructor', 3, false],
    [null, 1, false],
  ])
  for (const staff of [ivy, cast.ada]) {
    const { text } = await told(staff)
    for (const known of [cast.leo.id, 'Leo Learner', 'photo-of-leo']) expect(text).toContain(known)
  }
})

test('names that were hidden stay hidden once somebody has written', async () => {
  const { ivy, tenant, cast } = school
  await open(school, cast.lena, 'masked', 'Trusting that')
  await expect(editForum(tenant, ivy, 'masked', { anonymous: false })).rejects.toThrow(Invalid)
  await editForum(tenant, ivy, 'draft', { anonymous: true })
  await editForum(tenant, ivy, 'draft', { anonymous: false })
  await expect(editForum(tenant, cast.lena, 'talk', { kind: 'questions' })).rejects.toThrow(NotFound)
  await expect(editForum(tenant, cast.zed, 'talk', { kind: 'questions' })).rejects.toThrow(NotFound)
})

test('strangers, other organizations and those who have left find nothing', async () => {
  const { cast, platform, tenant } = school
  const id = await open(school, cast.lena, 'talk', 'Among us')
  const globex = await addSchool(platform, 'globex', 'Globex')
  const sol = await addPerson(school, 'sol', 'Sol Withdrawn')
  await tenant.db.update(enrollments).set({ state: 'withdrawn' }).where(eq(enrollments.userId, sol.id))
  for (const [where, who] of [
    [tenant, cast.zed],
    [tenant, cast.ian],
    [tenant, sol],
    [globex.tenant, globex.cast.ada],
  ] as const) {
    await expect(findForum(where, who, 'talk', { size: 5 })).rejects.toThrow(NotFound)
    await expect(findThread(where, who, 'talk', id)).rejects.toThrow(NotFound)
    await expect(findSince(where, who, 'talk', id, 0)).rejects.toThrow(NotFound)
    await expect(say({ tenant: where }, who, 'talk', id, 'Hello')).rejects.toThrow(NotFound)
    await expect(open({ tenant: where }, who, 'talk', 'Hello')).rejects.toThrow(NotFound)
    await expect(removeWords(where, who, 'talk', id)).rejects.toThrow(NotFound)
  }
  await expect(findForum(tenant, cast.lena, 'draft', { size: 5 })).rejects.toThrow(NotFound)
})

test('who looks on reads and does not write', async () => {
  const { cast, tenant, olaf } = school
  const id = await open(school, cast.lena, 'talk', 'Look on')
  const page = await findThread(tenant, olaf, 'talk', id)
  expect([page.hindrance, page.mayReply, page.opening.mayEdit]).toEqual(['observer', false, false])
  await expect(say(school, olaf, 'talk', id, 'Nice')).rejects.toThrow(Forbidden)
  await expect(open(school, olaf, 'talk', 'Mine')).rejects.toThrow(Forbidden)
  await expect(react(tenant, olaf, 'talk', id, { kind: 'like', on: true })).rejects.toThrow(Forbidden)
})

test('a forum that is not open yet says why and shows no thread', async () => {
  const { cast, ivy, tenant } = school
  const id = await open(school, ivy, 'later', 'Prepared')
  const page = await findForum(tenant, cast.lena, 'later', { size: 5 })
  expect(page.access.lock).not.toEqual([])
  expect([page.threads, page.pinned, page.mayOpen, page.hindrance]).toEqual([[], [], false, 'locked'])
  await expect(findThread(tenant, cast.lena, 'later', id)).rejects.toThrow(Forbidden)
  await expect(findSince(tenant, cast.lena, 'later', id, 0)).rejects.toThrow(Forbidden)
  await expect(open(school, cast.lena, 'later', 'Too early')).rejects.toThrow(Forbidden)
})

test('when the course is over, its forums are read and nothing is written', async () => {
  const { cast, tenant } = school
  const id = await open(school, cast.lena, 'talk', 'The last word')
  await tenant.db.update(courses).set({ archivedAt: clock })
  const page = await findThread(tenant, cast.lena, 'talk', id)
  expect([page.hindrance, page.mayReply, page.opening.mayEdit]).toEqual(['read-only', false, false])
  await expect(say(school, cast.leo, 'talk', id, 'One more')).rejects.toThrow(Conflict)
  await expect(removeWords(tenant, cast.lena, 'talk', id)).rejects.toThrow(Conflict)
  await tenant.db.update(courses).set({ archivedAt: null })
})
