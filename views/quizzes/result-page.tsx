import type { Result, ShownQuestion } from '../../worker/domain/quizzes'
import { isByHand } from '../../worker/domain/quizzes/questions'
import { inSections } from '../../worker/lib/quiz-sections'
import { type Group, together } from '../../worker/lib/together'
import { urls } from '../../worker/urls'
import { hasNotedPdf } from '../assignments/previews'
import { Shell } from '../layouts/shell'
import { Button, LinkButton } from '../ui/button'
import { classes } from '../ui/classes'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { Notice } from '../ui/notice'
import { number, percent } from '../ui/numbers'
import { ProgressArc } from '../ui/progress'
import { dueTime, Time } from '../ui/time'
import type { View } from '../view'
import { AttemptTrail } from './attempt-page'
import { About } from './passage'
import { QuestionResult } from './question-result'
import { RuledNotes } from './ruled-notes'

type Props = { view: View; result: Result }

/** A submitted attempt: how it went, and what there is to learn from it. */
export function ResultPage({ view, result }: Props) {
  const { page, passedWith, questions, awaitsPass, shown } = result
  const { attempt, item, as } = page
  const notes = questions?.flatMap(({ annotations }) => annotations) ?? []
  const opensPdf = hasNotedPdf(questions?.flatMap(({ files }) => files) ?? [], notes)
  return (
    <Shell
      view={view}
      title={view.t('quizzes.resultOf', { title: item.title })}
      main="quiz"
      styles={[
        'css/quiz.css',
        ...(notes.length ? (['css/annotations.css'] as const) : []),
        ...(opensPdf ? (['css/document.css'] as const) : []),
      ]}
      scripts={opensPdf ? ['js/lesson-blocks.js', 'js/annotated.js'] : []}
    >
      <AttemptTrail view={view} page={page} />
      <h1 dir="auto">{item.title}</h1>
      {as === 'marker' && (
        <p class="muted above-small">
          {view.t('quizzes.attemptOf', { n: attempt.number, name: page.learner.name })} ·{' '}
          <a href={urls.attemptLog(attempt.id)}>{view.t('quizzes.log.open')}</a>
        </p>
      )}
      <Outcome view={view} result={result} />
      {passedWith !== null && (
        <Notice meaning="good">
          <p>{view.t('quizzes.bestStays', { percent: percent(view, passedWith / 100) })}</p>
        </Notice>
      )}
      {shown.points && <RuledNotes view={view} questions={page.questions} />}
      {awaitsPass && (
        <Notice meaning="info">
          <p>{view.t('quizzes.answersLater')}</p>
        </Notice>
      )}
      {questions
        ? inSections(attempt.sections, questions).map(({ section, list }) => (
            <>
              {section.title && (
                <h2 class="results-section" dir="auto">
                  {section.title}
                </h2>
              )}
              {inGroups(list).map((group) => (
                <About view={view} group={group}>
                  <ol class="results" role="list">
                    {group.list.map((question) => (
                      <li>
                        <QuestionResult
                          view={view}
                          question={question}
                          showsPoints={shown.points}
                          marking={
                            as === 'marker' && isByHand(question.question.kind)
                              ? urls.attemptMarking(attempt.id, { question: question.versionId })
                              : undefined
                          }
                        />
                      </li>
                    ))}
                  </ol>
                </About>
              ))}
            </>
          ))
        : as === 'learner' && shown.points && <p class="muted far-above">{view.t('quizzes.answersHidden')}</p>}
    </Shell>
  )
}

/** Those about no text that follow each other stand in one list. */
function inGroups(questions: ShownQuestion[]): Group<ShownQuestion>[] {
  const groups: Group<ShownQuestion>[] = []
  for (const group of together(questions, ({ question }) => question.body.passage)) {
    const last = groups.at(-1)
    if (last && !last.passage && !group.passage) last.list.push(...group.list)
    else groups.push(group)
  }
  return groups
}

/** How it went, or that it is handed in where the points are not shown now, and when there is more to see. */
function Outcome({ view, result }: Props) {
  const { page, percent: reached, isPassed, passedWith, counted, moreAt, untilAt } = result
  const { attempt, attempts, quiz, as, zone } = page
  const handedIn = attempts.filter(({ submittedAt }) => submittedAt !== null).length
  return (
    <section class={classes('outcome', isPassed === null ? 'info' : isPassed ? 'good' : 'attention')}>
      {reached === null ? (
        <Icon name="check-circle" />
      ) : (
        <ProgressArc view={view} value={reached / 100} label={view.t('quizzes.score')} />
      )}
      <div>
        <h2>{view.t(titleOf(result))}</h2>
        {result.toMark > 0 && <p>{view.t('quizzes.toMarkSays', { n: result.toMark })}</p>}
        {reached === null ? (
          moreAt === null &&
          (result.isHeld || !result.shown.points) && (
            <p>{view.t(result.isHeld ? 'grades.heldSays' : 'quizzes.resultHidden')}</p>
          )
        ) : (
          <p>
            {view.t('quizzes.pointsOf', {
              points: number(view, attempt.score ?? 0, { maximumFractionDigits: 2 }),
              most: attempt.maxScore,
              pass: percent(view, quiz.passPercent / 100),
            })}
          </p>
        )}
        {moreAt !== null && <p>{view.t('quizzes.moreShown', { when: dueTime(view, moreAt, zone) })}</p>}
        {untilAt !== null && <p>{view.t('quizzes.shownUntil', { when: dueTime(view, untilAt, zone) })}</p>}
        <p class="small muted">
          {view.t('quizzes.attempt', { n: attempt.number })} · <Time view={view} at={attempt.submittedAt ?? view.now} />
        </p>
        {result.isByClock && <p class="small muted">{view.t('quizzes.byClock')}</p>}
        {counted && handedIn > 1 && passedWith === null && (
          <p class="small muted">
            {view.t(counted.attempt ? 'quizzes.oneCounts' : 'quizzes.averageCounts', {
              n: counted.attempt?.number ?? handedIn,
              percent: percent(view, counted.percent / 100),
            })}
          </p>
        )}
      </div>
      {as === 'learner' && <WayOn view={view} result={result} />}
    </section>
  )
}

function titleOf({ isPassed, toMark }: Result) {
  if (toMark > 0) return 'quizzes.partlyMarked'
  return isPassed === null ? 'quizzes.handedIn' : isPassed ? 'quizzes.passed' : 'quizzes.notPassed'
}

function WayOn({ view, result }: Props) {
  const { isPassed, passedWith, isCourseFinished, mayTryAgain, page } = result
  const { item, course } = page
  const isDone = isPassed || passedWith !== null || isCourseFinished
  return (
    <div class="buttons">
      {isDone && (
        <LinkButton href={urls.course(course.id)} kind="primary" iconAfter="arrow-right">
          {view.t(isCourseFinished ? 'courses.seeFinished' : 'quizzes.goOn')}
        </LinkButton>
      )}
      {mayTryAgain && (
        <Form action={urls.quizAttempts(item.id)}>
          <Button kind={isDone ? undefined : 'primary'}>{view.t('quizzes.tryAgain')}</Button>
        </Form>
      )}
      {!isDone && <LinkButton href={urls.course(course.id)}>{view.t('quizzes.backToCourse')}</LinkButton>}
    </div>
  )
}
