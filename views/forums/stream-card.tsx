import { raw } from 'hono/html'
import type { ForumPage, ListedThread } from '../../worker/domain/forums'
import { urls } from '../../worker/urls'
import { classes } from '../ui/classes'
import { Tag } from '../ui/tag'
import { Time } from '../ui/time'
import type { View } from '../view'
import { AuthorFace, AuthorName } from './author'
import { Reactions } from './reactions'

type Texts = NonNullable<ReturnType<ForumPage['said']['get']>>
type Props = { view: View; page: ForumPage; thread: ListedThread; texts: Texts }

/** A text of a stream, whole, with the last that was said to it. */
export function StreamCard({ view, page, thread, texts: { opening, last } }: Props) {
  const { t } = view
  const { forum, moderates, hindrance } = page
  const anonymous = forum.anonymous && !moderates
  const to = urls.thread(forum.itemId, thread.id)
  return (
    <article
      class={classes('card stream-card', thread.unread > 0 && 'new')}
      id={`thread-${thread.id}`}
      data-seq={String(thread.changedSeq)}
    >
      <header class="reply-head">
        <AuthorFace clock={view} author={opening.author} anonymous={anonymous} />
        <p>
          <AuthorName clock={view} author={opening.author} anonymous={anonymous} />{' '}
          <span class="muted small">
            <Time view={view} at={thread.openedAt} as="ago" />
          </span>
          {thread.isPinned && <Tag>{t('forums.isPinned')}</Tag>}
        </p>
      </header>
      <h2>
        <a href={to}>
          <bdi>{thread.title}</bdi>
        </a>
      </h2>
      <div class="prose" dir="auto">
        {raw(opening.html)}
      </div>
      <Reactions clock={view} forumId={forum.itemId} reply={opening} felt={[]} mayReact={hindrance === null} />
      {last.length > 0 && (
        <ul class="stream-said" role="list">
          {last.map((one) => (
            <li>
              <AuthorFace clock={view} author={one.author} anonymous={anonymous} />
              <div>
                <p class="small">
                  <AuthorName clock={view} author={one.author} anonymous={anonymous} />
                </p>
                <div class="prose small" dir="auto">
                  {raw(one.html)}
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
      <p class="small">
        <a href={to}>{t('forums.comments', { n: thread.replyCount })}</a>
        {thread.unread > 0 && <span class="muted"> · {t('forums.unread', { n: String(thread.unread) })}</span>}
      </p>
    </article>
  )
}
