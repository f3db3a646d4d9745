import { beforeAll, expect, test } from 'vitest'
import { devDoors } from '../../worker/dev/doors'
import { keptMailer } from '../../worker/dev/kept-mail'
import { addSchool, makeSchool, type School } from '../support/school'

let school: School
let next: Awaited<ReturnType<typeof addSchool>>

beforeAll(async () => {
  school = await makeSchool()
  next = await addSchool(school.platform, 'globex', 'Globex')
  const from = { name: 'Lyceum', email: 'no-reply@lyceum.localhost' }
  const mail = (key: string, subject: string) => ({ key, to: 'a@b.example', from, subject, html: '', text: subject })
  const mailer = keptMailer(school.platform.env)
  await mailer.send(mail(`${school.tenant.id}:user.email-given:1:`, 'For Acme'))
  await mailer.send(mail(`${next.tenant.id}:user.email-given:1:`, 'For Globex'))
  await mailer.send(mail('a-former-owner-of-acme:user.email-given:1:', 'For somebody before'))
  await mailer.send(mail('find:1', 'Your organizations'))
})

const open = async (origin: string, path: string) => (await devDoors(new Request(origin + path), school.platform.env))!
const subjects = async (origin: string) =>
  ((await (await open(origin, '/dev/mail.json')).json()) as { subject: string }[]).map(({ subject }) => subject).sort()

test('an organization sees the mails of its own only, also where its address was somebody else’s before', async () => {
  expect(await subjects(school.tenant.origin)).toEqual(['For Acme'])
  expect(await subjects(next.tenant.origin)).toEqual(['For Globex'])
  expect(await (await open(next.tenant.origin, '/dev/mail')).text()).not.toContain('For Acme')
})

test('a mail opens where it belongs, and nowhere else', async () => {
  const [{ id }] = (await (await open(school.tenant.origin, '/dev/mail.json')).json()) as [{ id: string }]
  expect(await (await open(school.tenant.origin, `/dev/mail/${id}`)).text()).toContain('For Acme')
  expect((await open(next.tenant.origin, `/dev/mail/${id}`)).status).toBe(404)
})

test('the platform’s site shows all of them, a host of nobody none', async () => {
  expect(await subjects(school.platform.origin.origin)).toHaveLength(4)
  expect((await open('http://nobody.lyceum.localhost', '/dev/mail')).status).toBe(404)
})
