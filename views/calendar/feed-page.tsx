import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { date } from '../ui/time'
import type { View } from '../view'

type FeedPageProps = {
  view: View
  /** Null: there is no address. */
  feed: { createdAt: number } | null
  /** The address that was just made, and that of each course alone: shown this once. */
  made: { address: string; courses: { title: string; address: string }[] } | null
}

/** The address at which a calendar program reads one's dates. */
export function FeedPage({ view, feed, made }: FeedPageProps) {
  const { t } = view
  return (
    <Shell view={view} title={t('calendar.feedTitle')} width="narrow" styles={['css/calendar.css']}>
      <header class="page-head">
        <Breadcrumbs view={view} trail={[{ href: urls.calendar(), label: t('calendar.title') }]} />
        <h1>{t('calendar.feedTitle')}</h1>
        <p class="muted">{t('calendar.feedAbout')}</p>
      </header>
      {made ? (
        <Made view={view} made={made} />
      ) : (
        feed && <p>{t('calendar.feedSince', { day: dayOf(view, feed.createdAt) })}</p>
      )}
      <div class="feed-acts">
        <Form action={urls.calendarFeed()} once={view.once}>
          {feed && <p class="muted small">{t('calendar.feedAgainHint')}</p>}
          <Button kind={feed ? undefined : 'primary'} icon="calendar">
            {t(feed ? 'calendar.feedAgain' : 'calendar.feedMake')}
          </Button>
        </Form>
        {feed && (
          <Form action={urls.calendarFeed()} method="delete">
            <Button kind="quiet">{t('calendar.feedEnd')}</Button>
          </Form>
        )}
      </div>
      <p class="muted small">{t('calendar.feedSecret')}</p>
    </Shell>
  )
}

function Made({ view, made: { address, courses } }: { view: View; made: NonNullable<FeedPageProps['made']> }) {
  const { t } = view
  return (
    <Notice meaning="good">
      <p>{t('calendar.feedMade')}</p>
      <p>
        <code class="feed-address" data-focus tabindex={-1}>
          {address}
        </code>
      </p>
      <p>
        <LinkButton small icon="calendar" href={address.replace(/^https?:/, 'webcal:')}>
          {t('calendar.feedOpen')}
        </LinkButton>
      </p>
      {courses.length > 0 && (
        <details>
          <summary>{t('calendar.feedOneCourse')}</summary>
          <dl class="feed-courses">
            {courses.map((course) => (
              <div>
                <dt dir="auto">{course.title}</dt>
                <dd>
                  <code class="feed-address">{course.address}</code>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </Notice>
  )
}

const dayOf = (view: View, at: number) => date(view, at, { day: 'numeric', month: 'long', year: 'numeric' })
