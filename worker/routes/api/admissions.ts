import { z } from 'zod'
import {
  invitePastedList,
  isOpen,
  type JoinLink,
  linkRoles,
  listJoinLinks,
  makeJoinLink,
  resendInvitation,
  revokeInvitation,
  revokeJoinLink,
} from '../../domain/admissions'
import { readInvitationsPage } from '../../domain/pages'
import { urls } from '../../urls'
import { door } from './door'
import { asked, pageOf, pageQuery } from './page'
import { undoable } from './reversals'
import { id, moment, time, toTime, toTimeOrNull } from './shapes'

const tag = 'Admission'
const ids = z.array(id).max(100).default([])

const invitationJson = z.object({
  id: z.string(),
  personId: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role: z.string(),
  courseIds: z.array(z.string()),
  groupIds: z.array(z.string()),
  dueAt: time.nullable(),
  sentAt: time,
})

const joinLinkJson = z.object({
  id: z.string(),
  code: z.string(),
  url: z.string(),
  role: z.string(),
  courseIds: z.array(z.string()),
  groupIds: z.array(z.string()),
  uses: z.number(),
  maxUses: z.number().nullable(),
  expiresAt: time.nullable(),
  isOpen: z.boolean(),
  createdAt: time,
})

const toJoinLink = (link: JoinLink, origin: string, now: number) => ({
  id: link.id,
  code: link.code,
  url: origin + urls.join(link.code),
  role: link.role,
  courseIds: link.courseIds,
  groupIds: link.groupIds,
  uses: link.uses,
  maxUses: link.maxUses,
  expiresAt: toTimeOrNull(link.expiresAt),
  isOpen: isOpen(link, now),
  createdAt: toTime(link.createdAt),
})

export const admissionDoors = [
  door(
    {
      method: 'get',
      path: '/invitations',
      tag,
      summary: 'Invitations that wait to be taken, latest first',
      scope: 'people.read',
      query: pageQuery,
      answer: pageOf(invitationJson),
    },
    async (c, { query: { cursor = null, limit } }) => {
      const { invitations, next } = await readInvitationsPage(c.var.tenant, c.var.actor, cursor, limit)
      const items = invitations.map(({ id, userId, name, email, role, courseIds, groupIds, dueAt, sentAt }) => ({
        id,
        personId: userId,
        name,
        email,
        role,
        courseIds,
        groupIds,
        dueAt: toTimeOrNull(dueAt),
        sentAt: toTime(sentAt),
      }))
      return { items, next }
    },
  ),
  door(
    {
      method: 'post',
      path: '/invitations',
      tag,
      summary: 'Invite up to 500 people by e-mail, into courses and groups',
      scope: 'people.write',
      status: 201,
      body: z.object({
        emails: z.array(z.string().max(254)).min(1).max(500),
        role: z.enum(['owner', 'admin', 'instructor', 'learner']).default('learner'),
        courseIds: ids,
        groupIds: ids,
        dueAt: moment.nullable().default(null).describe('When the courses are due for them.'),
      }),
      answer: z.object({ lines: z.array(z.object({ line: z.string(), result: z.string() })) }),
    },
    async (c, { body: { emails, ...into } }) => {
      const lines = await invitePastedList(c.var.tenant, c.var.actor, emails.join('\n'), into)
      return { lines: lines.map(({ line, result }) => ({ line, result })) }
    },
  ),
  door(
    {
      method: 'post',
      path: '/invitations/:id/mail',
      tag,
      summary: 'Send an invitation again; earlier links go on to work',
      scope: 'people.write',
    },
    async (c, { param }) => resendInvitation(c.var.tenant, c.var.actor, param('id')),
  ),
  door(
    {
      method: 'delete',
      path: '/invitations/:id',
      tag,
      summary: 'Take an invitation back',
      scope: 'people.write',
    },
    async (c, { param }) => {
      undoable(c, 'people', await revokeInvitation(c.var.tenant, c.var.actor, param('id')))
    },
  ),
  door(
    {
      method: 'get',
      path: '/join-links',
      tag,
      summary: 'The links and codes by which people come in, newest first',
      scope: 'people.read',
      query: pageQuery,
      answer: pageOf(joinLinkJson),
    },
    async (c, { query }) => {
      const { tenant, actor } = c.var
      const { rows, next } = await listJoinLinks(tenant, actor, asked(query))
      return { items: rows.map((link) => toJoinLink(link, tenant.origin, tenant.now())), next }
    },
  ),
  door(
    {
      method: 'post',
      path: '/join-links',
      tag,
      summary: 'Make a join link',
      scope: 'people.write',
      status: 201,
      body: z.object({
        role: z.enum(linkRoles).default('learner'),
        courseIds: ids,
        groupIds: ids,
        maxUses: z.number().int().min(1).nullable().default(null),
        expiresAt: moment.nullable().default(null),
      }),
      answer: joinLinkJson,
    },
    async (c, { body }) => {
      const { tenant, actor } = c.var
      return toJoinLink(await makeJoinLink(tenant, actor, body), tenant.origin, tenant.now())
    },
  ),
  door(
    {
      method: 'delete',
      path: '/join-links/:id',
      tag,
      summary: 'Close a join link; who came in by it stays',
      scope: 'people.write',
    },
    async (c, { param }) => {
      undoable(c, 'people', await revokeJoinLink(c.var.tenant, c.var.actor, param('id')))
    },
  ),
]
