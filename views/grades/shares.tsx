import type { LearnerGrades } from '../../worker/domain/pages'
import type { View } from '../view'
import { share } from './grade-words'

/** How somebody stands in each category of the course. */
export function Shares({ view, page }: { view: View; page: LearnerGrades }) {
  const { t } = view
  const { categories } = page.standing
  if (!categories.length) return null
  return (
    <dl class="grade-shares">
      {categories.map(({ category, percent, graded, all }) => (
        <div>
          <dt>
            <bdi>{category?.title ?? t('grades.inNoCategory')}</bdi>{' '}
            <span class="small muted">{t('grades.countOf', { n: graded, all })}</span>
          </dt>
          <dd class="num">{percent === null ? '–' : share(view, percent)}</dd>
        </div>
      ))}
    </dl>
  )
}
