import { z } from 'zod'
import { findOverrides, removeOverride, setOverride } from '../../domain/quizzes'
import { mostCode, mostTime } from '../../lib/quiz-rules'
import { door } from './door'
import { asked, pageOf, pageQuery } from './page'
import { undoable } from './reversals'
import { moment, time, toTimeOrNull } from './shapes'

const tag = 'Quizzes'
const limit = z.number().int().min(0).max(mostTime.limitMinutes).nullable()
const attempts = z.number().int().min(0).max(100).nullable()

const overrideJson = z.object({
  id: z.string(),
  person: z.object({ id: z.string(), name: z.string() }).nullable(),
  group: z.object({ id: z.string(), name: z.string() }).nullable(),
  opensAt: time.nullable().describe('Null: as for everyone.'),
  closesAt: time.nullable().describe('Null: as for everyone.'),
  timeLimitMinutes: limit.describe('Null: as for everyone; 0: no limit.'),
  attemptsAllowed: attempts.describe('Null: as for everyone; 0: as many as one likes.'),
  accessCode: z.string().nullable().describe('Null: as for everyone; empty: none.'),
  reason: z.string(),
})

/** What one person or one group has otherwise in a quiz. */
export const quizOverrideDoors = [
  door(
    {
      method: 'get',
      path: '/quizzes/:id/overrides',
      tag,
      summary: 'What one person or one group has otherwise in a quiz',
      scope: 'learning.read',
      query: pageQuery,
      answer: pageOf(overrideJson),
    },
    async (c, { param, query }) => {
      const { own, next } = await findOverrides(c.var.tenant, c.var.actor, param('id'), { page: asked(query) })
      return {
        items: own.map(({ override, person, group }) => ({
          id: override.id,
          person: override.userId === null ? null : { id: override.userId, name: person ?? '' },
          group: override.groupId === null ? null : { id: override.groupId, name: group ?? '' },
          opensAt: toTimeOrNull(override.opensAt),
          closesAt: toTimeOrNull(override.closesAt),
          timeLimitMinutes: override.timeLimitMinutes,
          attemptsAllowed: override.attemptsAllowed,
          accessCode: override.accessCode,
          reason: override.reason,
        })),
        next,
      }
    },
  ),
  door(
    {
      method: 'put',
      path: '/quizzes/:id/overrides',
      tag,
      summary: 'Give one person or one group other times or attempts; what they had for themselves is replaced',
      scope: 'learning.write',
      body: z.object({
        for: z
          .string()
          .regex(/^(?:user|group):.{1,64}$/)
          .describe('`user:<id>` of a learner in the course, or `group:<id>`.'),
        opensAt: moment.nullable().default(null),
        closesAt: moment.nullable().default(null),
        timeLimitMinutes: limit.default(null),
        attemptsAllowed: attempts.default(null),
        accessCode: z.string().max(mostCode).nullable().default(null),
        reason: z.string().max(300).default(''),
      }),
    },
    async (c, { param, body }) => {
      undoable(c, 'learning', await setOverride(c.var.tenant, c.var.actor, param('id'), body))
    },
  ),
  door(
    {
      method: 'delete',
      path: '/quizzes/:id/overrides/:overrideId',
      tag,
      summary: 'What everyone has holds for them again',
      scope: 'learning.write',
    },
    async (c, { param }) => {
      undoable(c, 'learning', await removeOverride(c.var.tenant, c.var.actor, param('id'), param('overrideId')))
    },
  ),
]
