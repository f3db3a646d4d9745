import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { InboxPage } from '../../views/chat/inbox-page'
import { NewMessagePage } from '../../views/chat/new-page'
import { listReachable, listRooms, makeRoom, sendMessage, writeTo } from '../domain/chat'
import { can } from '../domain/policy'
import type { AppEnv } from '../env'
import { emptyForm, type FormState, form, orForm } from '../http/form'
import { manyIds } from '../http/many'
import { goTo } from '../http/respond'
import { newId } from '../lib/ids'
import { cleanLine } from '../lib/text'
import { urls } from '../urls'

/** What people say to one, and where one says something to them. */
export const inbox = new Hono<AppEnv>()

const SIZE = 30

inbox.get('/inbox', async (c) => {
  const after = c.req.query('after')
  const { rows, next } = await listRooms(c.var.tenant, c.var.actor, { cursor: after, size: SIZE })
  return c.html(<InboxPage view={c.var.view} rooms={rows} next={next} after={after} />)
})

async function newPage(c: Context<AppEnv>, state: FormState) {
  const { tenant, actor, view } = c.var
  const words = z.string().max(60).catch('').parse(c.req.query('q'))
  const ids = [state.values.to ?? c.req.queries('to') ?? []].flat().slice(0, 20)
  const nothing: Awaited<ReturnType<typeof listReachable>> = []
  const [chosen, found] = await Promise.all([
    ids.length ? listReachable(tenant, actor, { ids }) : nothing,
    words.trim() ? listReachable(tenant, actor, { words }) : nothing,
  ])
  const mayName = can(actor, 'chat.make')
  return c.html(
    <NewMessagePage
      view={view}
      chosen={chosen}
      found={found}
      words={words}
      mayName={mayName}
      nextId={newId()}
      state={state}
    />,
  )
}

inbox.get('/inbox/new', (c) => newPage(c, emptyForm))

const writing = z.object({
  id: z.uuidv7('form.check'),
  to: manyIds,
  title: z.string().max(300).default(''),
  text: z.string().max(65_536, 'chat.tooLongToRead').default(''),
})

inbox.post('/inbox/new', form(writing, newPage), async (c) => {
  const { tenant, actor } = c.var
  const { to, title, ...message } = c.req.valid('form')
  const { done, refused } = await orForm(c, newPage, { to, title, text: message.text }, async () => {
    const name = cleanLine(title, 100)
    if (!name) return writeTo(tenant, actor, to, message)
    const roomId = await makeRoom(tenant, actor, { title: name, userIds: to })
    if (message.text.trim()) await sendMessage(tenant, actor, roomId, message)
    return roomId
  })
  return refused ?? goTo(c, urls.chat(done!))
})
