import { z } from 'zod'
import {
  type AnnouncementLine,
  announce,
  changeAnnouncement,
  type FoundAnnouncement,
  findAnnouncement,
  listAnnouncements,
  listCourseAnnouncements,
  listReaders,
  readAnnouncement,
  withdrawAnnouncement,
} from '../../domain/announcements'
import { audiences, mostAnnounced } from '../../lib/announcement'
import { door } from './door'
import { asked, pageOf, pageQuery } from './page'
import { undoable } from './reversals'
import { moment, time, toTime, toTimeOrNull } from './shapes'

const tag = 'Announcements'

const lineJson = z.object({
  id: z.string(),
  courseId: z.string().nullable(),
  groupId: z.string().nullable().describe('Where both are null it is for the whole organization.'),
  title: z.string(),
  summary: z.string().describe('Its first words.'),
  audience: z.enum(audiences),
  from: time,
  until: time.nullable(),
  mustAcknowledge: z.boolean(),
  pinned: z.boolean(),
  readAt: time.nullable().describe('When you said that you have read it.'),
  changes: z.number().int(),
})

const wholeJson = lineJson.extend({
  text: z.string().describe('Markdown.'),
  html: z.string(),
  by: z.string().nullable(),
  edits: z.array(
    z.object({ at: time, by: z.string().nullable(), parts: z.array(z.string()), title: z.string(), html: z.string() }),
  ),
})

const given = z.object({
  title: z.string().min(1).max(mostAnnounced.title),
  text: z.string().min(1).max(mostAnnounced.text).describe('Markdown.'),
  audience: z.enum(audiences).default('everyone'),
  groupId: z.string().max(64).nullable().default(null).describe('Only those in this group.'),
  from: moment.nullable().default(null).describe('Null is now; once it has begun it stays.'),
  until: moment.nullable().default(null),
  mustAcknowledge: z.boolean().default(false),
  pinned: z.boolean().default(false),
})

const readGiven = ({ from, until, ...said }: z.output<typeof given>) => ({ ...said, fromAt: from, untilAt: until })

const lineToJson = (one: AnnouncementLine): z.input<typeof lineJson> => ({
  id: one.id,
  courseId: one.courseId,
  groupId: one.groupId,
  title: one.title,
  summary: one.summary,
  audience: one.audience,
  from: toTime(one.fromAt),
  until: toTimeOrNull(one.untilAt),
  mustAcknowledge: one.mustAcknowledge,
  pinned: one.pinned,
  readAt: toTimeOrNull(one.readAt),
  changes: one.revision,
})

const toJson = ({ announcement: said, readAt, by, edits }: FoundAnnouncement): z.input<typeof wholeJson> => ({
  id: said.id,
  courseId: said.courseId,
  groupId: said.groupId,
  title: said.title,
  summary: said.summary,
  audience: said.audience,
  from: toTime(said.fromAt),
  until: toTimeOrNull(said.untilAt),
  mustAcknowledge: said.mustAcknowledge,
  pinned: said.pinned,
  readAt: toTimeOrNull(readAt),
  changes: said.revision,
  text: said.text,
  html: said.html,
  by,
  edits: edits.map(({ at, by, parts, title, html }) => ({ at: toTime(at), by, parts, title, html })),
})

export const announcementDoors = [
  door(
    {
      method: 'get',
      path: '/announcements',
      tag,
      personal: true,
      summary: 'What is announced to you, and by you, the latest first',
      scope: 'learning.read',
      query: pageQuery,
      answer: pageOf(lineJson),
    },
    async (c, { query }) => {
      const { rows, next } = await listAnnouncements(c.var.tenant, c.var.actor, asked(query))
      return { items: rows.map(lineToJson), next }
    },
  ),
  door(
    {
      method: 'get',
      path: '/courses/:id/announcements',
      tag,
      personal: true,
      summary: 'What is announced in a course; those who look after it see also what is to come and what is over',
      scope: 'learning.read',
      query: pageQuery,
      answer: pageOf(lineJson),
    },
    async (c, { param, query }) => {
      const { rows, next } = await listCourseAnnouncements(c.var.tenant, c.var.actor, param('id'), asked(query))
      return { items: rows.map(lineToJson), next }
    },
  ),
  door(
    {
      method: 'post',
      path: '/announcements',
      tag,
      personal: true,
      summary: 'Announce something: in a course, to a group, or to everybody',
      scope: 'courses.write',
      body: given.extend({ courseId: z.string().max(64).nullable().default(null) }),
      answer: wholeJson,
      status: 201,
    },
    async (c, { body: { courseId, ...said } }) => {
      const { tenant, actor } = c.var
      const { id } = await announce(tenant, actor, { courseId, groupId: said.groupId }, readGiven(said))
      return toJson(await findAnnouncement(tenant, actor, id))
    },
  ),
  door(
    {
      method: 'get',
      path: '/announcements/:id',
      tag,
      personal: true,
      summary: 'One announcement, with what of it was changed',
      scope: 'learning.read',
      answer: wholeJson,
    },
    async (c, { param }) => toJson(await findAnnouncement(c.var.tenant, c.var.actor, param('id'))),
  ),
  door(
    {
      method: 'put',
      path: '/announcements/:id',
      tag,
      personal: true,
      summary: 'Change an announcement; what it was before stays beside it',
      scope: 'courses.write',
      body: given,
    },
    async (c, { param, body }) => changeAnnouncement(c.var.tenant, c.var.actor, param('id'), readGiven(body)),
  ),
  door(
    {
      method: 'delete',
      path: '/announcements/:id',
      tag,
      personal: true,
      summary: 'Take an announcement out of everybody’s sight',
      scope: 'courses.write',
    },
    async (c, { param }) =>
      undoable(c, 'courses', (await withdrawAnnouncement(c.var.tenant, c.var.actor, param('id'))).actId),
  ),
  door(
    {
      method: 'post',
      path: '/announcements/:id/reading',
      tag,
      personal: true,
      summary: 'Say that you have read it; twice is once',
      scope: 'learning.write',
    },
    async (c, { param }) => void (await readAnnouncement(c.var.tenant, c.var.actor, param('id'))),
  ),
  door(
    {
      method: 'get',
      path: '/announcements/:id/readers',
      tag,
      personal: true,
      summary: 'Who has read it and who has not, by name',
      scope: 'people.read',
      query: pageQuery.extend({ show: z.enum(['all', 'read', 'unread']).optional() }),
      answer: pageOf(z.object({ personId: z.string(), name: z.string(), readAt: time.nullable() })).extend({
        all: z.number().int(),
        read: z.number().int(),
      }),
    },
    async (c, { param, query }) => {
      const page = { ...asked(query), show: query.show ?? ('all' as const) }
      const { readers, next, all, read } = await listReaders(c.var.tenant, c.var.actor, param('id'), page)
      const items = readers.map(({ id, name, readAt }) => ({ personId: id, name, readAt: toTimeOrNull(readAt) }))
      return { items, next, all, read }
    },
  ),
]
