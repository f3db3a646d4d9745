import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Button } from '../ui/button'
import { classes } from '../ui/classes'
import { Empty } from '../ui/empty'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { Pager } from '../ui/pager'
import { Tabs } from '../ui/tabs'
import { Time } from '../ui/time'
import type { View } from '../view'
import { Bell } from './bell'
import { hrefOf, iconOf, sayTold, type Told } from './words'

type Props = {
  view: View
  lines: Told[]
  next: string | null
  shown: { unread: boolean; after?: string }
}

/** What one was told, the latest first. */
export function NotificationsPage({ view, lines, next, shown }: Props) {
  const { t } = view
  const { unread } = shown
  const tabs = [
    { href: urls.notifications(), label: t('notifications.all') },
    { href: urls.notifications({ unread: true }), label: t('notifications.new') },
  ]
  return (
    <Shell view={view} title={t('notifications.title')} width="narrow" styles={['css/notifications.css']}>
      <header class="page-head">
        <h1>{t('notifications.title')}</h1>
        <div class="cluster">
          {(view.unread ?? 0) > 0 && (
            <Form action={urls.notificationReadings()} once={view.once}>
              <Button kind="quiet" small icon="check">
                {t('notifications.readAll')}
              </Button>
            </Form>
          )}
          <a class="btn quiet small" href={urls.notificationChoices()}>
            <Icon name="settings" />
            {t('notifications.choose')}
          </a>
        </div>
      </header>
      <Tabs label={t('notifications.title')} tabs={tabs} current={urls.notifications({ unread })} />
      {lines.length > 0 ? (
        <ul class="told" role="list">
          {lines.map((told) => (
            <ToldLine view={view} told={told} />
          ))}
        </ul>
      ) : (
        <Empty drawing="cup" sentence={t(unread ? 'notifications.noneNew' : 'notifications.none')} />
      )}
      <Pager
        view={view}
        previous={shown.after ? urls.notifications({ unread }) : null}
        next={next && urls.notifications({ unread, after: next })}
      />
    </Shell>
  )
}

/** Opening it marks it; the button does without opening it, and takes it back. */
export function ToldLine({ view, told }: { view: View; told: Told }) {
  const { t } = view
  const href = hrefOf(told)
  const reading = urls.notificationReading(told.id)
  const isNew = told.readAt === null
  const sentence = sayTold(view, told)
  const label = t(isNew ? 'notifications.read' : 'notifications.unread', { sentence })
  return (
    <li id={`told-${told.id}`} class={classes('told-line', isNew && 'new')}>
      <Icon name={iconOf(told)} />
      <div>
        {href ? (
          <a href={href} data-reading={isNew ? reading : undefined}>
            {sentence}
          </a>
        ) : (
          <span>{sentence}</span>
        )}
        <p class="small muted">
          {told.course !== null && (
            <>
              <bdi>{told.course}</bdi>
              {' · '}
            </>
          )}
          <Time view={view} at={told.at} as="ago" />
          {isNew && <span class="visually-hidden">{` · ${t('notifications.isNew')}`}</span>}
        </p>
      </div>
      <Form action={reading} method={isNew ? 'post' : 'delete'} target={`#told-${told.id}`}>
        <button
          type="submit"
          class="iconbtn told-mark"
          aria-label={label}
          title={t(isNew ? 'notifications.readShort' : 'notifications.unreadShort')}
        >
          <Icon name={isNew ? 'check' : 'undo'} />
        </button>
      </Form>
    </li>
  )
}

/** The answer to the button of a line: itself, and the bell above it. */
export function ToldAnswer({ view, told }: { view: View; told: Told }) {
  return (
    <>
      <ToldLine view={view} told={told} />
      <hx-partial hx-target="#bell" hx-swap="outerHTML">
        <Bell view={view} />
      </hx-partial>
    </>
  )
}
