import type { AttemptPage as Attempt } from '../../worker/domain/quizzes'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { Notice } from '../ui/notice'
import { dueTime } from '../ui/time'
import type { View } from '../view'
import { AttemptTrail, attemptWords } from './attempt-page'

type Props = {
  view: View
  page: Attempt
  /** What was just sent came too late. */
  isLate?: boolean
}

/** The time of an attempt is up and the clock has not rung yet: what is saved can be handed in at once. */
export function TimeUpPage({ view, page, isLate }: Props) {
  const { attempt, zone } = page
  return (
    <Shell
      view={view}
      title={view.t('quizzes.timeUpTitle')}
      main="quiz"
      scripts={['js/quiz.js']}
      styles={['css/quiz.css']}
    >
      <AttemptTrail view={view} page={page} />
      <h1>{view.t('quizzes.timeUpTitle')}</h1>
      {isLate && <Notice meaning="problem">{view.t('quizzes.cameLate')}</Notice>}
      <p class="above-small">
        {view.t('quizzes.timeUpText', { when: dueTime(view, attempt.endsAt ?? view.now, zone) })}
      </p>
      <Form action={urls.attemptSubmission(attempt.id)} data-attempt-review={attempt.id} {...attemptWords(view, page)}>
        <p class="saved" role="status" data-saved hidden>
          <Icon name="check" />
          <span data-saved-word>{view.t('quizzes.saved')}</span>
        </p>
        <div class="next">
          <Button kind="primary" data-hand-in>
            {view.t('quizzes.handIn')}
          </Button>
        </div>
      </Form>
    </Shell>
  )
}
