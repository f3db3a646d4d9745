import { type Context, Hono } from 'hono'
import { CalendarPage } from '../../views/calendar/calendar-page'
import { FeedPage } from '../../views/calendar/feed-page'
import { endFeed, findFeed, makeFeed, readCourseCalendar, readOwnCalendar } from '../domain/calendar'
import { readOwnCourses } from '../domain/notifications'
import type { AppEnv } from '../env'
import { askedMonth } from '../http/calendar-months'
import { goTo } from '../http/respond'
import { urls } from '../urls'

/** What is when: one's own dates, those of a course, and the address for a calendar program. */
export const calendar = new Hono<AppEnv>()

const showOf = (c: Context<AppEnv>) => (['month', 'list'] as const).find((one) => one === c.req.query('show')) ?? null

calendar.get('/calendar', async (c) => {
  const { tenant, actor, view } = c.var
  const { range, ...shown } = askedMonth(view, c.req.query('month'))
  const { dates, isCut } = await readOwnCalendar(tenant, actor.id, range)
  return c.html(<CalendarPage view={view} {...shown} dates={dates} isCut={isCut} show={showOf(c)} of={null} />)
})

calendar.get('/courses/:id/calendar', async (c) => {
  const { tenant, actor, view } = c.var
  const { range, ...shown } = askedMonth(view, c.req.query('month'))
  const { course, as, mayEdit, ...read } = await readCourseCalendar(tenant, actor, c.req.param('id'), range)
  const of = { course, isStaff: as === 'staff', mayEdit }
  return c.html(<CalendarPage view={view} {...shown} {...read} show={showOf(c)} of={of} />)
})

calendar.get('/calendar/feed', async (c) => {
  const feed = await findFeed(c.var.tenant, c.var.actor)
  return c.html(<FeedPage view={c.var.view} feed={feed} made={null} />)
})

calendar.post('/calendar/feed', async (c) => {
  const { tenant, actor, view } = c.var
  const secret = await makeFeed(tenant, actor)
  const addressOf = (courseId?: string) => tenant.origin + urls.calendarFile(secret, courseId)
  const courses = (await readOwnCourses(tenant, actor)).map(({ id, title }) => ({ title, address: addressOf(id) }))
  return c.html(<FeedPage view={view} feed={{ createdAt: tenant.now() }} made={{ address: addressOf(), courses }} />)
})

calendar.delete('/calendar/feed', async (c) => {
  await endFeed(c.var.tenant, c.var.actor)
  return goTo(c, urls.calendarFeed(), 'calendar.feedEnded')
})
