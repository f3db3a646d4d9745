import { raw } from 'hono/html'
import type { ForumPage as Forum, ListedThread } from '../../worker/domain/forums'
import { can } from '../../worker/domain/policy'
import { urls } from '../../worker/urls'
import { DraftLine } from '../courses/publish-item'
import { sayClause } from '../rules/say-rule'
import { LinkButton } from '../ui/button'
import { Empty } from '../ui/empty'
import { Notice } from '../ui/notice'
import { Pager } from '../ui/pager'
import type { View } from '../view'
import { ForumShell, Hindrance } from './forum-head'
import { StreamCard } from './stream-card'
import { ThreadRow } from './thread-row'

type Props = { view: View; page: Forum; isFirst: boolean }

/** What is spoken of here, the last spoken of first. */
export function ForumPage({ view, page, isFirst }: Props) {
  const { t } = view
  const { access, forum, moderates, mayOpen } = page
  const { item, course, lock } = access
  const all = [...page.pinned, ...page.threads]
  const mayEdit = can(view.actor, 'course.edit', { courseId: course.id })
  return (
    <ForumShell view={view} standing={page} title={item.title} live>
      <div class="spread">
        <h1 dir="auto">{item.title}</h1>
        <div class="cluster">
          {mayEdit && (
            <LinkButton href={urls.itemEditor('forum', item.id)} small icon="settings">
              {t('forums.settings')}
            </LinkButton>
          )}
          {mayOpen && (
            <LinkButton href={urls.newThread(item.id)} small kind="primary" icon="edit">
              {t(forum.kind === 'questions' ? 'forums.ask' : 'forums.open')}
            </LinkButton>
          )}
        </div>
      </div>
      {moderates && <DraftLine view={view} item={item} canPublish={mayEdit} />}
      <Hindrance view={view} standing={page} />
      {lock.length > 0 ? (
        <Notice meaning="attention">
          {lock.map((clause) => (
            <p>{sayClause(view, clause)}</p>
          ))}
        </Notice>
      ) : (
        <>
          {forum.introHtml && <div class="prose above-small">{raw(forum.introHtml)}</div>}
          <p class="small muted">{rulesOf(view, page).join(' ')}</p>
          <div
            class="above"
            data-forum={urls.forumSocket(item.id)}
            data-view={page.access.as === 'learner' && item.state !== 'done' ? urls.forumViews(item.id) : undefined}
            data-at={String(forum.seq)}
            data-unread-words={t('forums.unread', { n: '#' })}
            data-first={isFirst ? '' : undefined}
          >
            <p class="forum-live" role="status">
              <a href={urls.forum(item.id)} class="news-pill" data-news hidden data-many={t('forums.changed')} />
            </p>
            {all.length ? (
              <Threads view={view} page={page} all={all} />
            ) : (
              isFirst && (
                <Empty drawing="cup" sentence={t(mayOpen ? 'forums.emptyBegin' : 'forums.empty')}>
                  {mayOpen && (
                    <LinkButton href={urls.newThread(item.id)} kind="primary">
                      {t(forum.kind === 'questions' ? 'forums.ask' : 'forums.open')}
                    </LinkButton>
                  )}
                </Empty>
              )
            )}
          </div>
          <Pager
            view={view}
            previous={isFirst ? null : urls.forum(item.id)}
            next={page.next && urls.forum(item.id, page.next)}
          />
        </>
      )}
    </ForumShell>
  )
}

function Threads({ view, page, all }: { view: View; page: Forum; all: ListedThread[] }) {
  const { forum, moderates, said } = page
  const anonymous = forum.anonymous && !moderates
  if (!forum.stream)
    return (
      <ul class="threads" role="list" data-threads>
        {all.map((thread) => (
          <ThreadRow
            clock={view}
            thread={thread}
            anonymous={anonymous}
            questions={forum.kind === 'questions'}
            own={thread}
          />
        ))}
      </ul>
    )
  return (
    <div class="stream" data-threads>
      {all.map((thread) => {
        const texts = said.get(thread.id)
        return texts && <StreamCard view={view} page={page} thread={thread} texts={texts} />
      })}
    </div>
  )
}

/** What is special about this forum, in sentences. */
function rulesOf({ t }: View, { forum, groups, moderates }: Forum): string[] {
  return [
    ...(forum.kind === 'questions' ? [t('forums.rule.questions')] : []),
    ...(forum.kind === 'one-each' ? [t('forums.rule.oneEach')] : []),
    ...(forum.kind === 'announcements' ? [t('forums.rule.announcements')] : []),
    ...(forum.anonymous ? [t(moderates ? 'forums.rule.anonymousStaff' : 'forums.rule.anonymous')] : []),
    ...(forum.groupMode !== 'none' && !moderates
      ? [
          groups.length
            ? t(`forums.rule.${forum.groupMode}`, { groups: groups.map(({ name }) => name).join(', ') })
            : t('forums.rule.noGroup'),
        ]
      : []),
  ]
}
