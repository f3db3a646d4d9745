import { z } from 'zod'
import type { MarkVersion } from '../../domain/rubrics'
import { mostRubric } from '../../lib/rubric'

const level = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  points: z.number().nullable(),
})
export const criterionJson = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  levels: z.array(level),
  most: z.number().optional().describe('Of a marking guide: points are typed, at most so many; there are no levels.'),
})
/** As those see it who mark. */
export const markersCriterionJson = criterionJson.extend({
  forMarkers: z.string().optional().describe('What markers look for; learners do not read it.'),
})
export const rubricVersionJson = z.object({
  title: z.string(),
  version: z.number(),
  versionId: z.string(),
  scored: z.boolean().describe('Whether its levels give points.'),
  criteria: z.array(criterionJson),
})

export const toRubricVersion = ({ id, title, number, body }: MarkVersion) => ({
  title,
  version: number,
  versionId: id,
  scored: body.scored,
  criteria: body.criteria.map(({ forMarkers: _, ...criterion }) => criterion),
})

const ownId = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/)
  .optional()
  .describe('Of one that stands; without it one of the same title is meant, or it is new.')

export const rubricGiven = z.object({
  title: z.string().min(1).max(mostRubric.title),
  scored: z.boolean().default(true),
  criteria: z
    .array(
      z.object({
        id: ownId,
        title: z.string().min(1).max(mostRubric.name),
        description: z.string().max(mostRubric.description).default(''),
        levels: z
          .array(
            z.object({
              id: ownId,
              title: z.string().min(1).max(mostRubric.name),
              description: z.string().max(mostRubric.description).default(''),
              points: z.number().min(0).max(mostRubric.points).nullable().default(null),
            }),
          )
          .max(mostRubric.levels)
          .default([]),
        most: z
          .number()
          .positive()
          .max(mostRubric.points)
          .optional()
          .describe('Of a marking guide, in place of levels.'),
        forMarkers: z.string().max(mostRubric.description).optional(),
      }),
    )
    .max(mostRubric.criteria),
})

export const choiceJson = z.object({
  criterionId: z.string().max(40),
  levelId: z.string().max(40).nullable().default(null),
  comment: z.string().max(mostRubric.comment).default(''),
  points: z.number().min(0).max(mostRubric.points).optional().describe('Of a criterion of a marking guide.'),
})
