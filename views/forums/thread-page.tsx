import type { ShownReply, ThreadPage as Thread } from '../../worker/domain/forums'
import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { Menu, MenuButton } from '../ui/menu'
import { Notice } from '../ui/notice'
import { Pager } from '../ui/pager'
import { Tag } from '../ui/tag'
import type { View } from '../view'
import { nameOf } from './author'
import { ForumShell, Hindrance } from './forum-head'
import { type Reading, ReplyCard } from './reply-card'
import { WriteForm } from './write-form'

type Props = {
  view: View
  page: Thread
  state: FormState
  /** What it answers, where that was chosen. */
  to: ShownReply | null
}

/** A thread: what it began with, what was said to it and to each other, and where one replies. */
export function ThreadPage({ view, page, state, to }: Props) {
  const { t } = view
  const { forum, thread, moderates, hindrance, opening, replies } = page
  const reading = readingOf(view, page)
  const questions = forum.kind === 'questions'
  const here = urls.thread(forum.itemId, thread.id)
  return (
    <ForumShell view={view} standing={page} title={thread.title} inside live>
      <div class="spread">
        <h1 dir="auto">{thread.title}</h1>
        <div class="cluster">{moderates && hindrance === null && <Moderation view={view} page={page} />}</div>
      </div>
      <p class="cluster small muted">
        {thread.isPinned && (
          <span>
            <Icon name="pinned" /> {t('forums.isPinned')}
          </span>
        )}
        {thread.isLocked && (
          <span>
            <Icon name="lock" /> {t('forums.isLocked')}
          </span>
        )}
        {thread.group && <Tag>{thread.group}</Tag>}
        {questions && <span>{t(thread.acceptedId ? 'forums.isAnswered' : 'forums.isOpen')}</span>}
        <span data-here={t('forums.here', { n: '#' })} hidden />
      </p>
      <Hindrance view={view} standing={page} />
      <div
        class="thread above"
        data-forum={urls.forumSocket(forum.itemId, thread.id)}
        data-since={urls.threadSince(forum.itemId, thread.id)}
        data-reading={view.actor && hindrance === null ? urls.threadReading(forum.itemId, thread.id) : undefined}
        data-at={String(page.at)}
        data-through={page.through ?? undefined}
        data-more={page.next ? '' : undefined}
        data-gone={t('forums.notice.threadRemoved')}
        data-locked={thread.isLocked ? undefined : t('forums.threadIsLocked')}
      >
        <ReplyCard reading={reading} reply={opening} own={opening} />
        <div data-replies>
          {replies.map((reply, n) => (
            <ReplyCard reading={reading} reply={reply} own={reply} answers={answersElsewhere(page, reply, n)} />
          ))}
        </div>
        <p class="forum-live" role="status">
          <a
            href="#last"
            class="news-pill"
            data-news
            hidden
            data-one={t('forums.newOne')}
            data-many={t('forums.newMany', { n: '#' })}
          />
        </p>
      </div>
      {page.isHidden && (
        <Notice meaning="info">
          <p>{t('forums.answerFirst', { n: thread.replyCount })}</p>
        </Notice>
      )}
      <Pager
        view={view}
        previous={page.previous && urls.thread(forum.itemId, thread.id, page.previous.cursor)}
        next={page.next && urls.thread(forum.itemId, thread.id, page.next)}
      />
      <span id="last" />
      {page.mayReply ? (
        <section class="far-above" id="write" aria-labelledby="write-title">
          <h2 id="write-title">
            {to ? t('forums.replyTo', { name: nameOf(view, to.author, reading.anonymous) }) : t('forums.yourReply')}
          </h2>
          {to && (
            <p class="small">
              <a href={`${here}#write`}>{t('forums.replyToThread')}</a>
            </p>
          )}
          <WriteForm
            view={view}
            action={urls.threadReplies(forum.itemId, thread.id)}
            state={state}
            once
            parentId={to?.path ? to.id : null}
            label={t('forums.words')}
            send={t('forums.send')}
            anonymous={forum.anonymous}
          />
        </section>
      ) : (
        thread.isLocked && hindrance === null && <p class="muted far-above">{t('forums.threadIsLocked')}</p>
      )}
      {page.next === null && replies.length > 12 && (
        <p class="above">
          <LinkButton href={urls.forum(forum.itemId)} small icon="arrow-left">
            {page.access.item.title}
          </LinkButton>
        </p>
      )}
    </ForumShell>
  )
}

export const readingOf = (
  view: View,
  page: Pick<Thread, 'forum' | 'thread' | 'moderates' | 'hindrance' | 'mayReply'>,
): Reading => ({
  clock: view,
  forumId: page.forum.itemId,
  anonymous: page.forum.anonymous && !page.moderates,
  moderates: page.moderates,
  mayWrite: page.hindrance === null,
  mayReply: page.mayReply,
  ...(page.forum.kind === 'questions' && {
    accepts: {
      id: page.thread.acceptedId,
      may: page.hindrance === null && (page.moderates || page.thread.isOwn),
    },
  }),
})

/** Whom a reply answers, where that does not stand right above it. */
function answersElsewhere({ replies }: Thread, reply: ShownReply, n: number) {
  if (!reply.parentId || replies[n - 1]?.id === reply.parentId) return undefined
  return replies.find(({ id }) => id === reply.parentId)?.author
}

function Moderation({ view, page }: { view: View; page: Thread }) {
  const { t } = view
  const { forum, thread } = page
  return (
    <Menu label={t('forums.moderate')}>
      <Form action={urls.threadPin(forum.itemId, thread.id)} method={thread.isPinned ? 'delete' : 'put'}>
        <MenuButton icon="pinned">{t(thread.isPinned ? 'forums.unpin' : 'forums.pin')}</MenuButton>
      </Form>
      <Form action={urls.threadLock(forum.itemId, thread.id)} method={thread.isLocked ? 'delete' : 'put'}>
        <MenuButton icon={thread.isLocked ? 'unlock' : 'lock'}>
          {t(thread.isLocked ? 'forums.unlock' : 'forums.lock')}
        </MenuButton>
      </Form>
    </Menu>
  )
}
