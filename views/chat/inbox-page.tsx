import type { RoomLine } from '../../worker/domain/chat'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Avatar } from '../ui/avatar'
import { LinkButton } from '../ui/button'
import { classes } from '../ui/classes'
import { Empty } from '../ui/empty'
import { Icon } from '../ui/icon'
import { Pager } from '../ui/pager'
import { Time } from '../ui/time'
import type { View } from '../view'
import { roomName } from './words'

type Props = { view: View; rooms: RoomLine[]; next: string | null; after?: string }

/** Everything people say to one: direct messages, and the rooms of one's courses and groups, the last one spoken in first. */
export function InboxPage({ view, rooms, next, after }: Props) {
  const { t } = view
  return (
    <Shell view={view} title={t('chat.inbox')} width="narrow" styles={['css/chat.css']}>
      <header class="page-head">
        <h1>{t('chat.inbox')}</h1>
        <LinkButton href={urls.inboxNew()} kind="primary" icon="plus">
          {t('chat.newMessage')}
        </LinkButton>
      </header>
      {rooms.length === 0 ? (
        <Empty drawing="cup" sentence={t('chat.inboxEmpty')} />
      ) : (
        <ul class="rooms" role="list">
          {rooms.map((room) => (
            <RoomRow view={view} room={room} />
          ))}
        </ul>
      )}
      <Pager view={view} previous={after ? urls.inbox() : null} next={next && urls.inbox(next)} />
    </Shell>
  )
}

function RoomRow({ view, room }: { view: View; room: RoomLine }) {
  const { t } = view
  const name = roomName(view, room, room.people)
  const isNew = room.unread > 0
  const by = room.last && (room.last.authorId === view.actor!.id ? t('chat.you') : room.last.author)
  return (
    <li class={classes(isNew && 'new')}>
      {room.kind === 'direct' ? (
        <Avatar name={room.people[0]?.name ?? name} />
      ) : (
        <Icon name={room.kind === 'course' ? 'courses' : room.kind === 'group' ? 'group' : 'chat'} />
      )}
      <div>
        <a href={urls.chat(room.id)}>
          <bdi>{name}</bdi>
        </a>
        <p class="small muted">
          {room.last?.text ? (
            <>
              <bdi>{by}</bdi>
              {': '}
              <bdi>{room.last.text}</bdi>
            </>
          ) : (
            t('chat.noMessages')
          )}
        </p>
      </div>
      <div class="end">
        <span class="small muted">
          <Time view={view} at={room.lastAt} as="ago" />
        </span>
        {isNew && (
          <span class={classes('room-count', room.mutedAt !== null && 'muted')}>
            <span aria-hidden="true">{room.unread > 99 ? t('notifications.many') : room.unread}</span>
            <span class="visually-hidden">{t('chat.unread', { n: room.unread })}</span>
          </span>
        )}
      </div>
    </li>
  )
}
