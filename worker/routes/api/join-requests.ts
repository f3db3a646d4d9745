import { z } from 'zod'
import { decideRequest, listJoinRequests } from '../../domain/enrollments'
import { door } from './door'
import { asked, pageOf, pageQuery } from './page'
import { undoable } from './reversals'
import { time, toTime } from './shapes'

const tag = 'Enrollments'

const requestJson = z.object({
  id: z.string(),
  person: z.object({ id: z.string(), name: z.string() }),
  message: z.string(),
  askedAt: time,
})

/** Who asks to be let into a course, and the answer. */
export const joinRequestDoors = [
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
      const { courseId, userId, actId } = await decideRequest(c.var.tenant, c.var.actor, param('id'), decision)
      undoable(c, 'people', actId)
      return { courseId, personId: userId }
    },
  ),
]
