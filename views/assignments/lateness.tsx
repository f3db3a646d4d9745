import type { SubmissionPage } from '../../worker/domain/assignments'
import type { LatePolicy } from '../../worker/lib/late-policy'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import { number } from '../ui/numbers'
import type { View } from '../view'
import { sayLate } from './late-words'

export type Lateness = { policy: LatePolicy; late: number; points: number }

type Props = { view: View; submission: SubmissionPage['submission']; lateness: Lateness }

/** What being late takes off this piece of work, and a button that lets it cost nothing. */
export function LatenessLine({ view, submission: { id, lateExcused }, lateness: { policy, late, points } }: Props) {
  return (
    <div class="lateness">
      <p class="small">
        {lateExcused
          ? view.t('late.isWaived')
          : view.t('late.costs', { late, per: policy.per, n: number(view, points) })}{' '}
        <span class="muted">{sayLate(view, policy)}</span>
      </p>
      <Form action={urls.submissionWaiver(id)} method={lateExcused ? 'delete' : 'post'}>
        <Button small>{view.t(lateExcused ? 'late.count' : 'late.waive')}</Button>
      </Form>
    </div>
  )
}
