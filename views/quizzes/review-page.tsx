import type { AttemptPage as Attempt, AttemptQuestion } from '../../worker/domain/quizzes'
import { inSections } from '../../worker/lib/quiz-sections'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Button, LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { Notice } from '../ui/notice'
import { number } from '../ui/numbers'
import type { View } from '../view'
import { AttemptTrail, attemptWords, hasNextPage } from './attempt-page'
import { GivenAnswer } from './given-answer'
import { openParts } from './open-parts'
import { HandInAtEnd, TimeLeft } from './time-left'

type Props = { view: View; page: Attempt }

/** What is answered and what is not, before it is handed in, or before one leaves a section for good. */
export function ReviewPage({ view, page, problem }: Props & { problem?: string }) {
  const { attempt, questions } = page
  const { forwardBy, sections } = attempt
  const isLeaving = forwardBy === 'section' && hasNextPage(page)
  const title = view.t(isLeaving ? 'quizzes.leaveTitle' : 'quizzes.reviewTitle')
  const parts = inSections(sections, questions).filter(
    ({ list }) => forwardBy !== 'section' || list.some(({ isOpen }) => isOpen),
  )
  return (
    <Shell view={view} title={title} main="quiz" scripts={['js/quiz.js']} styles={['css/quiz.css']}>
      <AttemptTrail view={view} page={page} within />
      <h1>{title}</h1>
      {attempt.endsAt !== null && (
        <p class="above-small">
          <TimeLeft view={view} page={page} />
        </p>
      )}
      <StillOpen view={view} page={page} />
      {isLeaving && (
        <Notice meaning="attention">
          <p>{view.t('quizzes.forwardOnly.section')}</p>
        </Notice>
      )}
      {problem && <Notice meaning="problem">{problem}</Notice>}
      {parts.map(({ section, place, list }) => (
        <>
          {sections && (
            <h2 class="review-section" dir="auto">
              {section.title || view.t('quizzes.sectionOf', { n: place + 1, all: sections.length })}
            </h2>
          )}
          <ol class="review" role="list">
            {list.map((question) => (
              <li>
                <div>
                  {question.isOpen ? (
                    <>
                      <a href={`${urls.attempt(attempt.id)}#q${question.number}`}>
                        {view.t('quizzes.question', { n: question.number })}
                      </a>
                      <GivenAnswer view={view} question={question} brief />
                    </>
                  ) : (
                    view.t('quizzes.question', { n: question.number })
                  )}
                </div>
                <State view={view} question={question} />
              </li>
            ))}
          </ol>
        </>
      ))}
      {/* Where a page is left, the end of the time still hands in. */}
      {isLeaving && <HandInAtEnd page={page} />}
      <Form
        action={isLeaving ? urls.attemptPage(attempt.id) : urls.attemptSubmission(attempt.id)}
        method={isLeaving ? 'put' : 'post'}
        data-attempt-review={attempt.id}
        {...attemptWords(view, page)}
      >
        {isLeaving && <input type="hidden" name="page" value={String(attempt.reached + 2)} />}
        <p class="saved" role="status" data-saved hidden>
          <Icon name="check" />
          <span data-saved-word>{view.t('quizzes.saved')}</span>
        </p>
        <div class="next">
          <LinkButton href={urls.attempt(attempt.id)} icon="arrow-left">
            {view.t('quizzes.backToQuestions')}
          </LinkButton>
          {isLeaving ? (
            <Button kind="primary" iconAfter="arrow-right">
              {view.t('quizzes.nextSection')}
            </Button>
          ) : (
            <Button kind="primary" data-hand-in>
              {view.t('quizzes.handIn')}
            </Button>
          )}
        </div>
      </Form>
    </Shell>
  )
}

/** What would be handed in empty or half empty, each a link to it; nobody is kept from handing in. */
function StillOpen({ view, page: { attempt, item, questions: all } }: Props) {
  const questions = all.filter(({ isOpen }) => isOpen)
  const open = questions.filter((question) => !question.isAnswered)
  const begun = questions.filter((question) => openParts(question) > 0)
  if (!open.length && !begun.length)
    return (
      <p class="muted above-small">
        {attempt.forwardBy ? view.t('quizzes.allAnsweredHere') : view.t('quizzes.allAnswered', { title: item.title })}
      </p>
    )
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
      {!attempt.forwardBy && <p>{view.t('quizzes.handInAnyway')}</p>}
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
  if (!question.isOpen)
    return (
      <span class="review-state">
        <Icon name="lock" />
        {view.t(question.isAnswered ? 'quizzes.isAnswered' : 'quizzes.notAnswered')}
      </span>
    )
  const left = openParts(question)
  const isDone = question.isAnswered && left === 0
  return (
    <span class={isDone ? 'review-state good' : 'review-state attention'}>
      <Icon name={isDone ? 'check' : 'circle'} />
      {left ? view.t('quizzes.isIncomplete', { n: left }) : view.t(isDone ? 'quizzes.isAnswered' : 'quizzes.isOpen')}
    </span>
  )
}
