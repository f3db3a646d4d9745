import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { LearnerPage } from '../../views/roster/learner-page'
import { ObservedLearnerPage, ObservedLearnersPage } from '../../views/roster/observed-page'
import { returnPeople, withdrawPeople } from '../domain/enrollments'
import { completeForLearner, listObserved, readLearner, readObservedLearner, reopenForLearner } from '../domain/pages'
import type { AppEnv } from '../env'
import { emptyForm, type FormView, form, orForm } from '../http/form'
import { goTo, goToWithUndo } from '../http/respond'
import { urls } from '../urls'

/** One learner: in a course, and as those see them who look after them at home. */
export const learners = new Hono<AppEnv>()

const page: FormView = async (c, state) => {
  const { tenant, actor, view } = c.var
  const { courseId, userId, itemId } = placeOf(c)
  const found = await readLearner(tenant, actor, courseId, userId)
  return c.html(<LearnerPage view={view} page={found} state={{ ...state, itemId: itemId || null }} />)
}

learners.get('/courses/:id/learners/:userId', (c) => page(c, emptyForm))

const reasonSchema = z.object({ reason: z.string().max(2_000) })

learners.post('/courses/:id/learners/:userId/items/:itemId/completion', form(reasonSchema, page), async (c) => {
  const { reason } = c.req.valid('form')
  const { tenant, actor } = c.var
  const { refused } = await orForm(c, page, { reason }, () => completeForLearner(tenant, actor, placeOf(c), reason))
  return refused ?? back(c, 'learner.completed')
})

learners.delete('/courses/:id/learners/:userId/items/:itemId/completion', form(reasonSchema, page), async (c) => {
  const { reason } = c.req.valid('form')
  const { tenant, actor } = c.var
  const { refused } = await orForm(c, page, { reason }, () => reopenForLearner(tenant, actor, placeOf(c), reason))
  return refused ?? back(c, 'learner.reopened')
})

learners.post('/courses/:id/learners/:userId/withdrawal', async (c) => {
  const { courseId, userId } = placeOf(c)
  const actId = await withdrawPeople(c.var.tenant, c.var.actor, courseId, [userId])
  return goToWithUndo(c, urls.learner(courseId, userId), 'learner.withdrawn', actId)
})

learners.delete('/courses/:id/learners/:userId/withdrawal', async (c) => {
  const { courseId, userId } = placeOf(c)
  await returnPeople(c.var.tenant, c.var.actor, courseId, [userId])
  return goTo(c, urls.learner(courseId, userId), 'learner.returned')
})

learners.get('/learners', async (c) =>
  c.html(<ObservedLearnersPage view={c.var.view} learners={await listObserved(c.var.tenant, c.var.actor)} />),
)

learners.get('/learners/:userId', async (c) => {
  const learner = await readObservedLearner(c.var.tenant, c.var.actor, c.req.param('userId'))
  return c.html(<ObservedLearnerPage view={c.var.view} learner={learner} />)
})

function back(c: Context<AppEnv>, notice: string) {
  const { courseId, userId, itemId } = placeOf(c)
  return goTo(c, `${urls.learner(courseId, userId)}#item-${itemId}`, notice)
}

const placeOf = (c: Context<AppEnv>) => ({
  courseId: c.req.param('id') ?? '',
  userId: c.req.param('userId') ?? '',
  itemId: c.req.param('itemId') ?? '',
})
