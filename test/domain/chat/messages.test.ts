import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { chatMessages, chatRooms, courses, enrollments, events } from '../../../worker/db/schema'
import {
  deleteMessage,
  editMessage,
  listMentionable,
  listRooms,
  makeRoom,
  markRoomRead,
  muteRoom,
  react,
  readChanges,
  readRoom,
  sendMessage,
  setGroupRoom,
  writeTo,
} from '../../../worker/domain/chat'
import { withdrawPeople } from '../../../worker/domain/enrollments'
import { makeGroup } from '../../../worker/domain/groups'
import { Conflict, Forbidden, Invalid, NotFound, TooMany } from '../../../worker/errors'
import { newId } from '../../../worker/lib/ids'
import { type ChattingSchool, makeChattingSchool, say } from '../../support/chat'

let school: ChattingSchool
beforeAll(async () => {
  school = await makeChattingSchool()
})

const texts = async (roomId = 'git', actor = school.ivy) =>
  (await readRoom(school.tenant, actor, roomId)).messages.map(({ text }) => text)

test('what people say stands in its order, numbered without a gap', async () => {
  const { cast, ivy, tenant } = school
  const said = [
    await say(school, ivy, 'Welcome'),
    await say(school, cast.lena, 'Hello **Ivy**'),
    await say(school, cast.leo, 'Hi'),
  ]
  expect(said.map(({ seq }) => seq)).toEqual([1, 2, 3])
  expect(await texts()).toEqual(['Welcome', 'Hello **Ivy**', 'Hi'])
  expect((await tenant.db.select().from(chatRooms))[0]).toMatchObject({ id: 'git', kind: 'course', seq: 3, lastSeq: 3 })
})

test('fifty who speak at once get fifty numbers', async () => {
  const { tenant, ivy } = school
  const roomId = await makeRoom(tenant, ivy, { title: 'Crowd', userIds: [school.cast.lena.id] })
  // Nobody says so much: the pace is each person's own, so they take turns with the clock.
  const { now } = tenant
  let at = now()
  tenant.now = () => (at += 60_000)
  const said = await Promise.all(Array.from({ length: 50 }, (_, i) => say(school, ivy, `n ${i}`, roomId)))
  tenant.now = now
  expect(said.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
})

test('a message that is sent again is there once, also at the same moment', async () => {
  const { cast, tenant } = school
  const id = newId()
  const sent = await Promise.all([1, 2, 3].map(() => say(school, cast.lena, 'Once', 'git', id)))
  expect(new Set(sent.map(({ seq }) => seq)).size).toBe(1)
  expect((await say(school, cast.lena, 'Once', 'git', id)).seq).toBe(sent[0]!.seq)
  expect((await texts()).filter((text) => text === 'Once')).toHaveLength(1)
  await expect(say(school, cast.leo, 'Mine?', 'git', id)).rejects.toThrow(Conflict)
  const [room] = await tenant.db.select().from(chatRooms).where(eq(chatRooms.id, 'git'))
  expect(room!.seq).toBe(sent[0]!.seq)
})

test('strangers, observers and the neighbours find no room; where a course has none there is none', async () => {
  const { cast, tenant } = school
  await tenant.db.insert(enrollments).values({
    id: 'watching',
    userId: cast.ian.id,
    courseId: 'git',
    round: 1,
    role: 'observer',
    state: 'active',
    createdAt: 0,
    itemsDone: 0,
    itemsAll: 0,
    percent: 0,
  })
  for (const outsider of [cast.zed, cast.ian]) {
    await expect(readRoom(tenant, outsider, 'git')).rejects.toThrow(NotFound)
    await expect(readChanges(tenant, outsider, 'git', 0)).rejects.toThrow(NotFound)
    await expect(say(school, outsider, 'Me, too')).rejects.toThrow(NotFound)
    await expect(listMentionable(tenant, outsider, 'git', '')).rejects.toThrow(NotFound)
  }
  expect((await readRoom(tenant, cast.ada, 'git')).room.moderates).toBe(true)
  await tenant.db.update(courses).set({ chat: false }).where(eq(courses.id, 'git'))
  await expect(readRoom(tenant, cast.lena, 'git')).rejects.toThrow(NotFound)
  await tenant.db.update(courses).set({ chat: true }).where(eq(courses.id, 'git'))
})

test('what says nothing, hides or is a book is refused; what is odd is kept as it reads', async () => {
  const { cast } = school
  for (const nothing of ['', '  \n', '\u200b\u200d\ufeff', '\u0000\u0007', '\u3164'])
    await expect(say(school, cast.leo, nothing)).rejects.toThrow(Invalid)
  await expect(say(school, cast.leo, 'x'.repeat(4_001))).rejects.toThrow(Invalid)
  const odd = await say(school, cast.leo, 'a\u202e\u0000b مرحبا \ud800')
  expect(odd.text).toBe('ab مرحبا')
})

test('a flood is slowed for whoever makes it, and for nobody else', async () => {
  const flooded = await makeFlood()
  expect(flooded.passed).toBe(20)
  expect(flooded.refused).toBeInstanceOf(TooMany)
  await expect(say(school, school.cast.lena, 'Calm', flooded.roomId)).resolves.toBeDefined()
})

async function makeFlood() {
  const { tenant, cast } = school
  const { now } = tenant
  const later = now() + 600_000
  tenant.now = () => later
  const roomId = await writeTo(tenant, cast.olga, [cast.lena.id], { id: newId(), text: '1' })
  let passed = 1
  let refused: unknown
  for (; passed < 40 && !refused; ) {
    await say(school, cast.olga, 'again', roomId).then(
      () => passed++,
      (error) => {
        refused = error
      },
    )
  }
  tenant.now = now
  return { passed, refused, roomId }
}

test('one edits one’s own for an hour; a moderator deletes and leaves a mark; both are numbered', async () => {
  const { cast, tenant, ivy } = school
  const said = await say(school, cast.lena, 'Teh end')
  await expect(editMessage(tenant, ivy, 'git', said.id, 'Mine')).rejects.toThrow(Forbidden)
  const edited = await editMessage(tenant, cast.lena, 'git', said.id, 'The end')
  expect([edited.text, edited.seq, edited.changedSeq]).toEqual(['The end', said.seq, said.seq + 1])
  await expect(deleteMessage(tenant, cast.leo, 'git', said.id)).rejects.toThrow(Forbidden)
  const deleted = await deleteMessage(tenant, ivy, 'git', said.id)
  expect([deleted.text, deleted.changedSeq, deleted.deletedAt]).toEqual(['', said.seq + 2, tenant.now()])
  await expect(editMessage(tenant, cast.lena, 'git', said.id, 'Back')).rejects.toThrow(Conflict)
  const late = await say(school, cast.lena, 'Later')
  const { now } = tenant
  tenant.now = () => late.at + 3_600_001
  await expect(editMessage(tenant, cast.lena, 'git', late.id, 'Too late')).rejects.toThrow(Conflict)
  tenant.now = now
})

test('a reaction is one a person and sign, and is taken back by the same', async () => {
  const { cast, tenant } = school
  const said = await say(school, cast.lena, 'Cake?')
  await react(tenant, cast.leo, 'git', said.id, { emoji: '👍' })
  const both = await react(tenant, cast.lena, 'git', said.id, { emoji: '👍' })
  expect(both.reactions).toEqual([{ emoji: '👍', n: 2 }])
  const one = await react(tenant, cast.leo, 'git', said.id, { emoji: '👍' })
  expect(one.reactions).toEqual([{ emoji: '👍', n: 1 }])
  await expect(react(tenant, cast.leo, 'git', said.id, { emoji: 'nonsense' })).rejects.toThrow(Invalid)
})

test('whoever asks “since N” has everything once, however it came about', async () => {
  const { tenant, cast, ivy } = school
  const roomId = await makeRoom(tenant, ivy, { title: 'Since', userIds: [cast.lena.id] })
  const { now } = tenant
  let at = now() + 1_000_000
  tenant.now = () => (at += 30_000)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('say', 'edit', 'delete', 'react', 'ask'), { minLength: 1, maxLength: 14 }),
      async (acts) => {
        let known = (await readChanges(tenant, ivy, roomId, 0)).at
        const page = await readRoom(tenant, ivy, roomId)
        const mine = new Map(page.messages.map((message) => [message.id, message]))
        for (const act of acts) {
          const last = [...mine.values()].filter(({ deletedAt }) => !deletedAt).at(-1)
          if (act === 'ask') {
            const changes = await readChanges(tenant, ivy, roomId, known)
            for (const message of changes.messages) mine.set(message.id, message)
            known = changes.at
          } else if (act === 'say' || !last) await say(school, cast.lena, 'word', roomId)
          else if (act === 'edit' && last.authorId === cast.lena.id)
            await editMessage(tenant, cast.lena, roomId, last.id, `word ${at}`).catch((error) => error)
          else if (act === 'delete') await deleteMessage(tenant, ivy, roomId, last.id)
          else await react(tenant, ivy, roomId, last.id, { emoji: '✅' }).catch((error) => error)
        }
        const changes = await readChanges(tenant, ivy, roomId, known)
        for (const message of changes.messages) mine.set(message.id, message)
        const all = (await readRoom(tenant, ivy, roomId)).messages
        for (const message of all) expect(mine.get(message.id)).toEqual(message)
        expect((await readChanges(tenant, ivy, roomId, changes.at)).messages).toEqual([])
      },
    ),
    { numRuns: 8 },
  )
  tenant.now = now
})

test('more than a page since N comes page by page, and history runs by cursor', async () => {
  const { tenant, ivy } = school
  const roomId = await makeRoom(tenant, ivy, { title: 'Long', userIds: [school.cast.leo.id] })
  await tenant.db.batch([
    tenant.db.update(chatRooms).set({ seq: 230, lastSeq: 230 }).where(eq(chatRooms.id, roomId)),
    ...Array.from({ length: 23 }, (_, part) =>
      tenant.db.insert(chatMessages).values(
        Array.from({ length: 10 }, (_, i) => ({
          id: newId(),
          roomId,
          seq: part * 10 + i + 1,
          changedSeq: part * 10 + i + 1,
          authorId: ivy.id,
          text: `m ${part * 10 + i + 1}`,
          at: 0,
        })),
      ),
    ),
  ])
  const heard: number[] = []
  for (let since = 0, more = true; more; ) {
    const page = await readChanges(tenant, ivy, roomId, since)
    heard.push(...page.messages.map(({ seq }) => seq))
    ;[since, more] = [page.at, page.more]
  }
  expect(heard).toEqual(Array.from({ length: 230 }, (_, i) => i + 1))
  const back: number[] = []
  for (let before: number | null = null, i = 0; i < 9; i++) {
    const page: Awaited<ReturnType<typeof readRoom>> = await readRoom(tenant, ivy, roomId, before)
    back.unshift(...page.messages.map(({ seq }) => seq))
    before = page.earlier
    if (before === null) break
  }
  expect(back).toEqual(heard)
})

test('the same people write to each other in the same room, which nobody else sees', async () => {
  const { tenant, cast, ivy } = school
  const first = await writeTo(tenant, cast.lena, [ivy.id], { id: newId(), text: 'A question' })
  expect(await writeTo(tenant, ivy, [cast.lena.id, cast.lena.id], { id: newId(), text: 'An answer' })).toBe(first)
  expect(await texts(first, cast.lena)).toEqual(['A question', 'An answer'])
  for (const other of [cast.leo, cast.ada, cast.olga])
    await expect(readRoom(tenant, other, first)).rejects.toThrow(NotFound)
  const [line] = (await listRooms(tenant, ivy, { size: 5 })).rows.filter(({ id }) => id === first)
  expect(line).toMatchObject({ kind: 'direct', people: [{ name: 'Lena Learner' }], last: { text: 'An answer' } })
  await expect(writeTo(tenant, cast.zed, [ivy.id], { id: newId(), text: 'Hello?' })).rejects.toThrow(NotFound)
  await expect(writeTo(tenant, cast.lena, [cast.lena.id], { id: newId(), text: 'Me' })).rejects.toThrow(Invalid)
  expect(await writeTo(tenant, cast.ada, [cast.zed.id], { id: newId(), text: 'Welcome' })).toBeTruthy()
})

test('what is unread is counted to the message, and one’s own never', async () => {
  const { tenant, cast, ivy } = school
  const roomId = await writeTo(tenant, cast.leo, [ivy.id], { id: newId(), text: 'One' })
  await say(school, cast.leo, 'Two', roomId)
  const unread = async (actor: typeof ivy) =>
    (await listRooms(tenant, actor, { size: 30 })).rows.find(({ id }) => id === roomId)!.unread
  expect([await unread(ivy), await unread(cast.leo)]).toEqual([2, 0])
  await markRoomRead(tenant, ivy, roomId, 1)
  expect(await unread(ivy)).toBe(1)
  await markRoomRead(tenant, ivy, roomId, 0)
  expect(await unread(ivy)).toBe(1)
  const three = await say(school, cast.leo, 'Three', roomId)
  await deleteMessage(tenant, cast.leo, roomId, three.id)
  expect(await unread(ivy)).toBe(1)
  await markRoomRead(tenant, ivy, roomId, 99)
  expect(await unread(ivy)).toBe(0)
  await say(school, cast.leo, 'Four', roomId)
  expect(await unread(ivy)).toBe(1)
  await muteRoom(tenant, ivy, roomId, true)
  expect((await readRoom(tenant, ivy, roomId)).room.mutedAt).toBe(tenant.now())
  await say(school, ivy, 'Five', roomId)
  expect(await unread(ivy)).toBe(0)
})

test('@name means somebody of the room, and is told of once', async () => {
  const { tenant, cast } = school
  expect(await listMentionable(tenant, cast.lena, 'git', 'le')).toMatchObject([{ name: 'Leo Learner' }])
  expect((await listMentionable(tenant, cast.lena, 'git', 'instr')).map(({ name }) => name)).toEqual(['Ivy Instructor'])
  const said = await say(school, cast.lena, 'Ask @ivy instructor, not @Zed Stranger')
  expect(said.mentions).toEqual([{ id: cast.ivy.id, name: 'Ivy Instructor' }])
  const told = await tenant.db.select().from(events).where(eq(events.subjectId, said.id))
  expect(told).toMatchObject([{ name: 'message.sent', payload: { roomId: 'git', mentions: [cast.ivy.id] } }])
  const plain = await say(school, cast.lena, 'Nobody in particular')
  expect(await tenant.db.select().from(events).where(eq(events.subjectId, plain.id))).toEqual([])
})

test('a group has a room while whoever runs it says so, for its people', async () => {
  const { tenant, cast, ivy } = school
  const groupId = await makeGroup(tenant, ivy, 'git', { name: 'Blue', selfSignUp: false, seats: null })
  await expect(readRoom(tenant, ivy, groupId)).rejects.toThrow(NotFound)
  await expect(setGroupRoom(tenant, cast.lena, groupId, true)).rejects.toThrow(Forbidden)
  await setGroupRoom(tenant, ivy, groupId, true)
  await expect(readRoom(tenant, cast.lena, groupId)).rejects.toThrow(NotFound)
  await say(school, ivy, 'Blue ones', groupId)
  await setGroupRoom(tenant, ivy, groupId, false)
  await expect(say(school, ivy, 'More', groupId)).rejects.toThrow(Forbidden)
  expect(await texts(groupId)).toEqual(['Blue ones'])
})

test('whoever is withdrawn has no room any more', async () => {
  const { tenant, cast, ivy } = school
  await withdrawPeople(tenant, ivy, 'git', [cast.leo.id])
  await expect(sendMessage(tenant, cast.leo, 'git', { id: newId(), text: 'Still here' })).rejects.toThrow(NotFound)
  expect((await listRooms(tenant, cast.leo, { size: 30 })).rows.map(({ id }) => id)).not.toContain('git')
})
