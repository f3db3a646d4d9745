import { Hono } from 'hono'
import { z } from 'zod'
import type { MessageKey } from '../../views/translate'
import { addSection, changeSection, moveSection, removeSection } from '../domain/quizzes'
import type { AppEnv } from '../env'
import { type FormView, form, orForm } from '../http/form'
import { goTo, goToWithUndo } from '../http/respond'
import { newId } from '../lib/ids'
import { mostSectionIntroduction, mostSectionTitle } from '../lib/quiz-sections'
import { urls } from '../urls'
import { quizPage } from './quiz-editor'

/** The parts of a quiz under titles. */
export const quizSections = new Hono<AppEnv>()

const fields = z.object({
  id: z.uuid().optional().or(z.literal('')),
  title: z.string().max(mostSectionTitle * 4),
  introduction: z
    .string()
    .max(mostSectionIntroduction * 4)
    .default(''),
  shuffle: z.string().max(20).optional(),
  before: z.string().max(64).default(''),
})

const draftOf = ({ title, introduction, shuffle }: z.output<typeof fields>) => ({
  title,
  introduction,
  shuffle: shuffle !== undefined,
})

const sectionView: FormView = (c, { values, errors }) =>
  quizPage(c, () => ({ open: null, section: { sectionId: c.req.param('section') ?? null, values, errors } }))

quizSections.get('/quizzes/:id/sections/new', (c) =>
  quizPage(c, () => ({ open: null, section: { sectionId: null, values: { id: newId() }, errors: {} } })),
)

quizSections.post('/quizzes/:id/sections', form(fields, sectionView), async (c) => {
  const id = c.req.param('id')
  const given = c.req.valid('form')
  const { done, refused } = await orForm(c, sectionView, given, () =>
    addSection(c.var.tenant, c.var.actor, id, { ...draftOf(given), id: given.id || undefined, before: given.before }),
  )
  return refused ?? goTo(c, `${urls.quizEdit(id)}#${done.id}`, 'quizzes.notice.section' satisfies MessageKey)
})

quizSections.put('/quizzes/:id/sections/:section', form(fields, sectionView), async (c) => {
  const { id, section } = c.req.param()
  const given = c.req.valid('form')
  const { refused } = await orForm(c, sectionView, given, () =>
    changeSection(c.var.tenant, c.var.actor, id, section, draftOf(given)),
  )
  return refused ?? goTo(c, `${urls.quizEdit(id)}#${section}`, 'quizzes.notice.section' satisfies MessageKey)
})

quizSections.delete('/quizzes/:id/sections/:section', async (c) => {
  const { id, section } = c.req.param()
  const act = await removeSection(c.var.tenant, c.var.actor, id, section)
  return goToWithUndo(c, urls.quizEdit(id), 'quizzes.notice.sectionRemoved' satisfies MessageKey, act)
})

quizSections.put('/quizzes/:id/sections/:section/position', async (c) => {
  const { id, section } = c.req.param()
  const { by } = await c.req.parseBody()
  await moveSection(c.var.tenant, c.var.actor, id, section, by === 'up' ? -1 : 1)
  return goTo(c, `${urls.quizEdit(id)}?focus=${by === 'up' ? 'up' : 'down'}-${section}#${section}`)
})
