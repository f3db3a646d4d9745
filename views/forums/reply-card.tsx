import { raw } from 'hono/html'
import type { ReplyLine } from '../../worker/domain/forums'
import { urls } from '../../worker/urls'
import { Chip } from '../ui/chip'
import { classes } from '../ui/classes'
import { Form } from '../ui/form'
import { Menu, MenuButton, MenuLink } from '../ui/menu'
import { type Clock, Time } from '../ui/time'
import { AuthorFace, AuthorName, nameOf } from './author'
import { Reactions } from './reactions'

/** Digits of each step of a path. */
const STEP = 8

export type Reading = {
  clock: Clock
  forumId: string
  anonymous: boolean
  moderates: boolean
  /** May write and react here. */
  mayWrite: boolean
  /** The thread takes replies from this reader. */
  mayReply: boolean
  /** Of questions: which reply was accepted, and whether this reader may say so. */
  accepts?: { id: string | null; may: boolean }
  /** In a fragment that many readers get: the browser says times in its own zone. */
  local?: boolean
}

type Props = {
  reading: Reading
  reply: ReplyLine
  /** What only this reader is told. */
  own?: { isOwn: boolean; felt: string[]; mayEdit: boolean; isNew: boolean }
  /** Whom it answers, where that stands elsewhere. */
  answers?: ReplyLine['author']
}

/** Something that was written: who, when, what, and what people felt. One fragment for the page and for the live line. */
export function ReplyCard({ reading, reply, own, answers }: Props) {
  const { clock, forumId, anonymous, accepts, local } = reading
  const depth = Math.max(0, reply.path.length / STEP - 1)
  const isAccepted = accepts?.id === reply.id
  const id = `reply-${reply.id}`
  return (
    <article
      class={classes('reply', depth > 0 && `depth-${depth}`, own?.isNew && 'new', isAccepted && 'accepted')}
      id={id}
      aria-labelledby={`${id}-by`}
      data-seq={String(reply.changedSeq)}
      data-path={reply.path}
      tabindex={-1}
    >
      <header class="reply-head" data-live="head">
        <AuthorFace clock={clock} author={reply.author} anonymous={anonymous} />
        <p id={`${id}-by`}>
          <AuthorName clock={clock} author={reply.author} anonymous={anonymous} />{' '}
          <a class="muted small" href={urls.reply(forumId, reply.id)}>
            <Time view={clock} at={reply.at} local={local} />
          </a>
          {reply.editedAt !== null && !reply.isDeleted && (
            <span class="muted small"> · {clock.t('forums.edited')}</span>
          )}
          {own?.isNew && <span class="reply-new">{clock.t('forums.new')}</span>}
          {isAccepted && (
            <Chip meaning="good" icon="check">
              {clock.t('forums.accepted')}
            </Chip>
          )}
        </p>
      </header>
      {answers && <p class="small muted">{clock.t('forums.answers', { name: nameOf(clock, answers, anonymous) })}</p>}
      <div class="reply-body prose" data-live="body" dir="auto">
        {reply.isDeleted ? <p class="muted">{clock.t('forums.removed')}</p> : raw(reply.html)}
      </div>
      {!reply.isDeleted && <Foot reading={reading} reply={reply} own={own} isAccepted={isAccepted} />}
    </article>
  )
}

type FootProps = Omit<Props, 'answers'> & { isAccepted: boolean }

function Foot({ reading, reply, own, isAccepted }: FootProps) {
  const { clock, forumId, moderates, mayWrite, mayReply, accepts } = reading
  const { t } = clock
  const { threadId } = reply
  const isOpening = reply.path === ''
  const mayRemove = moderates || own?.isOwn
  return (
    <footer class="reply-foot">
      <Reactions clock={clock} forumId={forumId} reply={reply} felt={own?.felt ?? []} mayReact={mayWrite} />
      {mayReply && !isOpening && (
        <a class="small" href={`${urls.thread(forumId, threadId)}?to=${reply.id}#write`} data-reply-to={reply.id}>
          {t('forums.reply')}
        </a>
      )}
      {mayReply && (
        <a class="small" href={`${urls.thread(forumId, threadId)}?quote=${reply.id}#write`}>
          {t('forums.quote')}
        </a>
      )}
      {accepts?.may && !isOpening && (
        <Form action={urls.acceptedReply(forumId, threadId)} method={isAccepted ? 'delete' : 'put'}>
          <input type="hidden" name="replyId" value={reply.id} />
          <button type="submit" class="linklike small">
            {t(isAccepted ? 'forums.unaccept' : 'forums.accept')}
          </button>
        </Form>
      )}
      <Menu label={t('forums.more')}>
        {own?.mayEdit && (
          <MenuLink href={urls.replyEditor(forumId, reply.id)} icon="edit">
            {t('forums.edit')}
          </MenuLink>
        )}
        {(own?.isOwn || moderates) && reply.editedAt !== null && (
          <MenuLink href={urls.replyVersions(forumId, reply.id)} icon="history">
            {t('forums.versions')}
          </MenuLink>
        )}
        <MenuLink href={urls.reply(forumId, reply.id)} icon="link">
          {t('forums.permalink')}
        </MenuLink>
        {mayWrite && mayRemove && (
          <Form action={urls.reply(forumId, reply.id)} method="delete">
            <MenuButton icon="trash" danger>
              {t(isOpening ? 'forums.removeThread' : 'forums.remove')}
            </MenuButton>
          </Form>
        )}
      </Menu>
    </footer>
  )
}
