import { z } from 'zod'
import { findDeadlines, removeDeadline, setDeadline } from '../../domain/assignments'
import {
  excuseGrade,
  findGradebookLine,
  type GradebookLine,
  listGrades,
  MOST_CELLS,
  overrideGrade,
  setGrades,
} from '../../domain/grades'
import { listMyGrades, type MyGrades } from '../../domain/pages'
import { door } from './door'
import { asked, cut, pageOf, pageQuery } from './page'
import { undoable } from './reversals'
import { id, moment, percent, time, toPercentOrNull, toTime, toTimeOrNull } from './shapes'

const tag = 'Grades'

const gradeJson = z.object({
  learner: z.object({ id: z.string(), name: z.string() }),
  item: z.object({ id: z.string(), kind: z.string(), title: z.string() }),
  points: z.number().nullable().describe('What the learner gets; null while nothing was marked.'),
  raw: z.number().nullable().describe('What marking said.'),
  penalty: z.number(),
  override: z.number().nullable().describe('Set by hand, whatever marking said.'),
  maxPoints: z.number(),
  excused: z.boolean(),
  comment: z.string(),
  gradedAt: time.nullable(),
  releasedAt: time.nullable().describe('Null: only those who mark see it.'),
})

const toGrade = (line: GradebookLine) => ({
  learner: { id: line.userId, name: line.name },
  item: { id: line.itemId, kind: line.kind, title: line.title },
  points: line.final,
  raw: line.raw,
  penalty: line.penalty,
  override: line.override,
  maxPoints: line.maxPoints,
  excused: line.excused,
  comment: line.comment,
  gradedAt: toTimeOrNull(line.gradedAt),
  releasedAt: toTimeOrNull(line.releasedAt),
})

const standingJson = z.object({
  courseId: z.string(),
  title: z.string(),
  percent: percent.nullable().describe('The mean of what is graded and released so far; null before the first.'),
  graded: z.number(),
  all: z.number().describe('Items that count.'),
  completedAt: time.nullable(),
})

const toStanding = ({ courseId, title, percent, graded, all, completedAt }: MyGrades[number]) => ({
  courseId,
  title,
  percent: toPercentOrNull(percent),
  graded,
  all,
  completedAt: toTimeOrNull(completedAt),
})

const deadlineJson = z.object({
  id: z.string(),
  person: z.object({ id: z.string(), name: z.string() }).nullable(),
  group: z.object({ id: z.string(), name: z.string() }).nullable(),
  dueAt: time,
  reason: z.string(),
})

const points = z.number().min(0).max(100_000).nullable()
const reason = z.string().max(2_000).default('')
const was = z
  .number()
  .nullable()
  .optional()
  .describe('The points that stood there when it was looked at: 409 where others stand there now.')

/** The gradebook of a course, and dates of one's own. */
export const gradeDoors = [
  door(
    {
      method: 'get',
      path: '/me/grades',
      tag,
      personal: true,
      summary: 'How you stand in each course that grades something, the latest first',
      scope: 'learning.read',
      query: pageQuery,
      answer: pageOf(standingJson),
    },
    async (c, { query }) => {
      const standings = await listMyGrades(c.var.tenant, c.var.actor)
      const { items, next } = cut(
        standings.map((standing) => ({ ...standing, id: standing.courseId })),
        query,
      )
      return { items: items.map(toStanding), next }
    },
  ),
  door(
    {
      method: 'get',
      path: '/courses/:id/grades',
      tag,
      summary: 'The gradebook: every grade of a course by learner and item, also those that nobody has got yet',
      scope: 'learning.read',
      query: pageQuery.extend({ item: id.optional(), learner: id.optional() }),
      answer: pageOf(gradeJson),
    },
    async (c, { param, query: { item, learner, ...page } }) => {
      const filter = { ...asked(page), itemId: item, userId: learner }
      const { rows, next } = await listGrades(c.var.tenant, c.var.actor, param('id'), filter)
      return { items: rows.map(toGrade), next }
    },
  ),
  door(
    {
      method: 'put',
      path: '/courses/:id/learners/:userId/items/:itemId/grade',
      tag,
      summary:
        'Set a grade by hand, with a reason that both see; null lets what marking said count again. The first mark of what nobody hands in needs no reason',
      scope: 'learning.write',
      body: z.object({ points, reason, was }),
      answer: gradeJson,
    },
    async (c, { param, body }) => {
      const place = { courseId: param('id'), userId: param('userId'), itemId: param('itemId') }
      undoable(c, 'learning', await overrideGrade(c.var.tenant, c.var.actor, place, body))
      return toGrade(await findGradebookLine(c.var.tenant, c.var.actor, place))
    },
  ),
  door(
    {
      method: 'put',
      path: '/courses/:id/gradebook/cells',
      tag,
      summary:
        'Set many grades by hand, all of them or none; what is wrong is said by cell, and one undo takes all back',
      scope: 'learning.write',
      body: z.object({
        cells: z
          .array(z.object({ learner: z.string().max(64), item: z.string().max(64), points, was }))
          .max(MOST_CELLS),
        reason,
      }),
    },
    async (c, { param, body }) => {
      const cells = body.cells.map(({ learner, item, points, was }) => ({ userId: learner, itemId: item, points, was }))
      const given = { cells, reason: body.reason }
      undoable(c, 'learning', await setGrades(c.var.tenant, c.var.actor, param('id'), given))
    },
  ),
  door(
    {
      method: 'put',
      path: '/courses/:id/learners/:userId/items/:itemId/excuse',
      tag,
      summary: 'Say that an item does not count for a learner, or that it counts again, with a reason that both see',
      scope: 'learning.write',
      body: z.object({ excused: z.boolean(), reason: z.string().min(1).max(2_000) }),
      answer: gradeJson,
    },
    async (c, { param, body }) => {
      const place = { courseId: param('id'), userId: param('userId'), itemId: param('itemId') }
      undoable(c, 'learning', await excuseGrade(c.var.tenant, c.var.actor, place, body))
      return toGrade(await findGradebookLine(c.var.tenant, c.var.actor, place))
    },
  ),
  door(
    {
      method: 'get',
      path: '/items/:id/deadlines',
      tag,
      summary: 'Dates that one person or one group has for themselves',
      scope: 'learning.read',
      query: pageQuery,
      answer: pageOf(deadlineJson),
    },
    async (c, { param, query }) => {
      const { own, next } = await findDeadlines(c.var.tenant, c.var.actor, param('id'), { page: asked(query) })
      return {
        items: own.map(({ id, userId, person, groupId, group, dueAt, reason }) => ({
          id,
          person: userId === null ? null : { id: userId, name: person ?? '' },
          group: groupId === null ? null : { id: groupId, name: group ?? '' },
          dueAt: toTime(dueAt),
          reason,
        })),
        next,
      }
    },
  ),
  door(
    {
      method: 'put',
      path: '/items/:id/deadlines',
      tag,
      summary: 'Give one person or one group another date; the one they had for themselves is replaced',
      scope: 'learning.write',
      body: z.object({
        for: z
          .string()
          .regex(/^(?:user|group):.{1,64}$/)
          .describe('`user:<id>` of a learner in the course, or `group:<id>`.'),
        dueAt: moment,
        reason: z.string().max(300).default(''),
      }),
    },
    async (c, { param, body }) => {
      undoable(c, 'learning', await setDeadline(c.var.tenant, c.var.actor, param('id'), body))
    },
  ),
  door(
    {
      method: 'delete',
      path: '/items/:id/deadlines/:deadlineId',
      tag,
      summary: 'The date of everyone holds again',
      scope: 'learning.write',
    },
    async (c, { param }) => {
      undoable(c, 'learning', await removeDeadline(c.var.tenant, c.var.actor, param('id'), param('deadlineId')))
    },
  ),
]
