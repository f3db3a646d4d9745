import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { RubricPage } from '../../views/rubrics/rubric-page'
import { typed } from '../../views/rubrics/rubric-rows'
import { RubricsPage } from '../../views/rubrics/rubrics-page'
import { findCourse } from '../domain/courses'
import { authorize } from '../domain/policy'
import {
  binRubric,
  editRubric,
  findRubric,
  findRubricToEdit,
  listRubrics,
  makeRubric,
  type RubricGiven,
  restoreRubric,
} from '../domain/rubrics'
import type { AppEnv } from '../env'
import { emptyForm, type FormState, type FormView, form, orForm } from '../http/form'
import { goTo } from '../http/respond'
import { urls } from '../urls'

/** By what work is marked. */
export const rubrics = new Hono<AppEnv>()

rubrics.get('/courses/:courseId/rubrics', async (c) => {
  const { tenant, actor, view } = c.var
  return c.html(<RubricsPage view={view} {...(await listRubrics(tenant, actor, c.req.param('courseId')))} />)
})

async function newPage(c: Context<AppEnv>, state: FormState = emptyForm) {
  const { tenant, actor, view } = c.var
  const course = await findCourse(tenant, actor, c.req.param('courseId') ?? '')
  authorize(actor, 'rubric.edit', { courseId: course.id })
  return c.html(<RubricPage view={view} rubric={null} course={course} form={state} />)
}

rubrics.get('/courses/:courseId/rubrics/new', (c) =>
  newPage(c, c.req.query('kind') === 'guide' ? { values: { kind: 'guide' }, errors: {} } : emptyForm),
)

async function rubricPage(c: Context<AppEnv>, state: FormState = emptyForm) {
  const { tenant, actor, view } = c.var
  const rubric = await findRubric(tenant, actor, c.req.param('id') ?? '')
  const course = rubric.courseId ? { id: rubric.courseId, title: rubric.courseTitle ?? '' } : null
  return c.html(<RubricPage view={view} rubric={rubric} course={course} form={state} />)
}

rubrics.get('/rubrics/:id', (c) => rubricPage(c))

const text = (longest: number) => z.string().max(longest)
const rubricForm = z.looseObject({
  title: text(500).default(''),
  id: z.uuid().optional(),
  number: z.coerce.number().int().optional(),
  kind: z.literal('guide').optional().catch(undefined),
  scored: text(20).optional(),
  shared: text(20).optional(),
  more: text(20).optional(),
})
type Values = z.infer<typeof rubricForm>
const newView: FormView = (c, state) => newPage(c, state)
const rubricView: FormView = (c, state) => rubricPage(c, state)

const stateOf = (values: Values): FormState => ({
  values: Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.map(String) : String(value)]],
    ),
  ),
  errors: {},
})

rubrics.post('/courses/:courseId/rubrics', form(rubricForm, newView), async (c) => {
  const { tenant, actor } = c.var
  const values = c.req.valid('form')
  if (values.more) return newPage(c, stateOf(values))
  const courseId = values.shared ? null : c.req.param('courseId')
  const { done, refused } = await orForm(c, newView, values, async () => {
    await findCourse(tenant, actor, c.req.param('courseId'))
    return makeRubric(tenant, actor, courseId, givenIn(values), values.id)
  })
  return refused ?? goTo(c, urls.rubric(done!.id), 'rubrics.notice.made')
})

rubrics.put('/rubrics/:id', form(rubricForm, rubricView), async (c) => {
  const { tenant, actor } = c.var
  const id = c.req.param('id')
  const values = c.req.valid('form')
  if (values.more) {
    await findRubricToEdit(tenant, actor, id)
    return rubricPage(c, stateOf(values))
  }
  const { refused } = await orForm(c, rubricView, values, () =>
    editRubric(tenant, actor, id, { ...givenIn(values), number: values.number }),
  )
  return refused ?? goTo(c, urls.rubric(id), 'person.saved')
})

rubrics.delete('/rubrics/:id', async (c) => {
  const id = c.req.param('id')
  const { done, refused } = await orForm(c, rubricView, {}, () => binRubric(c.var.tenant, c.var.actor, id))
  if (refused) return refused
  const back = done!.courseId ? urls.courseRubrics(done!.courseId) : urls.courses()
  return goTo(c, back, 'rubrics.notice.binned', urls.rubricRestoration(id))
})

rubrics.post('/rubrics/:id/restoration', async (c) => {
  const id = c.req.param('id')
  await restoreRubric(c.var.tenant, c.var.actor, id)
  return goTo(c, urls.rubric(id), 'rubrics.notice.restored')
})

function givenIn(values: Values): RubricGiven {
  const isGuide = values.kind === 'guide'
  const scored = isGuide || values.scored !== undefined
  return {
    title: values.title,
    scored,
    criteria: typed(values).map(({ id, title, description, levels, most, forMarkers }) => ({
      id: id || undefined,
      title,
      description,
      ...(isGuide && { most: numberIn(most), forMarkers }),
      levels: levels.map((level) => ({
        ...level,
        id: level.id || undefined,
        points: scored ? numberIn(level.points) : null,
      })),
    })),
  }
}

/** What cannot be read is out of every range, so that the domain says which. */
function numberIn(said: string): number {
  const number = said.trim().replace(',', '.')
  return /^\d+(\.\d+)?$/.test(number) ? Number(number) : -1
}
