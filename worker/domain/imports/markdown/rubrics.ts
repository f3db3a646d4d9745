import { z } from 'zod'
import { TurnedAway } from '../../../errors'
import { type GivenRubric, mostRubric, type RubricBody, settleRubric } from '../../../lib/rubric'
import { cleanLine } from '../../../lib/text'
import type { PlannedRubric } from './plan'

const level = z.object({
  title: z.coerce.string(),
  points: z.number().nullable().default(null),
  description: z.coerce.string().default(''),
})
const criterion = z.object({
  title: z.coerce.string(),
  description: z.coerce.string().default(''),
  levels: z.array(level).default([]),
  points: z.number().nullable().default(null),
  forMarkers: z.coerce.string().default(''),
})
const written = z.array(z.object({ title: z.coerce.string(), criteria: z.array(criterion) })).max(200)

/** What `rubrics` of a course says; null where one of them cannot be read. */
export function readRubrics(value: unknown): PlannedRubric[] | null {
  const { data } = written.safeParse(value)
  if (!data) return null
  const planned = data.map(({ title, criteria }): PlannedRubric => {
    const scored = criteria.some((one) => [one, ...one.levels].some(({ points }) => points !== null))
    const read = criteria.map(({ points, ...one }) => ({ ...one, most: points }))
    return { title: cleanLine(title, mostRubric.title), rubric: { scored, criteria: read } }
  })
  const titles = new Set(planned.map(({ title }) => title.toLowerCase()))
  const areWhole = planned.every(({ title, rubric }) => title && isWhole(rubric))
  return areWhole && titles.size === planned.length ? planned : null
}

function isWhole(rubric: GivenRubric): boolean {
  try {
    settleRubric(rubric)
    return true
  } catch (error) {
    if (error instanceof TurnedAway) return false
    throw error
  }
}

/** Without ids: titles say what is what. */
export const writeRubrics = (rubrics: { title: string; rubric: RubricBody | GivenRubric }[]) =>
  rubrics.map(({ title, rubric: { criteria } }) => ({
    title,
    criteria: criteria.map(({ title, description, levels, most, forMarkers }) => ({
      title,
      ...(description && { description }),
      ...(forMarkers && { forMarkers }),
      ...(most != null && { points: most }),
      ...(most == null && {
        levels: levels.map(({ title, points, description }) => ({
          title,
          ...(points !== null && { points }),
          ...(description && { description }),
        })),
      }),
    })),
  }))
