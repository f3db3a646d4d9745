import type { AssignmentPage } from '../../worker/domain/assignments'
import { urls } from '../../worker/urls'
import { RubricShown } from '../rubrics/rubric-shown'
import { LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { number } from '../ui/numbers'
import { Time } from '../ui/time'
import type { View } from '../view'

type Props = { view: View; page: AssignmentPage }

/** On the assignment's own page: what one is to review, and what others said of one's own work. */
export function PeerSection({ view, page }: Props) {
  const { peers, access } = page
  if (!peers || access.lock.length) return null
  const isOver = peers.round !== null && view.now >= peers.round.endsAt + 60_000
  const open = peers.toDo.find(({ state }) => state !== 'done')
  return (
    <>
      {page.hindrance !== 'staff' && page.hindrance !== 'observer' && (
        <section class="section far-above" aria-labelledby="peers-title">
          <h2 id="peers-title">{view.t('peers.title')}</h2>
          <p class="muted">
            <PeersSay view={view} peers={peers} />
          </p>
          {peers.toDo.length > 0 && (
            <ol class="rows above" role="list">
              {peers.toDo.map(({ id, state }, place) => (
                <li class="spread">
                  <a href={urls.review(access.item.id, id)}>{view.t('peers.reviewNumber', { n: place + 1 })}</a>
                  {state === 'done' ? (
                    <Chip meaning="good">{view.t('peers.state.done')}</Chip>
                  ) : isOver ? (
                    <Chip meaning="problem">{view.t('peers.state.missed')}</Chip>
                  ) : (
                    <Chip meaning={state === 'begun' ? 'attention' : undefined}>{view.t(`peers.state.${state}`)}</Chip>
                  )}
                </li>
              ))}
            </ol>
          )}
          {open && !isOver && (
            <div class="buttons above">
              <LinkButton href={urls.review(access.item.id, open.id)} kind="primary" iconAfter="arrow-right">
                {view.t('peers.doNext')}
              </LinkButton>
            </div>
          )}
        </section>
      )}
      <Received view={view} page={page} />
    </>
  )
}

function PeersSay({ view, peers }: { view: View; peers: NonNullable<AssignmentPage['peers']> }) {
  const { settings, round, opensAt, toDo } = peers
  if (!round)
    return (
      <>
        {view.t('peers.willReview', { n: settings.reviews, days: settings.days })}{' '}
        {opensAt !== null && <Time view={view} at={opensAt} as="due" />}
      </>
    )
  if (view.now >= round.endsAt + 60_000) return <>{view.t('peers.isOver')}</>
  return (
    <>
      {view.t(toDo.length ? 'peers.asksYou' : 'peers.asksNothing', { n: toDo.length })}{' '}
      {toDo.length > 0 && (
        <>
          {view.t('peers.until')} <Time view={view} at={round.endsAt} as="due" />
        </>
      )}
    </>
  )
}

function Received({ view, page: { peers, access } }: Props) {
  if (!peers?.received.length) return null
  return (
    <section class="section far-above" aria-labelledby="received-title">
      <h2 id="received-title">{view.t('peers.received')}</h2>
      <p class="small muted">{view.t(`peers.makesSays.${peers.settings.makes}`)}</p>
      {peers.received.map(({ by, points, comment, version, choices }, place) => (
        <article class="receipt above">
          <h3 class="spread">
            <span>{by ? <bdi>{by}</bdi> : view.t('peers.reviewNumber', { n: place + 1 })}</span>
            {points !== null && (
              <span class="num">
                {view.t('peers.pointsOf', {
                  points: number(view, points),
                  most: number(view, access.item.maxPoints ?? 100),
                })}
              </span>
            )}
          </h3>
          {comment && (
            <div class="comment pre-line" dir="auto">
              {comment}
            </div>
          )}
          {version && choices.length > 0 && (
            <details class="task">
              <summary>{view.t('rubrics.how')}</summary>
              <RubricShown view={view} body={version.body} choices={choices} />
            </details>
          )}
        </article>
      ))}
    </section>
  )
}
