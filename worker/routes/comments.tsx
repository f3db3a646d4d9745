import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { CommentsPage } from '../../views/assignments/comments-page'
import { keepComment, listComments, removeComment } from '../domain/assignments'
import type { AppEnv } from '../env'
import { emptyForm, type FormState, type FormView, form, orForm } from '../http/form'
import { goTo, goToWithUndo } from '../http/respond'
import { urls } from '../urls'

/** Comments that markers keep to write them again. */
export const comments = new Hono<AppEnv>()

async function page(c: Context<AppEnv>, state: FormState = emptyForm) {
  const { tenant, actor, view } = c.var
  return c.html(
    <CommentsPage view={view} {...(await listComments(tenant, actor, c.req.param('id') ?? ''))} form={state} />,
  )
}
const formView: FormView = (c, state) => page(c, state)

comments.get('/courses/:id/comments', (c) => page(c))

const given = z.object({ text: z.string().max(5_000).default(''), shared: z.string().max(20).optional() })

comments.post('/courses/:id/comments', form(given, formView), async (c) => {
  const id = c.req.param('id')
  const { text, shared } = c.req.valid('form')
  const { refused } = await orForm(c, formView, { text, shared }, () =>
    keepComment(c.var.tenant, c.var.actor, id, { text, shared: shared !== undefined }),
  )
  return refused ?? goTo(c, urls.comments(id), 'comments.notice.kept')
})

comments.delete('/courses/:id/comments/:comment', async (c) => {
  const { id, comment } = c.req.param()
  const actId = await removeComment(c.var.tenant, c.var.actor, id, comment)
  return goToWithUndo(c, urls.comments(id), 'comments.notice.removed', actId)
})
