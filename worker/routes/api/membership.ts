import { z } from 'zod'
import { useJoinCode } from '../../domain/admissions'
import { joinCourse, leaveCourse, requestToJoin, withdrawRequest } from '../../domain/enrollments'
import { listLearning, readNews } from '../../domain/pages'
import { clientAddress } from '../../http/client-address'
import { door } from './door'
import { asked, pageOf, pageQuery } from './page'
import { percent, time, toPercent, toTimeOrNull } from './shapes'

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

const newsJson = z.object({
  published: z.array(
    z.object({ id: z.string(), kind: z.string(), title: z.string(), course: z.string(), at: time.nullable() }),
  ),
  marked: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      title: z.string(),
      points: z.number().nullable(),
      maxPoints: z.number(),
      by: z.string().nullable(),
      at: time.nullable(),
    }),
  ),
})

const own = { tag: 'Enrollments', personal: true as const }

/** One's own courses, and coming into them by oneself. */
export const membershipDoors = [
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
      tag: 'Learning',
      method: 'get',
      path: '/me/news',
      summary:
        'What is new since your visit before: the latest five items that were published, and five that were marked',
      scope: 'learning.read',
      answer: newsJson,
    },
    async (c) => {
      const { news, marks } = await readNews(c.var.tenant, c.var.actor)
      return {
        published: news.map((one) => ({ ...one, at: toTimeOrNull(one.at) })),
        marked: marks.map((one) => ({ ...one, at: toTimeOrNull(one.at) })),
      }
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
