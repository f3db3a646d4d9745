import { evictDurableObject } from 'cloudflare:test'
import { beforeAll, expect, test } from 'vitest'
import { deleteMessage, editMessage, readChanges, writeTo } from '../../worker/domain/chat'
import { withdrawPeople } from '../../worker/domain/enrollments'
import { drain } from '../../worker/jobs/drain'
import { newId } from '../../worker/lib/ids'
import { browse } from '../support/browser'
import { type ChattingSchool, makeChattingSchool, say } from '../support/chat'
import { listenAt, until } from '../support/listen'
import { addSchool } from '../support/school'
import { teachCourse } from '../support/taught-course'

type Said = { seq?: number; id?: string; html?: string; here?: number; typing?: string; behind?: boolean }

let school: ChattingSchool
let at: number
beforeAll(async () => {
  school = await makeChattingSchool()
  at = school.platform.now()
  // Who speaks much takes turns with the clock: the pace is tested elsewhere.
  school.tenant.now = () => (at += 60_000)
})

const listen = (name: keyof ChattingSchool['cast'], roomId = 'git') =>
  listenAt<Said>(school, school.cast[name], `/chat/${roomId}/socket`)
const messagesOf = (heard: Said[]) => heard.filter(({ id }) => id !== undefined)

test('everybody in the room hears each message, in its order, and no message is long', async () => {
  const { cast } = school
  const [lena, ivy] = [await listen('lena'), await listen('ivy')]
  expect([lena.status, ivy.status]).toEqual([101, 101])
  const said = await Promise.all(
    Array.from({ length: 40 }, (_, i) => say(school, i % 2 ? cast.leo : school.ivy, `Word **${i}** of a talk`)),
  )
  await until(() => messagesOf(lena.heard).length >= 40 && messagesOf(ivy.heard).length >= 40)
  const numbers = said.map(({ changedSeq }) => changedSeq).sort((a, b) => a - b)
  for (const { heard } of [lena, ivy]) expect(messagesOf(heard).map(({ seq }) => seq)).toEqual(numbers)
  const [first] = messagesOf(lena.heard)
  expect(first!.html).toContain('<strong>0</strong>')
  expect(JSON.stringify(first).length).toBeLessThan(1_024)
  lena.socket!.close()
  ivy.socket!.close()
})

test('an edit and a deletion are heard as the message stands', async () => {
  const { cast, tenant, ivy } = school
  const said = await say(school, cast.lena, 'Frist')
  const leo = await listen('leo')
  const { now } = tenant
  tenant.now = () => said.at
  await editMessage(tenant, cast.lena, 'git', said.id, 'First')
  await deleteMessage(tenant, ivy, 'git', said.id)
  tenant.now = now
  await until(() => messagesOf(leo.heard).length >= 2)
  const [edited, deleted] = messagesOf(leo.heard)
  expect([edited!.id, deleted!.id]).toEqual([said.id, said.id])
  expect(edited!.html).toContain('First')
  expect(deleted!.html).not.toContain('First')
  expect([edited!.seq, deleted!.seq]).toEqual([said.seq + 1, said.seq + 2])
  leo.socket!.close()
})

test('strangers are not let in, and a room of that name next door hears nothing', async () => {
  const { cast, platform } = school
  const globex = await addSchool(platform, 'globex', 'Globex')
  await teachCourse(globex.tenant, globex.cast, { modules: { basics: [{ id: 'intro' }] } })
  await globex.tenant.db.run(`update courses set chat = 1`)
  const [inside, zed] = [await listen('lena'), await listen('zed')]
  const nextDoor = await listenAt<Said>({ platform, tenant: globex.tenant }, globex.cast.lena, '/chat/git/socket')
  expect([inside.status, zed.status, nextDoor.status]).toEqual([101, 404, 101])
  await say(school, cast.leo, 'Only for us')
  await until(() => messagesOf(inside.heard).length > 0)
  expect(messagesOf(inside.heard)).toHaveLength(1)
  expect([messagesOf(nextDoor.heard), zed.socket]).toEqual([[], null])
  expect(
    (await readChanges(globex.tenant, globex.cast.ivy, 'git', 0).catch(() => ({ messages: [] }))).messages,
  ).toEqual([])
  inside.socket!.close()
})

test('after the room was reset nothing is lost and nothing comes twice', async () => {
  const { cast, tenant, platform } = school
  const lena = await listen('lena')
  const before = await readChanges(tenant, cast.lena, 'git', 0)
  let known = before.at
  while ((await readChanges(tenant, cast.lena, 'git', known)).messages.length)
    known = (await readChanges(tenant, cast.lena, 'git', known)).at
  const said = [await say(school, cast.leo, 'Before')]
  await until(() => messagesOf(lena.heard).length >= 1)
  const { CHATS } = platform.env
  await evictDurableObject(CHATS.get(CHATS.idFromName(`t:${tenant.id}:chat:git`)))
  said.push(await say(school, cast.leo, 'While it was away'))
  const back = await listen('lena')
  said.push(await say(school, cast.leo, 'After'))
  await until(() => messagesOf(back.heard).length >= 1)
  const { messages } = await readChanges(tenant, cast.lena, 'git', known)
  expect(messages.map(({ id }) => id)).toEqual(said.map(({ id }) => id))
  expect(messagesOf(back.heard).map(({ id }) => id)).toEqual([said[2]!.id])
  back.socket!.close()
})

test('a sign of life says whether something was missed', async () => {
  const { cast } = school
  const lena = await listen('lena')
  const said = await say(school, cast.leo, 'New')
  await until(() => messagesOf(lena.heard).length > 0)
  const signs = () => lena.heard.filter(({ id, here }) => id === undefined && here === undefined)
  lena.socket!.send(JSON.stringify({ at: said.changedSeq - 1 }))
  await until(() => signs().length > 0)
  lena.socket!.send(JSON.stringify({ at: said.changedSeq }))
  await until(() => signs().length > 1)
  expect(signs()).toEqual([{ behind: true }, {}])
  lena.socket!.close()
})

test('others see that somebody writes; nobody keeps it', async () => {
  const [lena, leo] = [await listen('lena'), await listen('leo')]
  for (let i = 0; i < 5; i++) leo.socket!.send('{"typing":true}')
  await until(() => lena.heard.some(({ typing }) => typing))
  await until(() => lena.heard.some(({ here }) => here === 2))
  expect(lena.heard.filter(({ typing }) => typing)).toEqual([{ typing: 'Leo Learner' }])
  expect(leo.heard.filter(({ typing }) => typing)).toEqual([])
  expect(lena.heard.some(({ here }) => here === 2)).toBe(true)
  lena.socket!.close()
  leo.socket!.close()
})

test('a hundred times gone and back, everything has been heard once', async () => {
  const { cast, tenant } = school
  const roomId = await writeTo(tenant, cast.lena, [cast.ivy.id], { id: newId(), text: 'Begin' })
  const mine = new Map<string, number>()
  let known = 0
  const hear = (id: string, seq: number) => {
    expect(mine.has(id)).toBe(false)
    mine.set(id, seq)
  }
  const browser = await browse(school.platform, tenant, cast.ivy)
  for (let i = 0; i < 100; i++) {
    const answer = await browser.get(`/chat/${roomId}/socket`, { Upgrade: 'websocket' })
    const socket = answer.webSocket!
    socket.accept()
    const heard: Said[] = []
    socket.addEventListener('message', ({ data }) => {
      heard.push(JSON.parse(String(data)))
    })
    const since = (await (await browser.get(`/chat/${roomId}/changes?since=${known}`)).json()) as {
      at: number
      messages: Required<Said>[]
    }
    for (const { id, seq } of since.messages) hear(id, seq)
    known = since.at
    const during = i % 3 ? await say(school, cast.lena, `During ${i}`, roomId) : null
    if (i % 2) await until(() => !during || messagesOf(heard).length > 0)
    for (const { id, seq } of messagesOf(heard) as Required<Said>[])
      if (seq > known) {
        hear(id, seq)
        known = seq
      }
    socket.close()
    if (i % 4 === 0) await say(school, cast.lena, `Between ${i}`, roomId)
  }
  for (let more = true; more; ) {
    const rest = await readChanges(tenant, cast.ivy, roomId, known)
    for (const { id, changedSeq } of rest.messages) hear(id, changedSeq)
    ;[known, more] = [rest.at, rest.more]
  }
  expect([...mine.values()].sort((a, b) => a - b)).toEqual(Array.from({ length: known }, (_, i) => i + 1))
})

test('whoever is withdrawn leaves the room at once', async () => {
  const { tenant, cast, platform } = school
  const [leo, lena] = [await listen('leo'), await listen('lena')]
  await withdrawPeople(tenant, school.ivy, 'git', [cast.leo.id])
  await drain(tenant, {}, platform)
  await until(() => leo.closed.length > 0)
  expect([leo.closed, lena.closed]).toEqual([[4003], []])
  expect((await listen('leo')).status).toBe(404)
  await say(school, cast.lena, 'Without Leo')
  await until(() => messagesOf(lena.heard).length > 0)
  expect(messagesOf(leo.heard)).toEqual([])
})
