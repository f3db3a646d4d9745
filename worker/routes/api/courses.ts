import type { Context } from 'hono'
import { z } from 'zod'
import type { View } from '../../../views/view'
import {
  archiveCourse,
  binCourse,
  createCourse,
  duplicateCourse,
  publishCourse,
  publishDrafts,
  restoreCourse,
  unpublishCourse,
  unpublishDrafts,
} from '../../domain/courses'
import { countFaults, listFaults } from '../../domain/lessons'
import { type CoursePageRows, readCatalogue, readCoursePage, readCourses } from '../../domain/pages'
import type { AppEnv } from '../../env'
import { door } from './door'
import { moduleJson, toModule } from './outline-json'
import { pageOf, pageQuery } from './page'
import { moment, percent, time, toPercent, toPercentOrNull, toTime, toTimeOrNull } from './shapes'

const tag = 'Courses'
const title = z.string().max(1_000)

const lineJson = z.object({
  id: z.string(),
  title: z.string(),
  category: z.string().nullable(),
  learners: z.number(),
  percent: percent.nullable().describe('Mean progress of its learners, 0-100, with two decimals at most.'),
  requests: z.number(),
  toMark: z.number(),
  publishedAt: time.nullable(),
  archivedAt: time.nullable(),
  deletedAt: time.nullable(),
  updatedAt: time,
})

const catalogueJson = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  category: z.string().nullable(),
  expectedHours: z.number().nullable(),
  joining: z.string(),
  locale: z.string(),
  startsAt: time.nullable(),
  isEnrolled: z.boolean(),
})

const courseJson = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  category: z.string().nullable(),
  tags: z.array(z.string()),
  locale: z.string(),
  zone: z.string().describe('In which the course says its dates.'),
  expectedHours: z.number().nullable(),
  startsAt: time.nullable(),
  endsAt: time.nullable(),
  publishedAt: time.nullable(),
  archivedAt: time.nullable(),
  you: z.enum(['staff', 'learner', 'observer', 'visitor']),
  percent: percent.describe('Your own progress, 0-100.'),
  staff: z.array(z.object({ id: z.string(), name: z.string(), role: z.string() })),
  modules: z.array(moduleJson),
  reviews: z
    .array(
      z.object({
        itemId: z.string(),
        toDo: z.number().describe('So many works of others wait for your review.'),
        endsAt: time.describe('Until when you review.'),
        received: z.number().describe('So many have reviewed your work; 0 until reviewing is over.'),
      }),
    )
    .describe('Your own part in peer reviews, of assignments where there is any.'),
})

const toCourse = (view: View, { outline, staff, category, reviews }: CoursePageRows) => {
  const { course } = outline
  return {
    id: course.id,
    title: course.title,
    summary: course.summary,
    category: category?.name ?? null,
    tags: course.tags,
    locale: course.locale,
    zone: outline.zone,
    expectedHours: course.expectedHours,
    startsAt: toTimeOrNull(course.startsAt),
    endsAt: toTimeOrNull(course.endsAt),
    publishedAt: toTimeOrNull(course.publishedAt),
    archivedAt: toTimeOrNull(course.archivedAt),
    you: outline.standing.as,
    percent: toPercent(outline.percent),
    staff: staff.map(({ userId, name, role }) => ({ id: userId, name, role })),
    modules: outline.modules.map((module) => toModule(view, module)),
    reviews: reviews.map((one) => ({ ...one, endsAt: toTime(one.endsAt) })),
  }
}

async function read(c: Context<AppEnv>, courseId: string) {
  const { tenant, actor, organization } = c.var
  return toCourse(
    c.var.view,
    await readCoursePage(tenant, actor, courseId, { publicCatalogue: organization.publicCatalogue }),
  )
}

/** Who makes a course teaches it: their roles were read before it was there. */
const madeBy = async (c: Context<AppEnv>, courseId: string) => {
  const { actor } = c.var
  c.set('actor', { ...actor, courseRoles: { ...actor.courseRoles, [courseId]: 'instructor' } })
  return read(c, courseId)
}

export const courseDoors = [
  door(
    {
      method: 'get',
      path: '/courses',
      tag,
      summary: 'Courses that you run, by title; all of them for admins',
      scope: 'courses.read',
      query: pageQuery.extend({
        q: z.string().max(200).default(''),
        shelf: z.enum(['current', 'draft', 'archived', 'bin']).default('current'),
      }),
      answer: pageOf(lineJson),
    },
    async (c, { query: { q, shelf, cursor, limit } }) => {
      const filter = { words: q, shelf, after: cursor, size: limit }
      const { courses, next } = await readCourses(c.var.tenant, c.var.actor, filter)
      const items = courses.map(({ percent, publishedAt, archivedAt, deletedAt, updatedAt, ...rest }) => ({
        ...rest,
        percent: toPercentOrNull(percent),
        publishedAt: toTimeOrNull(publishedAt),
        archivedAt: toTimeOrNull(archivedAt),
        deletedAt: toTimeOrNull(deletedAt),
        updatedAt: toTime(updatedAt),
      }))
      return { items, next }
    },
  ),
  door(
    {
      method: 'get',
      path: '/catalogue',
      tag,
      summary: 'Courses that one may find and join, by title',
      scope: 'courses.read',
      query: pageQuery.extend({ q: z.string().max(200).default('') }),
      answer: pageOf(catalogueJson),
    },
    async (c, { query: { q, cursor, limit } }) => {
      const { courses, next } = await readCatalogue(c.var.tenant, c.var.actor, { words: q, after: cursor, size: limit })
      const items = courses.map(({ pictureId: _, role, startsAt, ...rest }) => ({
        ...rest,
        startsAt: toTimeOrNull(startsAt),
        isEnrolled: role !== null,
      }))
      return { items, next }
    },
  ),
  door(
    {
      method: 'post',
      path: '/courses',
      tag,
      summary: 'Make a course from its title',
      scope: 'courses.write',
      status: 201,
      body: z.object({ title }),
      answer: courseJson,
    },
    async (c, { body }) => madeBy(c, (await createCourse(c.var.tenant, c.var.actor, body)).id),
  ),
  door(
    {
      method: 'get',
      path: '/courses/:id',
      tag,
      summary: 'A course with its outline, as you see it',
      scope: 'courses.read',
      answer: courseJson,
    },
    async (c, { param }) => read(c, param('id')),
  ),
  door(
    {
      method: 'post',
      path: '/courses/:id/copies',
      tag,
      summary: 'Duplicate a course without its people, dates moved by days',
      scope: 'courses.write',
      status: 201,
      body: z.object({ title, days: z.number().int().min(-3_650).max(3_650).default(0) }),
      answer: courseJson,
    },
    async (c, { param, body }) => madeBy(c, (await duplicateCourse(c.var.tenant, c.var.actor, param('id'), body)).id),
  ),
  door(
    {
      method: 'post',
      path: '/courses/:id/drafts/publication',
      tag,
      summary: 'Show all drafts of a course to learners at once, but not those that wait for their own day',
      scope: 'courses.write',
      answer: z.object({
        published: z.number().describe('How many items learners see now.'),
        left: z
          .number()
          .describe(
            'What stays a draft: quizzes that ask nothing yet, lessons without the film that is to be watched.',
          ),
        faults: z.number().describe('What stands in some readers’ way in the lessons that they see now.'),
        publishedAt: time.describe('By this moment the same is taken back.'),
      }),
    },
    async (c, { param }) => {
      const { at, published, left } = await publishDrafts(c.var.tenant, c.var.actor, param('id'))
      const faults = countFaults(await listFaults(c.var.tenant, published))
      return { published: published.length, left, faults, publishedAt: toTime(at) }
    },
  ),
  door(
    {
      method: 'delete',
      path: '/courses/:id/drafts/publication',
      tag,
      summary: 'Take back what was published in one go; what was published at another moment stays',
      scope: 'courses.write',
      query: z.object({ publishedAt: moment }),
    },
    async (c, { param, query: { publishedAt } }) => {
      await unpublishDrafts(c.var.tenant, c.var.actor, param('id'), publishedAt)
    },
  ),
  ...changes(),
]

function changes() {
  const doors = [
    ['post', '/publication', 'Open a course to its learners', publishCourse],
    ['delete', '/publication', 'Make a course a draft again', unpublishCourse],
    ['delete', '', 'Put a course into the bin', binCourse],
    ['post', '/restoration', 'Take a course out of the bin', restoreCourse],
    ['post', '/archive', 'Put a course away', (tenant, actor, id) => archiveCourse(tenant, actor, id, true)],
    ['delete', '/archive', 'Bring a course back', (tenant, actor, id) => archiveCourse(tenant, actor, id, false)],
  ] as const satisfies readonly (readonly ['post' | 'delete', string, string, typeof publishCourse])[]
  return doors.map(([method, path, summary, act]) =>
    door({ method, path: `/courses/:id${path}`, tag, summary, scope: 'courses.write' }, async (c, { param }) =>
      act(c.var.tenant, c.var.actor, param('id')),
    ),
  )
}
