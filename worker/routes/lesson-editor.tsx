import { Hono } from 'hono'
import { resolveReport } from '../domain/lessons'
import type { AppEnv } from '../env'
import { goTo } from '../http/respond'
import { editAt, editPage } from './lesson-edit-page'

/**
 * Writing a lesson. Each act is a small form that works by itself; public/js/editor.ts sends the same forms and asks for JSON, so
 * that what one is writing stays where it is.
 */
export const lessonEditor = new Hono<AppEnv>()

lessonEditor.get('/lessons/:id/edit', async (c) => {
  const after = c.req.query('after')
  const [, blockId, version] = /^([a-z0-9]+)\.(\d+)$/.exec(c.req.query('removed') ?? '') ?? []
  const removed = blockId && version ? { blockId, version: Number(version) } : null
  const [, from, before] = /^(\d{1,9})\.(\d{1,9})$/.exec(c.req.query('restored') ?? '') ?? []
  const restored = from && before ? { from: Number(from), before: Number(before) } : null
  const discarded = Number(/^\d{1,9}$/.exec(c.req.query('discarded') ?? '')?.[0] ?? 0) || null
  return c.html(await editPage(c, { after: after === 'start' ? '' : (after ?? null), removed, discarded, restored }))
})

lessonEditor.delete('/items/:id/reports/:report', async (c) => {
  const { id, report } = c.req.param()
  await resolveReport(c.var.tenant, c.var.actor, id, report)
  return goTo(c, editAt(id), 'lessons.reportResolved')
})
