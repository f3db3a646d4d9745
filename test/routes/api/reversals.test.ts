import { beforeAll, expect, test } from 'vitest'
import { program } from '../../support/api'
import { makeSchool, type School } from '../../support/school'

let school: School
let ada: Awaited<ReturnType<typeof program>>
let olga: Awaited<ReturnType<typeof program>>
beforeAll(async () => {
  school = await makeSchool()
  ada = await program(school.platform, school.tenant, school.cast.ada)
  olga = await program(school.platform, school.tenant, school.cast.olga)
})

const wayBack = (answer: { headers: Headers }) => answer.headers.get('Undo')!.replace('/api/v1', '')

test('the answer to an act that loses something says where a program takes it back', async () => {
  const { json: group } = await ada('POST', '/groups', { name: 'Class 7b' })
  const people = async () => (await ada('GET', `/groups/${group.id}`)).json.people.length
  await ada('PUT', `/groups/${group.id}/members/acme-lena`)
  const done = await ada('DELETE', `/groups/${group.id}/members/acme-lena`)
  expect([done.status, await people()]).toEqual([204, 0])
  const path = wayBack(done)
  expect(path).toMatch(/^\/acts\/people\/[\w-]+\/reversal$/)
  expect((await olga('POST', path)).status).toBe(404) // not her act
  expect((await ada('POST', path.replace('people', 'courses'))).status).toBe(404) // another scope is asked for there
  expect(await people()).toBe(0)
  for (const _ of [1, 2]) expect((await ada('POST', path)).status).toBe(204)
  expect(await people()).toBe(1)
  const again = await ada('DELETE', `/groups/${group.id}/members/acme-leo`)
  expect([again.status, again.headers.get('Undo')]).toEqual([204, null]) // nobody was there
})

test('whoever asks again with the same key hears the way back again', async () => {
  const { json: group } = await ada('POST', '/groups', { name: 'Class 8c' })
  await ada('PUT', `/groups/${group.id}/members/acme-lena`)
  const key = { 'Idempotency-Key': 'taken-out' }
  const remove = () => ada('DELETE', `/groups/${group.id}/members/acme-lena`, undefined, key)
  const first = await remove()
  const again = await remove()
  expect(again.headers.get('Idempotency-Replayed')).toBe('true')
  expect([again.status, wayBack(again)]).toEqual([first.status, wayBack(first)])
  expect((await ada('POST', wayBack(again))).status).toBe(204)
})

test('a link that was closed opens again', async () => {
  const { json: link } = await ada('POST', '/join-links', { role: 'learner' })
  const isOpen = async () => (await ada('GET', '/join-links')).json.items[0].isOpen
  const done = await ada('DELETE', `/join-links/${link.id}`)
  expect(await isOpen()).toBe(false)
  await ada('POST', wayBack(done))
  expect(await isOpen()).toBe(true)
})
