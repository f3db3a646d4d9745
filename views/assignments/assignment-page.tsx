import { raw } from 'hono/html'
import type { AssignmentPage as Assignment } from '../../worker/domain/assignments'
import { can } from '../../worker/domain/policy'
import { isByHand } from '../../worker/lib/by-hand'
import { mostInGroup } from '../../worker/lib/group-work'
import { isolate } from '../../worker/lib/isolate'
import { urls } from '../../worker/urls'
import { DraftLine } from '../courses/publish-item'
import { Shell } from '../layouts/shell'
import { PeerSection } from '../peers/peer-section'
import { RubricShown } from '../rubrics/rubric-shown'
import { sayClause } from '../rules/say-rule'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { Figures } from '../ui/figures'
import { Notice } from '../ui/notice'
import { number, percent } from '../ui/numbers'
import { dueTime, Time, wasDue } from '../ui/time'
import type { View } from '../view'
import { FeedbackFiles } from './feedback'
import { sayLate } from './late-words'
import { hasNotedPdf } from './previews'
import { receiptOf } from './receipt-code'
import { SubmissionForm, type SubmissionFormState } from './submission-form'
import { Work } from './work'

/** Work that may be recorded, or photographed, here. */
function devicesFor({ assignment, hindrance }: Assignment) {
  if (!assignment.takesFiles || hindrance !== null) return []
  if (assignment.fileKinds === 'recordings') return ['js/recorder.js'] as const
  return assignment.fileKinds === 'pictures' ? [] : (['js/photos.js'] as const)
}

type Props = { view: View; page: Assignment; form: SubmissionFormState; problem?: string }

/** What is to be done, by when; one's own work, its receipt, and what came back. */
export function AssignmentPage({ view, page, form, problem }: Props) {
  const { access, assignment, hindrance } = page
  const { item, course, module, lock } = access
  return (
    <Shell
      view={view}
      title={item.title}
      main="quiz"
      serif
      styles={[
        'css/work.css',
        ...(page.annotations.length || page.feedback.length ? (['css/annotations.css'] as const) : []),
        ...(hasNotedPdf(page.files, page.annotations) ? (['css/document.css'] as const) : []),
      ]}
      scripts={[
        'js/autosave.js',
        'js/upload.js',
        ...devicesFor(page),
        ...(hasNotedPdf(page.files, page.annotations) ? (['js/lesson-blocks.js', 'js/annotated.js'] as const) : []),
      ]}
    >
      <Breadcrumbs
        view={view}
        trail={[{ href: urls.course(course.id), label: course.title }, { label: module.title }]}
      />
      <h1 dir="auto">{item.title}</h1>
      <p class="muted above-small cluster">
        {item.dueAt !== null && (
          <span>
            {wasDue(view, item.dueAt, access.outline.zone) ?? (
              <>
                {view.t('assignments.due')}{' '}
                <Time view={view} at={item.dueAt} as="due" courseZone={access.outline.zone} />
              </>
            )}
          </span>
        )}
        <span>{view.t('assignments.worth', { n: item.maxPoints ?? 100 })}</span>
        {page.standing === 'late' && !page.handedIn.length && hindrance === null && (
          <Chip meaning="attention">{view.t('assignments.dueIsOver')}</Chip>
        )}
      </p>
      <LateLines view={view} page={page} />
      {hindrance === 'staff' && (
        <DraftLine view={view} item={item} canPublish={can(view.actor, 'course.edit', { courseId: course.id })} />
      )}
      {problem && <Notice meaning="problem">{problem}</Notice>}
      {hindrance === 'locked' ? (
        <Notice meaning="attention">
          {lock.map((clause) => (
            <p>{sayClause(view, clause)}</p>
          ))}
        </Notice>
      ) : (
        assignment.instructionsHtml && <div class="prose above">{raw(assignment.instructionsHtml)}</div>
      )}
      {page.rubric && !page.chosen && (
        <details class="task" open={hindrance === 'staff' ? undefined : true}>
          <summary>{view.t('rubrics.how')}</summary>
          <RubricShown view={view} body={page.rubric.body} />
        </details>
      )}
      {hindrance === 'staff' && <ForStaff view={view} page={page} />}
      {hindrance === 'observer' && <p class="muted far-above">{view.t('assignments.onlyLooking')}</p>}
      {assignment.anonymous && hindrance !== 'locked' && (
        <p class="small muted">{view.t(hindrance === 'staff' ? 'assignments.namesHidden' : 'assignments.nameless')}</p>
      )}
      {page.group && <Together view={view} group={page.group} />}
      {hindrance !== 'staff' && hindrance !== 'observer' && <OwnWork view={view} page={page} form={form} />}
      <PeerSection view={view} page={page} />
    </Shell>
  )
}

/** With whom one hands in, and what that means. */
function Together({ view, group: { name, members } }: { view: View; group: NonNullable<Assignment['group']> }) {
  const list = new Intl.ListFormat(view.locale, { type: 'conjunction' })
  const isMoved = new Set(members.map(({ dueAt }) => dueAt)).size > 1
  return (
    <Notice meaning="info">
      <p>
        {view.t('assignments.withGroup', {
          group: name,
          names: list.format(members.map((one) => isolate(one.name, view.dir))),
        })}{' '}
        {view.t('assignments.groupShares')}
      </p>
      {isMoved && <p>{view.t('assignments.groupDue')}</p>}
    </Notice>
  )
}

/** What being late costs, and until when work is taken; said before one hands in. */
function LateLines({ view, page }: { view: View; page: Assignment }) {
  const { assignment, closesAt, access } = page
  const missing = access.item.dueAt === null || isByHand(assignment) ? null : assignment.missingPercent
  if (!assignment.late && missing === null && closesAt === null) return null
  return (
    <p class="muted small cluster">
      {assignment.late && access.item.dueAt !== null && <span>{sayLate(view, assignment.late)}</span>}
      {missing !== null && <span>{view.t('late.missingSays', { percent: number(view, missing) })}</span>}
      {closesAt !== null && (
        <span>{view.t('late.closes', { when: dueTime(view, closesAt, access.outline.zone) })}</span>
      )}
    </p>
  )
}

function OwnWork({ view, page, form }: Omit<Props, 'problem'>) {
  const { handedIn, grade, hindrance, files } = page
  const last = handedIn.at(-1)
  const { item, course, next } = page.access
  const isNextOpen = next !== null && !page.isCourseFinished && next.lock.length === 0
  const onward = isNextOpen ? urls.itemOfKind(next.kind, next.id) : urls.course(course.id)
  return (
    <>
      {grade && (
        <section class="outcome good">
          <div>
            <h2>
              {view.t('assignments.gradeOf', {
                points: number(view, grade.points),
                most: number(view, grade.maxPoints),
              })}
            </h2>
            <p class="small muted">
              {page.lateCost > 0 && `${view.t('late.took', { n: number(view, page.lateCost) })} · `}
              {percent(view, grade.percent / 100)} · {view.t('assignments.released')} <Time view={view} at={grade.at} />
            </p>
            <p class="small">
              <a href={`${urls.learnerGrades(course.id, view.actor?.id ?? '')}#grade-${item.id}`}>
                {view.t('inquiry.ask')}
              </a>
            </p>
            {grade.comment && (
              <div class="comment pre-line" dir="auto">
                {grade.comment}
              </div>
            )}
          </div>
        </section>
      )}
      {page.feedback.length > 0 && (
        <section class="section far-above" aria-labelledby="returned-title">
          <h2 id="returned-title">{view.t('feedback.yours')}</h2>
          <FeedbackFiles view={view} files={page.feedback} />
        </section>
      )}
      {page.chosen && (
        <section class="section far-above" aria-labelledby="how-title">
          <h2 id="how-title">{view.t('rubrics.how')}</h2>
          <RubricShown view={view} body={page.chosen.version.body} choices={page.chosen.choices} />
        </section>
      )}
      {last && (
        <section class="section far-above">
          <h2>{view.t('assignments.yourWork')}</h2>
          <div class="receipt">
            <p class="cluster">
              <Chip meaning="good">{view.t('assignments.handedIn')}</Chip>
              {last.late && <Chip meaning="attention">{view.t('assignments.late')}</Chip>}
              {!grade && !item.holdGrades && <Chip>{view.t('assignments.waits')}</Chip>}
              <span>
                <Time view={view} at={last.submittedAt ?? view.now} as="full" />
              </span>
            </p>
            {last.by && last.groupName && (
              <p>{view.t('assignments.handedInBy', { name: last.by, group: last.groupName })}</p>
            )}
            <p class="small muted">{view.t('assignments.receipt', { code: receiptOf(last.id), n: last.number })}</p>
            {!grade && item.holdGrades && <p class="small">{view.t('grades.heldSays')}</p>}
            <Work view={view} submission={last} files={files} notes={page.annotations} />
          </div>
          <Earlier view={view} page={page} />
          {!grade && item.state !== 'done' && item.completion.kind === 'passed' && (
            <p class="above-small">{view.t('assignments.doneOnceMarked', { percent: item.completion.percent })}</p>
          )}
          <div class="buttons above">
            <LinkButton href={onward} kind="primary" iconAfter="arrow-right">
              {view.t(page.isCourseFinished ? 'courses.seeFinished' : 'quizzes.goOn')}
            </LinkButton>
          </div>
        </section>
      )}
      {hindrance === 'by-hand' && !grade && (
        <Notice meaning="info">
          <p>{view.t('assignments.isByHand')}</p>
          {item.holdGrades && <p>{view.t('grades.heldSays')}</p>}
        </Notice>
      )}
      {(hindrance === 'no-group' || hindrance === 'large-group') && (
        <Notice meaning="attention">
          <p>
            {view.t(hindrance === 'no-group' ? 'assignments.isGroupless' : 'assignments.isLargeGroup', {
              most: mostInGroup,
            })}
          </p>
          {hindrance === 'no-group' && (
            <p>
              <a href={urls.courseGroups(course.id)}>{view.t('assignments.seeGroups')}</a>
            </p>
          )}
        </Notice>
      )}
      {(hindrance === 'read-only' || (hindrance === 'closed' && !last)) && (
        <Notice meaning="attention">
          {view.t(hindrance === 'closed' ? 'assignments.isClosed' : 'assignments.isReadOnly')}
        </Notice>
      )}
      {hindrance === null && (
        <section class="section far-above">
          {last ? (
            <details class="again" open={page.draft !== null || Object.keys(form.errors).length > 0}>
              <summary>{view.t('assignments.handInAgain')}</summary>
              <p class="muted small">
                {view.t(`assignments.again.${page.assignment.resubmission}`, { percent: page.assignment.passPercent })}
              </p>
              <SubmissionForm view={view} page={page} form={form} />
            </details>
          ) : (
            <>
              <h2>{view.t('assignments.yourWork')}</h2>
              <SubmissionForm view={view} page={page} form={form} />
            </>
          )}
        </section>
      )}
    </>
  )
}

/** What was handed in before the last time, where somebody said something at places of it. */
function Earlier({ view, page: { handedIn, files, annotations } }: { view: View; page: Assignment }) {
  const noted = handedIn.slice(0, -1).filter(({ workId }) => annotations.some(({ subjectId }) => subjectId === workId))
  return noted.map((one) => (
    <details class="again">
      <summary>{view.t('annotations.earlier', { n: one.number })}</summary>
      <div class="receipt">
        <p class="small muted">
          <Time view={view} at={one.submittedAt ?? view.now} as="full" />
        </p>
        <Work view={view} submission={one} files={files} notes={annotations} />
      </div>
    </details>
  ))
}

function ForStaff({ view, page }: { view: View; page: Assignment }) {
  const { access, counts } = page
  const { item, course } = access
  return (
    <section class="section far-above">
      <Figures
        figures={[
          {
            value: number(view, counts.handedIn),
            meaning: view.t('assignments.countHandedIn', { n: counts.handedIn }),
          },
          {
            value: number(view, counts.awaiting),
            meaning: view.t('assignments.countAwaiting', { n: counts.awaiting }),
          },
        ]}
      />
      <Groupless view={view} page={page} />
      <div class="buttons">
        <LinkButton href={urls.marking(course.id, { item: item.id })} kind="primary" icon="checklist">
          {view.t('assignments.mark')}
        </LinkButton>
        {page.peers && (
          <LinkButton href={urls.peers(item.id)} icon="people">
            {view.t('peers.title')}
          </LinkButton>
        )}
        {can(view.actor, 'course.edit', { courseId: course.id }) && (
          <>
            {!page.peers && (
              <LinkButton href={urls.peersEdit(item.id)} icon="people">
                {view.t('peers.settings')}
              </LinkButton>
            )}
            <LinkButton href={urls.assignmentEdit(item.id)} icon="edit">
              {view.t('assignments.edit')}
            </LinkButton>
            <LinkButton href={urls.deadlines(item.id)} icon="clock">
              {view.t('assignments.otherDates')}
            </LinkButton>
          </>
        )}
      </div>
    </section>
  )
}

/** Those with whom no single group hands in; the first of them by name. */
function Groupless({ view, page: { assignment, groupless, access } }: { view: View; page: Assignment }) {
  const { groupWork } = assignment
  if (groupWork === 'none' || !groupless.length) return null
  const list = new Intl.ListFormat(view.locale, { type: 'unit' })
  const of = (isInSeveral: boolean) =>
    list.format(groupless.filter((one) => one.isInSeveral === isInSeveral).map(({ name }) => isolate(name, view.dir)))
  return (
    <Notice meaning={groupWork === 'only-groups' ? 'attention' : 'info'}>
      {of(false) && <p>{view.t(`assignments.groupless.${groupWork}`, { names: of(false) })}</p>}
      {of(true) && <p>{view.t('assignments.severalGroups', { names: of(true) })}</p>}
      <p>
        <a href={urls.courseGroups(access.course.id)}>{view.t('assignments.seeGroups')}</a>
      </p>
    </Notice>
  )
}
