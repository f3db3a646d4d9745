import { raw } from 'hono/html'
import type { SubmissionPage } from '../../worker/domain/assignments'
import type { MarkRow, MarkVersion } from '../../worker/domain/rubrics'
import { gradeByRubric, type RubricChoice } from '../../worker/lib/rubric'
import { excerpt } from '../../worker/lib/text'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { RubricMarked } from '../rubrics/rubric-marked'
import { Person } from '../ui/avatar'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { ErrorSummary } from '../ui/error-summary'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { number } from '../ui/numbers'
import { Time } from '../ui/time'
import type { View } from '../view'
import { autosaveWords, SavedState } from './autosaved'
import { type Lateness, LatenessLine } from './lateness'
import { Members } from './members'
import { sayParticipants } from './participant'
import { scriptsForPreviews, sheetsForPreviews } from './previews'
import { Work } from './work'

type State = { values: Record<string, string | string[]>; errors: Record<string, string> }
type Rubric = { version: MarkVersion; choices: RubricChoice[] }
type Props = {
  view: View
  page: SubmissionPage
  worth: number
  rubric: Rubric | null
  /** Null where it came in time, or that costs nothing. */
  lateness: Lateness | null
  /** Only what this group handed in stands before and behind. */
  group?: string
  form: State
}

/** The work on the left, the mark on the right; the person at the top, the next one a key away. */
export function MarkingPage({ view, page, worth, rubric, lateness, group, form: { values, errors } }: Props) {
  const { submission, assignment, item, course, learner, dueAt, all, files, grade, awaiting, mark } = page
  const { participants } = page
  const name = participants ? sayParticipants(view, participants) : (page.groupName ?? learner.name)
  const given = rubric && gradeByRubric(rubric.version.body, rubric.choices, worth)
  const isReleased = grade?.final != null
  const isTaken = errors[''] !== undefined
  const inGroup = (sign: string) => (group ? `${sign}group=${encodeURIComponent(group)}` : '')
  const keep = `${urls.submissionMark(submission.id)}?_method=PUT${inGroup('&')}`
  const place = awaiting.indexOf(submission.id)
  const [previous, next] = [awaiting[place - 1], awaiting[place + 1]]
  return (
    <Shell
      view={view}
      title={view.t('marking.of', { name, title: item.title })}
      width="wide"
      main="marking"
      styles={['css/quiz.css', 'css/staff.css', ...sheetsForPreviews(files)]}
      scripts={['js/autosave.js', 'js/marking.js', ...scriptsForPreviews(files)]}
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
          <Work view={view} submission={submission} files={files} whole />
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
          {lateness && <LatenessLine view={view} submission={submission} lateness={lateness} />}
          <Form
            action={`${urls.submissionRelease(submission.id)}${inGroup('?')}`}
            data-marking
            data-autosave={urls.submissionMark(submission.id)}
            data-word-taken={view.t('marking.takenWord')}
            {...autosaveWords(view)}
          >
            <ErrorSummary view={view} errors={errors} />
            {isTaken && mark && <Taken view={view} mark={mark} />}
            <input type="hidden" name="revision" value={String(mark?.revision ?? 0)} />
            {rubric && (
              <>
                <input type="hidden" name="rubricVersionId" value={rubric.version.id} />
                {page.rubric && page.rubric.id !== rubric.version.id && (
                  <p class="small muted">
                    {view.t('rubrics.newer', { n: rubric.version.number })}{' '}
                    <a href={`${urls.submissionMarking(submission.id)}?rubric=newest`}>
                      {view.t('rubrics.takeNewest')}
                    </a>
                  </p>
                )}
                <RubricMarked view={view} body={rubric.version.body} choices={rubric.choices} worth={worth} />
              </>
            )}
            <Field
              name="points"
              label={view.t('marking.points')}
              after={view.t('marking.outOf', { n: worth })}
              hint={
                rubric?.version.body.scored
                  ? given === null
                    ? view.t('rubrics.willGive')
                    : view.t('rubrics.gives', { points: number(view, given), most: number(view, worth) })
                  : undefined
              }
              value={String(values.points ?? '')}
              error={errors.points}
              inputmode="decimal"
              maxlength={8}
              data-first={Object.keys(errors).length === 0 ? '' : undefined}
            />
            <TextArea
              name="comment"
              label={view.t('marking.comment')}
              optional={view.t('ui.optional')}
              hint={view.t('marking.commentHint', { name })}
              value={String(values.comment ?? '')}
              error={errors.comment}
              rows={6}
              maxlength={20_000}
            />
            <Bank view={view} page={page} keep={keep} />
            <div class="buttons form-end">
              <Button kind="primary">{view.t(isReleased ? 'marking.releaseAgain' : 'marking.release')}</Button>
              <Button formaction={keep}>{view.t('marking.keep')}</Button>
              <SavedState view={view} />
            </div>
            <p class="hint">{view.t('marking.keys')}</p>
          </Form>
          {page.groupName && <Members view={view} page={page} />}
        </section>
      </div>
    </Shell>
  )
}

/** What the other marker wrote, beside one's own words. */
function Taken({ view, mark }: { view: View; mark: MarkRow }) {
  const theirs = mark.draft ?? mark.given
  if (!theirs) return null
  return (
    <Notice meaning="attention">
      <p>
        {view.t('marking.takenBy', {
          name: mark.draftByName ?? '',
          points: theirs.points === null ? 'none' : number(view, theirs.points),
        })}
      </p>
      {theirs.comment && (
        <div class="comment pre-line" dir="auto">
          {theirs.comment}
        </div>
      )}
    </Notice>
  )
}

/** Comments that were kept: one is inserted by choosing it, or by the button where there is no script. */
function Bank({ view, page: { comments, course }, keep }: { view: View; page: SubmissionPage; keep: string }) {
  return (
    <div class="comment-bank">
      {comments.length > 0 && (
        <div class="cluster">
          <select class="input" name="insert" aria-label={view.t('comments.insert')} data-comments>
            <option value="">{view.t('comments.insert')}</option>
            {comments.map(({ id, text }) => (
              <option value={id} data-text={text}>
                {excerpt(text, 80)}
              </option>
            ))}
          </select>
          <noscript>
            <Button small formaction={keep} name="act" value="insert">
              {view.t('comments.insertNow')}
            </Button>
          </noscript>
        </div>
      )}
      <div class="cluster">
        <Button small kind="quiet" formaction={keep} name="act" value="keep">
          {view.t('comments.keep')}
        </Button>
        <a class="small" href={urls.comments(course.id)}>
          {view.t('comments.title')}
        </a>
      </div>
    </div>
  )
}
