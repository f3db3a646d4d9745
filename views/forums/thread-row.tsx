import type { ListedThread, ThreadLine } from '../../worker/domain/forums'
import { urls } from '../../worker/urls'
import { classes } from '../ui/classes'
import { Icon } from '../ui/icon'
import { Tag } from '../ui/tag'
import { type Clock, Time } from '../ui/time'
import { AuthorFace, nameOf } from './author'

type Props = {
  clock: Clock
  thread: ThreadLine
  anonymous: boolean
  questions: boolean
  /** What only this reader is told. */
  own?: Pick<ListedThread, 'unread'>
  local?: boolean
}

/** A thread in its forum: what it is about, who began it, and how much in it is new. One fragment for page and live line. */
export function ThreadRow({ clock, thread, anonymous, questions, own, local }: Props) {
  const { t } = clock
  const { id, forumId, title, author, replyCount, lastAt, isPinned, isLocked, acceptedId, group } = thread
  const unread = own?.unread ?? 0
  return (
    <li class={classes('thread-row', unread > 0 && 'new')} id={`thread-${id}`} data-seq={String(thread.changedSeq)}>
      <AuthorFace clock={clock} author={author} anonymous={anonymous} />
      <div>
        <h2>
          <a href={urls.thread(forumId, id)}>
            <bdi>{title}</bdi>
          </a>
        </h2>
        <p class="small muted thread-facts">
          {isPinned && (
            <span>
              <Icon name="pinned" /> {t('forums.isPinned')}
            </span>
          )}
          {isLocked && (
            <span>
              <Icon name="lock" /> {t('forums.isLocked')}
            </span>
          )}
          {questions && (
            <span>
              {acceptedId ? <Icon name="check" /> : <Icon name="help" />}{' '}
              {t(acceptedId ? 'forums.isAnswered' : 'forums.isOpen')}
            </span>
          )}
          <span>
            <bdi>{nameOf(clock, author, anonymous)}</bdi>
          </span>
          <span>{t('forums.replyCount', { n: replyCount })}</span>
          <span>
            <Time view={clock} at={lastAt} as="ago" local={local} />
          </span>
          {group && (
            <span>
              <bdi>{group}</bdi>
            </span>
          )}
        </p>
      </div>
      <span class="thread-new" data-unread={String(unread)}>
        {unread > 0 && <Tag tone="brand">{t('forums.unread', { n: unread > 99 ? '99+' : String(unread) })}</Tag>}
      </span>
    </li>
  )
}
