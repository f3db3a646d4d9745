import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { ForumPage } from '../../views/forums/forum-page'
import { NewThreadPage } from '../../views/forums/new-thread-page'
import { ForumSettingsPage } from '../../views/forums/settings-page'
import {
  editForum,
  type ForumToEdit,
  findForum,
  findForumStanding,
  findForumToEdit,
  mostEditMinutes,
  mostIntro,
  openThread,
  viewForum,
} from '../domain/forums'
import type { AppEnv } from '../env'
import { Forbidden } from '../errors'
import { emptyForm, type FormState, type FormView, form, orForm } from '../http/form'
import { goTo } from '../http/respond'
import { wholeNumber } from '../http/whole-number'
import { newId } from '../lib/ids'
import { urls } from '../urls'

/** A forum: its threads, what it is like, and where a new one begins. */
export const forums = new Hono<AppEnv>()

const PAGE = 30

forums.get('/forums/:id', async (c) => {
  const { tenant, actor, view } = c.var
  const cursor = c.req.query('after')
  const page = await findForum(tenant, actor, c.req.param('id'), { cursor, size: PAGE })
  return c.html(<ForumPage view={view} page={page} isFirst={!cursor} />)
})

/** Says that the page was looked at, which may be all that completes it. */
forums.post('/forums/:id/views', async (c) => {
  await viewForum(c.var.tenant, c.var.actor, c.req.param('id'))
  return c.body(null, 204)
})

async function threadForm(c: Context<AppEnv>, state: FormState) {
  const { tenant, actor, view } = c.var
  const standing = await findForumStanding(tenant, actor, c.req.param('id')!)
  if (standing.hindrance !== null) throw new Forbidden()
  return c.html(<NewThreadPage view={view} standing={standing} state={state} />)
}

forums.get('/forums/:id/new-thread', (c) => threadForm(c, emptyForm))

const thread = z.object({
  title: z.string().max(1_000).default(''),
  body: z.string().max(65_536, 'form.tooLong').default(''),
  groupId: z.string().max(64).default(''),
})
const threadView: FormView = (c, state) => threadForm(c, state)

forums.post('/forums/:id/threads', form(thread, threadView), async (c) => {
  const values = c.req.valid('form')
  const itemId = c.req.param('id')
  const given = { ...values, id: newId(), groupId: values.groupId || null }
  const { done, refused } = await orForm(c, threadView, values, () =>
    openThread(c.var.tenant, c.var.actor, itemId, given),
  )
  return refused ?? goTo(c, urls.thread(itemId, done!.id), 'forums.notice.opened')
})

async function settingsPage(c: Context<AppEnv>, state?: FormState) {
  const found = await findForumToEdit(c.var.tenant, c.var.actor, c.req.param('id')!)
  return c.html(
    <ForumSettingsPage view={c.var.view} found={found} form={state ?? { values: valuesOf(found), errors: {} }} />,
  )
}

const valuesOf = ({ forum }: ForumToEdit): FormState['values'] => ({
  kind: forum.kind,
  intro: forum.intro,
  groupMode: forum.groupMode,
  editMinutes: String(forum.editMinutes),
  ...(forum.stream && { stream: 'on' }),
  ...(forum.anonymous && { anonymous: 'on' }),
})

const settings = z.object({
  kind: z.enum(['general', 'questions', 'one-each', 'announcements']),
  intro: z.string().max(mostIntro, 'form.tooLong').default(''),
  groupMode: z.enum(['none', 'separate', 'visible']),
  stream: z.string().max(20).optional(),
  anonymous: z.string().max(20).optional(),
  editMinutes: wholeNumber(mostEditMinutes, 0),
})
const settingsView: FormView = (c, state) => settingsPage(c, state)

forums.get('/forums/:id/edit', (c) => settingsPage(c))

forums.put('/forums/:id', form(settings, settingsView), async (c) => {
  const values = c.req.valid('form')
  const itemId = c.req.param('id')
  const { refused } = await orForm(c, settingsView, { ...values, editMinutes: String(values.editMinutes ?? '') }, () =>
    editForum(c.var.tenant, c.var.actor, itemId, {
      ...values,
      stream: values.stream !== undefined,
      anonymous: values.anonymous !== undefined,
      editMinutes: values.editMinutes ?? 0,
    }),
  )
  return refused ?? goTo(c, urls.forum(itemId), 'forums.notice.saved')
})
