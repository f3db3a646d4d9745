import { inCourse, learner, markers, teachers } from './audiences'
import type { Caller, JsonRow } from './json-rows'

const teachersToo: Caller[] = [...teachers, 'organization']
/** A token of the organization is nobody who could say something. */
const writers: Caller[] = [...markers, ...learner]
const words = () => ({ id: crypto.randomUUID(), title: 'A thought', body: 'In a few words.' })

export const forumJsonRows: Record<string, JsonRow> = {
  'GET /forums/:id/settings': { may: teachersToo },
  'PATCH /forums/:id/settings': { may: teachersToo, body: () => ({ editMinutes: 45 }) },
  'GET /forums/:id': { may: inCourse },
  'POST /forums/:id/views': { may: inCourse },
  'POST /forums/:id/threads': { may: writers, body: words },
  'GET /forums/:id/threads/:thread': { may: inCourse },
  'GET /forums/:id/threads/:thread/since': { may: inCourse, query: '?at=0' },
  'PUT /forums/:id/threads/:thread/reading': { may: inCourse, body: () => ({ at: 2 }) },
  'PATCH /forums/:id/threads/:thread': { may: markers, body: () => ({ pinned: true }) },
  'PUT /forums/:id/threads/:thread/accepted-reply': { may: writers, body: ({ answer }) => ({ replyId: answer }) },
  'POST /forums/:id/threads/:thread/replies': { may: writers, body: words },
  'GET /forums/:id/replies/:reply': { may: inCourse },
  'PATCH /forums/:id/replies/:reply': { may: learner, body: () => ({ body: 'Said better.' }) },
  'GET /forums/:id/replies/:reply/versions': { may: writers },
  'DELETE /forums/:id/replies/:reply': { may: writers, params: { reply: 'said' } },
  'POST /forums/:id/replies/:reply/restoration': { may: writers, params: { reply: 'taken' } },
  'PUT /forums/:id/replies/:reply/reactions/:kind': { may: writers },
  'DELETE /forums/:id/replies/:reply/reactions/:kind': { may: writers },
}
