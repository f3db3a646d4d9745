import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { ColumnsPage } from '../../views/grades/columns-page'
import type { MessageKey } from '../../views/translate'
import { addManualItem } from '../domain/assignments'
import { renameItem } from '../domain/courses'
import { holdGrades, lockGrades } from '../domain/grades'
import { readColumns } from '../domain/pages'
import type { AppEnv } from '../env'
import { Invalid } from '../errors'
import { emptyForm, type FormState, form, orForm } from '../http/form'
import { goTo, goToWithUndo } from '../http/respond'
import { newId } from '../lib/ids'
import { readLocalDateTime } from '../lib/zones'
import { urls } from '../urls'

/** The columns of a gradebook: what is held back, what is locked, and what nobody hands in. */
export const gradebookColumns = new Hono<AppEnv>()

async function page(c: Context<AppEnv>, state: FormState) {
  const { tenant, actor, view, organization } = c.var
  const found = await readColumns(tenant, actor, c.req.param('id') ?? '')
  const zone = found.course.zone || organization.zone
  return c.html(<ColumnsPage view={view} found={found} state={state} zone={zone} nonce={newId()} />)
}

gradebookColumns.get('/courses/:id/gradebook/columns', (c) => page(c, emptyForm))

const columnSchema = z.object({
  nonce: z.uuid().optional(),
  title: z.string().max(400),
  maxPoints: z.coerce.number('assignments.maxPointsWrong'),
  category: z.string().max(60).default(''),
  moduleId: z.string().max(64).default(''),
  dueAt: z.string().max(40).default(''),
})

gradebookColumns.post('/courses/:id/gradebook/columns', form(columnSchema, page), async (c) => {
  const { tenant, actor, organization } = c.var
  const { nonce, category, moduleId, dueAt, ...given } = c.req.valid('form')
  const courseId = c.req.param('id')
  const { done, refused } = await orForm(c, page, c.req.valid('form'), async () => {
    const { course } = await readColumns(tenant, actor, courseId)
    const at = dueAt ? readLocalDateTime(dueAt, course.zone || organization.zone) : null
    if (dueAt && at === null) throw new Invalid('dueAt', 'assignments.dateWrong')
    const column = { ...given, id: nonce, dueAt: at, categoryId: category || null, moduleId: moduleId || null }
    return addManualItem(tenant, actor, courseId, column)
  })
  return (
    refused ??
    goTo(c, `${urls.gradebookColumns(courseId)}#column-${done!.id}`, 'columns.notice.added' satisfies MessageKey)
  )
})

const rename = z.object({ title: z.string().max(400) })

gradebookColumns.patch('/courses/:id/gradebook/columns/:itemId', form(rename, page), async (c) => {
  const { refused } = await orForm(c, page, { ...c.req.valid('form'), itemId: c.req.param('itemId') }, () =>
    renameItem(c.var.tenant, c.var.actor, c.req.param('itemId'), c.req.valid('form').title),
  )
  return refused ?? goTo(c, urls.gradebookColumns(c.req.param('id')), 'columns.notice.renamed' satisfies MessageKey)
})

async function hold(c: Context<AppEnv>, held: boolean) {
  const place = { courseId: c.req.param('id') ?? '', itemId: c.req.param('itemId') ?? '' }
  const actId = await holdGrades(c.var.tenant, c.var.actor, place, held)
  const notice: MessageKey = held ? 'columns.notice.held' : 'columns.notice.released'
  return goToWithUndo(c, `${urls.gradebookColumns(place.courseId)}#column-${place.itemId}`, notice, actId)
}

gradebookColumns.put('/courses/:id/gradebook/columns/:itemId/hold', (c) => hold(c, true))
gradebookColumns.delete('/courses/:id/gradebook/columns/:itemId/hold', (c) => hold(c, false))

async function lock(c: Context<AppEnv>, locked: boolean) {
  const place = { courseId: c.req.param('id') ?? '', itemId: c.req.param('itemId') ?? null }
  const actId = await lockGrades(c.var.tenant, c.var.actor, place, locked)
  const notice: MessageKey = locked ? 'columns.notice.locked' : 'columns.notice.unlocked'
  const anchor = place.itemId ? `#column-${place.itemId}` : ''
  return goToWithUndo(c, `${urls.gradebookColumns(place.courseId)}${anchor}`, notice, actId)
}

gradebookColumns.put('/courses/:id/gradebook/columns/:itemId/lock', (c) => lock(c, true))
gradebookColumns.delete('/courses/:id/gradebook/columns/:itemId/lock', (c) => lock(c, false))
gradebookColumns.put('/courses/:id/gradebook/lock', (c) => lock(c, true))
gradebookColumns.delete('/courses/:id/gradebook/lock', (c) => lock(c, false))
