import type { Grading } from '../../worker/db/schema'
import type { View } from '../view'

/**
 * How the grade of the course is made, in a few sentences that everybody reads alike; `ownMissing`: some of its work says itself
 * what counts while it is missing.
 */
export function HowCounted({ view, grading, ownMissing }: { view: View; grading: Grading; ownMissing: boolean }) {
  const { t, locale } = view
  const list = new Intl.ListFormat(locale, { type: 'unit' })
  const shares = grading.categories.flatMap(({ title, weight }) =>
    weight ? [t('grades.says.share', { title, weight: new Intl.NumberFormat(locale).format(weight) })] : [],
  )
  const drops = grading.categories.flatMap(({ title, dropLowest, keepHighest }) => [
    ...(dropLowest ? [t('grades.says.drops', { title, n: dropLowest })] : []),
    ...(keepHighest === null ? [] : [t('grades.says.keeps', { title, n: keepHighest })]),
  ])
  const sentences = [
    ...(shares.length ? [t('grades.says.weights', { shares: list.format(shares) })] : []),
    t(`grades.says.${grading.counting}`),
    ...drops,
    t(grading.missingCounts ? 'grades.says.missing' : 'grades.says.given'),
    ...(ownMissing ? [t('grades.says.ownMissing')] : []),
  ]
  return <p class="small muted how-counted">{sentences.join(' ')}</p>
}
