import type { AttemptPage as Attempt, AttemptQuestion, ShownQuestion, Tried } from '../../worker/domain/quizzes'
import { mostFilesOf } from '../../worker/domain/quizzes/questions'
import { inSections, type PinnedSection } from '../../worker/lib/quiz-sections'
import { showsOf } from '../../worker/lib/quiz-shows'
import { together } from '../../worker/lib/together'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { Notice } from '../ui/notice'
import { percent } from '../ui/numbers'
import { Steps } from '../ui/steps'
import { duration } from '../ui/time'
import type { View } from '../view'
import { About } from './passage'
import { Prose } from './prompt'
import { CheckedQuestion, QuestionField } from './question-field'
import { HandInAtEnd, TimeLeft } from './time-left'

type Props = { view: View; page: Attempt }
type Asked = { question: AttemptQuestion; checked: ShownQuestion | null; tried: Tried | null; canCheck: boolean }

/** Answering: every change is saved by itself; without JavaScript by the button. */
export function AttemptPage({ view, page, questions, problem }: Props & { questions: Asked[]; problem?: string }) {
  const { attempt, item, quiz, isReadOnly } = page
  const takesFiles = questions.some(({ question }) => mostFilesOf(question.asked) > 0)
  const isForward = hasNextPage(page)
  return (
    <Shell view={view} title={item.title} main="quiz" scripts={['js/quiz.js']} styles={['css/quiz.css']}>
      <AttemptTrail view={view} page={page} />
      <h1 dir="auto">{item.title}</h1>
      <p class="muted above-small">
        {quiz.survey
          ? view.t(quiz.survey === 'anonymous' ? 'surveys.whileAnonymous' : 'surveys.whileNamed')
          : view.t('quizzes.summary', {
              questions: attempt.asked.length,
              points: attempt.maxScore,
              pass: percent(view, quiz.passPercent / 100),
            })}
      </p>
      {isReadOnly && <Notice meaning="attention">{view.t('quizzes.isReadOnly')}</Notice>}
      {problem && <Notice meaning="problem">{problem}</Notice>}
      <Form
        action={urls.attemptResponses(attempt.id)}
        method="put"
        files={takesFiles}
        data-attempt={attempt.id}
        data-pages={pagesOf(page)}
        {...attemptWords(view, page)}
      >
        {/* Enter saves: a form goes by its first button, which would be a break, a check or the next page. */}
        <button type="submit" name="go" value="stay" hidden>
          {view.t('common.save')}
        </button>
        <div class="quizbar">
          <span class="saved" role="status" data-saved hidden>
            <Icon name="check" />
            <span data-saved-word>{view.t('quizzes.saved')}</span>
          </span>
          <noscript>
            <span class="muted">{view.t('quizzes.saveByHand')}</span>
          </noscript>
          <TimeLeft view={view} page={page} />
          <TakeBreak view={view} page={page} />
          <span class="muted end" data-answered>
            {view.t('quizzes.answered', { n: String(answeredIn(page)), all: questions.length })}
          </span>
        </div>
        {attempt.forwardBy === 'question' && (
          <p class="small muted above">
            {view.t('quizzes.pageOf', { n: attempt.reached + 1, all: attempt.asked.length })}
          </p>
        )}
        {partsOf(page, questions).map(({ section, place, list }) => {
          const groups = together(list, ({ question }) => question.asked.asked.passage)
          const fields = groups.map(({ passage, list }) => (
            <About view={view} group={{ passage, list: list.map(({ question }) => question) }}>
              {list.map(({ question, checked, tried, canCheck }) =>
                checked ? (
                  <CheckedQuestion
                    view={view}
                    question={checked}
                    showsPoints={showsOf(quiz).during.includes('points')}
                  />
                ) : (
                  <QuestionField
                    view={view}
                    question={question}
                    attemptId={attempt.id}
                    disabled={isReadOnly}
                    canCheck={canCheck}
                    tried={tried}
                    isSurvey={quiz.survey !== null}
                  />
                ),
              )}
            </About>
          ))
          return attempt.sections ? (
            <section class="quiz-section" data-section>
              <SectionHead view={view} section={section} place={place} all={attempt.sections.length} />
              {fields}
            </section>
          ) : (
            fields
          )
        })}
        <div class="question-list">
          <Steps label={view.t('quizzes.questions')} steps={stepsOf(view, page)} />
          {attempt.forwardBy === null && (
            <button type="button" class="link-btn small" data-review-early hidden disabled={isReadOnly}>
              {view.t('quizzes.review')}
            </button>
          )}
        </div>
        {takesFiles && (
          <div data-waits-for-file hidden>
            <Notice meaning="attention">{view.t('quizzes.waitsForFile')}</Notice>
          </div>
        )}
        {isForward && <p class="small muted forward-only">{view.t(`quizzes.forwardOnly.${attempt.forwardBy!}`)}</p>}
        <div class="onward">
          <Button type="button" icon="arrow-left" data-step="-1" hidden>
            {view.t('quizzes.back')}
          </Button>
          <Button name="go" value="stay" data-save disabled={isReadOnly}>
            {view.t('common.save')}
          </Button>
          <Button type="button" kind="primary" iconAfter="arrow-right" data-step="1" hidden>
            {view.t('ui.next')}
          </Button>
          {isForward && attempt.forwardBy === 'question' ? (
            <>
              <input type="hidden" name="page" value={String(attempt.reached + 2)} />
              <Button name="go" value="next" kind="primary" iconAfter="arrow-right" disabled={isReadOnly}>
                {view.t('ui.next')}
              </Button>
            </>
          ) : (
            <Button name="go" value="review" kind="primary" data-review disabled={isReadOnly}>
              {view.t(isForward ? 'quizzes.finishSection' : 'quizzes.review')}
            </Button>
          )}
        </div>
      </Form>
      <BreakByScript page={page} />
      <HandInAtEnd page={page} />
    </Shell>
  )
}

const mayBreak = ({ breakLeft, isReadOnly }: Attempt) => breakLeft >= 1_000 && !isReadOnly

/** Where the clock of this learner may stand still. It saves what is on the page first. */
function TakeBreak({ view, page }: Props) {
  if (!mayBreak(page)) return null
  return (
    <button class="link-btn small" name="go" value="break">
      {view.t('quizzes.takeBreak', { time: duration(view, Math.floor(page.breakLeft / 1_000), 'long') })}
    </button>
  )
}

/** What the script sends once everything is saved. */
const BreakByScript = ({ page }: { page: Attempt }) =>
  mayBreak(page) ? <Form action={urls.attemptBreak(page.attempt.id)} method="put" data-take-break hidden /> : null

export function AttemptTrail({ view, page, within }: Props & { within?: boolean }) {
  const { course, item, quiz, attempt } = page
  const trail = [
    { href: urls.course(course.id), label: course.title },
    { href: urls.quiz(item.id), label: item.title },
  ]
  const label = quiz.survey ? view.t('quizzes.questions') : view.t('quizzes.attempt', { n: attempt.number })
  const here = { href: urls.attempt(attempt.id), label }
  return <Breadcrumbs view={view} trail={within ? [...trail, here] : trail} />
}

/** Whether there is a page to go on to, where one only goes forwards. */
export const hasNextPage = ({ questions }: Attempt) => questions.some(({ isAhead }) => isAhead)

/** What the script shows at a time; what is on a page that one can only leave stands there whole. */
const pagesOf = ({ attempt, quiz }: Attempt) =>
  attempt.forwardBy !== null || (quiz.onePage && !quiz.sectionPages)
    ? 'one'
    : quiz.sectionPages && attempt.sections
      ? 'section'
      : 'question'

/** What is open, by sections. */
function partsOf({ attempt, questions }: Attempt, asked: Asked[]) {
  const open = new Map(asked.map((one) => [one.question.versionId, one]))
  return inSections(attempt.sections, questions)
    .map((part) => ({ ...part, list: part.list.flatMap(({ versionId }) => open.get(versionId) ?? []) }))
    .filter(({ list }) => list.length > 0)
}

type HeadProps = { view: View; section: PinnedSection; place: number; all: number }

/** A section's title and what its author says before its questions. */
export const SectionHead = ({ view, section, place, all }: HeadProps) => (
  <header class="quiz-section-head">
    <p class="small muted">{view.t('quizzes.sectionOf', { n: place + 1, all })}</p>
    {section.title && <h2 dir="auto">{section.title}</h2>}
    <Prose text={section.introduction} name={`s${place + 1}`} />
  </header>
)

const answeredIn = ({ questions }: Attempt) => questions.filter(({ isOpen, isAnswered }) => isOpen && isAnswered).length
const stepsOf = (view: View, { questions }: Attempt) =>
  questions.map(({ number, isAnswered, isOpen }) => ({
    href: isOpen ? `#q${number}` : undefined,
    label: String(number),
    name: view.t(isAnswered ? 'quizzes.stepAnswered' : 'quizzes.stepOpen', { n: number }),
    done: isAnswered,
  }))

/** What the script says, in the reader's language. */
export const attemptWords = (view: View, { attempt, quiz, questions }: Attempt) => ({
  'data-word-left': view.t('quizzes.pageLeft'),
  'data-word-wait': view.t('quizzes.pageWaits'),
  'data-page': urls.attempt(attempt.id),
  'data-review-page': urls.attemptReview(attempt.id),
  'data-log': quiz.survey ? undefined : urls.attemptLog(attempt.id),
  'data-responses': urls.attemptResponses(attempt.id),
  'data-word-saved': view.t('quizzes.saved'),
  'data-word-saving': view.t('quizzes.saving'),
  'data-word-kept': view.t('quizzes.kept'),
  'data-word-elsewhere': view.t('quizzes.elsewhere'),
  'data-word-mine': view.t('quizzes.mine', { answer: '#' }),
  'data-word-take-mine': view.t('quizzes.takeMine'),
  'data-word-other-file': view.t('quizzes.otherFile'),
  'data-word-answered': view.t('quizzes.answered', { n: '#', all: questions.filter(({ isOpen }) => isOpen).length }),
  'data-word-step-answered': view.t('quizzes.stepAnswered', { n: '#' }),
  'data-word-step-open': view.t('quizzes.stepOpen', { n: '#' }),
})
