import type { AnnouncementLine } from '../../worker/domain/announcements'
import { urls } from '../../worker/urls'
import { Button, LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import type { View } from '../view'
import { saidTo } from './words'

type UnreadProps = {
  view: View
  unread: AnnouncementLine[]
  /** Where all of them stand. */
  all: string
}

/** What is announced and not read: one at a time, and how many more there are. */
export function UnreadAnnouncement({ view, unread: [first, ...others], all }: UnreadProps) {
  if (!first) return null
  const { t } = view
  return (
    <section class="announced" aria-labelledby="announced-title">
      <Icon name="callout" />
      <div>
        <h2 id="announced-title" dir="auto">
          <a href={urls.announcement(first.id)}>{first.title}</a>
        </h2>
        <p class="small muted">
          <bdi>{saidTo(view, first)}</bdi>
        </p>
        <p dir="auto">{first.summary}</p>
        <div class="buttons">
          {first.mustAcknowledge ? (
            <LinkButton small kind="primary" href={urls.announcement(first.id)}>
              {t('announcements.readAndSay')}
            </LinkButton>
          ) : (
            <>
              <LinkButton small href={urls.announcement(first.id)}>
                {t('announcements.readOn')}
              </LinkButton>
              <Form action={`${urls.announcementReading(first.id)}?back=${encodeURIComponent(view.path)}`}>
                <Button small kind="quiet">
                  {t('announcements.putAway')}
                </Button>
              </Form>
            </>
          )}
          {others.length > 0 && (
            <a class="small" href={all}>
              {t('announcements.more', { n: others.length })}
            </a>
          )}
        </div>
      </div>
    </section>
  )
}
