import type { listReaders, ReadersFilter } from '../../worker/domain/announcements'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Person } from '../ui/avatar'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { Empty } from '../ui/empty'
import { Form } from '../ui/form'
import { Pager } from '../ui/pager'
import { Row, Rows } from '../ui/rows'
import { Tabs } from '../ui/tabs'
import { Time } from '../ui/time'
import type { View } from '../view'
import { trailOf } from './announcement-page'

type Props = {
  view: View
  found: Awaited<ReturnType<typeof listReaders>>
  show: ReadersFilter
  isLater: boolean
}

/** Who has read an announcement, and who has not. */
export function ReadersPage({ view, found, show, isLater }: Props) {
  const { t } = view
  const { announcement, readers, next, all, read } = found
  const title = t('announcements.readersOf', { title: announcement.title })
  const shows = ['all', 'read', 'unread'] as const
  const href = (one: ReadersFilter) => urls.announcementReaders(announcement.id, one === 'all' ? {} : { show: one })
  return (
    <Shell view={view} title={title} width="narrow" styles={['css/staff.css']}>
      <Breadcrumbs
        view={view}
        trail={[
          ...trailOf(view, found),
          { href: urls.announcement(announcement.id), label: <bdi>{announcement.title}</bdi> },
        ]}
      />
      <header class="page-head">
        <div>
          <h1>{t('announcements.readers')}</h1>
          <p>{t('announcements.haveReadOf', { read, all })}</p>
        </div>
        <Form action={urls.announcementReadersFile(announcement.id)}>
          <Button small icon="download">
            {t('announcements.readersFile')}
          </Button>
        </Form>
      </header>
      <Tabs
        label={t('announcements.readers')}
        current={href(show)}
        tabs={shows.map((one) => ({ href: href(one), label: t(`announcements.readersShown.${one}`) }))}
      />
      {readers.length ? (
        <Rows label={title}>
          {readers.map(({ id, name, photoId, readAt }) => (
            <Row
              title={<Person name={name} photo={photoId && urls.media(photoId)} card={urls.personCard(id)} />}
              end={
                readAt === null ? (
                  <Chip>{t('announcements.notRead')}</Chip>
                ) : (
                  <Chip meaning="good" icon="check-circle">
                    <Time view={view} at={readAt} />
                  </Chip>
                )
              }
            />
          ))}
        </Rows>
      ) : (
        <Empty drawing="cup" sentence={t('announcements.nobody')} small />
      )}
      <Pager
        view={view}
        previous={isLater ? href(show) : null}
        next={next && urls.announcementReaders(announcement.id, { show, after: next })}
      />
    </Shell>
  )
}
