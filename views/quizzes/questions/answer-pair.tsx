import type { Child } from 'hono/jsx'
import type { Mark } from '../../../worker/domain/quizzes'
import { Icon } from '../../ui/icon'
import type { View } from '../../view'

type PairProps = { view: View; mark: Mark; said: Child; right: Child }

/** What was answered, and what is right where it was not that and may be told. */
export const AnswerPair = ({ view, mark, said, right }: PairProps) => (
  <dl class="answer-pair">
    <dt>{view.t('quizzes.yourAnswer')}</dt>
    <dd class={said ? (mark.correct === 'full' ? 'good' : 'problem') : 'muted'}>
      {said ? <bdi>{said}</bdi> : view.t('quizzes.notAnswered')}
    </dd>
    {mark.correct !== 'full' && right && (
      <>
        <dt>{view.t('quizzes.rightAnswer')}</dt>
        <dd>
          <bdi>{right}</bdi>
        </dd>
      </>
    )}
  </dl>
)

/** The one right answer, for those who write the quiz. */
export const RightLine = ({ view, text }: { view: View; text: string }) => (
  <ul class="preview-answers" role="list">
    <li class="right">
      <Icon name="check" label={view.t('quizzes.alsoRight')} />
      <bdi>{text}</bdi>
    </li>
  </ul>
)
