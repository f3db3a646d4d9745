import { z } from 'zod'
import { listInquiries, MOST_SAID, readInquiry, settleInquiry, writeInquiry } from '../../domain/grades'
import { door } from './door'
import { asked, pageOf, pageQuery } from './page'
import { time, toTime } from './shapes'

const tag = 'Grades'

const state = z
  .enum(['waiting', 'answered', 'settled'])
  .describe('`waiting` is for those who mark, `answered` for the learner.')

const inquiryJson = z.object({
  state: state.nullable().describe('Null: nothing was asked.'),
  entries: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['asked', 'answered', 'settled', 'reopened']),
      text: z.string(),
      author: z.object({ id: z.string(), name: z.string().nullable() }),
      at: time,
    }),
  ),
})

const lineJson = z.object({
  learner: z.object({ id: z.string(), name: z.string() }),
  item: z.object({ id: z.string(), title: z.string() }),
  state,
  changedAt: time,
  text: z.string().describe('What was said last.'),
})

type Ctx = Parameters<Parameters<typeof door>[1]>[0]
type Param = (name: string) => string

const placeOf = (param: Param) => ({ courseId: param('id'), userId: param('userId'), itemId: param('itemId') })

async function read(c: Ctx, param: Param) {
  const { state, entries } = await readInquiry(c.var.tenant, c.var.actor, placeOf(param))
  return {
    state,
    entries: entries.map(({ id, kind, text, authorId, by, at }) => ({
      id,
      kind,
      text,
      author: { id: authorId, name: by },
      at: toTime(at),
    })),
  }
}

const path = '/courses/:id/learners/:userId/items/:itemId/inquiry'

/** What learners ask about their grades. */
export const inquiryDoors = [
  door(
    {
      method: 'get',
      path: '/courses/:id/inquiries',
      tag,
      summary:
        'What learners of a course ask about their grades: what waits longest first, what is settled newest first',
      scope: 'learning.read',
      query: pageQuery.extend({ state: z.enum(['open', 'waiting', 'answered', 'settled']).default('open') }),
      answer: pageOf(lineJson),
    },
    async (c, { param, query: { state, ...page } }) => {
      const { lines, next } = await listInquiries(c.var.tenant, c.var.actor, param('id'), { state, ...asked(page) })
      const items = lines.map(({ userId, name, itemId, title, state, changedAt, text }) => ({
        learner: { id: userId, name },
        item: { id: itemId, title },
        state,
        changedAt: toTime(changedAt),
        text,
      }))
      return { items, next }
    },
  ),
  door(
    {
      method: 'get',
      path,
      tag,
      summary: 'What was asked and answered about one grade, oldest first',
      scope: 'learning.read',
      answer: inquiryJson,
    },
    async (c, { param }) => read(c, param),
  ),
  door(
    {
      method: 'post',
      path,
      tag,
      personal: true,
      summary: 'Ask about a grade of your own, or answer where you mark; the other side gets a mail',
      scope: 'learning.write',
      status: 201,
      body: z.object({ text: z.string().min(1).max(MOST_SAID) }),
      answer: inquiryJson,
    },
    async (c, { param, body }) => {
      await writeInquiry(c.var.tenant, c.var.actor, placeOf(param), body)
      return read(c, param)
    },
  ),
  door(
    {
      method: 'put',
      path: `${path}/settlement`,
      tag,
      personal: true,
      summary: 'Say that a question about a grade is settled, or open it again',
      scope: 'learning.write',
      body: z.object({ settled: z.boolean() }),
      answer: inquiryJson,
    },
    async (c, { param, body }) => {
      await settleInquiry(c.var.tenant, c.var.actor, placeOf(param), body.settled)
      return read(c, param)
    },
  ),
]
