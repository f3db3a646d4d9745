import { ReplyCard } from '../../views/forums/reply-card'
import { ThreadRow } from '../../views/forums/thread-row'
import { directionOf, isLocale, translator } from '../../views/translate'
import type { Clock } from '../../views/ui/time'
import type { ForumNews } from '../domain/forums'
import { withoutName } from '../domain/forums'
import { type Attachment, LiveRoom } from './live-room'

/** What a browser hears: the row of a thread in its forum, or what was written in a thread, as the pages show them. */
export type ForumHeard = {
  at: number
  thread?: string
  /** Of a forum's page. */
  row?: { id: string; html: string }
  /** Of a thread's page. */
  reply?: { id: string; path: string; html: string }
  isLocked?: boolean
  isGone?: boolean
}

/** One a forum: whoever has it or one of its threads open hears what is written, changed and removed. */
export class Forum extends LiveRoom<ForumNews> {
  protected override readonly saysWhoIsHere = true

  async tell(news: ForumNews): Promise<void> {
    const { seq: at, thread } = news
    const isOpening = news.reply?.path === ''
    const inThread = ({ topics }: Attachment) =>
      topics.includes(`thread:${thread.id}`) || (isOpening && topics.includes(`hidden:${thread.id}`))
    const inList = ({ topics, view }: Attachment) =>
      topics.includes('list') &&
      (!news.isApart || thread.groupId === null || view === 'staff' || topics.includes(`group:${thread.groupId}`))
    await this.send((locale, view) => replyNews(news, clockIn(locale, thread.lastAt), view), { whom: inThread, at })
    await this.send((locale, view) => rowNews(news, clockIn(locale, thread.lastAt), view), { whom: inList })
    // Everybody else hears the number alone, so that a gap is a gap.
    const passed = JSON.stringify({ at } satisfies ForumHeard)
    await this.send(async () => passed, { whom: (reader) => !inThread(reader) && !inList(reader) })
  }
}

async function replyNews({ seq: at, thread, reply, isGone, anonymous, kind }: ForumNews, clock: Clock, view: string) {
  const said: ForumHeard = { at, thread: thread.id, isLocked: thread.isLocked, isGone }
  if (!reply || isGone) return JSON.stringify(said)
  const hides = anonymous && view !== 'staff'
  const html = await ReplyCard({
    reading: {
      clock,
      forumId: thread.forumId,
      anonymous: hides,
      moderates: view === 'staff',
      mayWrite: view !== 'looker',
      mayReply: view === 'staff' || (view === 'reader' && !thread.isLocked),
      ...(kind === 'questions' && { accepts: { id: thread.acceptedId, may: view === 'staff' } }),
      local: true,
    },
    reply: hides ? withoutName(reply) : reply,
  })
  return JSON.stringify({ ...said, reply: { id: reply.id, path: reply.path, html: String(html) } } satisfies ForumHeard)
}

async function rowNews({ seq: at, thread, isGone, anonymous, kind }: ForumNews, clock: Clock, view: string) {
  if (isGone) return JSON.stringify({ at, thread: thread.id, isGone } satisfies ForumHeard)
  const hides = anonymous && view !== 'staff'
  const html = await ThreadRow({
    clock,
    thread: hides ? withoutName(thread) : thread,
    anonymous: hides,
    questions: kind === 'questions',
    local: true,
  })
  return JSON.stringify({ at, thread: thread.id, row: { id: thread.id, html: String(html) } } satisfies ForumHeard)
}

/** A fragment goes to readers in many zones: their browsers say its times again. */
const clockIn = (given: string, now: number): Clock => {
  const locale = isLocale(given) ? given : 'en'
  return { t: translator(locale), locale, dir: directionOf(locale), zone: 'UTC', now } as Clock
}
