import { z } from 'zod'
import { fileHeadings } from '../../../views/grades/gradebook-file'
import { addManualItem } from '../../domain/assignments'
import { holdGrades, lockGrades } from '../../domain/grades'
import { applyGradeImport, planGradeImport, readColumns } from '../../domain/pages'
import { door } from './door'
import { cut, pageOf, pageQuery } from './page'
import { undoable } from './reversals'
import { id, moment, time, toTimeOrNull } from './shapes'

const tag = 'Grades'
const scope = 'courses.write'

const columnJson = z.object({
  id: z.string().describe('Of the item.'),
  kind: z.string(),
  title: z.string(),
  maxPoints: z.number().nullable(),
  category: z.string().nullable(),
  dueAt: time.nullable(),
  isByHand: z.boolean().describe('Nothing is handed in: its points are given by hand.'),
  isHeld: z.boolean().describe('Learners see none of its grades until they are released.'),
  waiting: z.number().describe('Grades that are held.'),
  lockedAt: time.nullable().describe('Since then nobody changes a grade of it (409).'),
  lockedBy: z.string().nullable(),
})

const turns = [
  ['put', true],
  ['delete', false],
] as const

/** The columns of a gradebook: what is held back, what is locked, what is given by hand. */
export const gradebookColumnDoors = [
  door(
    {
      method: 'get',
      path: '/courses/:id/gradebook/columns',
      tag,
      summary: 'What is graded in a course, drafts as well, and what of it is held back or locked',
      scope: 'courses.read',
      query: pageQuery,
      answer: pageOf(columnJson),
    },
    async (c, { param, query }) => {
      const { columns } = await readColumns(c.var.tenant, c.var.actor, param('id'))
      const { items, next } = cut(columns, query)
      return {
        items: items.map(({ category, dueAt, lockedAt, publishedAt: _, categoryId: __, ...column }) => ({
          ...column,
          category: category?.title ?? null,
          dueAt: toTimeOrNull(dueAt),
          lockedAt: toTimeOrNull(lockedAt),
        })),
        next,
      }
    },
  ),
  door(
    {
      method: 'post',
      path: '/courses/:id/gradebook/columns',
      tag,
      summary: 'Add a column for what nobody hands in; it is an assignment that takes nothing, published at once',
      scope,
      status: 201,
      body: z.object({
        title: z.string().min(1).max(200),
        maxPoints: z.number().int().min(1).max(1_000),
        category: id.nullable().default(null).describe('Id of one of the course.'),
        dueAt: moment.nullable().default(null),
        moduleId: id.nullable().default(null).describe('Where it stands; null is the end of the last module.'),
      }),
      answer: z.object({ id: z.string() }),
    },
    async (c, { param, body: { category, ...body } }) =>
      addManualItem(c.var.tenant, c.var.actor, param('id'), { ...body, categoryId: category }),
  ),
  door(
    {
      method: 'post',
      path: '/courses/:id/gradebook/import',
      tag,
      summary:
        'Grades out of CSV: a row a learner (e-mail, username, id or a name), a column an item. Without `apply` nothing is written',
      scope: 'learning.write',
      body: z.object({
        csv: z.string().min(1).max(900_000),
        apply: z.boolean().default(false),
        reason: z.string().max(2_000).default('').describe('Needed where a mark changes that its learner has seen.'),
      }),
      answer: z.object({
        applied: z.boolean(),
        changes: z.array(
          z.object({
            line: z.number(),
            learner: z.string(),
            item: z.string(),
            before: z.number().nullable(),
            after: z.number(),
          }),
        ),
        problems: z.array(z.object({ line: z.number(), kind: z.string(), text: z.string() })),
      }),
    },
    async (c, { param, body: { csv, apply, reason } }) => {
      const { tenant, actor, view } = c.var
      const headings = fileHeadings(view)
      const text = csv.replace(/^\ufeff/, '')
      const { planned, problems, ...done } = apply
        ? await applyGradeImport(tenant, actor, param('id'), { text, digest: null, reason }, headings)
        : { ...(await planGradeImport(tenant, actor, param('id'), text, headings)), actId: null }
      undoable(c, 'learning', done.actId)
      return {
        applied: apply,
        changes: planned.map(({ line, name, title, before, after }) => ({
          line,
          learner: name,
          item: title,
          before,
          after,
        })),
        problems: problems.map(({ line, key, text }) => ({ line, kind: key, text })),
      }
    },
  ),
  ...turns.flatMap(([method, on]) => [
    door(
      {
        method,
        path: '/courses/:id/gradebook/columns/:itemId/hold',
        tag,
        summary: on
          ? 'Keep the grades of an item from its learners, those they have seen as well'
          : 'Release the grades of an item: every learner sees theirs',
        scope,
      },
      async (c, { param }) => {
        const place = { courseId: param('id'), itemId: param('itemId') }
        undoable(c, 'learning', await holdGrades(c.var.tenant, c.var.actor, place, on))
      },
    ),
    door(
      {
        method,
        path: '/courses/:id/gradebook/columns/:itemId/lock',
        tag,
        summary: on ? 'Lock the grades of an item: whoever changes one gets 409' : 'Unlock the grades of an item',
        scope,
      },
      async (c, { param }) => {
        const place = { courseId: param('id'), itemId: param('itemId') }
        undoable(c, 'learning', await lockGrades(c.var.tenant, c.var.actor, place, on))
      },
    ),
    door(
      {
        method,
        path: '/courses/:id/gradebook/lock',
        tag,
        summary: on ? 'Lock all grades of a course' : 'Unlock the grades of a course, but for columns that are locked',
        scope,
      },
      async (c, { param }) => {
        const place = { courseId: param('id'), itemId: null }
        undoable(c, 'learning', await lockGrades(c.var.tenant, c.var.actor, place, on))
      },
    ),
  ]),
]
