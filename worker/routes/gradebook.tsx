import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { gradebookFile } from '../../views/grades/gradebook-file'
import { GradebookLine, GradebookPage } from '../../views/grades/gradebook-page'
import { type GradeForm, LearnerGradesPage } from '../../views/grades/learner-grades-page'
import { MyGradesPage } from '../../views/grades/my-grades-page'
import { excuseGrade, overrideGrade } from '../domain/grades'
import {
  exportGradebook,
  type GradebookFilter,
  listMyGrades,
  readGradebook,
  readGradebookRow,
  readLearnerGrades,
  type Supposed,
} from '../domain/pages'
import type { AppEnv } from '../env'
import { Conflict } from '../errors'
import { attachment } from '../http/attachment'
import { emptyForm, type FormView, form, orForm } from '../http/form'
import { goToWithUndo, wantsFragment } from '../http/respond'
import { csvStream } from '../lib/csv'
import { xlsxStream, xlsxType } from '../lib/xlsx'
import { urls } from '../urls'

/** The grades of a course: everybody's, one learner's, and one's own in all courses. */
export const gradebook = new Hono<AppEnv>()

gradebook.get('/courses/:id/gradebook', async (c) => {
  const { tenant, actor, view } = c.var
  const query = c.req.query()
  const filter = readFilter(query)
  const place = { cursor: query.before ?? query.after ?? null, backwards: query.before !== undefined }
  const found = await readGradebook(tenant, actor, c.req.param('id'), filter, place)
  return c.html(<GradebookPage view={view} gradebook={found} filter={filter} />)
})

gradebook.post('/courses/:id/gradebook/csv', async (c) => {
  const { tenant, actor, view } = c.var
  const { course, grading, columns, rows } = await exportGradebook(
    tenant,
    actor,
    c.req.param('id'),
    readFilter(c.req.query()),
  )
  const file = gradebookFile(view, grading, columns, rows)
  return c.body(csvStream(file.heading, file.rows), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': attachment(`${course.title} - ${view.t('grades.title')}.csv`),
  })
})

gradebook.post('/courses/:id/gradebook/xlsx', async (c) => {
  const { tenant, actor, view } = c.var
  const { course, grading, columns, rows } = await exportGradebook(
    tenant,
    actor,
    c.req.param('id'),
    readFilter(c.req.query()),
  )
  const file = gradebookFile(view, grading, columns, rows)
  return c.body(xlsxStream(view.t('grades.title'), file.heading, file.rows), 200, {
    'Content-Type': xlsxType,
    'Content-Disposition': attachment(`${course.title} - ${view.t('grades.title')}.xlsx`),
  })
})

gradebook.get('/grades', async (c) => {
  const { tenant, actor, view } = c.var
  return c.html(<MyGradesPage view={view} grades={await listMyGrades(tenant, actor)} actorId={actor.id} />)
})

const page =
  (act: GradeForm['act']): FormView =>
  async (c, state) => {
    const { tenant, actor, view } = c.var
    const { courseId, userId, itemId } = placeOf(c)
    const query = c.req.method === 'GET' ? c.req.query() : {}
    const found = await readLearnerGrades(tenant, actor, courseId, userId, supposedIn(query))
    return c.html(
      <LearnerGradesPage
        view={view}
        page={found}
        state={{ ...state, itemId: itemId || null, act }}
        what={query.what === 'if' ? query : null}
      />,
    )
  }

export const learnerGradesPage = page

gradebook.get('/courses/:id/learners/:userId/grades', (c) => page(null)(c, emptyForm))

/** Points that a learner supposes, `if-<item>`; what is no number supposes nothing. */
function supposedIn(query: Record<string, string>): Supposed {
  const typed = Object.entries(query).flatMap(([name, text]) => {
    const points = /^\d{1,6}([.,]\d{1,4})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : null
    return name.startsWith('if-') && points !== null ? [[name.slice(3), points] as const] : []
  })
  return Object.fromEntries(typed.slice(0, 300))
}

const reason = z.string().max(2_000)
const gradeSchema = z.object({
  /** Empty lets what marking said count again. */
  points: z
    .string()
    .trim()
    .max(20)
    .refine((text) => text === '' || isNumber(text), 'grades.notANumber'),
  reason,
  /** What stood there when it was looked at. */
  was: z
    .string()
    .max(20)
    .refine((text) => text === '' || isNumber(text), 'form.check')
    .optional(),
})

const isNumber = (text: string) => /^\d+([.,]\d+)?$/.test(text)
const toPoints = (text: string) => (text === '' ? null : Number(text.replace(',', '.')))

/** In the grid a cell says in one sentence why it was refused. */
const gradeForm: FormView = (c, state) =>
  wantsFragment(c) ? c.text(Object.values(state.errors).join(' ')) : page('grade')(c, state)

gradebook.put('/courses/:id/learners/:userId/items/:itemId/grade', form(gradeSchema, gradeForm), async (c) => {
  const values = c.req.valid('form')
  const given = {
    points: toPoints(values.points),
    reason: values.reason,
    was: values.was === undefined ? undefined : toPoints(values.was),
  }
  let stands: string | undefined
  const { done, refused } = await orForm(c, gradeForm, values, async () => ({
    actId: await overrideGrade(c.var.tenant, c.var.actor, placeOf(c), given).catch((error) => {
      if (error instanceof Conflict && error.values.now !== undefined) stands = String(error.values.now)
      throw error
    }),
  }))
  if (refused && stands !== undefined) refused.headers.set('Stands', stands)
  if (refused) return refused
  if (!wantsFragment(c)) return back(c, 'grades.notice.set', done!.actId)
  const { courseId, userId } = placeOf(c)
  const found = await readGradebookRow(c.var.tenant, c.var.actor, courseId, userId)
  if (done!.actId) c.header('Undo', urls.reversal(done!.actId, urls.gradebook(courseId)))
  return c.html(<GradebookLine view={c.var.view} found={found} />)
})

const excuseSchema = z.object({ reason })

gradebook.put('/courses/:id/learners/:userId/items/:itemId/excuse', form(excuseSchema, page('excuse')), async (c) => {
  const values = c.req.valid('form')
  const { done, refused } = await orForm(c, page('excuse'), values, async () => ({
    actId: await excuseGrade(c.var.tenant, c.var.actor, placeOf(c), { excused: true, ...values }),
  }))
  return refused ?? back(c, 'grades.notice.excused', done!.actId)
})

gradebook.delete(
  '/courses/:id/learners/:userId/items/:itemId/excuse',
  form(excuseSchema, page('excuse')),
  async (c) => {
    const values = c.req.valid('form')
    const { done, refused } = await orForm(c, page('excuse'), values, async () => ({
      actId: await excuseGrade(c.var.tenant, c.var.actor, placeOf(c), { excused: false, ...values }),
    }))
    return refused ?? back(c, 'grades.notice.counts', done!.actId)
  },
)

function back(c: Context<AppEnv>, notice: string, actId: string | null = null) {
  const { courseId, userId, itemId } = placeOf(c)
  return goToWithUndo(c, `${urls.learnerGrades(courseId, userId)}#grade-${itemId}`, notice, actId)
}

export const placeOf = (c: Context<AppEnv>) => ({
  courseId: c.req.param('id') ?? '',
  userId: c.req.param('userId') ?? '',
  itemId: c.req.param('itemId') ?? '',
})

const filterSchema = z.object({
  q: z.string().max(200).catch(''),
  group: z.string().min(1).max(64).nullable().catch(null),
})

function readFilter(query: Record<string, string>): GradebookFilter {
  const { q, group } = filterSchema.parse({ q: query.q ?? '', group: query.group })
  return { words: q, groupId: group }
}
