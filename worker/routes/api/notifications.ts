import { z } from 'zod'
import {
  addDevice,
  kindNames,
  listDevices,
  listNotifications,
  markAllRead,
  markRead,
  mostEndpoint,
  muteCourses,
  type NotificationLine,
  readChoices,
  removeDevice,
  writeChoices,
} from '../../domain/notifications'
import { NotFound } from '../../errors'
import { clockOf, frequencies, minutesOf } from '../../lib/mail-time'
import { door } from './door'
import { asked, pageOf, pageQuery } from './page'
import { undoable } from './reversals'
import { time, toTime, toTimeOrNull } from './shapes'

const tag = 'Notifications'

const notificationJson = z.object({
  id: z.string(),
  kind: z.string(),
  at: time,
  readAt: time.nullable(),
  detail: z.string().describe('By kind: a role, a decision, milliseconds of a due date.'),
  courseId: z.string().nullable(),
  course: z.string().nullable().describe('Null where you may not see it, or no longer; so are the other titles.'),
  subjectId: z.string().nullable().describe('By kind: an item, a module, a certificate, an import.'),
  title: z.string().nullable(),
  personId: z.string().nullable(),
  person: z.string().nullable(),
})

const toJson = (one: NotificationLine): z.input<typeof notificationJson> => ({
  id: one.id,
  kind: one.kind,
  at: toTime(one.at),
  readAt: toTimeOrNull(one.readAt),
  detail: one.detail,
  courseId: one.courseId,
  course: one.course,
  subjectId: one.subjectId,
  title: one.item ?? one.module ?? one.certificate,
  personId: one.personId,
  person: one.person,
})

const quietTime = z
  .string()
  .refine((typed) => minutesOf(typed) !== null, 'Write it as 22:30.')
  .nullable()

const choicesJson = z.object({
  kinds: z
    .array(
      z.object({
        kind: z.enum(kindNames as [string, ...string[]]),
        bell: z.boolean(),
        mail: z.enum(frequencies),
        push: z.boolean().optional().describe('On your devices; left out it stays as it is.'),
      }),
    )
    .max(100),
  quietFrom: quietTime.describe('On your clock: from then on no mail comes.'),
  quietUntil: quietTime,
  mailStopped: z.boolean().describe('No mail of any kind.'),
  mutedCourses: z.array(z.string().max(64)).max(100),
})

const deviceJson = z.object({ id: z.string(), device: z.string(), createdAt: time })

const reading = (method: 'post' | 'delete', isRead: boolean, summary: string) =>
  door(
    {
      method,
      path: '/me/notifications/:id/reading',
      tag,
      personal: true,
      summary,
      scope: 'learning.write',
      answer: notificationJson,
    },
    async (c, { param }) => toJson((await markRead(c.var.tenant, c.var.actor, param('id'), isRead)).line),
  )

export const notificationDoors = [
  door(
    {
      method: 'get',
      path: '/me/notifications',
      tag,
      personal: true,
      summary: 'What you were told, newest first',
      scope: 'learning.read',
      query: pageQuery.extend({ unread: z.enum(['true', 'false']).optional().describe('Only what is new.') }),
      answer: pageOf(notificationJson).extend({ unread: z.number().int().describe('How much is new, up to 100.') }),
    },
    async (c, { query }) => {
      const page = { ...asked(query), unread: query.unread === 'true' }
      const { lines, next, unread } = await listNotifications(c.var.tenant, c.var.actor, page)
      return { items: lines.map(toJson), next, unread }
    },
  ),
  reading('post', true, 'Say that you have read one'),
  reading('delete', false, 'Say that one is new again'),
  door(
    {
      method: 'post',
      path: '/me/notifications/readings',
      tag,
      personal: true,
      summary: 'Say that you have read all of them',
      scope: 'learning.write',
    },
    async (c) => undoable(c, 'learning', await markAllRead(c.var.tenant, c.var.actor)),
  ),
  door(
    {
      method: 'get',
      path: '/me/notification-choices',
      tag,
      personal: true,
      summary: 'How you want to be told of what',
      scope: 'learning.read',
      answer: choicesJson,
    },
    async (c) => {
      const { choices, quiet, hasStopped, courses } = await readChoices(c.var.tenant, c.var.actor)
      return {
        kinds: choices.map(({ kind, bell, mail, push }) => ({ kind, bell, mail, push })),
        quietFrom: quiet && clockOf(quiet.from),
        quietUntil: quiet && clockOf(quiet.until),
        mailStopped: hasStopped,
        mutedCourses: courses.filter(({ muted }) => muted).map(({ id }) => id),
      }
    },
  ),
  door(
    {
      method: 'put',
      path: '/me/notification-choices',
      tag,
      personal: true,
      summary: 'Choose how you want to be told; kinds that are left out stay as they are',
      scope: 'learning.write',
      body: choicesJson,
    },
    async (c, { body }) => {
      const { tenant, actor } = c.var
      const choices = kindNames.flatMap((kind) => {
        const said = body.kinds.find((one) => one.kind === kind)
        return said ? [{ ...said, kind }] : []
      })
      const quiet = {
        from: body.quietFrom === null ? null : minutesOf(body.quietFrom),
        until: body.quietUntil === null ? null : minutesOf(body.quietUntil),
      }
      await writeChoices(tenant, actor, { choices, quiet, hasStopped: body.mailStopped })
      const { courses } = await readChoices(tenant, actor)
      await muteCourses(
        tenant,
        actor,
        courses.map(({ id }) => id),
        body.mutedCourses,
      )
    },
  ),
  door(
    {
      method: 'get',
      path: '/me/devices',
      tag,
      personal: true,
      summary: 'The devices that show what you are told',
      scope: 'learning.read',
      answer: z.object({
        items: z.array(deviceJson),
        publicKey: z
          .string()
          .nullable()
          .describe('What a browser subscribes with (RFC 8292); null where there are no such messages.'),
      }),
    },
    async (c) => ({
      items: (await listDevices(c.var.tenant, c.var.actor)).map(({ id, device, createdAt }) => ({
        id,
        device,
        createdAt: toTime(createdAt),
      })),
      publicKey: c.var.platform.vapid?.publicKey ?? null,
    }),
  ),
  door(
    {
      method: 'post',
      path: '/me/devices',
      tag,
      personal: true,
      summary: 'Have a device show what you are told (RFC 8030, RFC 8291)',
      scope: 'learning.write',
      status: 201,
      body: z
        .object({
          endpoint: z.url().max(mostEndpoint),
          keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(100) }),
          device: z.string().max(80).default('').describe('What its owner calls it.'),
        })
        .meta({
          examples: [
            {
              endpoint: 'https://push.example.net/send/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV',
              keys: {
                p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
                auth: 'BTBZMqHH6r4Tts7J_aSIgg',
              },
            },
          ],
        }),
      answer: z.object({ id: z.string() }),
    },
    async (c, { body: { endpoint, keys, device } }) => {
      const { tenant, actor, platform } = c.var
      if (!platform.vapid) throw new NotFound()
      return { id: await addDevice(tenant, actor, { endpoint, ...keys, device, sessionId: null }, platform.keys) }
    },
  ),
  door(
    {
      method: 'delete',
      path: '/me/devices/:id',
      tag,
      personal: true,
      summary: 'Have a device show nothing more',
      scope: 'learning.write',
    },
    async (c, { param }) => removeDevice(c.var.tenant, c.var.actor, param('id')),
  ),
]
