import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { ImportPage, ImportStatus } from '../../views/imports/import-page'
import { NewImportPage } from '../../views/imports/new-import-page'
import {
  exportArchive,
  type FoundRun,
  findImportsOf,
  findRun,
  keepArchive,
  planImport,
  startImport,
  undoImport,
} from '../domain/imports'
import { maxPlainBytes } from '../domain/media'
import { authorize } from '../domain/policy'
import type { AppEnv } from '../env'
import { attachment } from '../http/attachment'
import { emptyForm, type FormState, form, orForm } from '../http/form'
import { goTo, wantsFragment } from '../http/respond'
import { urls } from '../urls'

/** Courses from archives, and archives from courses. */
export const imports = new Hono<AppEnv>()

imports.get('/imports/new', (c) => newImport(c))
imports.get('/courses/:id/import', (c) => newImport(c, emptyForm, c.req.param('id')))

async function newImport(c: Context<AppEnv>, state: FormState = emptyForm, courseId: string | null = null) {
  const { tenant, actor, view } = c.var
  if (!courseId) authorize(actor, 'course.create')
  const { course, runs } = courseId ? await findImportsOf(tenant, actor, courseId) : { course: null, runs: [] }
  return c.html(<NewImportPage view={view} course={course} earlier={runs} errors={state.errors} />)
}

// A browser sends an empty text for a file that was not chosen.
const file = z.union([z.instanceof(File), z.string().max(0)])
const archiveForm = z.object({
  file: z
    .union([file, z.array(file).max(1_000)])
    .default([])
    .transform((files) => [files].flat().filter((one) => one instanceof File)),
  archive: z
    .union([z.string().max(64), z.array(z.string().max(64)).max(20)])
    .default([])
    .transform((ids) => [ids].flat()),
  course: z.string().max(64).optional(),
})

/** With what was wrong; the course is in the form, which may not have been read. */
const refusedForm = async (c: Context<AppEnv>, state: FormState) => {
  const course = String(state.values.course ?? '')
  return newImport(c, state, course || null)
}

imports.post(
  '/imports',
  async (c, next) => {
    // Before a byte of it is read.
    const size = Number(c.req.header('Content-Length') ?? 0)
    if (size <= maxPlainBytes + 100_000) return next()
    const errors = {
      file: c.var.view.t('imports.tooLargeForForm', { megabytes: Math.floor(maxPlainBytes / 1_000_000) }),
    }
    const page = await newImport(c, { values: {}, errors })
    return new Response(page.body, { status: 413, headers: page.headers })
  },
  form(archiveForm, refusedForm),
  async (c) => {
    const { tenant, actor } = c.var
    const { file: files, archive, course = '' } = c.req.valid('form')
    const { done, refused } = await orForm(c, refusedForm, { course }, async () => {
      const mediaId =
        archive.at(-1) ??
        (
          await keepArchive(
            tenant,
            actor,
            await Promise.all(
              files.map(async (one) => ({ path: one.name, bytes: new Uint8Array(await one.arrayBuffer()) })),
            ),
          )
        ).id
      return planImport(tenant, actor, { mediaId, courseId: course || null })
    })
    return refused ?? goTo(c, urls.importRun(done!.id))
  },
)

imports.get('/imports/:id', async (c) => {
  const run = await findRun(c.var.tenant, c.var.actor, c.req.param('id'))
  return wantsFragment(c) ? c.html(<ImportStatus view={c.var.view} run={run} />) : importPage(c, run)
})

const importPage = (c: Context<AppEnv>, run: FoundRun, refused?: string) =>
  c.html(<ImportPage view={c.var.view} run={run} refused={refused} />)

const withRun = async (c: Context<AppEnv>, state: FormState) =>
  importPage(c, await findRun(c.var.tenant, c.var.actor, c.req.param('id') ?? ''), Object.values(state.errors)[0])

imports.post('/imports/:id/application', async (c) => {
  const id = c.req.param('id')
  const { refused } = await orForm(c, withRun, {}, () => startImport(c.var.tenant, c.var.actor, id))
  return refused ?? goTo(c, urls.importRun(id))
})

imports.post('/imports/:id/reversal', async (c) => {
  const id = c.req.param('id')
  const { refused } = await orForm(c, withRun, {}, () => undoImport(c.var.tenant, c.var.actor, id))
  return refused ?? goTo(c, urls.importRun(id))
})

imports.get('/courses/:id/export.zip', async (c) => {
  const { name, body } = await exportArchive(c.var.tenant, c.var.actor, c.req.param('id'))
  return c.body(body, 200, {
    'Content-Type': 'application/zip',
    'Content-Disposition': attachment(name),
    'Cache-Control': 'private, no-store',
  })
})
