import { z } from 'zod'
import { enrollPeople, returnPeople, setCourseRole, withdrawPeople } from '../../domain/enrollments'
import { readRoster, rosterSorts, rosterStates } from '../../domain/pages'
import { door } from './door'
import { pageOf, pageQuery } from './page'
import { undoable } from './reversals'
import { id, moment, percent, time, toPercent, toTime, toTimeOrNull } from './shapes'

const tag = 'Enrollments'
const courseRole = z.enum(['instructor', 'assistant', 'learner', 'observer'])

const rosterLineJson = z.object({
  id: z.string(),
  person: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }),
  state: z.string(),
  percent,
  itemsDone: z.number(),
  itemsAll: z.number(),
  overdue: z.number(),
  nextDueAt: time.nullable(),
  dueAt: time.nullable(),
  lastSeenAt: time.nullable(),
  completedAt: time.nullable(),
  enrolledAt: time,
})

const people = z.object({ people: z.array(id).min(1).max(1_000) })

/** Who learns in a course, for those who look after it. */
export const enrollmentDoors = [
  door(
    {
      method: 'get',
      path: '/courses/:id/enrollments',
      tag,
      summary: 'The learners of a course with their progress',
      scope: 'learning.read',
      query: pageQuery.extend({
        q: z.string().max(200).default(''),
        state: z.enum(rosterStates).optional(),
        group: id.optional(),
        unseen: z.coerce
          .number()
          .int()
          .min(0)
          .max(3_650)
          .optional()
          .describe('Not seen in the course for so many days; 0 is never.'),
        sort: z.enum(rosterSorts).default('name'),
        order: z.enum(['up', 'down']).default('up'),
      }),
      answer: pageOf(rosterLineJson),
    },
    async (
      c,
      { param, query: { q, state = null, group = null, unseen = null, sort, order, cursor = null, limit } },
    ) => {
      const filter = { words: q, state, groupId: group, unseenDays: unseen, sort, descending: order === 'down' }
      const place = { cursor, backwards: false, size: limit }
      const { lines, next } = await readRoster(c.var.tenant, c.var.actor, param('id'), filter, place)
      const items = lines.map((line) => ({
        id: line.id,
        person: { id: line.userId, name: line.name, email: line.email },
        state: line.state,
        percent: toPercent(line.percent),
        itemsDone: line.itemsDone,
        itemsAll: line.itemsAll,
        overdue: line.overdue,
        nextDueAt: toTimeOrNull(line.nextDueAt),
        dueAt: toTimeOrNull(line.courseDueAt),
        lastSeenAt: toTimeOrNull(line.lastSeenAt),
        completedAt: toTimeOrNull(line.completedAt),
        enrolledAt: toTime(line.createdAt),
      }))
      return { items, next }
    },
  ),
  door(
    {
      method: 'post',
      path: '/courses/:id/enrollments',
      tag,
      summary: 'Enroll people; one unknown id refuses them all',
      scope: 'people.write',
      body: people.extend({ role: courseRole.default('learner'), dueAt: moment.nullable().default(null) }),
      answer: z.object({ enrolled: z.number() }),
    },
    async (c, { param, body: { people, role, dueAt } }) =>
      enrollPeople(c.var.tenant, c.var.actor, param('id'), { userIds: people, role, dueAt }),
  ),
  door(
    {
      method: 'put',
      path: '/courses/:id/enrollments/:userId/role',
      tag,
      summary: 'Give somebody another role in a course',
      scope: 'people.write',
      body: z.object({ role: courseRole }),
    },
    async (c, { param, body: { role } }) =>
      setCourseRole(c.var.tenant, c.var.actor, param('id'), param('userId'), role),
  ),
  door(
    {
      method: 'post',
      path: '/courses/:id/withdrawals',
      tag,
      summary: 'Withdraw people; what they did is kept',
      scope: 'people.write',
      body: people,
    },
    async (c, { param, body }) => {
      undoable(c, 'people', await withdrawPeople(c.var.tenant, c.var.actor, param('id'), body.people))
    },
  ),
  door(
    {
      method: 'post',
      path: '/courses/:id/returns',
      tag,
      summary: 'Bring withdrawn people back',
      scope: 'people.write',
      body: people,
    },
    async (c, { param, body }) => returnPeople(c.var.tenant, c.var.actor, param('id'), body.people),
  ),
]
