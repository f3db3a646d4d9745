import type { ArchiveEntry } from '../../lib/archive'
import { type CoursePlan, type PlanOptions, planCourse } from './markdown'

/** A form in which courses come: what it is known by, and how its files become a plan. Nothing is written while planning. */
export type ImportFormat = {
  name: string
  fits: (entries: ArchiveEntry[]) => boolean
  plan: (entries: ArchiveEntry[], options: PlanOptions) => Promise<CoursePlan>
}

const markdown: ImportFormat = {
  name: 'markdown',
  fits: (entries) => entries.some(({ path }) => /\.(?:md|markdown|mdown|mkd|mdx|rmd|qmd)$/i.test(path)),
  plan: planCourse,
}

/** Every form, the most particular first: the first one that fits has the archive. */
export const formats: readonly ImportFormat[] = [markdown]

export const formatOf = (entries: ArchiveEntry[]) => formats.find((format) => format.fits(entries)) ?? null
