import { z } from 'zod'
import type { GradeCategory, Grading } from '../../../db/schema/courses'
import { TurnedAway } from '../../../errors'
import { settleGrading } from '../../../lib/settle-grading'

const category = z.object({
  id: z.string().min(1).max(60).optional(),
  title: z.coerce.string(),
  weight: z.number().nullable().default(null),
  drop: z.number().default(0),
  keep: z.number().nullable().default(null),
})
const written = z.object({
  counting: z.enum(['items', 'points']).default('items'),
  missing: z.enum(['zero', 'nothing']).default('nothing'),
  scheme: z
    .union([z.enum(['percent', 'points']), z.array(z.object({ from: z.number(), word: z.coerce.string() }))])
    .default('percent'),
  categories: z.array(category).default([]),
})

/** What `grading` of a course says; null where it cannot be read. */
export function readGrading(value: unknown): Grading | null {
  const { data } = written.safeParse(value)
  if (!data) return null
  try {
    return settleGrading({
      counting: data.counting,
      missingCounts: data.missing === 'zero',
      scheme: typeof data.scheme === 'string' ? { kind: data.scheme } : { kind: 'words', steps: data.scheme },
      categories: data.categories.map(({ drop, keep, ...one }) => ({ ...one, dropLowest: drop, keepHighest: keep })),
    })
  } catch (error) {
    if (error instanceof TurnedAway) return null
    throw error
  }
}

export const writeGrading = ({ counting, missingCounts, scheme, categories }: Grading) => ({
  counting,
  ...(missingCounts && { missing: 'zero' }),
  scheme: scheme.kind === 'words' ? scheme.steps : scheme.kind,
  ...(categories.length > 0 && { categories: categories.map(writeCategory) }),
})

const writeCategory = ({ id, title, weight, dropLowest, keepHighest }: GradeCategory) => ({
  id,
  title,
  ...(weight !== null && { weight }),
  ...(dropLowest > 0 && { drop: dropLowest }),
  ...(keepHighest !== null && { keep: keepHighest }),
})

/** The category that a page names by its id or its title; what no category is called stays as it was written. */
export function categoryNamed(grading: Grading | null | undefined, name: string): string {
  const folded = name.toLowerCase()
  const found = grading?.categories.find(({ id, title }) => id === name || title.toLowerCase() === folded)
  return found?.id ?? name
}
