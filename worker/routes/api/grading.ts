import { z } from 'zod'
import { type CourseGrade, changeGrading } from '../../domain/grades'
import { readGradebook, readGrading, readLearnerGrades } from '../../domain/pages'
import { wordFor } from '../../lib/grade-scheme'
import { door } from './door'
import { pageOf, pageQuery } from './page'
import { undoable } from './reversals'
import { percent, toPercentOrNull } from './shapes'

const tag = 'Grades'

const scheme = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('percent') }),
    z.object({ kind: z.literal('points') }),
    z.object({
      kind: z.literal('words'),
      steps: z.array(z.object({ from: z.number(), word: z.string().max(200) })).max(100),
    }),
  ])
  .describe('How the grade of the course is said; words stand for percentages from `from` on, one of them from 0.')

const category = {
  title: z.string().max(200),
  weight: z.number().nullable().default(null).describe('In relation to the other categories; null has none.'),
  dropLowest: z.number().default(0),
  keepHighest: z.number().nullable().default(null),
}

const rules = {
  counting: z.enum(['items', 'points']).describe('Whether every item counts the same, or by its points.'),
  missingCounts: z.boolean().describe('Whether what is missing counts as 0.'),
  scheme,
}

const gradingJson = z.object({
  ...rules,
  categories: z.array(z.object({ id: z.string(), ...category })),
  items: z.array(
    z.object({ id: z.string(), title: z.string(), category: z.string().nullable(), extraCredit: z.boolean() }),
  ),
})

const standingJson = z.object({
  percent: percent.nullable().describe('Above 100 with extra credit; null before the first grade.'),
  points: z.number(),
  maxPoints: z.number(),
  word: z.string().nullable().describe('Where the course says its grade in words.'),
  graded: z.number(),
  all: z.number(),
  categories: z.array(
    z.object({
      id: z.string().nullable(),
      title: z.string().nullable(),
      percent: percent.nullable(),
      graded: z.number(),
      all: z.number(),
    }),
  ),
  dropped: z.array(z.string()).describe('Items that are graded and do not count.'),
})

type Scheme = z.infer<typeof scheme>

const toStanding = (grade: CourseGrade, said: Scheme) => ({
  percent: toPercentOrNull(grade.percent),
  points: grade.points,
  maxPoints: grade.maxPoints,
  word: said.kind === 'words' && grade.percent !== null ? wordFor(said.steps, grade.percent) : null,
  graded: grade.graded,
  all: grade.all,
  categories: grade.categories.map(({ category, percent, graded, all }) => ({
    id: category?.id ?? null,
    title: category?.title ?? null,
    percent: toPercentOrNull(percent),
    graded,
    all,
  })),
  dropped: grade.dropped,
})

/** How the grade of a course is made, and how everybody stands by it. */
export const gradingDoors = [
  door(
    {
      method: 'get',
      path: '/courses/:id/grading',
      tag,
      summary: 'How the grade of a course is made, and in which category each graded item stands',
      scope: 'courses.read',
      answer: gradingJson,
    },
    async (c, { param }) => {
      const { grading, items } = await readGrading(c.var.tenant, c.var.actor, param('id'))
      return {
        ...grading,
        items: items.map(({ id, title, categoryId, extraCredit }) => ({
          id,
          title,
          category: categoryId,
          extraCredit,
        })),
      }
    },
  ),
  door(
    {
      method: 'put',
      path: '/courses/:id/grading',
      tag,
      summary: 'Say how the grade of a course is made; items that are not named stay in their category',
      scope: 'courses.write',
      body: z.object({
        ...rules,
        categories: z.array(z.object({ id: z.string().max(60).optional(), ...category })).max(100),
        items: z
          .array(
            z.object({
              id: z.string().max(64),
              category: z.string().max(200).nullable().describe('By id or title.'),
              extraCredit: z.boolean().default(false),
            }),
          )
          .max(600)
          .default([]),
      }),
    },
    async (c, { param, body }) => {
      const items = body.items.map(({ id, ...item }) => ({ itemId: id, ...item }))
      undoable(c, 'courses', await changeGrading(c.var.tenant, c.var.actor, param('id'), { ...body, items }))
    },
  ),
  door(
    {
      method: 'get',
      path: '/courses/:id/standings',
      tag,
      summary: 'How every learner stands in a course, by its grading',
      scope: 'learning.read',
      query: pageQuery,
      answer: pageOf(standingJson.extend({ learner: z.object({ id: z.string(), name: z.string() }) })),
    },
    async (c, { param, query: { cursor = null, limit } }) => {
      const place = { cursor, backwards: false, size: limit }
      const filter = { words: '', groupId: null }
      const { rows, next, grading } = await readGradebook(c.var.tenant, c.var.actor, param('id'), filter, place)
      const items = rows.map(({ userId, name, course }) => ({
        learner: { id: userId, name },
        ...toStanding(course, grading.scheme),
      }))
      return { items, next }
    },
  ),
  door(
    {
      method: 'get',
      path: '/courses/:id/learners/:userId/standing',
      tag,
      summary: 'How one learner stands in a course, by category; learners ask for themselves',
      scope: 'learning.read',
      answer: standingJson,
    },
    async (c, { param }) => {
      const { standing, grading } = await readLearnerGrades(c.var.tenant, c.var.actor, param('id'), param('userId'))
      return toStanding(standing, grading.scheme)
    },
  ),
]
