import type { MarkingWay, ResponsePage, ResponsePlace } from '../../worker/domain/assignments'
import { urls } from '../../worker/urls'
import { canAnnotate } from '../assignments/annotated-file'
import { type ChosenRubric, MarkForm, type MarkFormState } from '../assignments/mark-form'
import type { NoteEditing, NoteState } from '../assignments/notes'
import { scriptsForPreviews, sheetsForPreviews } from '../assignments/previews'
import { Shell } from '../layouts/shell'
import { Person } from '../ui/avatar'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { Tabs } from '../ui/tabs'
import { Time } from '../ui/time'
import type { View } from '../view'
import { Passage } from './passage'
import { Inline, Prose, splitPrompt } from './prompt'
import { viewsOf } from './questions'

type Props = {
  view: View
  page: ResponsePage
  way: MarkingWay
  shown: ChosenRubric | null
  form: MarkFormState
  /** What is being written at a place in the answer. */
  noting?: NoteState | null
}

/** An answer on the left, its mark on the right; the next one a key away, by learner or of this question. */
export function ResponseMarkingPage({ view, page, way, shown, form, noting }: Props) {
  const { whole, question, photoId, mark } = page
  const { attempt, item, course, learner, enrollment } = whole
  const isReleased = question.given !== null && question.byHand !== null
  const { mark: keep, release } = placesOf(page, way)
  return (
    <Shell
      view={view}
      title={view.t('marking.of', { name: learner.name, title: item.title })}
      width="wide"
      main="marking"
      styles={[
        'css/quiz.css',
        'css/staff.css',
        'css/annotations.css',
        'css/grading.css',
        ...sheetsForPreviews(question.files),
      ]}
      scripts={[
        'js/autosave.js',
        'js/marking.js',
        'js/annotate.js',
        'js/annotated.js',
        ...scriptsForPreviews(question.files),
      ]}
    >
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(course.id), label: course.title },
          { href: urls.marking(course.id, { item: item.id }), label: item.title },
        ]}
      />
      <header class="spread marking-head">
        <h1>
          <Person
            name={learner.name}
            photo={photoId && urls.media(photoId)}
            card={urls.personCard(enrollment.userId)}
          />
        </h1>
        <Neighbours view={view} page={page} way={way} />
      </header>
      <OtherWay view={view} page={page} way={way} />
      <div class="marking-columns">
        <section aria-labelledby="work-title">
          <h2 id="work-title" class="cluster">
            {view.t('quizzes.question', { n: question.number })}
            {question.given === null && question.isAnswered && (
              <Chip meaning="info" icon="clock">
                {view.t('quizzes.waits')}
              </Chip>
            )}
          </h2>
          <p class="small muted">
            <a href={`${urls.attempt(attempt.id)}#q${question.number}`}>
              {view.t('quizzes.attempt', { n: attempt.number })}
            </a>
            {' · '}
            {view.t('marking.handedIn')} <Time view={view} at={attempt.submittedAt ?? view.now} as="full" />
          </p>
          <Asked view={view} page={page} />
          <h3 class="above">{view.t('marking.answer')}</h3>
          <Answer
            view={view}
            page={page}
            editing={{
              add: urls.responseAnnotations(attempt.id, question.versionId, queryOf(way)),
              comments: page.comments,
              state: noting ?? null,
            }}
          />
          {canBeNoted(question) && (
            <p class="small muted">{view.t(isReleased ? 'annotations.seenNow' : 'annotations.seenOnce')}</p>
          )}
        </section>
        <section aria-labelledby="mark-title" class="mark-panel">
          <h2 id="mark-title">{view.t('marking.mark')}</h2>
          {isReleased && <Chip meaning="good">{view.t('marking.isReleased')}</Chip>}
          {isReleased && mark?.draft && <p class="small muted">{view.t('marking.notAgain')}</p>}
          <MarkForm
            view={view}
            course={course}
            learner={learner}
            mark={mark}
            comments={page.comments}
            worth={question.points}
            rubric={page.rubric}
            shown={shown}
            places={{
              release,
              mark: keep,
              keep: `${keep}${keep.includes('?') ? '&' : '?'}_method=PUT`,
              newest: `${toward({ attemptId: attempt.id, versionId: question.versionId }, way)}&rubric=newest`,
            }}
            isReleased={isReleased}
            form={form}
          />
        </section>
      </div>
    </Shell>
  )
}

type PartProps = { view: View; page: ResponsePage }

const queryOf = ({ by, groupId }: MarkingWay) => ({ by: by === 'question' ? by : '', group: groupId ?? '' })

const toward = ({ attemptId, versionId }: ResponsePlace, way: MarkingWay) =>
  urls.attemptMarking(attemptId, { question: versionId, ...queryOf(way) })

/** A recording has no places. */
const canBeNoted = ({ question, isAnswered, files }: ResponsePage['question']) =>
  isAnswered && (question.kind === 'essay' || files.some(canAnnotate))

function placesOf({ whole: { attempt }, question: { versionId } }: ResponsePage, way: MarkingWay) {
  const query = toward({ attemptId: attempt.id, versionId }, way)
    .split('?')[1]!
    .replace(/question=[^&]*&?/, '')
  const behind = query ? `?${query}` : ''
  return {
    mark: `${urls.responseMark(attempt.id, versionId)}${behind}`,
    release: `${urls.responseRelease(attempt.id, versionId)}${behind}`,
  }
}

/** What was asked, and what only markers read. */
function Asked({ view, page: { question } }: PartProps) {
  const { body } = question.question
  const { first, rest } = splitPrompt(body.prompt)
  return (
    <>
      <Passage view={view} text={body.passage} name="passage" />
      <div class="task">
        {first && (
          <p>
            <b>
              <Inline text={first} />
            </b>
          </p>
        )}
        <Prose text={rest} name="asked" />
      </div>
      {'guide' in body && body.guide && (
        <details class="task" open>
          <summary>{view.t('quizzes.guide')}</summary>
          <Prose text={body.guide} name="guide" />
        </details>
      )}
      {'model' in body && body.model && (
        <details class="task">
          <summary>{view.t('quizzes.model')}</summary>
          <Prose text={body.model} name="model" />
        </details>
      )}
    </>
  )
}

function Answer({ view, page: { question, annotations }, editing }: PartProps & { editing: NoteEditing }) {
  const { Given } = viewsOf(question.question.kind)
  if (!question.isAnswered) return <p class="muted">{view.t('marking.blank')}</p>
  return Given ? (
    <Given
      view={view}
      id={question.versionId}
      asked={question.asked.asked}
      values={question.values}
      files={question.files}
      notes={annotations}
      editing={editing}
    />
  ) : null
}

function Neighbours({ view, page, way }: PartProps & { way: MarkingWay }) {
  const { awaiting, whole, question } = page
  const isThis = (one: ResponsePlace) => one.attemptId === whole.attempt.id && one.versionId === question.versionId
  const place = awaiting.findIndex(isThis)
  const [previous, next] = place < 0 ? [undefined, awaiting[0]] : [awaiting[place - 1], awaiting[place + 1]]
  return (
    <nav class="cluster" aria-label={view.t('marking.neighbours')}>
      {place >= 0 && (
        <span class="small muted num">{view.t('marking.place', { n: place + 1, all: awaiting.length })}</span>
      )}
      {previous && (
        <LinkButton href={toward(previous, way)} small icon="arrow-left" data-way="previous">
          {view.t('ui.previous')}
        </LinkButton>
      )}
      {next && (
        <LinkButton href={toward(next, way)} small iconAfter="arrow-right" data-way="next">
          {view.t('ui.next')}
        </LinkButton>
      )}
    </nav>
  )
}

/** The same answer in the other order. */
function OtherWay({ view, page: { whole, question }, way }: PartProps & { way: MarkingWay }) {
  const place = { attemptId: whole.attempt.id, versionId: question.versionId }
  const ways = [
    { by: 'learner', label: view.t('marking.byLearner') },
    { by: 'question', label: view.t('marking.byQuestion') },
  ] as const
  return (
    <Tabs
      label={view.t('marking.order')}
      tabs={ways.map(({ by, label }) => ({ href: toward(place, { ...way, by }), label }))}
      current={toward(place, way)}
    />
  )
}
