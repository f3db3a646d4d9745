import type { PersonCard } from '../../worker/domain/pages'
import { can } from '../../worker/domain/policy'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Avatar } from '../ui/avatar'
import { Row, Rows } from '../ui/rows'
import type { View } from '../view'

type Props = { view: View; card: PersonCard; canEdit: boolean }

/** What one sees of somebody one learns with: as a page, and as what opens behind a name. */
export function PersonCardPage({ view, card, canEdit }: Props) {
  return (
    <Shell view={view} title={card.name} width="narrow">
      <Card view={view} card={card} canEdit={canEdit} level={1} />
    </Shell>
  )
}

export function Card({ view, card, canEdit, level = 2 }: Props & { level?: 1 | 2 }) {
  const { t } = view
  const Heading = level === 1 ? 'h1' : 'h2'
  const Below = level === 1 ? 'h2' : 'h3'
  return (
    <article class="person-card">
      <Avatar large name={card.name} photo={card.photoId ? urls.media(card.photoId) : null} />
      <div>
        <Heading id="card-name">
          <bdi>{card.name}</bdi>
        </Heading>
        {card.pronouns && <p class="muted">{card.pronouns}</p>}
        {card.bio && (
          <p class="bio" dir="auto">
            {card.bio}
          </p>
        )}
        {card.courses.length > 0 && (
          <>
            <Below>{canEdit ? t('courses.title') : t('profile.together', { n: card.courses.length })}</Below>
            <Rows>
              {card.courses.map(({ id, title, role }) => (
                <Row
                  href={urls.course(id)}
                  title={<bdi>{title}</bdi>}
                  end={
                    role === 'learner' ? (
                      can(view.actor, 'course.learner', { courseId: id, userId: card.id }) && (
                        <a href={urls.learner(id, card.id)} aria-label={t('courses.progressIn', { course: title })}>
                          {t('roster.progress')}
                        </a>
                      )
                    ) : (
                      <span class="small muted">{t(`courses.role.${role}`)}</span>
                    )
                  }
                />
              ))}
            </Rows>
          </>
        )}
        {card.mayWrite && (
          <p>
            <a href={urls.inboxNew({ to: card.id })}>{t('chat.writeTo', { name: card.name })}</a>
          </p>
        )}
        {canEdit && (
          <p>
            <a href={urls.person(card.id)}>{t('profile.edit')}</a>
          </p>
        )}
      </div>
    </article>
  )
}
