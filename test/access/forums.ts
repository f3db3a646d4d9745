import type { Tenant } from '../../tenants/tenant'
import { forums, replies, threads } from '../../worker/db/schema'
import { newId } from '../../worker/lib/ids'
import type { Actor } from '../support/actors'
import { monday } from '../support/platform'
import { inCourse, learner, markers, teachers } from './audiences'
import type { Row } from './rows'
import type { Principal } from './school'

export type ForumObjects = Record<'forum' | 'thread' | 'reply' | 'answer' | 'said' | 'taken', string>

/** A forum for questions: Lena has asked, Ivy has answered; Lena has said something that goes, and taken back something else. */
export async function makeForumObjects(
  { db }: Tenant,
  forum: string,
  { learner: lena, teacher }: { learner: Actor; teacher: Actor },
): Promise<ForumObjects> {
  const [thread, opening, answer, reply, said, taken] = Array.from({ length: 6 }, newId) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  const written = (id: string, seq: number, author: Actor, over: Partial<typeof replies.$inferInsert> = {}) => ({
    id,
    threadId: thread,
    parentId: null,
    path: seq === 1 ? '' : String(seq).padStart(8, '0'),
    seq,
    changedSeq: seq,
    authorId: author.id,
    voice: author.id === lena.id ? 1 : 2,
    body: 'Said once.',
    html: '<p>Said once.</p>',
    at: monday,
    ...over,
  })
  await db.batch([
    db.insert(forums).values({ itemId: forum, kind: 'questions', seq: 5 }),
    db.insert(threads).values({
      id: thread,
      forumId: forum,
      authorId: lena.id,
      title: 'How do I begin?',
      openedAt: monday,
      lastAt: monday,
      replyCount: 3,
      changedSeq: 5,
    }),
    db.insert(replies).values([written(opening, 1, lena), written(answer, 2, teacher)]),
    db
      .insert(replies)
      .values([
        written(reply, 3, lena, { editedAt: monday }),
        written(said, 4, lena),
        written(taken, 5, lena, { deletedAt: monday, deletedBy: lena.id }),
      ]),
  ])
  return { forum, thread, reply, answer, said, taken }
}

const writers: Principal[] = [...markers, ...learner]
const forum = { id: 'forum' } as const
const thread = { id: 'forum', thread: 'thread' } as const
const reply = { id: 'forum', reply: 'reply' } as const
const words = { title: 'A thought', body: 'In a few words.' }

export const forumRows: Record<string, Row> = {
  'GET /forums/:id': { may: inCourse, params: forum },
  'GET /forums/:id/new-thread': { may: writers, params: forum },
  'POST /forums/:id/threads': { makes: true, may: writers, params: forum, fields: words },
  'POST /forums/:id/views': { may: inCourse, params: forum },
  'GET /forums/:id/edit': { may: teachers, params: forum },
  'PUT /forums/:id': {
    may: teachers,
    params: forum,
    fields: { kind: 'questions', groupMode: 'none', editMinutes: '30' },
  },
  'GET /forums/:id/socket': { may: inCourse, params: forum },
  'GET /forums/:id/threads/:thread': { may: inCourse, params: thread },
  'GET /forums/:id/threads/:thread/since': { may: inCourse, params: thread },
  'POST /forums/:id/threads/:thread/reading': { may: inCourse, params: thread, fields: { at: '3' } },
  'POST /forums/:id/threads/:thread/replies': {
    makes: true,
    may: writers,
    params: thread,
    fields: { body: 'In a few words.' },
  },
  'PUT /forums/:id/threads/:thread/pin': { may: markers, params: thread },
  'DELETE /forums/:id/threads/:thread/pin': { may: markers, params: thread },
  'PUT /forums/:id/threads/:thread/lock': { may: markers, params: thread },
  'DELETE /forums/:id/threads/:thread/lock': { may: markers, params: thread },
  'PUT /forums/:id/threads/:thread/accepted-reply': { may: writers, params: thread, fields: { replyId: 'unknown' } },
  'DELETE /forums/:id/threads/:thread/accepted-reply': { may: writers, params: thread },
  'GET /forums/:id/replies/:reply': { may: inCourse, params: reply },
  'GET /forums/:id/replies/:reply/edit': { may: learner, params: reply },
  'PUT /forums/:id/replies/:reply': { may: learner, params: reply, fields: { body: 'Said better.' } },
  'GET /forums/:id/replies/:reply/versions': { may: writers, params: reply },
  'POST /forums/:id/replies/:reply/reactions': { may: writers, params: reply, fields: { on: 'like' } },
  'DELETE /forums/:id/replies/:reply': { may: writers, params: { id: 'forum', reply: 'said' } },
  'POST /forums/:id/replies/:reply/restoration': { may: writers, params: { id: 'forum', reply: 'taken' } },
}
