import type { SearchHit } from '../../worker/domain/search'
import { urls } from '../../worker/urls'
import type { IconName } from '../ui/icon'

/** How a kind of thing looks among the hits, and what it is called. */
export const kindsOfHits = {
  course: { icon: 'courses', one: 'search.kind.course', many: 'search.kinds.course' },
  lesson: { icon: 'lesson', one: 'search.kind.lesson', many: 'search.kinds.lesson' },
  quiz: { icon: 'quiz', one: 'search.kind.quiz', many: 'search.kinds.quiz' },
  assignment: { icon: 'assignment', one: 'search.kind.assignment', many: 'search.kinds.assignment' },
  forum: { icon: 'forum', one: 'search.kind.forum', many: 'search.kinds.forum' },
  caption: { icon: 'captions', one: 'search.kind.caption', many: 'search.kinds.caption' },
  question: { icon: 'help', one: 'search.kind.question', many: 'search.kinds.question' },
  announcement: { icon: 'callout', one: 'search.kind.announcement', many: 'search.kinds.announcement' },
  thread: { icon: 'forum', one: 'search.kind.thread', many: 'search.kinds.thread' },
  reply: { icon: 'forum', one: 'search.kind.reply', many: 'search.kinds.reply' },
  person: { icon: 'me', one: 'search.kind.person', many: 'search.kinds.person' },
} as const satisfies Record<SearchHit['kind'], { icon: IconName; one: string; many: string }>

export function addressOf({ kind, subjectId, forumId }: SearchHit): string {
  if (forumId !== null) return urls.reply(forumId, subjectId)
  if (kind === 'course') return urls.course(subjectId)
  if (kind === 'question') return urls.question(subjectId)
  if (kind === 'announcement') return urls.announcement(subjectId)
  return kind === 'person' ? urls.personCard(subjectId) : urls.item(subjectId)
}
