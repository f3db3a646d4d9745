import type { AttemptPage as Attempt } from '../../worker/domain/quizzes'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import { dueTime, duration } from '../ui/time'
import type { View } from '../view'
import { AttemptTrail } from './attempt-page'

/** The clock stands still: nothing of what is asked is on the page until it runs again. */
export function BreakPage({ view, page }: { view: View; page: Attempt }) {
  const { attempt, zone } = page
  const until = attempt.breakUntil ?? view.now
  const after = Math.max(0, (attempt.endsAt ?? until) - until)
  return (
    <Shell
      view={view}
      title={view.t('quizzes.breakTitle')}
      main="quiz"
      scripts={['js/quiz.js']}
      styles={['css/quiz.css']}
    >
      <AttemptTrail view={view} page={page} />
      <h1>{view.t('quizzes.breakTitle')}</h1>
      <p class="above-small">
        {view.t('quizzes.breakText', {
          when: dueTime(view, until, zone),
          time: duration(view, Math.floor(after / 1_000), 'long'),
        })}
      </p>
      <Form
        action={urls.attemptBreak(attempt.id)}
        method="delete"
        class="next"
        data-break-until={until}
        data-now={view.now}
        data-page={urls.attempt(attempt.id)}
      >
        <Button kind="primary" iconAfter="arrow-right">
          {view.t('quizzes.breakEnd')}
        </Button>
      </Form>
    </Shell>
  )
}
