import { z } from 'zod'
import { useJoinCode } from '../../domain/admissions'
import {
  decideRequest,
  enrollPeople,
  joinCourse,
  leaveCourse,
  listJoinRequests,
  requestToJoin,
  returnPeople,
  setCourseRole,
  withdrawPeople,
  withdrawRequest,
} from '../../domain/enrollments'
import { listLearning, readRoster, rosterSorts, rosterStates } from '../../domain/pages'
import { clientAddress } from '../../http/client-address'
import { door } from './door'
import { asked, pageOf, pageQuery } from './page'
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

const learningJson = z.object({
  courseId: z.string(),
  title: z.string(),
  state: z.string(),
  percent,
  itemsDone: z.number(),
  itemsAll: z.number(),
  dueAt: time.nullable(),
  completedAt: time.nullable(),
  continueWith: z.object({ id: z.string(), kind: z.string(), title: z.string() }).nullable(),
})

const requestJson = z.object({
  id: z.string(),
  person: z.object({ id: z.string(), name: z.string() }),
  message: z.string(),
  askedAt: time,
})

const people = z.object({ people: z.array(id).min(1).max(1_000) })

const staffDoors = [
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
    async (c, { param, body }) => withdrawPeople(c.var.tenant, c.var.actor, param('id'), body.people),
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
  door(
    {
      method: 'get',
      path: '/courses/:id/join-requests',
      tag,
      summary: 'Who asks to join a course, longest waiting first',
      scope: 'people.read',
      query: pageQuery,
      answer: pageOf(requestJson),
    },
    async (c, { param, query }) => {
      const { rows, next } = await listJoinRequests(c.var.tenant, c.var.actor, param('id'), asked(query))
      const items = rows.map(({ id, userId, name, message, createdAt }) => ({
        id,
        person: { id: userId, name },
        message,
        askedAt: toTime(createdAt),
      }))
      return { items, next }
    },
  ),
  door(
    {
      method: 'post',
      path: '/join-requests/:id/decision',
      tag,
      summary: 'Let somebody in, or not; a mail tells them',
      scope: 'people.write',
      body: z.object({ decision: z.enum(['approved', 'declined']) }),
      answer: z.object({ courseId: z.string(), personId: z.string() }),
    },
    async (c, { param, body: { decision } }) => {
      const { courseId, userId } = await decideRequest(c.var.tenant, c.var.actor, param('id'), decision)
      return { courseId, personId: userId }
    },
  ),
]

const own = { tag, personal: true as const }

const ownDoors = [
  door(
    {
      ...own,
      method: 'get',
      path: '/me/courses',
      summary: 'The courses you learn in, those to go on with first',
      scope: 'learning.read',
      query: pageQuery,
      answer: pageOf(learningJson),
    },
    async (c, { query }) => {
      const { rows, next } = await listLearning(c.var.tenant, c.var.actor, asked(query))
      const items = rows.map((line) => ({
        courseId: line.courseId,
        title: line.title,
        state: line.state,
        percent: toPercent(line.percent),
        itemsDone: line.itemsDone,
        itemsAll: line.itemsAll,
        dueAt: toTimeOrNull(line.dueAt),
        completedAt: toTimeOrNull(line.completedAt),
        continueWith: line.itemId ? { id: line.itemId, kind: line.itemKind ?? '', title: line.itemTitle ?? '' } : null,
      }))
      return { items, next }
    },
  ),
  door(
    {
      ...own,
      method: 'post',
      path: '/joins',
      summary: 'Join what a code opens',
      scope: 'learning.write',
      body: z.object({ code: z.string().min(1).max(60) }),
      answer: z.object({ courseId: z.string().nullable() }),
    },
    async (c, { body: { code } }) => ({
      courseId: await useJoinCode(c.var.tenant, c.var.actor, code, clientAddress(c)),
    }),
  ),
  ...membership(),
  door(
    {
      ...own,
      method: 'post',
      path: '/courses/:id/request',
      summary: 'Ask to be let into a course',
      scope: 'learning.write',
      body: z.object({ message: z.string().max(1_000).default('') }),
    },
    async (c, { param, body: { message } }) => requestToJoin(c.var.tenant, c.var.actor, param('id'), message),
  ),
]

function membership() {
  const doors = [
    ['post', '/courses/:id/membership', 'Join a course that is open', joinCourse],
    ['delete', '/courses/:id/membership', 'Leave a course that you joined yourself', leaveCourse],
    ['delete', '/courses/:id/request', 'Take your request back', withdrawRequest],
  ] as const
  return doors.map(([method, path, summary, act]) =>
    door({ ...own, method, path, summary, scope: 'learning.write' }, async (c, { param }) =>
      act(c.var.tenant, c.var.actor, param('id')),
    ),
  )
}

export const enrollmentDoors = [...staffDoors, ...ownDoors]
