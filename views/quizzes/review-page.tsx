import type { AttemptPage as Attempt, AttemptQuestion } from '../../worker/domain/quizzes'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Button, LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { Notice } from '../ui/notice'
import { number } from '../ui/numbers'
import type { View } from '../view'
import { AttemptTrail, attemptWords } from './attempt-page'
import { GivenAnswer } from './given-answer'
import { openParts } from './open-parts'
import { TimeLeft } from './time-left'

type Props = { view: View; page: Attempt }

/** What is answered and what is not, before it is handed in. */
export function ReviewPage({ view, page, problem }: Props & { problem?: string }) {
  const { attempt, questions } = page
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
      {attempt.endsAt !== null && (
        <p class="above-small">
          <TimeLeft view={view} page={page} />
        </p>
      )}
      <StillOpen view={view} page={page} />
      {problem && <Notice meaning="problem">{problem}</Notice>}
      <ol class="review" role="list">
        {questions.map((question) => (
          <li>
            <div>
              <a href={`${urls.attempt(attempt.id)}#q${question.number}`}>
                {view.t('quizzes.question', { n: question.number })}
              </a>
              <GivenAnswer view={view} question={question} brief />
            </div>
            <State view={view} question={question} />
          </li>
        ))}
      </ol>
      <Form action={urls.attemptSubmission(attempt.id)} data-attempt-review={attempt.id} {...attemptWords(view, page)}>
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

/** What would be handed in empty or half empty, each a link to it; nobody is kept from handing in. */
function StillOpen({ view, page: { attempt, item, questions } }: Props) {
  const open = questions.filter((question) => !question.isAnswered)
  const begun = questions.filter((question) => openParts(question) > 0)
  if (!open.length && !begun.length)
    return <p class="muted above-small">{view.t('quizzes.allAnswered', { title: item.title })}</p>
  return (
    <Notice meaning="attention">
      {open.length > 0 && (
        <p>
          {view.t('quizzes.openOnes', { n: open.length, all: questions.length })}{' '}
          <Numbers view={view} attemptId={attempt.id} questions={open} />
        </p>
      )}
      {begun.length > 0 && (
        <p>
          {view.t('quizzes.incompleteOnes')} <Numbers view={view} attemptId={attempt.id} questions={begun} />
        </p>
      )}
      <p>{view.t('quizzes.handInAnyway')}</p>
    </Notice>
  )
}

function Numbers({ view, attemptId, questions }: { view: View; attemptId: string; questions: AttemptQuestion[] }) {
  const list = new Intl.ListFormat(view.locale, { type: 'unit' })
  return (
    <>
      {list.formatToParts(questions.map((question) => String(question.number))).map(({ type, value }) =>
        type === 'literal' ? (
          value
        ) : (
          <a
            href={`${urls.attempt(attemptId)}#q${value}`}
            aria-label={view.t('quizzes.question', { n: Number(value) })}
          >
            {number(view, Number(value))}
          </a>
        ),
      )}
    </>
  )
}

function State({ view, question }: { view: View; question: AttemptQuestion }) {
  const left = openParts(question)
  const isDone = question.isAnswered && left === 0
  return (
    <span class={isDone ? 'review-state good' : 'review-state attention'}>
      <Icon name={isDone ? 'check' : 'circle'} />
      {left ? view.t('quizzes.isIncomplete', { n: left }) : view.t(isDone ? 'quizzes.isAnswered' : 'quizzes.isOpen')}
    </span>
  )
}
