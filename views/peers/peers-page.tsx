import type { PeerLine, PeersPage as Peers } from '../../worker/domain/assignments'
import { can } from '../../worker/domain/policy'
import { urls } from '../../worker/urls'
import { sayParticipants } from '../assignments/participant'
import { Shell } from '../layouts/shell'
import { Person } from '../ui/avatar'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { LinkButton } from '../ui/button'
import { Figures } from '../ui/figures'
import { number } from '../ui/numbers'
import { Pager } from '../ui/pager'
import { Table } from '../ui/table'
import { Time } from '../ui/time'
import type { View } from '../view'

type Props = { view: View; page: Peers }

/** Who has reviewed, who was reviewed, and whose points are far from the others'. */
export function PeersPage({ view, page }: Props) {
  const { item, course, settings, round, counts, lines, next } = page
  const { t } = view
  return (
    <Shell view={view} title={t('peers.progressOf', { title: item.title })} width="wide" styles={['css/staff.css']}>
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(course.id), label: course.title },
          { href: urls.assignment(item.id), label: item.title },
        ]}
      />
      <div class="spread">
        <h1>{t('peers.title')}</h1>
        {can(view.actor, 'course.edit', { courseId: course.id }) && (
          <LinkButton href={urls.peersEdit(item.id)} icon="settings">
            {t('peers.settings')}
          </LinkButton>
        )}
      </div>
      <p class="muted above-small">
        <When view={view} page={page} />
      </p>
      {round && settings && (
        <Figures
          figures={[
            {
              value: `${number(view, counts.done)} / ${number(view, counts.asked)}`,
              meaning: t('peers.countDone'),
            },
            { value: number(view, counts.works), meaning: t('peers.countWorks', { n: counts.works }) },
            { value: number(view, counts.bare), meaning: t('peers.countBare', { n: counts.bare }) },
          ]}
        />
      )}
      {lines.length > 0 && (
        <Table
          label={t('peers.progressOf', { title: item.title })}
          lines={lines}
          columns={[
            { head: t('peers.person'), cell: (line) => <Who view={view} line={line} /> },
            {
              head: t('peers.hasReviewed'),
              align: 'end',
              cell: ({ done, asked }) => t('courses.doneOf', { done, all: asked }),
            },
            {
              head: t('peers.wasReviewed'),
              align: 'end',
              cell: ({ received, expected, submissionId }) =>
                submissionId === null ? (
                  <span class="muted">{t('peers.noWork')}</span>
                ) : (
                  <a href={urls.workReviews(submissionId)}>{t('courses.doneOf', { done: received, all: expected })}</a>
                ),
            },
            {
              head: t('peers.median'),
              align: 'end',
              cell: ({ points }) => (points === null ? '–' : number(view, points)),
            },
            {
              head: t('peers.distance'),
              align: 'end',
              cell: ({ distance }) => (distance === null ? '–' : number(view, distance)),
            },
          ]}
        />
      )}
      <p class="hint">{t('peers.distanceHint')}</p>
      <Pager view={view} next={next && `${urls.peers(item.id)}?after=${encodeURIComponent(next)}`} />
    </Shell>
  )
}

function When({ view, page: { settings, round, opensAt, zone } }: Props) {
  const { t } = view
  if (!settings) return <>{t('peers.isOff')}</>
  if (!round)
    return opensAt === null ? (
      <span>{t('peers.hasNoDate')}</span>
    ) : (
      <>
        {t('peers.willReview', { n: settings.reviews, days: settings.days })}{' '}
        <Time view={view} at={opensAt} as="due" courseZone={zone} />
      </>
    )
  if (round.settledAt !== null) return <>{t('peers.isOver')}</>
  return (
    <>
      {t('peers.goesOn')} <Time view={view} at={round.endsAt} as="due" courseZone={zone} />
    </>
  )
}

function Who({ view, line }: { view: View; line: PeerLine }) {
  if (line.participant !== null) return <bdi>{sayParticipants(view, line.participant ? [line.participant] : [])}</bdi>
  return <Person name={line.learner.name} photo={line.learner.photoId && urls.media(line.learner.photoId)} />
}
