import { z } from 'zod'
import { dateKinds } from '../../db/calendar-dates'
import { endFeed, findFeed, makeFeed, readCourseCalendar, readOwnCalendar } from '../../domain/calendar'
import { Invalid } from '../../errors'
import { urls } from '../../urls'
import { door } from './door'
import { moment, time, toTime, toTimeOrNull } from './shapes'

const tag = 'Calendar'
const DAY = 86_400_000
const MOST_DAYS = 366

const rangeQuery = z.object({
  from: moment.describe('The first moment; now unless said.').optional(),
  until: moment.describe('As far as that, at most 366 days later; 31 days unless said.').optional(),
})

const dateJson = z.object({
  kind: z.enum(dateKinds),
  subjectId: z.string().describe('The item, or the course.'),
  itemKind: z.string().nullable().describe('Null for a course.'),
  title: z.string(),
  courseId: z.string(),
  course: z.string(),
  at: time.describe('Yours, with everything that was set for you.'),
  endsAt: time.nullable(),
  draft: z.boolean().describe('Learners do not see it yet.'),
  done: z.boolean(),
})

const calendarJson = z.object({
  items: z.array(dateJson),
  more: z.boolean().describe('There are more than are given at once: ask for fewer days.'),
})

function rangeOf(now: number, { from, until }: z.output<typeof rangeQuery>) {
  const first = from ?? now
  const last = until ?? first + 31 * DAY
  if (last <= first || last - first > MOST_DAYS * DAY) throw new Invalid('until', 'calendar.rangeWrong')
  return { from: first, until: last }
}

type Read = Awaited<ReturnType<typeof readOwnCalendar>>

const toJson = ({ dates, isCut }: Read): z.input<typeof calendarJson> => ({
  items: dates.map(({ kind, subjectId, itemKind, title, courseId, course, at, endsAt, isDraft, isDone }) => ({
    kind,
    subjectId,
    itemKind,
    title,
    courseId,
    course,
    at: toTime(at),
    endsAt: toTimeOrNull(endsAt),
    draft: isDraft,
    done: isDone,
  })),
  more: isCut,
})

export const calendarDoors = [
  door(
    {
      method: 'get',
      path: '/me/calendar',
      tag,
      personal: true,
      summary: 'Your dates in all your courses',
      scope: 'learning.read',
      query: rangeQuery,
      answer: calendarJson,
    },
    async (c, { query }) => {
      const { tenant, actor } = c.var
      return toJson(await readOwnCalendar(tenant, actor.id, rangeOf(tenant.now(), query)))
    },
  ),
  door(
    {
      method: 'get',
      path: '/courses/:id/calendar',
      tag,
      summary: 'The dates of a course: yours where you learn in it, everyone’s where you look after it',
      scope: 'learning.read',
      query: rangeQuery,
      answer: calendarJson,
    },
    async (c, { param, query }) => {
      const { tenant, actor } = c.var
      return toJson(await readCourseCalendar(tenant, actor, param('id'), rangeOf(tenant.now(), query)))
    },
  ),
  door(
    {
      method: 'get',
      path: '/me/calendar-feed',
      tag,
      personal: true,
      summary: 'Whether there is an address at which a calendar program reads your dates',
      scope: 'learning.read',
      answer: z.object({ madeAt: time.nullable() }),
    },
    async (c) => ({ madeAt: toTimeOrNull((await findFeed(c.var.tenant, c.var.actor))?.createdAt ?? null) }),
  ),
  door(
    {
      method: 'post',
      path: '/me/calendar-feed',
      tag,
      personal: true,
      summary: 'Make a new address for a calendar program (RFC 5545); the one before opens nothing any more',
      scope: 'learning.write',
      answer: z.object({ address: z.string().describe('Told this once. With ?course=ID it gives that course alone.') }),
      status: 201,
    },
    async (c) => {
      const { tenant, actor } = c.var
      return { address: tenant.origin + urls.calendarFile(await makeFeed(tenant, actor)) }
    },
  ),
  door(
    {
      method: 'delete',
      path: '/me/calendar-feed',
      tag,
      personal: true,
      summary: 'Switch that address off',
      scope: 'learning.write',
    },
    async (c) => endFeed(c.var.tenant, c.var.actor),
  ),
]
