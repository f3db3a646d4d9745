import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MailRefused } from '../../tenants/mail'
import { httpMailer } from '../../tenants/mail-http'

type Asked = { headers: IncomingMessage['headers']; body: Record<string, unknown> }

const asked: Asked[] = []
let answer: (response: ServerResponse) => void = (response) => response.end('{"id":"1"}')
const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  asked.push({ headers: request.headers, body: JSON.parse(body) })
  answer(response)
})
let url = ''

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/emails`
})
afterAll(() => server.closeAllConnections())

const mail = {
  key: 'acme:person.invited:7:',
  to: 'lena@acme.example',
  from: { name: 'Acme "via" Lyceum', email: 'no-reply@lyceum.example' },
  replyTo: 'school@acme.example',
  subject: 'Welcome',
  html: '<p>Welcome</p>',
  text: 'Welcome',
  headers: { 'List-Unsubscribe': '<https://acme.example/unsubscribe>' },
}
const send = (timeoutMs = 2_000) => httpMailer({ url, token: 'secret', timeoutMs }).send(mail)
const answersWith = (status: number, text = '') => {
  answer = (response) => response.writeHead(status).end(text)
}

test('a mail is one POST, with the token and the key that makes a second one the same', async () => {
  await send()
  expect(asked.at(-1)!.headers).toMatchObject({
    authorization: 'Bearer secret',
    'idempotency-key': 'acme:person.invited:7:',
    'content-type': 'application/json',
  })
  expect(asked.at(-1)!.body).toEqual({
    from: '"Acme via Lyceum" <no-reply@lyceum.example>',
    to: ['lena@acme.example'],
    reply_to: 'school@acme.example',
    subject: 'Welcome',
    html: '<p>Welcome</p>',
    text: 'Welcome',
    headers: { 'List-Unsubscribe': '<https://acme.example/unsubscribe>' },
  })
})

test('what is wrong in itself is refused for good, everything else may be tried again', async () => {
  for (const status of [400, 413, 422]) {
    answersWith(status, '{"message":"no"}')
    await expect(send()).rejects.toBeInstanceOf(MailRefused)
  }
  for (const status of [401, 403, 404, 409, 429, 500, 503, 302]) {
    answersWith(status, '<html>garbage')
    const error = await send().catch((thrown) => thrown)
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(MailRefused)
  }
})

test('an answer without end is not read to its end, and one that never comes is not waited for', async () => {
  answer = (response) => {
    response.writeHead(500)
    const more = () => response.writable && response.write('x'.repeat(10_000), () => setImmediate(more))
    more()
  }
  const error = await send().catch((thrown) => thrown)
  expect(String(error).length).toBeLessThan(2_100)
  answer = () => {}
  await expect(send(100)).rejects.toThrow()
})

test('no provider at all is an error to try again', async () => {
  const nobody = httpMailer({ url: 'http://127.0.0.1:9/emails', token: '' })
  await expect(nobody.send(mail)).rejects.toThrow()
})
