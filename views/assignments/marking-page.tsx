import { raw } from 'hono/html'
import type { SubmissionPage } from '../../worker/domain/assignments'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Person } from '../ui/avatar'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { Time } from '../ui/time'
import type { View } from '../view'
import { Feedback } from './feedback'
import { type Lateness, LatenessLine } from './lateness'
import { type ChosenRubric, MarkForm, type MarkFormState } from './mark-form'
import { Members } from './members'
import type { NoteState } from './notes'
import { sayParticipants } from './participant'
import { scriptsForPreviews, sheetsForPreviews } from './previews'
import { Work } from './work'

type Props = {
  view: View
  page: SubmissionPage
  worth: number
  rubric: ChosenRubric | null
  /** Null where it came in time, or that costs nothing. */
  lateness: Lateness | null
  /** Only what this group handed in stands before and behind. */
  group?: string
  form: MarkFormState
  /** What is being written at a place in the work. */
  noting?: NoteState | null
  /** What is wrong with a file that was to go back with it. */
  giving?: Record<string, string>
}

/** The work on the left, the mark on the right; the person at the top, the next one a key away. */
export function MarkingPage({ view, page, worth, rubric, lateness, group, noting, giving, form }: Props) {
  const { values, errors } = form
  const { submission, assignment, item, course, learner, dueAt, all, files, grade, awaiting, mark } = page
  const { participants } = page
  const name = participants ? sayParticipants(view, participants) : (page.groupName ?? learner.name)
  const isReleased = grade?.final != null
  const inGroup = (sign: string) => (group ? `${sign}group=${encodeURIComponent(group)}` : '')
  const place = awaiting.indexOf(submission.id)
  const [previous, next] = [awaiting[place - 1], awaiting[place + 1]]
  return (
    <Shell
      view={view}
      title={view.t('marking.of', { name, title: item.title })}
      width="wide"
      main="marking"
      styles={['css/quiz.css', 'css/staff.css', 'css/annotations.css', 'css/grading.css', ...sheetsForPreviews(files)]}
      scripts={[
        'js/autosave.js',
        'js/marking.js',
        'js/annotate.js',
        'js/annotated.js',
        'js/upload.js',
        'js/recorder.js',
        ...scriptsForPreviews(files),
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
          {participants || page.groupName ? (
            <bdi>{name}</bdi>
          ) : (
            <Person
              name={learner.name}
              photo={learner.photoId && urls.media(learner.photoId)}
              card={urls.personCard(learner.id)}
            />
          )}
        </h1>
        <nav class="cluster" aria-label={view.t('marking.neighbours')}>
          {place >= 0 && (
            <span class="small muted num">{view.t('marking.place', { n: place + 1, all: awaiting.length })}</span>
          )}
          {previous && (
            <LinkButton href={urls.submissionMarking(previous, group)} small icon="arrow-left" data-way="previous">
              {view.t('ui.previous')}
            </LinkButton>
          )}
          {(next ?? (place < 0 ? awaiting[0] : undefined)) && (
            <LinkButton
              href={urls.submissionMarking((next ?? awaiting[0])!, group)}
              small
              iconAfter="arrow-right"
              data-way="next"
            >
              {view.t('ui.next')}
            </LinkButton>
          )}
        </nav>
      </header>
      <div class="marking-columns">
        <section aria-labelledby="work-title">
          <h2 id="work-title" class="cluster">
            {view.t('marking.work')}
            {submission.late && <Chip meaning="attention">{view.t('assignments.late')}</Chip>}
          </h2>
          {page.groupName && (
            <p class="small">{view.t('assignments.handedInBy', { name: learner.name, group: page.groupName })}</p>
          )}
          {participants && <p class="small muted">{view.t('marking.nameless')}</p>}
          <p class="small muted">
            {view.t('marking.handedIn')}{' '}
            <Time view={view} at={submission.submittedAt ?? view.now} as={participants ? 'day' : 'full'} />
            {dueAt !== null && (
              <>
                {' · '}
                {view.t('assignments.due')} <Time view={view} at={dueAt} as="full" />
              </>
            )}
          </p>
          {assignment.instructionsHtml && (
            <details class="task" open>
              <summary>{view.t('assignments.instructions')}</summary>
              <div class="prose">{raw(assignment.instructionsHtml)}</div>
            </details>
          )}
          <Work
            view={view}
            submission={submission}
            files={files}
            whole
            notes={page.annotations}
            editing={{
              add: urls.submissionAnnotations(submission.id, group),
              comments: page.comments,
              state: noting ?? null,
            }}
          />
          <p class="small muted">
            {view.t(isReleased && submission.markedAt ? 'annotations.seenNow' : 'annotations.seenOnce')}
          </p>
          {all.length > 1 && (
            <nav class="above small" aria-label={view.t('marking.versions')}>
              {all.map((one) => (
                <span class="cluster">
                  {one.id === submission.id ? (
                    <b>{view.t('marking.version', { n: one.number })}</b>
                  ) : (
                    <a href={urls.submissionMarking(one.id)}>{view.t('marking.version', { n: one.number })}</a>
                  )}
                  <Time view={view} at={one.submittedAt ?? view.now} as={participants ? 'day' : undefined} />
                </span>
              ))}
            </nav>
          )}
        </section>
        <section aria-labelledby="mark-title" class="mark-panel">
          <h2 id="mark-title">{view.t('marking.mark')}</h2>
          {isReleased && <Chip meaning="good">{view.t('marking.isReleased')}</Chip>}
          {isReleased && mark?.draft && <p class="small muted">{view.t('marking.notAgain')}</p>}
          {assignment.peers && (
            <p class="small">
              <a href={urls.workReviews(submission.id)}>{view.t('peers.seeReviews')}</a>
            </p>
          )}
          {lateness && <LatenessLine view={view} submission={submission} lateness={lateness} />}
          <MarkForm
            view={view}
            {...page}
            learner={{ name }}
            worth={worth}
            shown={rubric}
            places={{
              release: `${urls.submissionRelease(submission.id)}${inGroup('?')}`,
              mark: urls.submissionMark(submission.id),
              keep: `${urls.submissionMark(submission.id)}?_method=PUT${inGroup('&')}`,
              newest: `${urls.submissionMarking(submission.id)}?rubric=newest`,
            }}
            isReleased={isReleased}
            form={{ values, errors }}
          />
          <Feedback view={view} submissionId={submission.id} group={group} files={page.feedback} errors={giving} />
          {page.groupName && <Members view={view} page={page} />}
        </section>
      </div>
    </Shell>
  )
}
