import { can } from '../../worker/domain/policy'
import type { QuizPage as Quiz } from '../../worker/domain/quizzes'
import { urls } from '../../worker/urls'
import { DraftLine } from '../courses/publish-item'
import { Shell } from '../layouts/shell'
import { Prose } from '../quizzes/prompt'
import { sayClause } from '../rules/say-rule'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { dueTime } from '../ui/time'
import type { View } from '../view'
import { WhatIsKept } from './what-is-kept'

type Props = { view: View; page: Quiz; problem?: string | undefined }

/** A survey before it is answered, and after: what it is, what is kept of it, and the one button. */
export function SurveyPage({ view, page, problem }: Props) {
  const { access, quiz, questions } = page
  const { item, course, module, lock, outline } = access
  const { opensAt, closesAt } = quiz
  const when = (at: number) => dueTime(view, at, outline.zone)
  const lines = [
    view.t('surveys.summary', { n: questions }),
    ...(opensAt !== null && view.now < opensAt ? [view.t('quizzes.opensWhen', { when: when(opensAt) })] : []),
    ...(closesAt === null
      ? []
      : [view.t(view.now < closesAt ? 'quizzes.closesWhen' : 'quizzes.closedWhen', { when: when(closesAt) })]),
  ]
  return (
    <Shell view={view} title={item.title} main="quiz" serif styles={['css/quiz.css']}>
      <Breadcrumbs
        view={view}
        trail={[{ href: urls.course(course.id), label: course.title }, { label: module.title }]}
      />
      <h1 dir="auto">{item.title}</h1>
      {page.hindrance === 'staff' && (
        <DraftLine
          view={view}
          item={item}
          canPublish={questions > 0 && can(view.actor, 'course.edit', { courseId: course.id })}
        />
      )}
      {problem && <Notice meaning="problem">{problem}</Notice>}
      {lock.length === 0 && <Prose text={quiz.introduction} name="intro" />}
      <ul class="quiz-times" role="list">
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      {quiz.survey && page.done.length === 0 && <WhatIsKept view={view} survey={quiz.survey} />}
      <Start view={view} page={page} />
    </Shell>
  )
}

function Start({ view, page }: { view: View; page: Quiz }) {
  const { access, open, hindrance, possibleFrom, done, quiz } = page
  const { item, course, lock } = access
  if (hindrance === 'staff') return <ForStaff view={view} page={page} />
  const [answered] = done
  if (answered)
    return (
      <div class="next">
        <p>{view.t('surveys.answered')}</p>
        {quiz.survey === 'named' && (
          <LinkButton href={urls.attempt(answered.attempt.id)}>{view.t('surveys.yourAnswers')}</LinkButton>
        )}
        <LinkButton href={urls.course(course.id)} kind="primary" iconAfter="arrow-right">
          {view.t('quizzes.backToCourse')}
        </LinkButton>
      </div>
    )
  if (hindrance === 'locked')
    return (
      <Notice meaning="attention">
        {lock.map((clause) => (
          <p>{sayClause(view, clause)}</p>
        ))}
      </Notice>
    )
  if (open && hindrance !== 'read-only' && hindrance !== 'closed')
    return (
      <div class="next">
        <p class="muted">{view.t('quizzes.underWay')}</p>
        <LinkButton href={urls.attempt(open.id)} kind="primary" iconAfter="arrow-right">
          {view.t('quizzes.goOnAnswering')}
        </LinkButton>
      </div>
    )
  if (hindrance)
    return (
      <p class="muted next">
        {view.t(hindranceKeys[hindrance], {
          when: possibleFrom === null ? '' : dueTime(view, possibleFrom, access.outline.zone),
        })}
      </p>
    )
  return (
    <Form action={urls.quizAttempts(item.id)} class="next">
      <p class="muted">
        <span class="if-scripted">{view.t('quizzes.howItWorks')}</span>
        <noscript>{view.t('quizzes.saveByHand')}</noscript>
      </p>
      <Button kind="primary" iconAfter="arrow-right">
        {view.t('surveys.start')}
      </Button>
    </Form>
  )
}

const hindranceKeys = {
  observer: 'quizzes.onlyLooking',
  'read-only': 'quizzes.isReadOnly',
  empty: 'surveys.isEmpty',
  'none-left': 'surveys.answered',
  closed: 'surveys.isClosed',
  'not-open': 'quizzes.notOpenYet',
  'too-soon': 'quizzes.tooSoon',
  'too-late': 'quizzes.tooLate',
} as const

function ForStaff({ view, page: { access } }: { view: View; page: Quiz }) {
  const { item, course } = access
  const mayEdit = can(view.actor, 'course.edit', { courseId: course.id })
  return (
    <div class="next">
      <p class="muted">{view.t('surveys.forStaff')}</p>
      {mayEdit && (
        <LinkButton href={urls.quizEdit(item.id)} kind="primary" icon="edit">
          {view.t('surveys.edit')}
        </LinkButton>
      )}
      <LinkButton href={urls.surveyResults(item.id)}>{view.t('surveys.results')}</LinkButton>
      <LinkButton href={urls.surveyPeople(item.id)}>{view.t('surveys.people')}</LinkButton>
    </div>
  )
}
