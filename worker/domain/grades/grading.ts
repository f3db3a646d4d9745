import type { GradeCategory, Grading } from '../../db/schema'

/** Where nothing was said: each item counts the same, said in percent. */
export const plainGrading: Grading = {
  counting: 'items',
  missingCounts: false,
  scheme: { kind: 'percent' },
  categories: [],
}

export const gradingOf = ({ grading }: { grading: Grading | null }): Grading => grading ?? plainGrading

/** Whether categories have shares: then what is in none of them does not count. */
export const isWeighted = ({ categories }: Pick<Grading, 'categories'>) =>
  categories.some(({ weight }) => weight !== null && weight > 0)

/** The category that an item is in; null where it is in none, or in one that is gone. */
export const categoryOf = ({ categories }: Grading, id: string | null): GradeCategory | null =>
  categories.find((category) => category.id === id) ?? null
