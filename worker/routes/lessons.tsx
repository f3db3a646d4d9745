import { zValidator } from '@hono/zod-validator'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { LessonPage } from '../../views/lessons/lesson-page'
import { NoteForm } from '../../views/lessons/note-form'
import { ReportForm, ReportThanks } from '../../views/lessons/report-form'
import {
  keepNote,
  leaveLesson,
  leavePlainly,
  markLessonDone,
  readLesson,
  recordReading,
  reportProblem,
  type WayOn,
} from '../domain/lessons'
import type { AppEnv } from '../env'
import { type FormState, form, orForm } from '../http/form'
import { goTo, wantsFragment } from '../http/respond'
import { readToken, signToken } from '../lib/signature'
import { urls } from '../urls'

/** Reading a lesson, and what readers do in it. */
export const lessons = new Hono<AppEnv>()

lessons.get('/lessons/:id', (c) => page(c))

type Shown = {
  report?: FormState
  note?: FormState /** Seconds that are missing before a film counts as watched. */
  missing?: number
}

async function page(c: Context<AppEnv>, shown: Shown = {}) {
  const { tenant, actor, organization, view } = c.var
  const id = c.req.param('id') ?? ''
  const asLearner = c.req.query('as') === 'learner'
  const draft = c.req.query('draft') !== undefined
  const read = await readLesson(tenant, actor, id, { asLearner, draft })
  const opened = read.plain.asked > 0 ? await signOpening(c, id) : undefined
  if (wantsFragment(c) && shown.note)
    return c.html(<NoteForm view={view} itemId={id} note={read.note} form={shown.note} />)
  if (wantsFragment(c) && shown.report)
    return c.html(
      <ReportForm view={view} itemId={id} version={read.versionNumber} parts={read.parts} form={shown.report} />,
    )
  return c.html(
    <LessonPage
      view={view}
      page={read}
      embedHosts={organization.embedHosts}
      asLearner={asLearner}
      draft={draft}
      opened={opened}
      {...shown}
    />,
    shown.missing ? 422 : 200,
  )
}

const second = z.number().min(0).max(86_400)
const byBlock = <T extends z.ZodType>(value: T) => z.record(z.string().max(24), value)
const beat = z.object({
  seconds: z.number().int().min(0).max(3_600),
  scroll: z.number().min(0).max(1).optional(),
  videos: byBlock(second).optional(),
  pages: byBlock(z.number().int().min(1).max(100_000)).optional(),
  watched: byBlock(z.array(z.tuple([second, second])).max(500)).optional(),
})

lessons.post('/items/:id/beats', zValidator('json', beat), async (c) => {
  const { seconds, ...resume } = c.req.valid('json')
  return c.json(await recordReading(c.var.tenant, c.var.actor, c.req.param('id'), { seconds, resume }))
})

/** When this page was opened, for browsers that count nothing: good for this learner and this lesson, for half a day. */
const signOpening = ({ var: { tenant, actor, platform } }: Context<AppEnv>, itemId: string) =>
  signToken(platform.keys, 'form', [tenant.id, actor.id, itemId, tenant.now()], tenant.now() + 43_200_000)

const opening = z.tuple([z.string(), z.string(), z.string(), z.number()])

/** The moment; null where the form says nothing that holds: with a script it says nothing at all. */
async function readOpening(c: Context<AppEnv>, itemId: string): Promise<number | null> {
  const { tenant, actor, platform } = c.var
  const { opened } = await c.req.parseBody()
  if (typeof opened !== 'string') return null
  const { data } = opening.safeParse(await readToken(platform.keys, 'form', opened, tenant.now()))
  const isOwn = data?.[0] === tenant.id && data[1] === actor.id && data[2] === itemId
  return isOwn ? data[3] : null
}

lessons.post('/items/:id/next', async (c) => {
  const openedAt = await readOpening(c, c.req.param('id'))
  if (openedAt !== null) return goOn(c, await leavePlainly(c.var.tenant, c.var.actor, c.req.param('id'), { openedAt }))
  return goOn(c, await leaveLesson(c.var.tenant, c.var.actor, c.req.param('id')))
})

lessons.post('/items/:id/completion', async (c) => {
  const openedAt = await readOpening(c, c.req.param('id'))
  if (openedAt !== null) {
    const left = await leavePlainly(c.var.tenant, c.var.actor, c.req.param('id'), { openedAt, watched: true })
    return left.missing > 0 ? page(c, { missing: left.missing }) : goOn(c, left)
  }
  return goOn(c, await markLessonDone(c.var.tenant, c.var.actor, c.req.param('id')))
})

const goOn = (c: Context<AppEnv>, { next, course, completesCourse }: WayOn) =>
  goTo(c, next && !completesCourse ? urls.itemOfKind(next.kind, next.id) : urls.course(course.id))

const note = z.object({ text: z.string().max(65_536) })
const noteForm = (c: Context<AppEnv>, state: FormState) => page(c, { note: state })

lessons.put('/items/:id/note', form(note, noteForm), async (c) => {
  const { tenant, actor, view } = c.var
  const id = c.req.param('id')
  const { text } = c.req.valid('form')
  const { done, refused } = await orForm(c, noteForm, { text }, () => keepNote(tenant, actor, id, text))
  if (refused) return refused
  if (c.req.header('Accept') === 'application/json') return c.json({ saved: true })
  return wantsFragment(c)
    ? c.html(<NoteForm view={view} itemId={id} note={done ?? ''} />)
    : goTo(c, `${urls.lesson(id)}#notes`, 'lessons.noteKept')
})

const report = z.object({
  block: z.string().max(24).default(''),
  version: z.coerce.number().int().min(1).default(1),
  text: z.string().max(65_536),
})
const reportForm = (c: Context<AppEnv>, state: FormState) => page(c, { report: state })

lessons.post('/items/:id/reports', form(report, reportForm), async (c) => {
  const { tenant, actor, view } = c.var
  const { block, version, text } = c.req.valid('form')
  const given = { blockId: block, versionNumber: version, text }
  const report = () => reportProblem(tenant, actor, c.req.param('id'), given)
  const { refused } = await orForm(c, reportForm, { block, text }, report)
  if (refused) return refused
  return wantsFragment(c)
    ? c.html(<ReportThanks view={view} />)
    : goTo(c, urls.lesson(c.req.param('id')), 'lessons.reportThanks')
})
