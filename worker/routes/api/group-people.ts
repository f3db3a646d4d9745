import { z } from 'zod'
import { addManager, dealGroups, leaveSeat, removeManager, takeSeat } from '../../domain/groups'
import { listMembers } from '../../domain/pages'
import { door } from './door'
import { groupPerson, toGroupPerson } from './groups'
import { asked, pageOf, pageQuery } from './page'
import { undoable } from './reversals'

const tag = 'Groups'
const scope = 'people.write'

/** Who is in a group, who fills it, and how people come into groups by themselves or by chance. */
export const groupPeopleDoors = [
  door(
    {
      method: 'get',
      path: '/groups/:id/members',
      tag,
      summary: 'Who is in a group, by name',
      scope: 'people.read',
      query: pageQuery,
      answer: pageOf(groupPerson),
    },
    async (c, { param, query }) => {
      const { rows, next } = await listMembers(c.var.tenant, c.var.actor, param('id'), asked(query))
      return { items: rows.map(toGroupPerson), next }
    },
  ),
  door(
    {
      method: 'put',
      path: '/groups/:id/managers/:userId',
      tag,
      summary: 'Let somebody fill a group',
      scope,
    },
    async (c, { param }) => addManager(c.var.tenant, c.var.actor, param('id'), { id: param('userId') }),
  ),
  door(
    {
      method: 'delete',
      path: '/groups/:id/managers/:userId',
      tag,
      summary: 'Somebody no longer fills a group',
      scope,
    },
    async (c, { param }) => {
      undoable(c, 'people', await removeManager(c.var.tenant, c.var.actor, param('id'), param('userId')))
    },
  ),
  door(
    {
      method: 'post',
      path: '/courses/:id/groups/deal',
      tag,
      summary: 'Deal the learners who are in no group of the course yet into new random groups',
      scope,
      status: 201,
      body: z.object({
        name: z.string().min(1).max(100).describe('Numbered: `Team` makes Team 1, Team 2 ...'),
        by: z.enum(['groups', 'people']).describe('`n` groups, or groups of `n` people.'),
        n: z.number().int().min(1).max(100),
      }),
      answer: z.object({ groups: z.number() }),
    },
    async (c, { param, body: { name, by, n } }) => {
      const [seed = 0] = crypto.getRandomValues(new Uint32Array(1))
      return { groups: await dealGroups(c.var.tenant, c.var.actor, param('id'), { name, deal: { into: by, n }, seed }) }
    },
  ),
  door(
    {
      method: 'post',
      path: '/groups/:id/seat',
      tag,
      personal: true,
      summary: 'Take a seat in a group that is open for that; the one you had in another of the course is given up',
      scope: 'learning.write',
    },
    async (c, { param }) => {
      await takeSeat(c.var.tenant, c.var.actor, param('id'))
    },
  ),
  door(
    {
      method: 'delete',
      path: '/groups/:id/seat',
      tag,
      personal: true,
      summary: 'Give your seat up',
      scope: 'learning.write',
    },
    async (c, { param }) => {
      await leaveSeat(c.var.tenant, c.var.actor, param('id'))
    },
  ),
]
