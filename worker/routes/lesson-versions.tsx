import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { VersionsPage } from '../../views/lessons/edit/versions-page'
import type { MessageKey } from '../../views/translate'
import { discardChanges, publishChanges, readHistory, restoreVersion } from '../domain/lessons'
import type { AppEnv } from '../env'
import { Conflict } from '../errors'
import { goTo } from '../http/respond'
import { editAt, editPage } from './lesson-edit-page'

/** What waits to be published, and what a lesson said before. */
export const lessonVersions = new Hono<AppEnv>()

const publication = z.object({
  seen: z.string().max(40).optional(),
  /** The number of the published version that stands in between. */
  over: z.coerce.number().int().min(1).optional().catch(undefined),
})

lessonVersions.post('/items/:id/draft/publication', async (c) => {
  const { tenant, actor, view } = c.var
  const id = c.req.param('id')
  const { seen, over } = publication.parse(await c.req.parseBody())
  try {
    await publishChanges(tenant, actor, id, { seen, over })
    return goTo(c, editAt(id), 'lessons.changesPublished')
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    return c.html(await editPage(c, { publishing: view.t(error.reason as MessageKey, error.values) }), 409)
  }
})

lessonVersions.delete('/items/:id/draft', async (c) => {
  const id = c.req.param('id')
  const number = await discardChanges(c.var.tenant, c.var.actor, id)
  return goTo(c, number === null ? editAt(id) : `${editAt(id)}?discarded=${number}`)
})

lessonVersions.get('/items/:id/versions', (c) => history(c))

lessonVersions.get('/items/:id/versions/:number{[0-9]{1,9}}', (c) => history(c, Number(c.req.param('number'))))

async function history(c: Context<AppEnv>, number?: number) {
  const { tenant, actor, view, organization } = c.var
  const read = await readHistory(tenant, actor, c.req.param('id') ?? '', number, c.req.query('after'))
  return c.html(<VersionsPage view={view} history={read} embedHosts={organization.embedHosts} />)
}

lessonVersions.post('/items/:id/versions/:number{[0-9]{1,9}}/restoration', async (c) => {
  const { id, number } = c.req.param()
  const { lesson, isChanged } = await restoreVersion(c.var.tenant, c.var.actor, id, Number(number))
  if (!isChanged) return goTo(c, editAt(id), 'lessons.versionRestored')
  return goTo(c, `${editAt(id)}?restored=${number}.${lesson.version.number}`)
})
