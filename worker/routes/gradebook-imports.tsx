import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { fileHeadings } from '../../views/grades/gradebook-file'
import { GradeImportPage } from '../../views/grades/import-page'
import type { MessageKey } from '../../views/translate'
import { applyGradeImport, planGradeImport, readGradebookCourse } from '../domain/pages'
import type { AppEnv } from '../env'
import { Invalid } from '../errors'
import { emptyForm, type FormState, form, orForm } from '../http/form'
import { refuseLarge } from '../http/refuse-large'
import { goToWithUndo } from '../http/respond'
import { textOf } from '../lib/grade-file'
import { urls } from '../urls'

/** Grades out of a file: what would change is shown first, and one button takes all of it back. */
export const gradebookImports = new Hono<AppEnv>()

const MOST_BYTES = 64_000

async function page(c: Context<AppEnv>, state: FormState) {
  const { tenant, actor, view } = c.var
  const course = await readGradebookCourse(tenant, actor, c.req.param('id') ?? '')
  return c.html(<GradeImportPage view={view} course={course} plan={null} state={state} />)
}

gradebookImports.get('/courses/:id/gradebook/import', (c) => page(c, emptyForm))

const fileForm = z.object({
  file: z.union([z.instanceof(File), z.string().max(0)]).optional(),
  text: z.string().max(MOST_BYTES).default(''),
})

gradebookImports.post(
  '/courses/:id/gradebook/import',
  refuseLarge(MOST_BYTES, (c) => page(c, { values: {}, errors: { file: c.var.view.t('grades.import.tooLarge') } })),
  form(fileForm, page),
  async (c) => {
    const { tenant, actor, view } = c.var
    const { file, text: typed } = c.req.valid('form')
    const hasFile = file instanceof File && file.size > 0
    const { done, refused } = await orForm(c, page, { text: typed }, async () => {
      if (hasFile && file.size > MOST_BYTES) throw new Invalid('file', 'grades.import.tooLarge')
      const text = hasFile ? textOf(new Uint8Array(await file.arrayBuffer())) : typed
      if (text === null) throw new Invalid('file', 'grades.import.noText')
      return { text, plan: await planGradeImport(tenant, actor, c.req.param('id'), text, fileHeadings(view)) }
    })
    if (refused) return refused
    const reason = view.t('grades.import.reason', { file: hasFile ? file.name.slice(0, 100) : 'CSV' })
    const state = { values: { text: done!.text, reason }, errors: {} }
    return c.html(<GradeImportPage view={view} course={done!.plan.course} plan={done!.plan} state={state} />)
  },
)

const applyForm = z.object({
  text: z.string().max(MOST_BYTES),
  digest: z.string().max(64),
  reason: z.string().max(2_000).default(''),
})

/** What has changed since the preview is shown again, with what was typed. */
async function preview(c: Context<AppEnv>, state: FormState) {
  const { tenant, actor, view } = c.var
  const text = String(state.values.text ?? '')
  const plan = await planGradeImport(tenant, actor, c.req.param('id') ?? '', text, fileHeadings(view))
  return c.html(<GradeImportPage view={view} course={plan.course} plan={plan} state={state} />)
}

gradebookImports.put('/courses/:id/gradebook/import', form(applyForm, page), async (c) => {
  const { tenant, actor, view } = c.var
  const id = c.req.param('id')
  const values = c.req.valid('form')
  if (!values.text.trim()) return page(c, { values: {}, errors: { file: view.t('grades.import.nothing') } })
  const { done, refused } = await orForm(c, preview, values, () =>
    applyGradeImport(tenant, actor, id, values, fileHeadings(view)),
  )
  const notice: MessageKey = 'grades.import.done'
  return refused ?? goToWithUndo(c, urls.gradebook(id), notice, done!.actId)
})
