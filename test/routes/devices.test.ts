import { beforeAll, expect, test } from 'vitest'
import { pushSubscriptions } from '../../worker/db/schema'
import { type Browser, browse } from '../support/browser'
import { makeBrowser } from '../support/push-service'
import { makeSchool, type School } from '../support/school'

let school: School
let lena: Browser

beforeAll(async () => {
  school = await makeSchool()
  lena = await browse(school.platform, school.tenant, school.cast.lena)
})

test('a browser is offered, added and taken away again', async () => {
  const { db } = school.tenant
  const before = (await lena.read('/me/notifications')).html
  expect(before).toContain('Notifications on this device')
  expect(before).toContain(`data-key="${school.platform.vapid!.publicKey}"`)
  expect(before).toContain('name="push-graded"')
  const { endpoint, p256dh, auth } = await makeBrowser('https://updates.push.services.mozilla.com/one')
  const wrong = await lena.post('/me/devices', { endpoint: 'https://localhost/', p256dh, auth })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('What this browser gave cannot be used')
  expect((await lena.post('/me/devices', { endpoint, p256dh, auth })).status).toBe(303)
  const [row] = await db.select().from(pushSubscriptions)
  expect(row).toMatchObject({ userId: school.cast.lena.id, sessionId: expect.any(String) })
  expect((await lena.read('/me/notifications')).html).toContain(row!.endpointHash)
  expect((await lena.post(`/me/devices/${row!.id}?_method=DELETE`, {})).status).toBe(303)
  expect(await db.select().from(pushSubscriptions)).toEqual([])
})

test('choices of devices are kept, and only where they were shown', async () => {
  const kept = async () => (await lena.read('/me/notifications')).html.match(/id="push-graded"[^>]*/)![0]
  const save = (more: Record<string, string>) =>
    lena.post('/me/notifications?_method=PUT', { 'mail-graded': 'now', 'bell-graded': 'on', ...more })
  expect(await kept()).toContain('checked')
  await save({ devices: 'on' })
  expect(await kept()).not.toContain('checked')
  await save({})
  expect(await kept()).not.toContain('checked')
  await save({ devices: 'on', 'push-graded': 'on' })
  expect(await kept()).toContain('checked')
})

test('without a key nothing of it is shown, and nothing is taken', async () => {
  const { vapid } = school.platform
  school.platform.env.VAPID = ''
  const page = await lena.read('/me/notifications')
  expect(page.html).not.toContain('on this device')
  expect(page.html).not.toContain('push-graded')
  const { endpoint, p256dh, auth } = await makeBrowser('https://updates.push.services.mozilla.com/two')
  expect((await lena.post('/me/devices', { endpoint, p256dh, auth })).status).toBe(404)
  expect((await lena.get('/service-worker.js')).status).toBe(404)
  school.platform.env.VAPID = `${vapid!.publicKey}:${vapid!.jwk.d}`
})

test('the service worker rules over all pages, answers no request and keeps no page', async () => {
  const answer = await lena.get('/service-worker.js')
  expect(answer.headers.get('Content-Type')).toContain('text/javascript')
  expect(answer.headers.get('Cache-Control')).toBe('no-cache')
  const script = await answer.text()
  expect(script).toContain('showNotification')
  expect(script).not.toMatch(/caches|"fetch"|'fetch'|respondWith|importScripts/)
})
