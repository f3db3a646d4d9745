import { raw } from 'hono/html'
import type { FoundAnnouncement } from '../../worker/domain/announcements'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { humanTime, Time } from '../ui/time'
import type { View } from '../view'
import { saidTo } from './words'

type PageProps = { view: View; found: FoundAnnouncement }

/** One announcement: what is said, by whom, what of it was changed; and where its reader says that they have read it. */
export function AnnouncementPage({ view, found }: PageProps) {
  const { t } = view
  const { announcement, course, group, by } = found
  const to = { course, group, audience: announcement.audience }
  return (
    <Shell view={view} title={announcement.title} width="narrow" styles={['css/announcements.css']}>
      <Breadcrumbs view={view} trail={trailOf(view, found)} />
      <header class="page-head announcement-head">
        <h1 dir="auto">{announcement.title}</h1>
        {found.mayWrite && <Acts view={view} found={found} />}
      </header>
      <p class="muted small">
        <bdi>{by ?? t('notifications.somebody')}</bdi> · <Time view={view} at={announcement.fromAt} /> ·{' '}
        <bdi>{saidTo(view, to)}</bdi>
        {announcement.untilAt !== null &&
          ` · ${t('announcements.until', { when: humanTime(view, announcement.untilAt) })}`}
      </p>
      {!found.isOpen && (
        <Notice meaning="info">
          <p>
            {announcement.fromAt > view.now
              ? t('announcements.notYet', { when: humanTime(view, announcement.fromAt) })
              : t('announcements.isOver')}
          </p>
        </Notice>
      )}
      <div class="announcement-text prose" dir="auto">
        {raw(announcement.html)}
      </div>
      {found.isFor && found.isOpen && <Reading view={view} found={found} />}
      <Edits view={view} found={found} />
    </Shell>
  )
}

export const trailOf = ({ t }: View, { announcement, course }: FoundAnnouncement) =>
  announcement.courseId !== null
    ? [
        { href: urls.course(announcement.courseId), label: <bdi>{course}</bdi> },
        { href: urls.courseAnnouncements(announcement.courseId), label: t('announcements.title') },
      ]
    : [{ href: urls.announcements(), label: t('announcements.title') }]

function Acts({ view, found: { announcement } }: PageProps) {
  const { t } = view
  return (
    <div class="buttons">
      <LinkButton small icon="people" href={urls.announcementReaders(announcement.id)}>
        {t('announcements.readers')}
      </LinkButton>
      <LinkButton small icon="edit" href={urls.announcementEdit(announcement.id)}>
        {t('announcements.edit')}
      </LinkButton>
      <Form action={urls.announcement(announcement.id)} method="delete">
        <Button small kind="danger">
          {t('announcements.withdraw')}
        </Button>
      </Form>
    </div>
  )
}

function Reading({ view, found: { announcement, readAt } }: PageProps) {
  const { t } = view
  if (readAt !== null)
    return (
      <p>
        <Chip meaning="good" icon="check-circle">
          {t('announcements.readOnAt', { when: humanTime(view, readAt) })}
        </Chip>
      </p>
    )
  return (
    <Form action={urls.announcementReading(announcement.id)}>
      <Button kind={announcement.mustAcknowledge ? 'primary' : undefined} icon="check">
        {t('announcements.haveRead')}
      </Button>
    </Form>
  )
}

function Edits({ view, found: { edits } }: PageProps) {
  const { t } = view
  if (!edits.length) return null
  const list = new Intl.ListFormat(view.locale, { type: 'conjunction' })
  return (
    <section class="announcement-edits" aria-labelledby="edits-title">
      <h2 id="edits-title">{t('announcements.edits')}</h2>
      <ul role="list">
        {edits.map(({ parts, title, html, at, by }) => (
          <li>
            <p class="small">
              <Time view={view} at={at} /> · <bdi>{by ?? t('notifications.somebody')}</bdi> ·{' '}
              {list.format(parts.map((part) => t(`announcements.part.${part}`)))}
            </p>
            {(parts.includes('title') || parts.includes('text')) && (
              <details>
                <summary>{t('announcements.before')}</summary>
                <div class="announcement-before" dir="auto">
                  {parts.includes('title') && (
                    <p>
                      <b>{title}</b>
                    </p>
                  )}
                  {parts.includes('text') && raw(html)}
                </div>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
