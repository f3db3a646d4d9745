import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { AssignmentPage } from '../../views/assignments/assignment-page'
import { DeadlinesPage } from '../../views/assignments/deadlines-page'
import { AssignmentEditPage } from '../../views/assignments/edit-page'
import type { MessageKey } from '../../views/translate'
import {
  type AssignmentToEdit,
  editAssignment,
  findAssignment,
  findAssignmentToEdit,
  findDeadlines,
  mostFiles,
  mostInstructions,
  removeDeadline,
  setDeadline,
} from '../domain/assignments'
import type { AppEnv } from '../env'
import { Invalid } from '../errors'
import { type FormState, type FormView, form, orForm } from '../http/form'
import { goTo, goToWithUndo } from '../http/respond'
import { refuseStale } from '../http/stale'
import { fileKinds } from '../lib/file-kinds'
import { groupWorks } from '../lib/group-work'
import { newId } from '../lib/ids'
import { mostMegabytes, mostStatement, resubmissions } from '../lib/late-policy'
import { localDateTime, readLocalDateTime } from '../lib/zones'
import { urls } from '../urls'

export const assignments = new Hono<AppEnv>()

assignments.get('/assignments/:id', async (c) => {
  const page = await findAssignment(c.var.tenant, c.var.actor, c.req.param('id'))
  return c.html(<AssignmentPage view={c.var.view} page={page} form={{ values: {}, errors: {}, nonce: newId() }} />)
})

/** Courses say their dates in their own zone, else in the organization's. */
const zoneOf = (c: Context<AppEnv>, course: { zone: string }) => course.zone || c.var.organization.zone

async function editPage(c: Context<AppEnv>, state?: FormState) {
  const page = await findAssignmentToEdit(c.var.tenant, c.var.actor, c.req.param('id')!)
  const zone = zoneOf(c, page.course)
  const form = state ?? { values: valuesOf(page, zone), errors: {} }
  return c.html(<AssignmentEditPage view={c.var.view} page={page} form={form} zone={zone} />)
}

const valuesOf = ({ assignment, item }: AssignmentToEdit, zone: string): FormState['values'] => ({
  instructions: assignment.instructions,
  dueAt: item.dueAt === null ? '' : localDateTime(item.dueAt, zone),
  maxPoints: String(item.maxPoints ?? 100),
  maxFiles: String(assignment.maxFiles),
  fileKinds: assignment.fileKinds,
  rubricId: assignment.rubricId ?? '',
  maxMegabytes: assignment.maxMegabytes === null ? '' : String(assignment.maxMegabytes),
  statement: assignment.statement,
  resubmission: assignment.resubmission,
  groupWork: assignment.groupWork,
  passPercent: String(assignment.passPercent),
  closesAt: assignment.closesAt === null ? '' : localDateTime(assignment.closesAt, zone),
  latePercent: assignment.late ? String(assignment.late.percent) : '',
  latePer: assignment.late?.per ?? 'day',
  lateMost: assignment.late ? String(assignment.late.most) : '',
  missingPercent: assignment.missingPercent === null ? '' : String(assignment.missingPercent),
  ...(assignment.anonymous ? { anonymous: 'on' } : {}),
  ...(assignment.takesUrl ? { takesUrl: 'on' } : {}),
  ...(assignment.takesText ? { takesText: 'on' } : {}),
  ...(assignment.takesFiles ? { takesFiles: 'on' } : {}),
})

assignments.get('/assignments/:id/edit', (c) => editPage(c))

/** Typed as people do, with a comma or a point; null is empty, and what cannot be read is out of every range. */
const amount = z
  .string()
  .max(20)
  .default('')
  .transform((typed) => {
    const said = typed.trim().replace(',', '.').replace(/\s*%$/, '')
    return said === '' ? null : /^\d+(\.\d+)?$/.test(said) ? Number(said) : -1
  })

const within = (least: number, most: number, message: MessageKey) =>
  amount.refine((n) => n === null || (Number.isInteger(n) && n >= least && n <= most), message)

const settings = z.object({
  was: z.string().max(1_000).default(''),
  instructions: z.string().max(mostInstructions).default(''),
  dueAt: z.string().max(40).default(''),
  maxPoints: z.coerce
    .number('assignments.maxPointsWrong')
    .int('assignments.maxPointsWrong')
    .min(1, 'assignments.maxPointsWrong')
    .max(1_000, 'assignments.maxPointsWrong'),
  takesText: z.string().max(20).optional(),
  takesFiles: z.string().max(20).optional(),
  takesUrl: z.string().max(20).optional(),
  anonymous: z.string().max(20).optional(),
  maxMegabytes: within(1, mostMegabytes, 'assignments.megabytesWrong'),
  statement: z.string().max(mostStatement).default(''),
  resubmission: z.enum(resubmissions).default('unmarked'),
  groupWork: z.enum(groupWorks).default('none'),
  passPercent: within(1, 100, 'assignments.passWrong'),
  closesAt: z.string().max(40).default(''),
  latePercent: amount,
  latePer: z.enum(['hour', 'day']).default('day'),
  lateMost: amount,
  missingPercent: within(0, 100, 'assignments.missingPercentWrong'),
  fileKinds: z.enum(fileKinds).default('any'),
  rubricId: z.string().max(64).default(''),
  maxFiles: z.coerce
    .number('assignments.maxFilesWrong')
    .int('assignments.maxFilesWrong')
    .min(1, 'assignments.maxFilesWrong')
    .max(mostFiles, 'assignments.maxFilesWrong'),
})
const editView: FormView = (c, state) => editPage(c, state)

assignments.put('/assignments/:id', form(settings, editView), async (c) => {
  const { tenant, actor } = c.var
  const id = c.req.param('id')
  const {
    was: _,
    dueAt,
    closesAt,
    latePercent,
    latePer,
    lateMost,
    takesText,
    takesFiles,
    takesUrl,
    anonymous,
    ...given
  } = c.req.valid('form')
  const page = await findAssignmentToEdit(tenant, actor, id)
  const { course } = page
  const stale = await refuseStale(c, editView, c.req.valid('form'), valuesOf(page, zoneOf(c, course)))
  if (stale) return stale
  const { refused } = await orForm(c, editView, c.req.valid('form'), async () =>
    editAssignment(tenant, actor, id, {
      ...given,
      rubricId: given.rubricId || null,
      takesUrl: takesUrl !== undefined,
      anonymous: anonymous !== undefined,
      passPercent: given.passPercent ?? 60,
      late:
        latePercent === null || latePercent === 0
          ? null
          : { percent: latePercent, per: latePer, most: lateMost ?? 100 },
      closesAt: readDate(closesAt, zoneOf(c, course), 'closesAt'),
      takesText: takesText !== undefined,
      takesFiles: takesFiles !== undefined,
      dueAt: readDate(dueAt, zoneOf(c, course)),
    }),
  )
  return refused ?? goTo(c, urls.assignment(id), 'assignments.notice.edited' satisfies MessageKey)
})

/** Null for an empty field; what is no date is refused beside it. */
function readDate(typed: string, zone: string, field = 'dueAt'): number | null {
  if (!typed) return null
  const at = readLocalDateTime(typed, zone)
  if (at === null) throw new Invalid(field, 'assignments.dateWrong')
  return at
}

async function deadlinesPage(c: Context<AppEnv>, state: FormState = { values: {}, errors: {} }) {
  const [kind, chosen] = String(state.values.for ?? '').split(':')
  const { find, after } = c.req.query()
  const asked = { find, chosen: kind === 'user' && chosen ? [chosen] : [], page: { cursor: after, size: 50 } }
  const page = await findDeadlines(c.var.tenant, c.var.actor, c.req.param('id')!, asked)
  return c.html(<DeadlinesPage view={c.var.view} page={page} form={state} zone={zoneOf(c, page.course)} />)
}

assignments.get('/items/:id/deadlines', (c) => deadlinesPage(c))

const deadline = z.object({
  for: z.string().min(1, 'assignments.forWhom').max(80),
  dueAt: z.string().min(1, 'assignments.dateWrong').max(40),
  reason: z.string().max(300).default(''),
})
const deadlinesView: FormView = (c, state) => deadlinesPage(c, state)

assignments.post('/items/:id/deadlines', form(deadline, deadlinesView), async (c) => {
  const { tenant, actor } = c.var
  const id = c.req.param('id')
  const given = c.req.valid('form')
  const { course } = await findDeadlines(tenant, actor, id)
  const { done, refused } = await orForm(c, deadlinesView, given, async () => {
    const dueAt = readDate(given.dueAt, zoneOf(c, course))!
    return { dueAt, actId: await setDeadline(tenant, actor, id, { ...given, dueAt }) }
  })
  if (refused) return refused
  const { dueAt, actId } = done!
  const notice: MessageKey = dueAt < tenant.now() ? 'assignments.notice.datePast' : 'assignments.notice.date'
  return goToWithUndo(c, urls.deadlines(id), notice, actId)
})

assignments.delete('/items/:id/deadlines/:deadline', async (c) => {
  const { id, deadline } = c.req.param()
  const actId = await removeDeadline(c.var.tenant, c.var.actor, id, deadline)
  return goToWithUndo(c, urls.deadlines(id), 'assignments.notice.dateRemoved' satisfies MessageKey, actId)
})
