import { Hono } from 'hono'
import { z } from 'zod'
import { ChoicesPage } from '../../views/notifications/choices-page'
import { NotificationsPage, ToldAnswer } from '../../views/notifications/notifications-page'
import {
  addDevice,
  type Choice,
  kindNames,
  listNotifications,
  markAllRead,
  markRead,
  mostEndpoint,
  muteCourses,
  readChoices,
  removeDevice,
  writeChoices,
} from '../domain/notifications'
import type { AppEnv } from '../env'
import { NotFound } from '../errors'
import { emptyForm, type FormView, form, orForm } from '../http/form'
import { manyIds } from '../http/many'
import { goTo, goToWithUndo, wantsFragment } from '../http/respond'
import { frequencies, minutesOf } from '../lib/mail-time'
import { deviceName } from '../lib/user-agent'
import { urls } from '../urls'

/** What one was told, and how one wants to be told. */
export const notifications = new Hono<AppEnv>()

const SIZE = 30

notifications.get('/notifications', async (c) => {
  const { tenant, actor, view } = c.var
  const unread = c.req.query('show') === 'unread'
  const after = c.req.query('after')
  const page = await listNotifications(tenant, actor, { cursor: after, size: SIZE, unread })
  return c.html(<NotificationsPage view={view} lines={page.lines} next={page.next} shown={{ unread, after }} />)
})

notifications.post('/notifications/readings', async (c) => {
  const actId = await markAllRead(c.var.tenant, c.var.actor)
  return goToWithUndo(c, urls.notifications(), 'notifications.allRead', actId)
})

for (const [method, isRead] of [
  ['POST', true],
  ['DELETE', false],
] as const)
  notifications.on(method, '/notifications/:id/reading', async (c) => {
    const { tenant, actor } = c.var
    const { line, unread } = await markRead(tenant, actor, c.req.param('id'), isRead)
    if (wantsFragment(c)) return c.html(<ToldAnswer view={{ ...c.var.view, unread }} told={line} />)
    return goTo(c, urls.notifications())
  })

const choicesPage: FormView = async (c, { errors, values }) => {
  const chosen = await readChoices(c.var.tenant, c.var.actor)
  const typed = choicesOf(values)
  const choices = chosen.choices.map((one) => ({ ...one, ...typed.find(({ kind }) => kind === one.kind) }))
  const pushKey = c.var.platform.vapid?.publicKey ?? null
  return c.html(<ChoicesPage view={c.var.view} chosen={{ ...chosen, choices }} {...{ pushKey, errors, values }} />)
}

/** What was said of each kind. */
const choicesOf = (said: Record<string, unknown>): Choice[] =>
  kindNames.flatMap((kind) => {
    const mail = frequencies.find((one) => one === said[`mail-${kind}`])
    return mail
      ? [{ kind, mail, bell: said[`bell-${kind}`] !== undefined, push: said[`push-${kind}`] !== undefined }]
      : []
  })

notifications.get('/me/notifications', (c) => choicesPage(c, emptyForm))

const clock = z
  .string()
  .max(8)
  .default('')
  .refine((typed) => typed === '' || minutesOf(typed) !== null, 'notifications.quietWrong')

const choicesSchema = z.object({
  quietFrom: clock,
  quietUntil: clock,
  stopped: z.string().optional(),
  devices: z.string().optional(),
  course: manyIds,
  mute: manyIds,
  ...Object.fromEntries(kindNames.map((name) => [`bell-${name}`, z.string().optional()])),
  ...Object.fromEntries(kindNames.map((name) => [`push-${name}`, z.string().optional()])),
  ...Object.fromEntries(kindNames.map((name) => [`mail-${name}`, z.enum(frequencies).optional()])),
})

notifications.put('/me/notifications', form(choicesSchema, choicesPage), async (c) => {
  const { tenant, actor } = c.var
  const values = c.req.valid('form')
  const quiet = { from: minutesOf(values.quietFrom), until: minutesOf(values.quietUntil) }
  // where nothing of devices was shown, nothing was said of them
  const said = choicesOf(values).map((one) => (values.devices === undefined ? { ...one, push: undefined } : one))
  const chosen = { choices: said, quiet, hasStopped: values.stopped !== undefined }
  const { refused } = await orForm(c, choicesPage, values, async () => {
    await writeChoices(tenant, actor, chosen)
    await muteCourses(tenant, actor, values.course, values.mute)
  })
  return refused ?? goTo(c, urls.notificationChoices(), 'notifications.saved')
})

const deviceSchema = z.object({
  endpoint: z.string().max(mostEndpoint, 'notifications.push.unreadable').default(''),
  p256dh: z.string().max(200, 'notifications.push.unreadable').default(''),
  auth: z.string().max(100, 'notifications.push.unreadable').default(''),
})

notifications.post('/me/devices', form(deviceSchema, choicesPage), async (c) => {
  const { tenant, actor, platform, sessionId } = c.var
  if (!platform.vapid) throw new NotFound()
  const values = c.req.valid('form')
  const device = deviceName(c.req.header('User-Agent'))
  const { refused } = await orForm(c, choicesPage, {}, () =>
    addDevice(tenant, actor, { ...values, device, sessionId }, platform.keys),
  )
  return refused ?? goTo(c, urls.notificationChoices(), 'notifications.push.added')
})

notifications.delete('/me/devices/:id', async (c) => {
  await removeDevice(c.var.tenant, c.var.actor, c.req.param('id'))
  return goTo(c, urls.notificationChoices(), 'notifications.push.removed')
})
