import type { GradeCategory, GradeScheme, Grading } from '../db/schema/courses'
import { Invalid, refuseWrong } from '../errors'
import { slugOf } from './markdown'
import { cleanLine } from './text'

/** Without an id it is new. */
export type GivenCategory = Omit<GradeCategory, 'id'> & { id?: string }
export type GivenGrading = Omit<Grading, 'categories'> & { categories: GivenCategory[] }

const most = { categories: 20, title: 80, weight: 1_000, drop: 50, keep: 300, steps: 20, word: 40 }

/**
 * What was said of a course's grading, checked and in order. Whoever is new gets an id after its title; what has the title of
 * one that stands (`before`) is that one. Invalid names `category-0` (its place), `categories` or `steps`.
 */
export function settleGrading(given: GivenGrading, before: GradeCategory[] = []): Grading {
  const categories = given.categories.map((one) => ({ ...one, title: cleanLine(one.title, most.title) }))
  const titles = categories.map(({ title }) => fold(title))
  refuseWrong(
    categories.length > most.categories && new Invalid('categories', 'grading.tooMany', { most: most.categories }),
    ...categories.map((one, place) => wrongCategory(one, place, titles)),
    categories.length > 0 &&
      given.scheme.kind === 'points' &&
      categories.some(({ weight }) => weight) &&
      new Invalid('scheme', 'grading.pointsHaveNoWeights'),
    wrongSteps(given.scheme),
  )
  const taken = new Set(categories.flatMap(({ id }) => id ?? []))
  return {
    counting: given.counting,
    missingCounts: given.missingCounts,
    scheme: settleScheme(given.scheme),
    categories: categories.map(({ id, title, weight, dropLowest, keepHighest }) => ({
      id: id ?? idFor(title, before, taken),
      title,
      weight,
      dropLowest,
      keepHighest,
    })),
  }
}

function wrongCategory({ title, weight, dropLowest, keepHighest }: GivenCategory, place: number, titles: string[]) {
  const field = `category-${place}`
  if (!title) return new Invalid(field, 'grading.titleMissing')
  if (titles.indexOf(fold(title)) < place) return new Invalid(field, 'grading.titleTwice', { title })
  if (weight !== null && !(weight >= 0 && weight <= most.weight))
    return new Invalid(field, 'grading.weightRange', { title, most: most.weight })
  if (!isCount(dropLowest, 0, most.drop)) return new Invalid(field, 'grading.dropRange', { title, most: most.drop })
  if (keepHighest !== null && !isCount(keepHighest, 1, most.keep))
    return new Invalid(field, 'grading.keepRange', { title, most: most.keep })
  return dropLowest > 0 && keepHighest !== null && new Invalid(field, 'grading.dropOrKeep', { title })
}

const isCount = (n: number, least: number, most: number) => Number.isInteger(n) && n >= least && n <= most

function wrongSteps(scheme: GradeScheme) {
  if (scheme.kind !== 'words') return false
  const { steps } = scheme
  const [least, many] = [2, most.steps]
  if (steps.length < least || steps.length > many)
    return new Invalid('steps', 'grading.stepCount', { least, most: many })
  if (steps.some(({ from, word }) => !(from >= 0 && from <= 1_000) || !cleanLine(word, most.word)))
    return new Invalid('steps', 'grading.stepUnread')
  if (new Set(steps.map(({ from }) => from)).size < steps.length) return new Invalid('steps', 'grading.stepTwice')
  return !steps.some(({ from }) => from === 0) && new Invalid('steps', 'grading.stepZero')
}

const settleScheme = (scheme: GradeScheme): GradeScheme =>
  scheme.kind === 'words'
    ? {
        kind: 'words',
        steps: scheme.steps
          .map(({ from, word }) => ({ from, word: cleanLine(word, most.word) }))
          .sort((a, b) => b.from - a.from),
      }
    : { kind: scheme.kind }

/** Ids stand in files, so they can be read. */
function idFor(title: string, before: GradeCategory[], taken: Set<string>): string {
  const known = before.find((one) => fold(one.title) === fold(title) && !taken.has(one.id))
  const stem = known?.id ?? (slugOf(title).slice(0, 40) || 'category')
  let id = stem
  for (let count = 2; taken.has(id); count += 1) id = `${stem}-${count}`
  taken.add(id)
  return id
}

const fold = (title: string) => title.toLowerCase()
