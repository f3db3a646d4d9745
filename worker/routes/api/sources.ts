import type { Context } from 'hono'
import { z } from 'zod'
import { sayMessage } from '../../../views/say-message'
import type { View } from '../../../views/view'
import { findCourseToEdit } from '../../domain/courses'
import {
  exportArchive,
  findRun,
  type ImportRun,
  keepArchive,
  listRuns,
  planImport,
  startImport,
  undoImport,
} from '../../domain/imports'
import { authorize } from '../../domain/policy'
import type { AppEnv } from '../../env'
import { attachment } from '../../http/attachment'
import { door } from './door'
import { asked, pageOf, pageQuery } from './page'
import { id as shortId, time, toTime, toTimeOrNull } from './shapes'

const tag = 'Course source'
const takes = ['application/zip', 'text/markdown']

const unpublishedChanges = z
  .boolean()
  .describe('Somebody’s changes to it wait to be published. They stay, and their author is told of this import.')

const runJson = z.object({
  id: z.string(),
  state: z.string().describe('planned, running, done, failed or undone.'),
  fileName: z.string(),
  courseId: z.string().nullable(),
  title: z.string(),
  items: z.array(
    z.object({ path: z.string(), title: z.string(), kind: z.string(), change: z.string(), unpublishedChanges }),
  ),
  removed: z.array(z.object({ path: z.string(), title: z.string(), unpublishedChanges })),
  report: z.array(z.object({ level: z.string(), path: z.string(), line: z.number().nullable(), key: z.string() })),
  stepsDone: z.number(),
  stepsAll: z.number(),
  error: z.string().nullable(),
  createdAt: time,
  finishedAt: time.nullable(),
})

const toRun = (view: View, run: ImportRun) => ({
  id: run.id,
  state: run.state,
  fileName: run.fileName,
  courseId: run.courseId,
  title: run.plan.title,
  items: run.plan.modules.flatMap(({ items }) =>
    items.map(({ path, title, kind, change, hasDraft = false }) => ({
      path,
      title,
      kind,
      change,
      unpublishedChanges: hasDraft,
    })),
  ),
  removed: run.plan.removed.map(({ path, title, hasDraft = false }) => ({
    path,
    title,
    unpublishedChanges: hasDraft,
  })),
  report: run.report.lines.map(({ level, path, line, key }) => ({ level, path, line, key })),
  stepsDone: run.stepsDone,
  stepsAll: run.stepsAll,
  error: run.error && sayMessage(view, run.error),
  createdAt: toTime(run.createdAt),
  finishedAt: toTimeOrNull(run.finishedAt),
})

const how = z.object({
  upload: shortId.optional().describe('Instead of a body: the `mediaId` of an upload in parts, made for `import`.'),
  plan: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .describe('`true`: only say what it would do; /imports/{id}/application does it.'),
})

async function keepBody(c: Context<AppEnv>) {
  const isPage = /^text\//i.test(c.req.header('Content-Type') ?? '')
  const bytes = new Uint8Array(await c.req.arrayBuffer())
  return keepArchive(c.var.tenant, c.var.actor, [{ path: isPage ? 'index.md' : 'course.zip', bytes }])
}

/** Keeps what was sent, plans, and says go: a job does the rest. */
async function importSource(c: Context<AppEnv>, courseId: string | null, { upload, plan }: z.output<typeof how>) {
  const { tenant, actor, view } = c.var
  if (courseId) await findCourseToEdit(tenant, actor, courseId)
  else authorize(actor, 'course.create')
  const { id } = await planImport(tenant, actor, { mediaId: upload ?? (await keepBody(c)).id, courseId })
  if (!plan) await startImport(tenant, actor, id)
  return toRun(view, await findRun(tenant, actor, id))
}

export const sourceDoors = [
  door(
    {
      method: 'get',
      path: '/courses/:id/source',
      tag,
      summary: 'A course as a zip of Markdown and its files',
      scope: 'courses.read',
      gives: 'application/zip',
    },
    async (c, { param }) => {
      const { name, body } = await exportArchive(c.var.tenant, c.var.actor, param('id'))
      return c.body(body, 200, { 'Content-Type': 'application/zip', 'Content-Disposition': attachment(name) })
    },
  ),
  door(
    {
      method: 'put',
      path: '/courses/:id/source',
      tag,
      summary: 'Bring a course to what a zip of Markdown says (a body of at most 16 MiB); progress is kept',
      scope: 'courses.write',
      status: 202,
      query: how,
      takes,
      answer: runJson,
    },
    async (c, { param, query }) => importSource(c, param('id'), query),
  ),
  door(
    {
      method: 'post',
      path: '/imports',
      tag,
      summary: 'Make a course of a zip of Markdown (a body of at most 16 MiB)',
      scope: 'courses.write',
      status: 202,
      query: how,
      takes,
      answer: runJson,
    },
    async (c, { query }) => importSource(c, null, query),
  ),
  door(
    {
      method: 'get',
      path: '/courses/:id/imports',
      tag,
      summary: 'What was imported into a course, newest first',
      scope: 'courses.read',
      query: pageQuery,
      answer: pageOf(
        z.object({
          id: z.string(),
          fileName: z.string(),
          state: z.string(),
          createdAt: time,
          finishedAt: time.nullable(),
        }),
      ),
    },
    async (c, { param, query }) => {
      const { rows, next } = await listRuns(c.var.tenant, c.var.actor, param('id'), asked(query))
      const items = rows.map(({ createdAt, finishedAt, ...rest }) => ({
        ...rest,
        createdAt: toTime(createdAt),
        finishedAt: toTimeOrNull(finishedAt),
      }))
      return { items, next }
    },
  ),
  door(
    {
      method: 'get',
      path: '/imports/:id',
      tag,
      summary: 'How an import stands, and what it reports',
      scope: 'courses.read',
      answer: runJson,
    },
    async (c, { param }) => toRun(c.var.view, await findRun(c.var.tenant, c.var.actor, param('id'))),
  ),
  door(
    {
      method: 'post',
      path: '/imports/:id/application',
      tag,
      summary: 'Do what a plan says, or try again what failed',
      scope: 'courses.write',
      status: 202,
      answer: runJson,
    },
    async (c, { param }) => {
      await startImport(c.var.tenant, c.var.actor, param('id'))
      return toRun(c.var.view, await findRun(c.var.tenant, c.var.actor, param('id')))
    },
  ),
  door(
    {
      method: 'post',
      path: '/imports/:id/reversal',
      tag,
      summary: 'Take an import back; what somebody edited since stays',
      scope: 'courses.write',
      answer: runJson,
    },
    async (c, { param }) => toRun(c.var.view, await undoImport(c.var.tenant, c.var.actor, param('id'))),
  ),
]
