import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { MarkingListPage } from '../../views/assignments/marking-list-page'
import { MarkingPage } from '../../views/assignments/marking-page'
import type { MessageKey } from '../../views/translate'
import {
  findSubmissionToMark,
  howLate,
  keepComment,
  latenessOf,
  listMarking,
  type MarkGiven,
  markingStates,
  releaseMark,
  type SubmissionPage,
  saveMark,
  standingMark,
  versionToMark,
  waiveLateness,
  worthOf,
} from '../domain/assignments'
import type { AppEnv } from '../env'
import { Conflict, Invalid } from '../errors'
import { type FormState, type FormView, form, orForm } from '../http/form'
import { goTo, goToWithUndo, wantsFragment } from '../http/respond'
import { penaltyFor } from '../lib/late-policy'
import { fitChoices, mostRubric, type RubricChoice } from '../lib/rubric'
import { urls } from '../urls'

export const marking = new Hono<AppEnv>()

marking.get('/courses/:id/marking', async (c) => {
  const filter = {
    state: markingStates.find((one) => one === c.req.query('state')) ?? 'awaiting',
    itemId: c.req.query('item') || undefined,
    groupId: c.req.query('group') || undefined,
    after: c.req.query('after'),
  }
  const list = await listMarking(c.var.tenant, c.var.actor, c.req.param('id'), filter)
  return c.html(<MarkingListPage view={c.var.view} list={list} filter={filter} />)
})

async function show(c: Context<AppEnv>, state?: FormState) {
  const groupId = c.req.query('group') || undefined
  const page = await findSubmissionToMark(c.var.tenant, c.var.actor, c.req.param('id')!, { groupId })
  const mark = standingMark(page)
  const wanted = c.req.query('rubric') === 'newest' ? page.rubric?.id : undefined
  const version = versionToMark(page, String(state?.values.rubricVersionId ?? '') || wanted)
  const isTyped = state?.values.comment !== undefined
  const values = isTyped
    ? state.values
    : { points: mark.points === null ? '' : String(mark.points), comment: mark.comment }
  const choices = isTyped ? choicesIn(state.values) : mark.choices
  return c.html(
    <MarkingPage
      view={c.var.view}
      page={page}
      group={groupId}
      worth={worthOf(page)}
      lateness={latenessIn(page)}
      rubric={version && { version, choices: fitChoices(version.body, choices) }}
      form={{ values, errors: state?.errors ?? {} }}
    />,
  )
}

/** Null where it came in time, or being late costs nothing. */
function latenessIn(page: SubmissionPage) {
  const lateness = latenessOf(page)
  const late = howLate(lateness)
  if (!lateness.policy || late === 0) return null
  return { policy: lateness.policy, late, points: penaltyFor(lateness.policy, late, worthOf(page)) }
}

marking.get('/submissions/:id/marking', (c) => show(c))

const mark = z.looseObject({
  points: z
    .string()
    .trim()
    .max(20)
    .default('')
    .transform((typed) => (typed === '' ? null : Number(typed.replace(',', '.'))))
    .refine((points) => points === null || Number.isFinite(points), 'marking.pointsWrong'),
  comment: z.string().max(20_000).default(''),
  revision: z.coerce.number().int().optional(),
  rubricVersionId: z.string().max(64).optional(),
  insert: z.string().max(64).optional(),
  act: z.enum(['insert', 'keep']).optional().catch(undefined),
})

/** `level-<criterion>` and `say-<criterion>`; undefined where the form holds no rubric. */
function choicesIn(values: Record<string, unknown>): RubricChoice[] {
  const said = (name: string) => (typeof values[name] === 'string' ? values[name] : '').slice(0, 5_000)
  const ids = new Set(Object.keys(values).flatMap((name) => /^(?:level|say)-([a-z0-9-]{1,40})$/.exec(name)?.[1] ?? []))
  return [...ids]
    .slice(0, mostRubric.criteria)
    .map((id) => ({ criterionId: id, levelId: said(`level-${id}`) || null, comment: said(`say-${id}`) }))
}

const givenIn = (values: z.infer<typeof mark>): MarkGiven => ({
  points: values.points,
  comment: values.comment,
  revision: values.revision,
  ...(values.rubricVersionId && { rubricVersionId: values.rubricVersionId, choices: choicesIn(values) }),
})
const formView: FormView = (c, state) => show(c, state)

/** The mark as it is being written: by the script, or by the button. */
marking.put('/submissions/:id/mark', form(mark, formView), async (c) => {
  const id = c.req.param('id')
  const values = c.req.valid('form')
  const given = givenIn(values)
  const isByScript = c.req.header('Sec-Fetch-Mode') === 'cors' || wantsFragment(c)
  if (isByScript) {
    try {
      const { revision } = await saveMark(c.var.tenant, c.var.actor, id, given)
      c.header('Revision', String(revision))
    } catch (error) {
      if (error instanceof Conflict) return c.body(null, 409)
      if (error instanceof Invalid) return c.body(null, 422)
      throw error
    }
    return c.body(null, 204)
  }
  const { tenant, actor } = c.var
  const { refused } = await orForm(c, formView, values, async () => {
    if (values.act) {
      const { course, comments } = await findSubmissionToMark(tenant, actor, id)
      const kept = comments.find((one) => one.id === values.insert)
      if (values.act === 'insert' && kept) given.comment = [given.comment, kept.text].filter(Boolean).join('\n')
      if (values.act === 'keep') await keepComment(tenant, actor, course.id, { text: given.comment, shared: false })
    }
    return saveMark(tenant, actor, id, given)
  })
  const notice: MessageKey = values.act === 'keep' ? 'comments.notice.kept' : 'marking.notice.kept'
  return refused ?? goTo(c, urls.submissionMarking(id, c.req.query('group')), notice)
})

const waiver = (excused: boolean) => async (c: Context<AppEnv>) => {
  const id = c.req.param('id')!
  const actId = await waiveLateness(c.var.tenant, c.var.actor, id, excused)
  const notice: MessageKey = excused ? 'late.notice.waived' : 'late.notice.counted'
  return goToWithUndo(c, urls.submissionMarking(id), notice, actId)
}

/** Being late costs nothing here. */
marking.post('/submissions/:id/waiver', waiver(true))
marking.delete('/submissions/:id/waiver', waiver(false))

/** Released; on to the next that waits. */
marking.post('/submissions/:id/release', form(mark, formView), async (c) => {
  const { tenant, actor } = c.var
  const id = c.req.param('id')
  const groupId = c.req.query('group') || undefined
  const values = c.req.valid('form')
  const { done, refused } = await orForm(c, formView, values, () =>
    releaseMark(tenant, actor, id, { ...givenIn(values), groupId }),
  )
  if (refused) return refused
  return goTo(
    c,
    done.next ? urls.submissionMarking(done.next, groupId) : urls.marking(done.courseId),
    'marking.notice.released' satisfies MessageKey,
  )
})
