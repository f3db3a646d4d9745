import { z } from 'zod'
import type { Tenant } from '../../../tenants/tenant'
import {
  addMembers,
  editGroup,
  type GroupLine,
  makeGroup,
  removeGroup,
  removeMember,
  restoreGroup,
} from '../../domain/groups'
import { listCourseGroups, listGroups, readGroupPage } from '../../domain/pages'
import type { Actor } from '../../domain/policy'
import { door } from './door'
import { asked, pageOf, pageQuery } from './page'
import { undoable } from './reversals'
import { id } from './shapes'

const tag = 'Groups'

const groupJson = z.object({
  id: z.string(),
  name: z.string(),
  courseId: z.string().nullable().describe('Null: a group of the organization.'),
  selfSignUp: z.boolean(),
  seats: z.number().nullable(),
  members: z.number(),
})

export const groupPerson = z.object({ id: z.string(), name: z.string(), email: z.string().nullable() })

const groupWithPeopleJson = groupJson.extend({
  people: z.array(groupPerson).describe('The first thousand by name; all of them page by page as `members`.'),
  managers: z.array(groupPerson).describe('Who may fill the group.'),
})

type ShownGroup = Omit<GroupLine, 'folded'>
const toGroup = ({ id, name, courseId, selfSignUp, seats, members }: ShownGroup) => ({
  id,
  name,
  courseId,
  selfSignUp,
  seats,
  members,
})

type Named = z.infer<typeof groupPerson>
export const toGroupPerson = ({ id, name, email }: Named) => ({ id, name, email })

async function groupWithPeople(tenant: Tenant, actor: Actor, groupId: string) {
  const { group, members, managers } = await readGroupPage(tenant, actor, groupId)
  return { ...toGroup(group), people: members.map(toGroupPerson), managers: managers.map(toGroupPerson) }
}

const fields = z.object({
  name: z.string().max(1_000),
  selfSignUp: z.boolean().default(false),
  seats: z.number().int().min(1).nullable().default(null),
})

export const groupDoors = [
  door(
    {
      method: 'get',
      path: '/groups',
      tag,
      summary: 'Groups of the organization, by name',
      scope: 'people.read',
      query: pageQuery,
      answer: pageOf(groupJson),
    },
    async (c, { query }) => {
      const { rows, next } = await listGroups(c.var.tenant, c.var.actor, asked(query))
      return { items: rows.map(toGroup), next }
    },
  ),
  door(
    {
      method: 'get',
      path: '/courses/:id/groups',
      tag,
      summary: 'Groups of a course; a learner sees those to choose from and their own',
      scope: 'courses.read',
      query: pageQuery,
      answer: pageOf(groupJson),
    },
    async (c, { param, query }) => {
      const { rows, next } = await listCourseGroups(c.var.tenant, c.var.actor, param('id'), asked(query))
      return { items: rows.map(toGroup), next }
    },
  ),
  door(
    {
      method: 'post',
      path: '/groups',
      tag,
      summary: 'Make a group of the organization, or of a course',
      scope: 'people.write',
      status: 201,
      body: fields.extend({ courseId: id.nullable().default(null) }),
      answer: groupWithPeopleJson,
    },
    async (c, { body: { courseId, ...given } }) => {
      const { tenant, actor } = c.var
      return groupWithPeople(tenant, actor, await makeGroup(tenant, actor, courseId, given))
    },
  ),
  door(
    {
      method: 'get',
      path: '/groups/:id',
      tag,
      summary: 'One group with its people',
      scope: 'people.read',
      answer: groupWithPeopleJson,
    },
    async (c, { param }) => groupWithPeople(c.var.tenant, c.var.actor, param('id')),
  ),
  door(
    {
      method: 'patch',
      path: '/groups/:id',
      tag,
      summary: 'Rename a group, or change its seats',
      scope: 'people.write',
      body: z.object({
        name: z.string().max(1_000).optional(),
        selfSignUp: z.boolean().optional(),
        seats: z.number().int().min(1).nullable().optional(),
      }),
      answer: groupWithPeopleJson,
    },
    async (c, { param, body }) => {
      const { tenant, actor } = c.var
      const { group } = await readGroupPage(tenant, actor, param('id'))
      const { name = group.name, selfSignUp = group.selfSignUp, seats = group.seats } = body
      await editGroup(tenant, actor, group.id, { name, selfSignUp, seats })
      return groupWithPeople(tenant, actor, group.id)
    },
  ),
  door(
    {
      method: 'delete',
      path: '/groups/:id',
      tag,
      summary: 'Put a group into the bin; its people stay where they are',
      scope: 'people.write',
    },
    async (c, { param }) => {
      await removeGroup(c.var.tenant, c.var.actor, param('id'))
    },
  ),
  door(
    {
      method: 'post',
      path: '/groups/:id/restoration',
      tag,
      summary: 'Take a group out of the bin',
      scope: 'people.write',
    },
    async (c, { param }) => restoreGroup(c.var.tenant, c.var.actor, param('id')),
  ),
  door(
    {
      method: 'put',
      path: '/groups/:id/members/:userId',
      tag,
      summary: 'Put a person into a group',
      scope: 'people.write',
    },
    async (c, { param }) => addMembers(c.var.tenant, c.var.actor, param('id'), [param('userId')]),
  ),
  door(
    {
      method: 'delete',
      path: '/groups/:id/members/:userId',
      tag,
      summary: 'Take a person out of a group',
      scope: 'people.write',
    },
    async (c, { param }) => {
      undoable(c, 'people', await removeMember(c.var.tenant, c.var.actor, param('id'), param('userId')))
    },
  ),
]
