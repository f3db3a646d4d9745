import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { EditWordsPage } from '../../views/forums/edit-words-page'
import { Reactions } from '../../views/forums/reactions'
import { ReplyCard } from '../../views/forums/reply-card'
import { readingOf, ThreadPage } from '../../views/forums/thread-page'
import { VersionsPage } from '../../views/forums/versions-page'
import {
  acceptReply,
  editWords,
  findForumStanding,
  findReplyPlace,
  findSince,
  findThread,
  findWordsToEdit,
  listVersions,
  markThreadRead,
  react,
  removeWords,
  restoreWords,
  setThread,
  writeReply,
} from '../domain/forums'
import type { AppEnv } from '../env'
import { Forbidden, NotFound } from '../errors'
import { emptyForm, type FormState, type FormView, form, orForm } from '../http/form'
import { join } from '../http/join'
import { goTo, wantsFragment } from '../http/respond'
import { newId } from '../lib/ids'
import { urls } from '../urls'

/** What is said in a thread of a forum. */
export const threads = new Hono<AppEnv>()

const placeOf = (c: Context<AppEnv>) => ({ itemId: c.req.param('id')!, threadId: c.req.param('thread')! })

async function threadPage(c: Context<AppEnv>, state: FormState = emptyForm) {
  const { tenant, actor, view } = c.var
  const { itemId, threadId } = placeOf(c)
  const { after, to, quote } = c.req.query()
  const page = await findThread(tenant, actor, itemId, threadId, { cursor: after })
  const asked = String(state.values.parentId ?? quote ?? to ?? '')
  const answered = [page.opening, ...page.replies].find(({ id, isDeleted }) => id === asked && !isDeleted) ?? null
  const typed = quote && answered ? { ...state, values: { body: quoted(answered.html), ...state.values } } : state
  return c.html(<ThreadPage view={view} page={page} state={typed} to={answered} />)
}

/** What it says, line by line behind the mark of a quotation. */
const quoted = (html: string) =>
  `${html
    .replace(/<\/(?:p|li|h\d|blockquote|pre)>|<br>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim()
    .slice(0, 2_000)
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')}\n\n`

threads.get('/forums/:id/threads/:thread', (c) => threadPage(c))

const reply = z.object({
  parentId: z.string().max(64).default(''),
  body: z.string().max(65_536, 'form.tooLong').default(''),
})
const replyView: FormView = (c, state) => threadPage(c, state)

threads.post('/forums/:id/threads/:thread/replies', form(reply, replyView), async (c) => {
  const { tenant, actor } = c.var
  const values = c.req.valid('form')
  const { itemId, threadId } = placeOf(c)
  const { done, refused } = await orForm(c, replyView, values, () =>
    writeReply(tenant, actor, itemId, threadId, { ...values, id: newId(), parentId: values.parentId || null }),
  )
  return refused ?? goTo(c, urls.reply(itemId, done!.id))
})

for (const [noun, on, off] of [
  ['pin', { pinned: true }, { pinned: false }],
  ['lock', { locked: true }, { locked: false }],
] as const) {
  const path = `/forums/:id/threads/:thread/${noun}` as const
  const turn = async (c: Context<AppEnv>, given: typeof on | typeof off) => {
    const { itemId, threadId } = placeOf(c)
    await setThread(c.var.tenant, c.var.actor, itemId, threadId, given)
    return goTo(c, urls.thread(itemId, threadId))
  }
  threads.put(path, (c) => turn(c, on))
  threads.delete(path, (c) => turn(c, off))
}

const acceptance = z.object({ replyId: z.string().max(64) })

threads.put('/forums/:id/threads/:thread/accepted-reply', form(acceptance, replyView), async (c) => {
  const { itemId, threadId } = placeOf(c)
  const { replyId } = c.req.valid('form')
  await acceptReply(c.var.tenant, c.var.actor, itemId, threadId, replyId)
  return goTo(c, urls.reply(itemId, replyId))
})

threads.delete('/forums/:id/threads/:thread/accepted-reply', async (c) => {
  const { itemId, threadId } = placeOf(c)
  await acceptReply(c.var.tenant, c.var.actor, itemId, threadId, null)
  return goTo(c, urls.thread(itemId, threadId))
})

const reading = z.object({
  at: z.coerce.number().int().min(0),
  through: z.string().max(100).default(''),
})

threads.post('/forums/:id/threads/:thread/reading', form(reading, replyView), async (c) => {
  const { itemId, threadId } = placeOf(c)
  const { at, through } = c.req.valid('form')
  await markThreadRead(c.var.tenant, c.var.actor, itemId, threadId, { at, through: through || null })
  return c.body(null, 204)
})

/** What a page that was away has missed: the replies as it shows them, or 205 where it should read itself anew. */
threads.get('/forums/:id/threads/:thread/since', async (c) => {
  const { tenant, actor, view } = c.var
  const { itemId, threadId } = placeOf(c)
  const n = Number(c.req.query('n'))
  const missed = await findSince(tenant, actor, itemId, threadId, Number.isSafeInteger(n) && n >= 0 ? n : 0)
  if (!missed) return c.body(null, 205)
  c.header('X-At', String(missed.at))
  const shown = readingOf(view, missed)
  return c.html(
    <div>
      {missed.replies.map((one) => (
        <ReplyCard reading={shown} reply={one} own={one} />
      ))}
    </div>,
  )
})

const wordsOf = (c: Context<AppEnv>) => ({ itemId: c.req.param('id')!, replyId: c.req.param('reply')! })

/** A permalink: to the place where it stands. */
threads.get('/forums/:id/replies/:reply', async (c) => {
  const { itemId, replyId } = wordsOf(c)
  const { threadId, cursor } = await findReplyPlace(c.var.tenant, c.var.actor, itemId, replyId)
  return c.redirect(`${urls.thread(itemId, threadId, cursor)}#reply-${replyId}`, 302)
})

async function editPage(c: Context<AppEnv>, state?: FormState) {
  const { itemId, replyId } = wordsOf(c)
  const found = await findWordsToEdit(c.var.tenant, c.var.actor, itemId, replyId)
  const { reply: words, thread } = found
  const values = { body: words.body, ...(words.path === '' && { title: thread.title }) }
  return c.html(<EditWordsPage view={c.var.view} found={found} state={state ?? { values, errors: {} }} />)
}

threads.get('/forums/:id/replies/:reply/edit', (c) => editPage(c))

const edited = z.object({
  body: z.string().max(65_536, 'form.tooLong').default(''),
  title: z.string().max(1_000).optional(),
})
const editView: FormView = (c, state) => editPage(c, state)

threads.put('/forums/:id/replies/:reply', form(edited, editView), async (c) => {
  const { itemId, replyId } = wordsOf(c)
  const values = c.req.valid('form')
  const { refused } = await orForm(c, editView, values, () =>
    editWords(c.var.tenant, c.var.actor, itemId, replyId, values),
  )
  return refused ?? goTo(c, urls.reply(itemId, replyId))
})

threads.delete('/forums/:id/replies/:reply', async (c) => {
  const { itemId, replyId } = wordsOf(c)
  const { isOpening } = await removeWords(c.var.tenant, c.var.actor, itemId, replyId)
  const to = isOpening ? urls.forum(itemId) : urls.reply(itemId, replyId)
  const notice = isOpening ? 'forums.notice.threadRemoved' : 'forums.notice.removed'
  return goTo(c, to, notice, urls.replyRestoration(itemId, replyId))
})

threads.post('/forums/:id/replies/:reply/restoration', async (c) => {
  const { itemId, replyId } = wordsOf(c)
  await restoreWords(c.var.tenant, c.var.actor, itemId, replyId)
  return goTo(c, urls.reply(itemId, replyId), 'forums.notice.restored')
})

threads.get('/forums/:id/replies/:reply/versions', async (c) => {
  const { itemId, replyId } = wordsOf(c)
  return c.html(
    <VersionsPage view={c.var.view} found={await listVersions(c.var.tenant, c.var.actor, itemId, replyId)} />,
  )
})

const felt = z.object({ on: z.string().optional(), off: z.string().optional() })

threads.post('/forums/:id/replies/:reply/reactions', form(felt, replyView), async (c) => {
  const { tenant, actor, view } = c.var
  const { itemId, replyId } = wordsOf(c)
  const { on, off } = c.req.valid('form')
  const given = { kind: on ?? off ?? '', on: on !== undefined }
  const { threadId } = await react(tenant, actor, itemId, replyId, given)
  if (!wantsFragment(c)) return goTo(c, urls.reply(itemId, replyId))
  const one = await findShown(c, threadId, replyId)
  return c.html(<Reactions clock={view} forumId={itemId} reply={one} felt={one.felt} mayReact />)
})

async function findShown(c: Context<AppEnv>, threadId: string, replyId: string) {
  const { itemId } = wordsOf(c)
  const { cursor } = await findReplyPlace(c.var.tenant, c.var.actor, itemId, replyId)
  const page = await findThread(c.var.tenant, c.var.actor, itemId, threadId, { cursor })
  const one = [page.opening, ...page.replies].find(({ id }) => id === replyId)
  if (!one) throw new NotFound()
  return one
}

/** The live line of a forum, or of one of its threads. */
threads.get('/forums/:id/socket', async (c) => {
  const { tenant, actor } = c.var
  const itemId = c.req.param('id')
  const threadId = c.req.query('thread')
  const room = tenant.rooms.forum(itemId)
  if (!threadId) {
    const standing = await findForumStanding(tenant, actor, itemId)
    if (standing.access.lock.length > 0) throw new Forbidden()
    const { moderates, groups } = standing
    const topics = ['list', ...(moderates ? [] : groups.map(({ id }) => `group:${id}`))]
    return join(c, room, { view: moderates ? 'staff' : 'reader', topics })
  }
  const page = await findThread(tenant, actor, itemId, threadId)
  const mayWrite = page.hindrance === null
  const view = page.moderates ? 'staff' : page.mayReply ? 'reader' : mayWrite ? 'reacts' : 'looker'
  return join(c, room, { view, topics: [`${page.isHidden ? 'hidden' : 'thread'}:${threadId}`] })
})
