import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { MOST_CELLS, setGrades } from '../domain/grades'
import type { AppEnv } from '../env'
import { Conflict, Invalid } from '../errors'
import { writeNotice } from '../http/cookies'
import { type FormView, form, orForm } from '../http/form'
import { urls } from '../urls'

/** A block out of a spreadsheet, pasted into the grid. Without JavaScript the same is a file that is imported. */
export const gradebookCells = new Hono<AppEnv>()

const place = z.number().int().min(0).max(300)
const points = z.number().min(-1_000_000).max(1_000_000).nullable()
const id = z.string().min(1).max(64)

/** Whose and what once each, then a line a cell: learner, item, points, and what stood there. */
const blockShape = z.object({
  users: z.array(id).min(1).max(300),
  items: z.array(id).min(1).max(300),
  cells: z.array(z.tuple([place, place, points, points])).max(MOST_CELLS),
})

const pasted = z.object({
  block: z
    .string()
    .max(200_000)
    .transform((text, context) => {
      const read = blockShape.safeParse(parsed(text))
      const { users = [], items = [], cells = [] } = read.data ?? {}
      const given = cells.flatMap(([user, item, points, was]) => {
        const [userId, itemId] = [users[user], items[item]]
        return userId && itemId ? [{ userId, itemId, points, was }] : []
      })
      if (!read.success || given.length !== cells.length) context.addIssue({ code: 'custom', message: 'form.check' })
      return given
    }),
  reason: z.string().max(2_000).default(''),
})

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** For the script: one sentence for all, and one for each cell in which something is wrong. */
const refused: FormView = (c, { errors }) =>
  c.json({
    sentence: errors[''] ?? errors.reason ?? errors.block ?? errors.cells ?? '',
    isWhyMissing: errors.reason !== undefined,
    cells: Object.entries(errors).flatMap(([field, sentence]) =>
      field.startsWith('cells.') ? [[Number(field.slice(6)), sentence]] : [],
    ),
  })

/** What the script never sends. */
const unreadable: FormView = () => {
  throw new Invalid('', 'form.check')
}

gradebookCells.put('/courses/:id/gradebook/cells', form(pasted, unreadable), async (c) => {
  const { tenant, actor } = c.var
  const courseId = c.req.param('id')
  const { block, reason } = c.req.valid('form')
  let stale: unknown = []
  const { done, refused: answer } = await orForm(c, refused, {}, async () => ({
    actId: await setGrades(tenant, actor, courseId, { cells: block, reason }).catch((error) => {
      if (error instanceof Conflict && error.values.stale) stale = JSON.parse(String(error.values.stale))
      throw error
    }),
  }))
  if (answer) return withStale(answer, stale)
  tellOnThePage(c, courseId, done!.actId)
  return c.body(null, 204)
})

/** The page is loaded anew, and says it there. */
function tellOnThePage(c: Context<AppEnv>, courseId: string, actId: string | null) {
  const undo = actId && urls.reversal(actId, urls.gradebook(courseId))
  writeNotice(c, { key: 'grades.import.done', undo })
}

/** With what stands now in cells that somebody has changed. */
async function withStale(answer: Response, stale: unknown): Promise<Response> {
  const said = (await answer.json()) as Record<string, unknown>
  return Response.json({ ...said, stale }, { status: answer.status })
}
