import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { auditEntries, reactions, replyVersions } from '../../../worker/db/schema'
import {
  editWords,
  findForum,
  findSince,
  findThread,
  listVersions,
  markThreadRead,
  react,
  removeWords,
  restoreWords,
  setThread,
} from '../../../worker/domain/forums'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../worker/errors'
import type { Actor } from '../../support/actors'
import { type Forums, makeForums, open, read, say } from '../../support/forum'
import { monday } from '../../support/platform'

let school: Forums
let clock = monday
const minute = 60_000

beforeAll(async () => {
  school = await makeForums({ talk: {}, final: { editMinutes: 0 } })
})
beforeEach(() => later(3_600_000))
const later = (ms: number) => {
  clock += ms
  school.platform.setNow(clock)
}

test('one’s own words may be changed for half an hour, and what they were is kept', async () => {
  const { cast, ivy, tenant } = school
  const id = await open(school, cast.lena, 'talk', 'Tpyo')
  const reply = await say(school, cast.leo, 'talk', id, 'frist')
  await editWords(tenant, cast.lena, 'talk', id, { title: 'Typo', body: 'About a typo' })
  await editWords(tenant, cast.leo, 'talk', reply, { body: 'first', title: 'Not an opening' })
  await editWords(tenant, cast.leo, 'talk', reply, { body: 'first' })
  const page = await findThread(tenant, cast.lena, 'talk', id)
  expect([page.thread.title, page.replies[0]!.editedAt]).toEqual(['Typo', clock])
  expect(await read(school, cast.lena, 'talk', id)).toEqual(['first'])

  later(minute)
  await editWords(tenant, cast.leo, 'talk', reply, { body: 'First.' })
  const { versions } = await listVersions(tenant, cast.leo, 'talk', reply)
  expect(versions.map(({ body }) => body)).toEqual(['first', 'frist'])
  expect((await listVersions(tenant, ivy, 'talk', id)).versions).toMatchObject([{ title: 'Tpyo' }])
  await expect(listVersions(tenant, cast.lena, 'talk', reply)).rejects.toThrow(Forbidden)
  await expect(editWords(tenant, cast.lena, 'talk', reply, { body: 'Mine now' })).rejects.toThrow(Forbidden)
  await expect(editWords(tenant, ivy, 'talk', reply, { body: 'Said by Ivy' })).rejects.toThrow(Forbidden)
  await expect(editWords(tenant, cast.leo, 'talk', reply, { body: ' ' })).rejects.toThrow(Invalid)

  later(31 * minute)
  expect((await findThread(tenant, cast.leo, 'talk', id)).replies[0]!.mayEdit).toBe(false)
  await expect(editWords(tenant, cast.leo, 'talk', reply, { body: 'Too late' })).rejects.toThrow(Conflict)
  expect(await tenant.db.select().from(replyVersions).where(eq(replyVersions.replyId, reply))).toHaveLength(2)
})

test('where nothing may be changed, nothing is; staff change their own at any time', async () => {
  const { cast, ivy, tenant } = school
  const id = await open(school, cast.lena, 'final', 'Said is said')
  expect((await findThread(tenant, cast.lena, 'final', id)).opening.mayEdit).toBe(false)
  await expect(editWords(tenant, cast.lena, 'final', id, { body: 'Unsaid' })).rejects.toThrow(Conflict)
  const reply = await say(school, ivy, 'final', id, 'Monday')
  later(100 * minute)
  await editWords(tenant, ivy, 'final', reply, { body: 'Tuesday' })
  expect(await read(school, cast.lena, 'final', id)).toEqual(['Tuesday'])
})

test('a reply that is taken away leaves its place, its answers and a right count, and comes back whole', async () => {
  const { cast, ivy, tenant } = school
  const id = await open(school, cast.lena, 'talk', 'Away')
  const reply = await say(school, cast.leo, 'talk', id, 'Something hasty')
  await say(school, cast.lena, 'talk', id, 'An answer to it', reply)
  await react(tenant, cast.lena, 'talk', reply, { kind: 'funny', on: true })
  await expect(removeWords(tenant, cast.lena, 'talk', reply)).rejects.toThrow(Forbidden)
  await Promise.all([1, 2].map(() => removeWords(tenant, cast.leo, 'talk', reply).catch(() => null)))
  await removeWords(tenant, cast.leo, 'talk', reply)
  const gone = await findThread(tenant, ivy, 'talk', id)
  expect(gone.thread.replyCount).toBe(1)
  expect(gone.replies.map(({ isDeleted, html, reactions }) => [isDeleted, Boolean(html), reactions])).toEqual([
    [true, false, {}],
    [false, true, {}],
  ])
  await expect(editWords(tenant, cast.leo, 'talk', reply, { body: 'x' })).rejects.toThrow(NotFound)
  await expect(react(tenant, cast.lena, 'talk', reply, { kind: 'like', on: true })).rejects.toThrow(NotFound)
  await restoreWords(tenant, cast.leo, 'talk', reply)
  await restoreWords(tenant, cast.leo, 'talk', reply)
  const back = await findThread(tenant, cast.lena, 'talk', id)
  expect([back.thread.replyCount, back.replies[0]!.reactions]).toEqual([2, { funny: 1 }])
})

test('what those who moderate take away they alone bring back, and the audit log says so', async () => {
  const { cast, ivy, tenant } = school
  const id = await open(school, cast.lena, 'talk', 'Rude')
  const reply = await say(school, cast.leo, 'talk', id, 'Something rude')
  await removeWords(tenant, ivy, 'talk', reply)
  await expect(restoreWords(tenant, cast.leo, 'talk', reply)).rejects.toThrow(Forbidden)
  await restoreWords(tenant, cast.ada, 'talk', reply)
  expect(await read(school, cast.lena, 'talk', id)).toEqual(['Something rude'])
  const acts = await tenant.db.select().from(auditEntries).where(eq(auditEntries.subjectId, reply))
  expect(acts.map(({ act, actorId }) => [act, actorId])).toEqual([
    ['reply.remove', ivy.id],
    ['reply.restore', cast.ada.id],
  ])
})

test('one takes away one’s own thread while nobody has replied; staff take any away and bring it back', async () => {
  const { cast, ivy, tenant } = school
  const id = await open(school, cast.lena, 'talk', 'Alone')
  await removeWords(tenant, cast.lena, 'talk', id)
  await expect(findThread(tenant, cast.lena, 'talk', id)).rejects.toThrow(NotFound)
  await expect(restoreWords(tenant, cast.leo, 'talk', id)).rejects.toThrow(NotFound)
  await restoreWords(tenant, cast.lena, 'talk', id)
  await say(school, cast.leo, 'talk', id, 'Not alone')
  await expect(removeWords(tenant, cast.lena, 'talk', id)).rejects.toThrow(Conflict)
  await removeWords(tenant, ivy, 'talk', id)
  await expect(restoreWords(tenant, cast.lena, 'talk', id)).rejects.toThrow(NotFound)
  await restoreWords(tenant, ivy, 'talk', id)
  expect(await read(school, cast.lena, 'talk', id)).toEqual(['Not alone'])
})

test('a locked thread takes no words from learners, and what is held stays on top', async () => {
  const { cast, ivy, tenant } = school
  const id = await open(school, cast.lena, 'talk', 'Closed soon')
  const reply = await say(school, cast.leo, 'talk', id, 'In time')
  await expect(setThread(tenant, cast.lena, 'talk', id, { locked: true })).rejects.toThrow(Forbidden)
  await setThread(tenant, ivy, 'talk', id, { locked: true })
  await setThread(tenant, ivy, 'talk', id, { locked: true })
  const page = await findThread(tenant, cast.leo, 'talk', id)
  expect([page.thread.isLocked, page.mayReply]).toEqual([true, false])
  await expect(say(school, cast.leo, 'talk', id, 'Late')).rejects.toThrow(Conflict)
  await expect(editWords(tenant, cast.leo, 'talk', reply, { body: 'Late' })).rejects.toThrow(Conflict)
  await expect(removeWords(tenant, cast.leo, 'talk', reply)).rejects.toThrow(Conflict)
  expect(await say(school, ivy, 'talk', id, 'Staff may')).toBeTruthy()
  await setThread(tenant, ivy, 'talk', id, { locked: false })
  expect(await say(school, cast.leo, 'talk', id, 'Open again')).toBeTruthy()

  await setThread(tenant, ivy, 'talk', id, { pinned: true })
  later(1_000)
  await open(school, cast.lena, 'talk', 'Newer')
  const forum = await findForum(tenant, cast.leo, 'talk', { size: 50 })
  expect(forum.pinned.map(({ title }) => title)).toEqual(['Closed soon'])
  expect(forum.threads.map(({ title }) => title)).not.toContain('Closed soon')
  await setThread(tenant, ivy, 'talk', id, { pinned: false })
  expect((await findForum(tenant, cast.leo, 'talk', { size: 50 })).pinned).toEqual([])
  const acts = await tenant.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id))
  expect(acts.map(({ act }) => act)).toEqual(['thread.lock', 'thread.unlock', 'thread.pin', 'thread.unpin'])
})

test('a reaction is felt once by each, however often it is sent', async () => {
  const { cast, tenant } = school
  const id = await open(school, cast.lena, 'talk', 'Feel')
  const feel = (actor: Actor, on: boolean, kind = 'thanks') => react(tenant, actor, 'talk', id, { kind, on })
  await Promise.all([feel(cast.leo, true), feel(cast.leo, true), feel(cast.leo, true)])
  await feel(cast.lena, true)
  await feel(cast.leo, true, 'like')
  const { opening } = await findThread(tenant, cast.leo, 'talk', id)
  expect([opening.reactions, opening.felt.sort()]).toEqual([{ thanks: 2, like: 1 }, ['like', 'thanks']])
  await feel(cast.leo, false)
  await feel(cast.leo, false)
  expect((await findThread(tenant, cast.lena, 'talk', id)).opening.reactions).toEqual({ thanks: 1, like: 1 })
  await expect(feel(cast.leo, true, '<script>')).rejects.toThrow(Invalid)
  expect(await tenant.db.select().from(reactions).where(eq(reactions.replyId, id))).toHaveLength(2)
})

test('what is new to somebody is counted exactly, also over pages', async () => {
  const { cast, ivy, tenant } = school
  const id = await open(school, cast.lena, 'talk', 'Count')
  const ids: string[] = []
  for (let i = 0; i < 55; i++) {
    if (i % 15 === 0) later(61_000)
    ids.push(await say(school, ivy, 'talk', id, `news ${i}`))
  }
  const unread = async (actor: Actor) =>
    (await findForum(tenant, actor, 'talk', { size: 50 })).threads.find((thread) => thread.id === id)!.unread
  expect([await unread(cast.lena), await unread(cast.leo), await unread(ivy)]).toEqual([55, 56, 1])
  const first = await findThread(tenant, cast.lena, 'talk', id)
  expect(first.replies.every(({ isNew }) => isNew)).toBe(true)
  await say(school, ivy, 'talk', id, 'while she reads')
  await markThreadRead(tenant, cast.lena, 'talk', id, { at: first.at, through: first.through })
  expect(await unread(cast.lena)).toBe(6)
  const second = await findThread(tenant, cast.lena, 'talk', id, { cursor: first.next })
  await markThreadRead(tenant, cast.lena, 'talk', id, { at: second.at, through: second.through })
  expect(await unread(cast.lena)).toBe(0)
  await markThreadRead(tenant, cast.lena, 'talk', id, { at: first.at, through: first.through })
  expect(await unread(cast.lena)).toBe(0)
  await removeWords(tenant, ivy, 'talk', ids[0]!)
  expect(await unread(cast.leo)).toBe(56)
  await say(school, cast.lena, 'talk', id, 'One’s own is never new')
  expect(await unread(cast.lena)).toBe(0)
  await markThreadRead(tenant, cast.leo, 'talk', id, { at: 1_000_000, through: null })
  await say(school, ivy, 'talk', id, 'A number from nowhere hides nothing')
  expect(await unread(cast.leo)).toBe(1)
})

test('a page that was away hears what it missed, and reads anew where that is too much', async () => {
  const { cast, ivy, tenant } = school
  const id = await open(school, cast.lena, 'talk', 'Away for a while')
  const reply = await say(school, cast.leo, 'talk', id, 'Before')
  const { at } = await findThread(tenant, cast.lena, 'talk', id)
  expect((await findSince(tenant, cast.lena, 'talk', id, at))?.replies).toEqual([])
  await say(school, ivy, 'talk', id, 'After')
  await editWords(tenant, cast.leo, 'talk', reply, { body: 'Before, better' })
  const since = await findSince(tenant, cast.lena, 'talk', id, at)
  expect(since?.replies.map(({ html }) => html.replace(/<[^>]*>/g, '').trim())).toEqual(['After', 'Before, better'])
  expect((await findSince(tenant, cast.lena, 'talk', id, since!.at))?.replies).toEqual([])
  for (let i = 0; i < 101; i++) {
    if (i % 15 === 0) later(61_000)
    await say(school, ivy, 'talk', id, `more ${i}`)
  }
  expect(await findSince(tenant, cast.lena, 'talk', id, at)).toBe(null)
})
