import { urls } from '../../worker/urls'
import { Icon } from '../ui/icon'
import type { View } from '../view'

/** As many as are said; the room counts no further (MOST_UNREAD). */
const MOST_SAID = 99

/** The way to what one was told, and how much of it is new. */
export function Bell({ view }: { view: View }) {
  const unread = view.unread ?? 0
  const label = view.t('notifications.bell', { n: unread })
  return (
    <a id="bell" class="iconbtn bell" href={urls.notifications()} aria-label={label} title={label}>
      <Icon name="bell" />
      {unread > 0 && (
        <span class="bell-count num" aria-hidden="true">
          {unread > MOST_SAID ? view.t('notifications.many') : new Intl.NumberFormat(view.locale).format(unread)}
        </span>
      )}
    </a>
  )
}
