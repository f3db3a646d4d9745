import { z } from 'zod'
import { isLocale } from '../../../views/translate'
import { editCourse, listCategories, renewJoinCode } from '../../domain/courses'
import { openMediaToEdit, readCourseSettings } from '../../domain/pages'
import { isZone } from '../../lib/zones'
import { door } from './door'
import { cut, pageOf, pageQuery } from './page'
import { id, moment, time, toTimeOrNull } from './shapes'

const tag = 'Courses'

const completion = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('count'), n: z.number().int().min(1).max(300) }),
  z.object({ kind: z.literal('average'), percent: z.number().min(1).max(100) }),
])

/** What is said of a course in the same words both ways; dates, which are read as they are written, come beside. */
const common = {
  title: z.string().max(1_000),
  summary: z.string().max(2_000),
  pictureId: id.nullable().describe('A file of the media library.'),
  locale: z.string().max(20),
  zone: z.string().max(64).describe('Empty: as the organization.'),
  category: z.string().max(200).describe('A new name makes the category; empty is none.'),
  tags: z.array(z.string().max(100)).max(50),
  expectedHours: z.number().int().min(1).max(2_000).nullable(),
  afterEnd: z.enum(['none', 'read', 'full']),
  inOrder: z.boolean(),
  visibility: z.enum(['enrolled', 'organization', 'public']),
  joining: z.enum(['staff', 'code', 'open', 'request']),
  joinMost: z
    .number()
    .int()
    .min(1)
    .max(100_000)
    .nullable()
    .describe('How many may come in by the code; null is without limit.'),
  everyone: z.boolean(),
  completion,
  certificate: z.boolean(),
  chat: z.boolean().describe('Its people have a chat room.'),
}

const settingsJson = z.object({
  ...common,
  joinCode: z.string().nullable(),
  joinEndsAt: time.nullable().describe('Until when the code lets people in.'),
  joinUses: z.number().describe('How many came in by the code that the course has now.'),
  startsAt: time.nullable(),
  endsAt: time.nullable(),
})

const changes = z
  .object({
    ...common,
    locale: common.locale.refine((text) => text === '' || isLocale(text), 'This language is not offered.'),
    zone: common.zone.refine((text) => text === '' || isZone(text), 'This is not an IANA time zone.'),
    joinEndsAt: moment.nullable(),
    startsAt: moment.nullable(),
    endsAt: moment.nullable(),
  })
  .partial()

const toSettings = ({ course, category }: Awaited<ReturnType<typeof readCourseSettings>>) => ({
  title: course.title,
  summary: course.summary,
  pictureId: course.pictureId,
  locale: course.locale,
  zone: course.zone,
  category,
  tags: course.tags,
  expectedHours: course.expectedHours,
  afterEnd: course.afterEnd,
  inOrder: course.inOrder,
  visibility: course.visibility,
  joining: course.joining,
  joinCode: course.joinCode,
  joinEndsAt: toTimeOrNull(course.joinEndsAt),
  joinMost: course.joinMost,
  joinUses: course.joinUses,
  everyone: course.everyone,
  completion: course.completion,
  certificate: course.certificate,
  chat: course.chat,
  startsAt: toTimeOrNull(course.startsAt),
  endsAt: toTimeOrNull(course.endsAt),
})

export const courseSettingsDoors = [
  door(
    {
      method: 'get',
      path: '/courses/:id/settings',
      tag,
      summary: 'The settings of a course that you run',
      scope: 'courses.read',
      answer: settingsJson,
    },
    async (c, { param }) => toSettings(await readCourseSettings(c.var.tenant, c.var.actor, param('id'))),
  ),
  door(
    {
      method: 'patch',
      path: '/courses/:id/settings',
      tag,
      summary: 'Change settings of a course; what is not said stays',
      scope: 'courses.write',
      body: changes,
      answer: settingsJson,
    },
    async (c, { param, body }) => {
      const { tenant, actor } = c.var
      const { course } = await readCourseSettings(tenant, actor, param('id'))
      // A picture is shown to everybody who sees the course, so it must be one's own to show.
      if (body.pictureId && body.pictureId !== course.pictureId) await openMediaToEdit(tenant, actor, body.pictureId)
      await editCourse(tenant, actor, course.id, body)
      return toSettings(await readCourseSettings(tenant, actor, course.id))
    },
  ),
  door(
    {
      method: 'post',
      path: '/courses/:id/join-code',
      tag,
      summary: 'Make a new code for joining; the one before no longer opens the course',
      scope: 'courses.write',
      answer: settingsJson,
    },
    async (c, { param }) => {
      await renewJoinCode(c.var.tenant, c.var.actor, param('id'))
      return toSettings(await readCourseSettings(c.var.tenant, c.var.actor, param('id')))
    },
  ),
  door(
    {
      method: 'get',
      path: '/categories',
      tag,
      summary: 'The categories of courses, by name; a course’s settings make new ones',
      scope: 'courses.read',
      query: pageQuery,
      answer: pageOf(z.object({ id: z.string(), name: z.string() })),
    },
    async (c, { query }) => cut(await listCategories(c.var.tenant, c.var.actor), query),
  ),
]
