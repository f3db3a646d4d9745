import type { AttemptPage as Attempt } from '../../worker/domain/quizzes'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { Notice } from '../ui/notice'
import { percent } from '../ui/numbers'
import { Steps } from '../ui/steps'
import type { View } from '../view'
import { GivenAnswer } from './given-answer'
import { QuestionField } from './question-field'

type Props = { view: View; page: Attempt }

/** Answering: every change is saved by itself; without JavaScript by the button. */
export function AttemptPage({ view, page }: Props) {
  const { attempt, item, quiz, questions, isReadOnly } = page
  return (
    <Shell view={view} title={item.title} main="quiz" scripts={['js/quiz.js']} styles={['css/quiz.css']}>
      <AttemptTrail view={view} page={page} />
      <h1>{item.title}</h1>
      <p class="muted above-small">
        {view.t('quizzes.summary', {
          questions: questions.length,
          points: attempt.maxScore,
          pass: percent(view, quiz.passPercent / 100),
        })}
      </p>
      {isReadOnly && <Notice meaning="attention">{view.t('quizzes.isReadOnly')}</Notice>}
      <Form action={urls.attemptResponses(attempt.id)} method="put" data-attempt={attempt.id} {...words(view, page)}>
        <div class="quizbar">
          <span class="saved" role="status" data-saved hidden>
            <Icon name="check" />
            <span data-saved-word>{view.t('quizzes.saved')}</span>
          </span>
          <noscript>
            <span class="muted">{view.t('quizzes.saveByHand')}</span>
          </noscript>
          <span class="muted end" data-answered>
            {view.t('quizzes.answered', { n: String(answeredIn(page)), all: questions.length })}
          </span>
        </div>
        {questions.map((question) => (
          <QuestionField view={view} question={question} disabled={isReadOnly} />
        ))}
        <Steps label={view.t('quizzes.questions')} steps={stepsOf(view, page)} />
        <div class="next">
          <span class="cluster">
            <Button type="button" icon="arrow-left" data-step="-1" hidden>
              {view.t('quizzes.back')}
            </Button>
            <Button name="go" value="stay" data-save disabled={isReadOnly}>
              {view.t('common.save')}
            </Button>
          </span>
          <span class="cluster">
            <Button name="go" value="review" kind="primary" data-review disabled={isReadOnly}>
              {view.t('quizzes.review')}
            </Button>
            <Button type="button" kind="primary" iconAfter="arrow-right" data-step="1" hidden>
              {view.t('ui.next')}
            </Button>
          </span>
        </div>
      </Form>
    </Shell>
  )
}

/** What is answered and what is not, before it is handed in. */
export function ReviewPage({ view, page, problem }: Props & { problem?: string }) {
  const { attempt, item, questions } = page
  const open = questions.length - answeredIn(page)
  return (
    <Shell
      view={view}
      title={view.t('quizzes.reviewTitle')}
      main="quiz"
      scripts={['js/quiz.js']}
      styles={['css/quiz.css']}
    >
      <AttemptTrail view={view} page={page} within />
      <h1>{view.t('quizzes.reviewTitle')}</h1>
      <p class="muted above-small">
        {open ? view.t('quizzes.openOnes', { n: open }) : view.t('quizzes.allAnswered', { title: item.title })}
      </p>
      {problem && <Notice meaning="problem">{problem}</Notice>}
      <ol class="review" role="list">
        {questions.map((question) => (
          <li>
            <div>
              <a href={`${urls.attempt(attempt.id)}#q${question.number}`}>
                {view.t('quizzes.question', { n: question.number })}
              </a>
              <GivenAnswer view={view} question={question} />
            </div>
            <span class={question.isAnswered ? 'review-state good' : 'review-state attention'}>
              <Icon name={question.isAnswered ? 'check' : 'circle'} />
              {view.t(question.isAnswered ? 'quizzes.isAnswered' : 'quizzes.isOpen')}
            </span>
          </li>
        ))}
      </ol>
      <Form action={urls.attemptSubmission(attempt.id)} data-attempt-review={attempt.id} {...words(view, page)}>
        <p class="saved" role="status" data-saved hidden>
          <Icon name="check" />
          <span data-saved-word>{view.t('quizzes.saved')}</span>
        </p>
        <div class="next">
          <LinkButton href={urls.attempt(attempt.id)} icon="arrow-left">
            {view.t('quizzes.backToQuestions')}
          </LinkButton>
          <Button kind="primary" data-hand-in>
            {view.t('quizzes.handIn')}
          </Button>
        </div>
      </Form>
    </Shell>
  )
}

export function AttemptTrail({ view, page, within }: Props & { within?: boolean }) {
  const { course, item, attempt } = page
  const trail = [
    { href: urls.course(course.id), label: course.title },
    { href: urls.quiz(item.id), label: item.title },
  ]
  const here = { href: urls.attempt(attempt.id), label: view.t('quizzes.attempt', { n: attempt.number }) }
  return <Breadcrumbs view={view} trail={within ? [...trail, here] : trail} />
}

const answeredIn = ({ questions }: Attempt) => questions.filter((question) => question.isAnswered).length
const stepsOf = (view: View, { questions }: Attempt) =>
  questions.map(({ number, isAnswered }) => ({
    href: `#q${number}`,
    label: String(number),
    name: view.t(isAnswered ? 'quizzes.stepAnswered' : 'quizzes.stepOpen', { n: number }),
    done: isAnswered,
  }))

/** What the script says, in the reader's language. */
const words = (view: View, { attempt, questions }: Attempt) => ({
  'data-page': urls.attempt(attempt.id),
  'data-review-page': urls.attemptReview(attempt.id),
  'data-responses': urls.attemptResponses(attempt.id),
  'data-word-saved': view.t('quizzes.saved'),
  'data-word-saving': view.t('quizzes.saving'),
  'data-word-kept': view.t('quizzes.kept'),
  'data-word-elsewhere': view.t('quizzes.elsewhere'),
  'data-word-answered': view.t('quizzes.answered', { n: '#', all: questions.length }),
  'data-word-step-answered': view.t('quizzes.stepAnswered', { n: '#' }),
  'data-word-step-open': view.t('quizzes.stepOpen', { n: '#' }),
})
