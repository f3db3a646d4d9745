import type { LearnerItem, LearnerPage } from '../../worker/domain/pages'
import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { kindIcon } from '../courses/words'
import { HowMade } from '../grades/how-made'
import { sayClause } from '../rules/say-rule'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { ErrorSummary } from '../ui/error-summary'
import { TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { number, percent } from '../ui/numbers'
import { duration, humanTime, Time } from '../ui/time'
import type { View } from '../view'
import type { ItemState } from './learner-page'

type Props = { view: View; page: LearnerPage; item: LearnerItem; state: ItemState }

/** One item of the course and all that the learner did in it; the rest opens below. */
export function LearnerItemRow({ view, page, item, state }: Props) {
  const { t } = view
  const { work } = item
  const isOpen = state.itemId === item.id
  return (
    <li id={`item-${item.id}`}>
      <details open={isOpen}>
        <summary>
          <Icon name={kindIcon[item.kind]} />
          <span class="learner-item-title">
            <bdi>{item.title}</bdi>
            {item.dueAt !== null && item.state !== 'done' && (
              <span class="small muted">
                {t('learner.due')} <Time view={view} at={item.dueAt} as="due" />
              </span>
            )}
          </span>
          {item.grade?.final != null && (
            <span class="num">{t('courses.pointsOf', { points: item.grade.final, all: item.grade.maxPoints })}</span>
          )}
          <StateChip view={view} item={item} />
          <Icon name="chevron-down" />
        </summary>
        <div class="learner-work">
          <Facts view={view} item={item} />
          {work && work.plainSeconds > 0 && (
            <p class="small muted">
              {work.requirement?.kind === 'video' && work.requirement.plain
                ? t('learner.plainWatched')
                : t('learner.plainTime', { time: duration(view, work.plainSeconds) })}
            </p>
          )}
          {work?.overrideReason && (
            <p class="learner-override">
              {t(item.completedAt === null ? 'learner.reopenedBy' : 'learner.completedBy', {
                name: work.overriddenBy ?? '',
              })}{' '}
              <q dir="auto">{work.overrideReason}</q>
            </p>
          )}
          {item.lock.length > 0 && <p class="muted">{item.lock.map((clause) => sayClause(view, clause)).join('. ')}</p>}
          <p class="no-print">
            <a href={urls.item(item.id)}>{t('learner.openItem')}</a>
          </p>
          <Tries view={view} item={item} mayMark={page.mayMark} />
          {item.changes.length > 0 && <HowMade view={view} changes={item.changes} />}
          {page.mayMark && <Override view={view} page={page} item={item} state={state} />}
        </div>
      </details>
    </li>
  )
}

function StateChip({ view, item }: { view: View; item: LearnerItem }) {
  const { t } = view
  if (item.state === 'done') return <Chip meaning="good">{t('learner.state.done')}</Chip>
  if (item.state === 'draft') return <Chip>{t('learner.state.draft')}</Chip>
  if (item.dueAt !== null && item.dueAt + 60_000 <= view.now && item.completion.kind !== 'none')
    return <Chip meaning="attention">{t('learner.state.late')}</Chip>
  if (item.state === 'locked') return <Chip icon="lock">{t('learner.state.locked')}</Chip>
  return <Chip>{t(item.isStarted ? 'learner.state.started' : 'learner.state.open')}</Chip>
}

function Facts({ view, item: { work, completedAt } }: { view: View; item: LearnerItem }) {
  const { t } = view
  if (!work) return <p class="muted">{t('learner.nothingYet')}</p>
  return (
    <p>
      {t('learner.opened', { when: humanTime(view, work.startedAt) })}{' '}
      {work.seconds > 0 && t('learner.spent', { time: duration(view, work.seconds) })}{' '}
      {completedAt !== null && t('learner.doneOn', { when: humanTime(view, completedAt) })}
    </p>
  )
}

/** Attempts and what was handed in. */
function Tries({ view, item, mayMark }: { view: View; item: LearnerItem; mayMark: boolean }) {
  const { t } = view
  if (item.attempts.length + item.submissions.length === 0) return null
  return (
    <ul class="learner-tries">
      {item.attempts.map(({ id, number: n, startedAt, submittedAt, score, maxScore, toMark }) => (
        <li>
          {t('learner.attempt', { n })} <Time view={view} at={submittedAt ?? startedAt} />{' '}
          {submittedAt === null
            ? t('learner.attemptOpen')
            : toMark > 0
              ? t('quizzes.partlyMarked')
              : score !== null &&
                t('learner.score', { ...points(view, score, maxScore), share: share(view, score, maxScore) })}{' '}
          {toMark > 0 && mayMark && <a href={urls.attemptMarking(id)}>{t('quizzes.markAnswer')}</a>}{' '}
          {submittedAt !== null && <a href={urls.attempt(id)}>{t('learner.seeAttempt')}</a>}{' '}
          {mayMark && <a href={urls.attemptLog(id)}>{t('quizzes.log.open')}</a>}
        </li>
      ))}
      {item.submissions.map(({ number: n, submittedAt, markedAt, late }) => (
        <li>
          {t('learner.submission', { n })} {submittedAt !== null && <Time view={view} at={submittedAt} />}{' '}
          {late && <Chip meaning="attention">{t('learner.wasLate')}</Chip>}{' '}
          <span class="muted">{t(markedAt === null ? 'learner.unmarked' : 'learner.marked')}</span>
        </li>
      ))}
    </ul>
  )
}

/** A marker completes or reopens the item for this learner, and says why. */
function Override({ view, page, item, state }: Props) {
  const { t } = view
  if (item.completion.kind === 'none' || item.state === 'draft') return null
  const isDone = item.completedAt !== null
  const mine: FormState = state.itemId === item.id ? state : { values: {}, errors: {} }
  const field = `reason-${item.id}`
  const act = t(isDone ? 'learner.reopen' : 'learner.complete')
  return (
    <details class="learner-form no-print" open={Object.keys(mine.errors).length > 0}>
      <summary>{act}</summary>
      <Form
        action={urls.learnerCompletion(page.course.id, page.person.id, item.id)}
        method={isDone ? 'delete' : 'post'}
      >
        <ErrorSummary view={view} errors={mine.errors} ids={{ reason: field }} />
        <TextArea
          name="reason"
          id={field}
          label={t(isDone ? 'learner.reopenWhy' : 'learner.completeWhy')}
          hint={t('learner.bothSee')}
          error={mine.errors.reason}
          value={String(mine.values.reason ?? '')}
          rows={2}
          maxlength={500}
          required
        />
        <Button small icon={isDone ? 'undo' : 'check'}>
          {act}
        </Button>
      </Form>
    </details>
  )
}

const points = (view: View, got: number, of: number) => ({
  points: number(view, got, { maximumFractionDigits: 2 }),
  of: number(view, of, { maximumFractionDigits: 2 }),
})

const share = (view: View, got: number, of: number) => percent(view, of > 0 ? got / of : 1)
