import type { Clause } from '../../worker/domain/rules'
import { urls } from '../../worker/urls'
import { sayLock } from '../rules/say-rule'
import { Chip } from '../ui/chip'
import { Icon } from '../ui/icon'
import { Tag } from '../ui/tag'
import { duration, Time, wasDue } from '../ui/time'
import type { View } from '../view'
import type { CoursePageProps } from './course-page'
import { isSurvey, type Kind, kindIcon, kindKey, kindWord, sayCompletion } from './words'

export type ShownItem = {
  id: string
  kind: Kind
  title: string
  number: number
  state: 'done' | 'current' | 'open' | 'locked' | 'draft'
  lock: Clause[]
  isStarted: boolean
  completedAt: number | null
  overrideReason: string | null
  completion: Parameters<typeof sayCompletion>[1]
  required: boolean
  expectedMinutes: number | null
  points: number | null
  maxPoints: number | null
  dueAt: number | null
}

/** Of an assignment: what the reader has to review of others, and how many have reviewed their work. */
export type OwnReviews = { itemId: string; toDo: number; endsAt: number; received: number }

/** The outline as a reader walks it: what is done, current, open, or locked and why. */
export function Path({ view, outline, mayEdit, reviews }: CoursePageProps) {
  const { t } = view
  if (!outline.items.length) {
    return <p class="muted">{t(mayEdit ? 'courses.emptyForStaff' : 'courses.emptyForLearners')}</p>
  }
  const opens = outline.standing.as !== 'visitor'
  const usual = opens ? usualRules(view, outline.items) : new Map<Kind, string>()
  return (
    <section class="path large" aria-label={t('courses.path')}>
      {usual.size > 0 && (
        <div class="usual">
          {[...usual].map(([kind, rule]) => (
            <p class="fact-line">
              <Icon name={kindIcon[kind]} />
              {t('courses.usualRule', { kind: t(kindKey[kind]), rule })}
            </p>
          ))}
        </div>
      )}
      {outline.modules
        .filter((module) => module.items.length > 0)
        .map((module) => (
          <>
            <h2>
              <span class="num">{module.number} · </span>
              <bdi>{module.title}</bdi>
            </h2>
            {module.lock.length > 0 && <p class="fact-line">{sayLock(view, module.lock)}</p>}
            <ol role="list" start={module.items[0]?.number}>
              {module.items.map((item) => (
                <PathItem
                  view={view}
                  item={item}
                  opens={opens}
                  zone={outline.zone}
                  usual={usual}
                  reviews={reviews.find(({ itemId }) => itemId === item.id)}
                />
              ))}
            </ol>
          </>
        ))}
    </section>
  )
}

/** What completes most items of a kind, said once above the path; an item then says only what differs. */
function usualRules(view: View, items: ShownItem[]): Map<Kind, string> {
  const usual = new Map<Kind, string>()
  for (const [kind, same] of Map.groupBy(
    items.filter((item) => !isSurvey(item)),
    (item) => item.kind,
  )) {
    const rules = [...Map.groupBy(same, (item) => sayCompletion(view, item.completion))]
    const [rule, those] = rules.reduce((most, one) => (one[1].length > most[1].length ? one : most))
    if (those.length > 2) usual.set(kind, rule)
  }
  return usual
}

/** Handing in was all that was asked: it is done, and what it was worth is said later. */
export const awaitsMark = ({ kind, state, completion, points, maxPoints, overrideReason }: ShownItem) =>
  kind === 'assignment' &&
  state === 'done' &&
  completion.kind === 'submitted' &&
  points === null &&
  maxPoints !== null &&
  overrideReason === null

const stateClass = { done: 'done', current: 'now', open: '', locked: 'locked', draft: 'locked' } as const

type PathItemProps = {
  view: View
  item: ShownItem
  opens: boolean
  zone: string
  usual: Map<Kind, string>
  reviews: OwnReviews | undefined
}

function PathItem({ view, item, opens, zone, usual, reviews }: PathItemProps) {
  const { t } = view
  const rule = sayCompletion(view, item.completion)
  const isOpen = opens && item.state !== 'locked'
  const isLate = item.dueAt !== null && item.dueAt < view.now && item.state !== 'done'
  const facts = [
    t(kindWord(item)),
    item.expectedMinutes ? duration(view, item.expectedMinutes * 60) : null,
    item.required ? null : t('courses.optional'),
    item.state === 'done' || !opens || (!isSurvey(item) && usual.get(item.kind) === rule) ? null : rule,
    awaitsMark(item) ? t('courses.markToCome') : null,
    reviews?.received ? t('peers.receivedCount', { n: reviews.received }) : null,
  ].filter(Boolean)
  return (
    <li class={stateClass[item.state] || undefined} aria-current={item.state === 'current' ? 'step' : undefined}>
      {isOpen ? (
        <a href={urls.itemOfKind(item.kind, item.id)}>
          <bdi>{item.title}</bdi>
        </a>
      ) : (
        <span>
          <bdi>{item.title}</bdi>
        </span>
      )}
      <span class="visually-hidden">{opens ? t(`courses.state.${item.state}`) : ''}</span>
      <span class="end">
        {item.points !== null && item.maxPoints !== null && (
          <span class="num small">{t('courses.pointsOf', { points: item.points, all: item.maxPoints })}</span>
        )}
        {item.state === 'done' ? (
          <Chip meaning="good" icon="check">
            {t('courses.state.done')}
          </Chip>
        ) : item.state === 'draft' ? (
          <Tag>{t('courses.draft')}</Tag>
        ) : (
          item.dueAt !== null && (
            <Chip
              meaning={isLate ? 'problem' : item.dueAt - view.now < 3 * 86_400_000 ? 'attention' : undefined}
              icon="clock"
            >
              {wasDue(view, item.dueAt, zone) ?? <Time view={view} at={item.dueAt} as="due" courseZone={zone} />}
            </Chip>
          )
        )}
      </span>
      <span class="fact-line">
        <Icon name={kindIcon[item.kind]} />
        {facts.join(' · ')}
      </span>
      {reviews && reviews.toDo > 0 && (
        <span class="fact-line to-review">
          <Chip meaning="attention" icon="edit">
            <a href={urls.assignment(item.id)}>{t('peers.toWrite', { n: reviews.toDo })}</a>
            {' · '}
            <Time view={view} at={reviews.endsAt} as="due" courseZone={zone} />
          </Chip>
        </span>
      )}
      {item.lock.length > 0 && opens && (
        <span class="fact-line">
          <Icon name="lock" />
          {sayLock(view, item.lock)}
        </span>
      )}
      {item.overrideReason && <span class="fact-line">{t('courses.byHand', { reason: item.overrideReason })}</span>}
    </li>
  )
}
