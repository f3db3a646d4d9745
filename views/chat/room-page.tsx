import type { ChatRoom, MessageLine } from '../../worker/domain/chat'
import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, IconButton } from '../ui/button'
import { Form, onceAt } from '../ui/form'
import { Icon } from '../ui/icon'
import { Menu, MenuButton } from '../ui/menu'
import type { View } from '../view'
import { messageItem } from './message'
import { roomName } from './words'

type Props = {
  view: View
  room: ChatRoom
  people: { id: string; name: string; moderates: boolean }[]
  messages: MessageLine[]
  earlier: number | null
  mayWrite: boolean
  /** Of the page that is shown: null is the newest. */
  before: number | null
  /** Under which the next message is sent where no script makes one. */
  nextId: string
  state: FormState
}

/** A chat room: what was said, the newest below, and where one says something. Live with JavaScript, a page with a form without. */
export function RoomPage({ view, room, people, messages, earlier, before, mayWrite, nextId, state }: Props) {
  const { t } = view
  const name = roomName(view, room, people)
  const me = view.actor!.id
  const firstNew = messages.find(({ seq, authorId }) => seq > room.readSeq && authorId !== me)
  const isNewest = before === null
  const words = {
    'data-typing': t('chat.typing', { name: '{name}' }),
    'data-here': t('chat.here', { n: '{n}' }),
    'data-unsent': t('chat.unsent'),
    'data-slow': t('chat.slow'),
    'data-refused': t('chat.refused'),
    'data-below': t('chat.below'),
  }
  return (
    <Shell view={view} title={name} main="chat" styles={['css/chat.css']} scripts={['js/chat.js']}>
      <header class="chat-head">
        <Breadcrumbs view={view} trail={trail(view, room)} />
        <div class="cluster">
          <h1>
            <bdi>{name}</bdi>
          </h1>
          <span class="live" id="here" hidden />
          {room.mutedAt !== null && (
            <span class="small muted">
              <Icon name="bell" /> {t('chat.muted')}
            </span>
          )}
          <Menu label={t('chat.roomMenu', { name })}>
            <Form action={urls.chatMute(room.id)} method={room.mutedAt === null ? 'post' : 'delete'}>
              <MenuButton icon="bell">{t(room.mutedAt === null ? 'chat.mute' : 'chat.unmute')}</MenuButton>
            </Form>
            {room.kind === 'staff' && (
              <Form action={urls.chatMember(room.id, me)} method="delete">
                <MenuButton icon="sign-out">{t('chat.leave')}</MenuButton>
              </Form>
            )}
          </Menu>
        </div>
        {room.kind === 'staff' && (
          <p class="small muted">
            <bdi>{new Intl.ListFormat(view.locale).format(people.map((person) => person.name))}</bdi>
          </p>
        )}
      </header>
      <div class="chat-log" role="log" aria-live="polite" aria-label={t('chat.log')} tabindex={0}>
        <div>
          {earlier !== null && (
            <p class="chat-earlier">
              <a href={urls.chat(room.id, earlier)}>{t('chat.earlier')}</a>
            </p>
          )}
          {messages.length === 0 && <p class="chat-empty muted">{t('chat.noMessages')}</p>}
          <ol
            id="messages"
            class="messages"
            role="list"
            data-room={isNewest ? urls.chatSocket(room.id) : undefined}
            data-changes={urls.chatChanges(room.id)}
            data-reading={urls.chatReading(room.id)}
            data-names={urls.chatNames(room.id)}
            data-me={me}
            data-id={room.id}
            data-at={String(room.seq)}
            data-read={String(room.readSeq)}
            {...words}
          >
            {messages.map((message) => (
              <>
                {message === firstNew && (
                  <li class="new-mark" id="new">
                    {t('chat.new')}
                  </li>
                )}
                {messageItem(view, message, message.authorId === me)}
              </>
            ))}
          </ol>
          {!isNewest && (
            <p class="chat-earlier">
              <a href={urls.chat(room.id)}>{t('chat.newest')}</a>
            </p>
          )}
        </div>
      </div>
      <form id="react" method="post" action={onceAt(urls.chatReactions(room.id), view.once)} />
      {firstNew && (
        <noscript>
          <form method="post" action={urls.chatReading(room.id)}>
            <input type="hidden" name="seq" value={String(room.lastSeq)} />
            <Button small icon="check">
              {t('chat.markRead')}
            </Button>
          </form>
        </noscript>
      )}
      {mayWrite ? (
        <Composer view={view} room={room} nextId={nextId} state={state} />
      ) : (
        <p class="chat-closed muted">{t('chat.closed')}</p>
      )}
    </Shell>
  )
}

function Composer({ view, room, nextId, state }: { view: View; room: ChatRoom; nextId: string; state: FormState }) {
  const { t } = view
  const error = Object.values(state.errors)[0]
  return (
    <div class="chat-write">
      <p id="typing" class="small muted" aria-hidden="true" />
      <form id="write" method="post" action={urls.chatMessages(room.id)} novalidate data-composer>
        <input type="hidden" name="id" value={nextId} />
        <label class="visually-hidden" for="text">
          {t('chat.write')}
        </label>
        <textarea
          id="text"
          name="text"
          class="input"
          rows={1}
          dir="auto"
          placeholder={t('chat.write')}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={error ? 'text-error' : undefined}
          autofocus={Boolean(error)}
        >
          {String(state.values.text ?? '')}
        </textarea>
        <IconButton icon="send" label={t('chat.send')} />
      </form>
      {error && (
        <p class="hint problem" id="text-error" role="alert">
          <Icon name="problem" />
          {error}
        </p>
      )}
    </div>
  )
}

function trail(view: View, room: ChatRoom) {
  const { t } = view
  if (room.kind === 'course') return [{ href: urls.course(room.courseId!), label: t('chat.course') }]
  return [{ href: urls.inbox(), label: t('chat.inbox') }]
}
