import { can } from '../../worker/domain/policy'
import type { QuizPage as Quiz } from '../../worker/domain/quizzes'
import { showsOf } from '../../worker/lib/quiz-shows'
import { urls } from '../../worker/urls'
import { DraftLine } from '../courses/publish-item'
import { Shell } from '../layouts/shell'
import { sayClause } from '../rules/say-rule'
import { SurveyPage } from '../surveys/survey-page'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { Field } from '../ui/field'
import { Figures } from '../ui/figures'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { number, percent } from '../ui/numbers'
import { Row, Rows } from '../ui/rows'
import { dueTime, duration, Time, wasDue } from '../ui/time'
import type { View } from '../view'
import { Prose } from './prompt'

type Props = {
  view: View
  page: Quiz
  problem?: string
  /** What was wrong with the code. */
  codeProblem?: string
}

/** Before, between and after attempts: what it is, how it went so far, and the one button. */
export function QuizPage({ view, page, problem, codeProblem }: Props) {
  if (page.quiz.survey) return <SurveyPage view={view} page={page} problem={problem} />
  const { access, quiz, questions, maxPoints } = page
  const { item, course, module, lock } = access
  const isLocked = lock.length > 0
  const figures = figuresOf(view, page)
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
      {!isLocked && <Prose text={quiz.introduction} name="intro" />}
      {figures.length > 0 && <Figures figures={figures} />}
      <p class="muted">
        {view.t('quizzes.summary', {
          questions,
          points: maxPoints,
          pass: percent(view, quiz.passPercent / 100),
        })}{' '}
        {item.dueAt !== null && (
          <>
            {wasDue(view, item.dueAt, page.access.outline.zone) ?? (
              <>
                {view.t('quizzes.due')}{' '}
                <Time view={view} at={item.dueAt} as="due" courseZone={page.access.outline.zone} />
              </>
            )}
            .
          </>
        )}
      </p>
      <Times view={view} page={page} />
      <Start view={view} page={page} codeProblem={codeProblem} />
      <Attempts view={view} page={page} />
    </Shell>
  )
}

/** When it is open, for how long, and how soon again. */
function Times({ view, page }: { view: View; page: Quiz }) {
  const { quiz, access } = page
  const { opensAt, closesAt, timeLimitMinutes, delayMinutes } = quiz
  const when = (at: number) => dueTime(view, at, access.outline.zone)
  const isOpening = opensAt !== null && view.now < opensAt && page.hindrance !== 'not-open'
  const lines = [
    ...(isOpening ? [view.t('quizzes.opensWhen', { when: when(opensAt) })] : []),
    ...(closesAt === null
      ? []
      : [view.t(view.now < closesAt ? 'quizzes.closesWhen' : 'quizzes.closedWhen', { when: when(closesAt) })]),
    ...(timeLimitMinutes === null
      ? []
      : [view.t('quizzes.limitSays', { time: duration(view, timeLimitMinutes * 60, 'long') })]),
    ...(page.extraMinutes === 0
      ? []
      : [view.t('quizzes.extraSays', { time: duration(view, page.extraMinutes * 60, 'long') })]),
    ...(page.breakMinutes === 0 || timeLimitMinutes === null
      ? []
      : [view.t('quizzes.breakSays', { time: duration(view, page.breakMinutes * 60, 'long') })]),
    ...(quiz.wrongPercent === 0
      ? []
      : [view.t('quizzes.wrongSays', { percent: percent(view, quiz.wrongPercent / 100) })]),
    ...(quiz.tries > 1 && showsOf(quiz).during.includes('correctness')
      ? [view.t('quizzes.triesSays', { n: quiz.tries, percent: percent(view, quiz.tryPercent / 100) })]
      : []),
    ...(quiz.navigation === 'locked' && (!quiz.onePage || quiz.sectionPages)
      ? [view.t(`quizzes.forwardSays.${quiz.sectionPages && quiz.sections.length ? 'section' : 'question'}`)]
      : []),
    ...(access.as === 'learner' && showsAfterClose(quiz) ? [view.t('quizzes.shownAfterClose')] : []),
    ...(page.left === null && !(closesAt !== null && view.now >= closesAt) ? [view.t('quizzes.asOften')] : []),
    ...(delayMinutes === 0 || page.left === 0
      ? []
      : [view.t('quizzes.delaySays', { time: duration(view, delayMinutes * 60, 'long') })]),
  ]
  if (!lines.length) return null
  return (
    <ul class="quiz-times" role="list">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

/** Nothing of the result before it has closed. */
function showsAfterClose(quiz: Quiz['quiz']) {
  const { after, later, closed } = showsOf(quiz)
  return !after.includes('points') && !later.includes('points') && closed.includes('points')
}

function figuresOf(view: View, { counted, left, quiz }: Quiz) {
  return [
    ...(counted === null
      ? []
      : [{ value: percent(view, counted.percent / 100), meaning: view.t(`quizzes.counts.${quiz.counts}`) }]),
    ...(left === null ? [] : [{ value: number(view, left), meaning: view.t('quizzes.attemptsLeft') }]),
  ]
}

function Start({ view, page, codeProblem }: Props) {
  const { access, open, hindrance, possibleFrom, done } = page
  const { item, course, lock, next } = access
  if (hindrance === 'staff') {
    return (
      <div class="next">
        <p class="muted">{view.t('quizzes.forStaff')}</p>
        {can(view.actor, 'course.edit', { courseId: course.id }) && (
          <LinkButton href={urls.quizEdit(item.id)} kind="primary" icon="edit">
            {view.t('quizzes.edit')}
          </LinkButton>
        )}
        {can(view.actor, 'course.edit', { courseId: course.id }) && (
          <LinkButton href={urls.quizOverrides(item.id)} icon="clock">
            {view.t('quizzes.overrides.title')}
          </LinkButton>
        )}
        {can(view.actor, 'course.edit', { courseId: course.id }) && (
          <LinkButton href={urls.quizRegrade(item.id)}>{view.t('quizzes.regrade.title')}</LinkButton>
        )}
        {can(view.actor, 'course.mark', { courseId: course.id }) && (
          <LinkButton href={urls.quizAnalysis(item.id)}>{view.t('quizzes.analysis.title')}</LinkButton>
        )}
      </div>
    )
  }
  if (hindrance === 'locked') {
    return (
      <Notice meaning="attention">
        {lock.map((clause) => (
          <p>{sayClause(view, clause)}</p>
        ))}
      </Notice>
    )
  }
  if (open && hindrance !== 'read-only') {
    const isOver = open.endsAt !== null && view.now >= open.endsAt
    return (
      <div class="next">
        <p class="muted">{view.t(isOver ? 'quizzes.timeUpTitle' : 'quizzes.underWay')}</p>
        <LinkButton href={urls.attempt(open.id)} kind="primary" iconAfter="arrow-right">
          {view.t(isOver ? 'quizzes.handIn' : 'quizzes.goOnAnswering')}
        </LinkButton>
      </div>
    )
  }
  if (hindrance) {
    return (
      <div class="next">
        <p class="muted">
          {view.t(hindranceKeys[hindrance], {
            when: possibleFrom === null ? '' : dueTime(view, possibleFrom, access.outline.zone),
          })}
        </p>
        {next && hindrance === 'none-left' && (
          <LinkButton href={urls.course(course.id)} iconAfter="arrow-right">
            {view.t('quizzes.backToCourse')}
          </LinkButton>
        )}
      </div>
    )
  }
  return (
    <Form action={urls.quizAttempts(item.id)} class="next">
      <p class="muted">
        <span class="if-scripted">{view.t('quizzes.howItWorks')} </span>
        <noscript>{view.t('quizzes.saveByHand')} </noscript>
        {view.t('quizzes.lookAgain')} {view.t('quizzes.log.says')}
      </p>
      {page.quiz.accessCode !== '' && (
        <Field
          name="code"
          label={view.t('quizzes.code')}
          hint={view.t('quizzes.codeHint')}
          error={codeProblem}
          maxlength={200}
          autocomplete="off"
          spellcheck="false"
          required
        />
      )}
      <Button kind="primary" iconAfter="arrow-right">
        {view.t(done.length ? 'quizzes.tryAgain' : 'quizzes.start')}
      </Button>
    </Form>
  )
}

const hindranceKeys = {
  observer: 'quizzes.onlyLooking',
  'read-only': 'quizzes.isReadOnly',
  empty: 'quizzes.isEmpty',
  'none-left': 'quizzes.noneLeft',
  closed: 'quizzes.isClosed',
  'not-open': 'quizzes.notOpenYet',
  'too-soon': 'quizzes.tooSoon',
  'too-late': 'quizzes.tooLate',
} as const

function Attempts({ view, page }: { view: View; page: Quiz }) {
  if (!page.done.length) return null
  return (
    <section class="section far-above">
      <h2>{view.t('quizzes.yourAttempts')}</h2>
      {page.isHeld && <Notice meaning="info">{view.t('grades.heldSays')}</Notice>}
      <Rows>
        {page.done.map(({ attempt, percent: reached, isPassed }) => (
          <Row
            href={urls.attempt(attempt.id)}
            title={view.t('quizzes.attempt', { n: attempt.number })}
            end={
              reached === null ? (
                <Chip meaning="info">{view.t(attempt.toMark > 0 ? 'quizzes.partlyMarked' : 'quizzes.handedIn')}</Chip>
              ) : (
                <Chip meaning={isPassed ? 'good' : 'attention'}>{percent(view, reached / 100)}</Chip>
              )
            }
            below={<Time view={view} at={attempt.submittedAt ?? view.now} />}
          />
        ))}
      </Rows>
    </section>
  )
}
