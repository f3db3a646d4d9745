import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { CoursesPage } from '../../views/courses/courses-page'
import {
  archiveCourse,
  binCourse,
  createCourse,
  publishCourse,
  restoreCourse,
  unpublishCourse,
} from '../domain/courses'
import { decideRequest, joinCourse, leaveCourse, requestToJoin, withdrawRequest } from '../domain/enrollments'
import { readCourses } from '../domain/pages'
import { can, isStaff } from '../domain/policy'
import type { AppEnv } from '../env'
import { Invalid } from '../errors'
import { onError } from '../http/errors'
import { emptyForm, type FormState, form, orForm } from '../http/form'
import { goTo, goToWithUndo, pathBack } from '../http/respond'
import { urls } from '../urls'

/** The courses that staff run, and what is done with a whole course. */
export const courses = new Hono<AppEnv>()

courses.get('/courses', async (c) => {
  // Learners find theirs at home, and new ones in the catalogue.
  return isStaff(c.var.actor) ? coursesPage(c, emptyForm) : c.redirect(urls.catalogue(), 303)
})

const newCourse = z.object({ title: z.string().max(65_536), id: z.uuid().optional() })

courses.post('/courses', form(newCourse, coursesPage), async (c) => {
  const { tenant, actor, view } = c.var
  const values = c.req.valid('form')
  const { done, refused } = await orForm(c, coursesPage, values, () =>
    createCourse(tenant, actor, { ...values, firstModule: view.t('courses.firstModule') }),
  )
  return refused ?? goTo(c, urls.outline(done!.id), 'courses.notice.created')
})

courses.post('/courses/:id/publication', async (c) => {
  await publishCourse(c.var.tenant, c.var.actor, c.req.param('id'))
  return goTo(c, urls.outline(c.req.param('id')), 'courses.notice.published')
})

courses.delete('/courses/:id/publication', async (c) => {
  await unpublishCourse(c.var.tenant, c.var.actor, c.req.param('id'))
  const id = c.req.param('id')
  return goTo(c, urls.outline(id), 'courses.notice.unpublished', urls.coursePublication(id))
})

courses.post('/courses/:id/archive', async (c) => {
  await archiveCourse(c.var.tenant, c.var.actor, c.req.param('id'), true)
  return goTo(c, urls.courses(), 'courses.notice.archived', `${urls.courseArchive(c.req.param('id'))}?_method=DELETE`)
})

courses.delete('/courses/:id/archive', async (c) => {
  await archiveCourse(c.var.tenant, c.var.actor, c.req.param('id'), false)
  return goTo(c, urls.courses(), 'courses.notice.broughtBack')
})

courses.delete('/courses/:id', async (c) => {
  await binCourse(c.var.tenant, c.var.actor, c.req.param('id'))
  const id = c.req.param('id')
  return goTo(c, `${urls.courses()}?shelf=bin`, 'courses.notice.binned', urls.courseRestoration(id))
})

courses.post('/courses/:id/restoration', async (c) => {
  await restoreCourse(c.var.tenant, c.var.actor, c.req.param('id'))
  return goTo(c, urls.outline(c.req.param('id')), 'courses.notice.restored')
})

courses.post('/courses/:id/membership', async (c) => {
  await joinCourse(c.var.tenant, c.var.actor, c.req.param('id'))
  return goTo(c, urls.course(c.req.param('id')), 'courses.notice.joined')
})

courses.delete('/courses/:id/membership', async (c) => {
  await leaveCourse(c.var.tenant, c.var.actor, c.req.param('id'))
  return goTo(c, urls.home(), 'courses.notice.left')
})

const request = z.object({ message: z.string().max(1_000).default('') })

/** The field takes no more by itself: who comes here sent it by hand. */
const requestRefused = (c: Context<AppEnv>) => onError(new Invalid('message', 'form.tooLong', { most: 1_000 }), c)

courses.post('/courses/:id/request', form(request, requestRefused), async (c) => {
  await requestToJoin(c.var.tenant, c.var.actor, c.req.param('id'), c.req.valid('form').message)
  return goTo(c, urls.course(c.req.param('id')), 'courses.notice.asked')
})

courses.delete('/courses/:id/request', async (c) => {
  await withdrawRequest(c.var.tenant, c.var.actor, c.req.param('id'))
  return goTo(c, urls.course(c.req.param('id')))
})

courses.post('/join-requests/:id/approval', async (c) => {
  const { courseId, actId } = await decideRequest(c.var.tenant, c.var.actor, c.req.param('id'), 'approved')
  return goToWithUndo(c, await cameFrom(c, courseId), 'courses.notice.approved', actId)
})

courses.post('/join-requests/:id/refusal', async (c) => {
  const { courseId, actId } = await decideRequest(c.var.tenant, c.var.actor, c.req.param('id'), 'declined')
  return goToWithUndo(c, await cameFrom(c, courseId), 'courses.notice.declined', actId)
})

/** The list that was answered from: home shows those of all courses. */
async function cameFrom(c: Context<AppEnv>, courseId: string): Promise<string> {
  const { back } = await c.req.parseBody()
  return pathBack(typeof back === 'string' ? back : undefined, urls.course(courseId))
}

const shelf = z.enum(['current', 'draft', 'archived', 'bin']).catch('current')

async function coursesPage(c: Context<AppEnv>, { values, errors }: FormState) {
  const { tenant, actor, view } = c.var
  const { q = '', after } = c.req.query()
  const filter = { shelf: shelf.parse(c.req.query('shelf')), words: q.slice(0, 200), after }
  const read = await readCourses(tenant, actor, filter)
  return c.html(
    <CoursesPage
      view={view}
      {...read}
      filter={filter}
      mayCreate={can(actor, 'course.create')}
      typed={values.title as string | undefined}
      error={errors.title ?? errors['']}
    />,
  )
}
