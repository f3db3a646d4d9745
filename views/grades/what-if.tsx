import type { Child } from 'hono/jsx'
import type { LearnerGrades } from '../../worker/domain/pages'
import { urls } from '../../worker/urls'
import { Button, LinkButton } from '../ui/button'
import type { View } from '../view'
import { points, total } from './grade-words'
import type { GradedItem } from './learner-grades-page'

type WhatIfProps = { view: View; page: LearnerGrades; what: Record<string, string> | null; children?: Child }

/** Around one's own list: a try-out of points that are still to come. Nothing of it is kept. */
export function WhatIf({ view, page, what, children }: WhatIfProps) {
  const { t } = view
  const { course, person, grading, supposed } = page
  const here = urls.learnerGrades(course.id, person.id)
  if (!page.isOwn || !page.items.some(isOpenTo)) return <>{children}</>
  if (!what)
    return (
      <>
        <p class="no-print">
          <a href={`${here}?what=if`}>{t('grades.whatIf')}</a>
        </p>
        {children}
      </>
    )
  return (
    <form method="get" action={here} class="what-if">
      <input type="hidden" name="what" value="if" />
      <p class="hint">{t('grades.whatIfHint')}</p>
      {children}
      <div class="buttons sticky-end" role="status">
        {supposed && <b class="num">{t('grades.then', { total: total(view, grading.scheme, supposed) })}</b>}
        <Button>{t('grades.reckon')}</Button>
        <LinkButton href={here}>{t('grades.asItIs')}</LinkButton>
      </div>
    </form>
  )
}

/** What has no grade yet and may still get one. */
export const isOpenTo = ({ grade, gradeState, maxPoints }: GradedItem) =>
  gradeState !== 'excused' && grade?.final == null && (maxPoints ?? 0) > 0

export const Supposed = ({ view, item, typed }: { view: View; item: GradedItem; typed: string }) => (
  <input
    class="input if num"
    name={`if-${item.id}`}
    value={typed}
    inputmode="decimal"
    autocomplete="off"
    maxlength={8}
    aria-label={view.t('grades.ifPoints', { title: item.title, most: points(view, item.maxPoints ?? 0) })}
  />
)
