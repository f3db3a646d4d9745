import { z } from 'zod'
import {
  binRubric,
  editRubric,
  findRubric,
  listRubrics,
  makeRubric,
  type Rubric,
  restoreRubric,
} from '../../domain/rubrics'
import { door } from './door'
import { markersCriterionJson, rubricGiven } from './rubric-json'

const tag = 'Rubrics'

const rubricJson = z.object({
  id: z.string(),
  courseId: z.string().nullable().describe('Null: of the organization.'),
  title: z.string(),
  version: z.number(),
  scored: z.boolean(),
  criteria: z.array(markersCriterionJson),
  uses: z.number().describe('So many assignments are marked by it.'),
})

const toRubric = ({ id, courseId, title, version, uses }: Rubric) => ({
  id,
  courseId,
  title,
  version: version.number,
  scored: version.body.scored,
  criteria: version.body.criteria,
  uses,
})

export const rubricDoors = [
  door(
    {
      method: 'get',
      path: '/courses/:courseId/rubrics',
      tag,
      summary: 'By what a course marks: its own rubrics and those of the organization',
      scope: 'courses.read',
      answer: z.object({ items: z.array(rubricJson) }),
    },
    async (c, { param }) => {
      const { rubrics } = await listRubrics(c.var.tenant, c.var.actor, param('courseId'))
      return {
        items: rubrics.map(({ id, courseId, title, number, body, uses }) => ({
          id,
          courseId,
          title,
          version: number,
          scored: body.scored,
          criteria: body.criteria,
          uses,
        })),
      }
    },
  ),
  door(
    {
      method: 'post',
      path: '/courses/:courseId/rubrics',
      tag,
      summary: 'Make a rubric',
      scope: 'courses.write',
      status: 201,
      body: rubricGiven.extend({ shared: z.boolean().default(false).describe('For every course.') }),
      answer: rubricJson,
    },
    async (c, { param, body: { shared, ...given } }) => {
      const { tenant, actor } = c.var
      await listRubrics(tenant, actor, param('courseId'))
      const { id } = await makeRubric(tenant, actor, shared ? null : param('courseId'), given)
      return toRubric(await findRubric(tenant, actor, id))
    },
  ),
  door(
    {
      method: 'get',
      path: '/rubrics/:id',
      tag,
      summary: 'A rubric with its newest version',
      scope: 'courses.read',
      answer: rubricJson,
    },
    async (c, { param }) => toRubric(await findRubric(c.var.tenant, c.var.actor, param('id'))),
  ),
  door(
    {
      method: 'put',
      path: '/rubrics/:id',
      tag,
      summary: 'Change a rubric; marks that were made with it keep the version they were made with',
      scope: 'courses.write',
      body: rubricGiven.extend({ version: z.number().int().optional().describe('The one you have read.') }),
      answer: rubricJson,
    },
    async (c, { param, body: { version, ...given } }) => {
      const { tenant, actor } = c.var
      await editRubric(tenant, actor, param('id'), { ...given, number: version })
      return toRubric(await findRubric(tenant, actor, param('id')))
    },
  ),
  door(
    {
      method: 'delete',
      path: '/rubrics/:id',
      tag,
      summary: 'Remove a rubric that nothing uses',
      scope: 'courses.write',
    },
    async (c, { param }) => void (await binRubric(c.var.tenant, c.var.actor, param('id'))),
  ),
  door(
    {
      method: 'post',
      path: '/rubrics/:id/restoration',
      tag,
      summary: 'Bring a removed rubric back',
      scope: 'courses.write',
    },
    async (c, { param }) => restoreRubric(c.var.tenant, c.var.actor, param('id')),
  ),
]
