import { z } from 'zod'
import { retryDeadLetter, retryDeadLetters } from '../../domain/organization'
import { type DeadLetter, readDeadLetters } from '../../domain/pages'
import { door } from './door'
import { asked, pageOf, pageQuery } from './page'
import { time, toTime, toTimeOrNull } from './shapes'

const letterJson = z.object({
  id: z.string(),
  reader: z.string().describe('What was to be done: `mail`, `certificates`, `completions` …'),
  event: z.string().describe('The act that it should have followed: `person.invited`, `course.completed` …'),
  actedAt: time,
  person: z.string().nullable().describe('Whom it was about.'),
  subject: z.string().nullable().describe('The item or the course that it was about.'),
  error: z.string().describe('What the last try failed with.'),
  failedAt: time,
  state: z.enum(['open', 'waiting', 'resolved']).describe('`waiting`: asked to be tried again.'),
  resolvedAt: time.nullable(),
})

const toLetter = (letter: DeadLetter): z.input<typeof letterJson> => ({
  id: letter.id,
  reader: letter.reader,
  event: letter.event,
  actedAt: toTime(letter.actedAt),
  person: letter.person,
  subject: letter.subject,
  error: letter.error,
  failedAt: toTime(letter.at),
  state: letter.resolvedAt !== null ? 'resolved' : letter.retriedAt !== null ? 'waiting' : 'open',
  resolvedAt: toTimeOrNull(letter.resolvedAt),
})

const tag = 'Organization'

export const deadLetterDoors = [
  door(
    {
      method: 'get',
      path: '/dead-letters',
      tag,
      summary: 'What should have followed from acts and failed ten times: open ones first, then the newest',
      scope: 'organization.read',
      query: pageQuery,
      answer: pageOf(letterJson),
    },
    async (c, { query }) => {
      const { letters, next } = await readDeadLetters(c.var.tenant, c.var.actor, asked(query))
      return { items: letters.map(toLetter), next }
    },
  ),
  door(
    {
      method: 'post',
      path: '/dead-letters/tries',
      tag,
      summary: 'Try everything that is open once more, in the background',
      scope: 'organization.write',
    },
    async (c) => retryDeadLetters(c.var.tenant, c.var.actor),
  ),
  door(
    {
      method: 'post',
      path: '/dead-letters/:id/tries',
      tag,
      summary: 'Try one once more, in the background',
      scope: 'organization.write',
    },
    async (c, { param }) => retryDeadLetter(c.var.tenant, c.var.actor, param('id')),
  ),
]
