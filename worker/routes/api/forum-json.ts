import { z } from 'zod'
import type { Author, ListedThread, ShownReply, ThreadLine } from '../../domain/forums'
import { time, toTime, toTimeOrNull } from './shapes'

const authorJson = z
  .object({
    id: z.string().nullable(),
    name: z.string().nullable(),
    voice: z.number().describe("Which of the thread's authors, from 1: said where names are not."),
    staff: z.boolean(),
  })
  .describe('Without id and name where peers are not to know, and where the person is gone.')

const threadFields = {
  id: z.string(),
  title: z.string(),
  author: authorJson,
  openedAt: time,
  lastAt: time.describe('Of its last reply, else of its opening.'),
  replies: z.number(),
  pinned: z.boolean(),
  locked: z.boolean(),
  acceptedId: z.string().nullable().describe('Of questions: the reply that answers it.'),
  groupId: z.string().nullable(),
  own: z.boolean(),
}

export const threadJson = z.object(threadFields)
export const listedThreadJson = z.object({
  ...threadFields,
  unread: z.number().describe('New to you; a hundred stands for a hundred or more.'),
})

export const replyJson = z.object({
  id: z.string(),
  parentId: z.string().nullable().describe('What it answers; null is the opening.'),
  author: authorJson,
  html: z.string().describe('Empty where it was removed.'),
  at: time,
  editedAt: time.nullable(),
  removed: z.boolean(),
  reactions: z.record(z.string(), z.number()),
  felt: z.array(z.string()).describe('Your own reactions.'),
  own: z.boolean(),
  editable: z.boolean().describe('You may change it now.'),
})

const toAuthor = ({ id, name, voice, isStaff }: Author) => ({ id, name, voice, staff: isStaff })

export const toThread = (thread: ThreadLine & { isOwn: boolean }): z.input<typeof threadJson> => ({
  id: thread.id,
  title: thread.title,
  author: toAuthor(thread.author),
  openedAt: toTime(thread.openedAt),
  lastAt: toTime(thread.lastAt),
  replies: thread.replyCount,
  pinned: thread.isPinned,
  locked: thread.isLocked,
  acceptedId: thread.acceptedId,
  groupId: thread.groupId,
  own: thread.isOwn,
})

export const toListedThread = (thread: ListedThread): z.input<typeof listedThreadJson> => ({
  ...toThread(thread),
  unread: thread.unread,
})

export const toReply = (reply: ShownReply): z.input<typeof replyJson> => ({
  id: reply.id,
  parentId: reply.parentId,
  author: toAuthor(reply.author),
  html: reply.html,
  at: toTime(reply.at),
  editedAt: toTimeOrNull(reply.editedAt),
  removed: reply.isDeleted,
  reactions: reply.reactions,
  felt: reply.felt,
  own: reply.isOwn,
  editable: reply.mayEdit,
})
