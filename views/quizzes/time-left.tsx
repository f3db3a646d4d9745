import type { AttemptPage as Attempt } from '../../worker/domain/quizzes'
import { urls } from '../../worker/urls'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { dueTime } from '../ui/time'
import type { View } from '../view'

/** When the attempt ends; the script counts down by the server's clock. Nothing where it has no end. */
export function TimeLeft({ view, page: { attempt, quiz, zone, isReadOnly } }: { view: View; page: Attempt }) {
  if (attempt.endsAt === null || isReadOnly || quiz.survey) return null
  return (
    <span
      class="time-left"
      role="timer"
      data-time-left
      data-now={view.now}
      data-started={attempt.startedAt}
      data-ends={attempt.endsAt}
      data-word-left={view.t('quizzes.timeLeft', { time: '#' })}
    >
      <Icon name="clock" />
      <span data-time-left-words>{view.t('quizzes.endsWhen', { when: dueTime(view, attempt.endsAt, zone) })}</span>
    </span>
  )
}

/** What the script sends at the end; nobody's opinion is sent for them. */
export const HandInAtEnd = ({ page: { attempt, quiz, isReadOnly } }: { page: Attempt }) =>
  attempt.endsAt === null || isReadOnly || quiz.survey ? null : (
    <Form action={urls.attemptSubmission(attempt.id)} data-hand-in-at-end hidden />
  )
