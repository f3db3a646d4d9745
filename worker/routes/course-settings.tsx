import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { CourseSettingsPage, type StaffForm } from '../../views/courses/settings-page'
import { shownOf } from '../../views/courses/settings-values'
import { isLocale } from '../../views/translate'
import { duplicateCourse, editCourse, renewJoinCode } from '../domain/courses'
import { enrollByName, withdrawPeople } from '../domain/enrollments'
import { storeFile } from '../domain/media'
import { readCourseSettings } from '../domain/pages'
import type { AppEnv } from '../env'
import { Invalid } from '../errors'
import { emptyForm, type FormState, form, orForm } from '../http/form'
import { goTo, goToWithUndo } from '../http/respond'
import { refuseStale } from '../http/stale'
import { wholeNumber } from '../http/whole-number'
import { momentOf, readLocalDateTime } from '../lib/zones'
import { urls } from '../urls'

/** What a course is, who it is for, and who runs it. */
export const courseSettings = new Hono<AppEnv>()

courseSettings.get('/courses/:id/settings', (c) => settingsPage(c, emptyForm))

const tick = z.literal('on').optional()
const settings = z
  .object({
    was: z.string().max(2_000).default(''),
    title: z.string().trim().min(1, 'courses.titleMissing').max(65_536),
    summary: z.string().max(2_000, 'courses.summaryTooLong').default(''),
    picture: z.any().optional(),
    noPicture: tick,
    category: z.string().max(200).default(''),
    tags: z.string().max(600).default(''),
    expectedHours: wholeNumber(2_000).default(null),
    locale: z.string().max(20).default(''),
    zone: z.string().max(60).default(''),
    startsAt: z.string().max(20).default(''),
    endsAt: z.string().max(20).default(''),
    afterEnd: z.enum(['none', 'read', 'full']),
    inOrder: tick,
    visibility: z.enum(['enrolled', 'organization', 'public']),
    joining: z.enum(['staff', 'code', 'open', 'request']),
    joinEndsAt: z.string().max(10).default(''),
    joinMost: wholeNumber(100_000).default(null),
    everyone: tick,
    rule: z.enum(['all', 'count', 'average']),
    count: wholeNumber(300).default(null),
    percent: wholeNumber(100).default(null),
    certificate: tick,
    chat: tick,
  })
  .check(
    z.refine(({ startsAt, endsAt }) => !startsAt || !endsAt || endsAt > startsAt, {
      path: ['endsAt'],
      message: 'courses.endsBeforeStart',
      when: () => true,
    }),
  )

courseSettings.put('/courses/:id/settings', form(settings, settingsPage), async (c) => {
  const { tenant, actor, organization } = c.var
  const values = c.req.valid('form')
  const courseId = c.req.param('id')
  const read = await readCourseSettings(tenant, actor, courseId)
  const { course, mayGiveToEveryone } = read
  const now = shownOf({ ...read, zone: course.zone || organization.zone })
  const stale = await refuseStale(c, settingsPage, values, now)
  if (stale) return stale
  const { refused } = await orForm(c, settingsPage, values, async () => {
    const zone = values.zone || organization.zone
    await editCourse(tenant, actor, courseId, {
      title: values.title,
      summary: values.summary,
      pictureId: await pictureOf(c, values.picture, values.noPicture ? null : course.pictureId),
      category: values.category,
      tags: values.tags.split(/[,،、，;\n]/),
      expectedHours: values.expectedHours,
      locale: isLocale(values.locale) ? values.locale : '',
      zone: values.zone,
      startsAt: momentIn('startsAt', values.startsAt, zone),
      endsAt: momentIn('endsAt', values.endsAt, zone),
      afterEnd: values.afterEnd,
      inOrder: values.inOrder === 'on',
      visibility: values.visibility,
      joining: values.joining,
      // The day that the form showed stays the very moment that it stands for.
      ...(values.joinEndsAt === now.joinEndsAt && values.zone === now.zone
        ? {}
        : { joinEndsAt: endOfDayIn('joinEndsAt', values.joinEndsAt, zone) }),
      joinMost: values.joinMost,
      ...(mayGiveToEveryone ? { everyone: values.everyone === 'on' } : {}),
      completion: completionOf(values),
      certificate: values.certificate === 'on',
      chat: values.chat === 'on',
    })
  })
  return refused ?? goTo(c, urls.courseSettings(courseId), 'courses.notice.saved')
})

const staffMember = z.object({
  who: z.string().max(65_536),
  dueOn: z.string().max(10).default(''),
  role: z.enum(['instructor', 'assistant', 'observer', 'learner']),
})

courseSettings.post('/courses/:id/staff', form(staffMember, staffPage), async (c) => {
  const { tenant, actor } = c.var
  const values = c.req.valid('form')
  const courseId = c.req.param('id')
  const { refused } = await orForm(c, staffPage, values, () => {
    return enrollByName(tenant, actor, courseId, { ...values, zone: c.var.organization.zone })
  })
  return refused ?? goTo(c, `${urls.courseSettings(courseId)}#staff`, 'courses.notice.staffAdded')
})

courseSettings.delete('/courses/:id/staff/:userId', async (c) => {
  const { id, userId } = c.req.param()
  const withdraw = () => withdrawPeople(c.var.tenant, c.var.actor, id, [userId])
  const { done, refused } = await orForm(c, staffPage, {}, withdraw)
  return refused ?? goToWithUndo(c, `${urls.courseSettings(id)}#staff`, 'courses.notice.staffRemoved', done!)
})

const copy = z.object({
  title: z.string().max(65_536),
  days: z.coerce
    .number('courses.daysRange')
    .int('courses.daysRange')
    .min(-3_650, 'courses.daysRange')
    .max(3_650, 'courses.daysRange')
    .default(0),
})

courseSettings.post('/courses/:id/copies', form(copy, copyPage), async (c) => {
  const values = c.req.valid('form')
  const { done, refused } = await orForm(c, copyPage, values, () =>
    duplicateCourse(c.var.tenant, c.var.actor, c.req.param('id'), values),
  )
  return refused ?? goTo(c, urls.outline(done!.id), 'courses.notice.duplicated')
})

courseSettings.post('/courses/:id/join-code', async (c) => {
  await renewJoinCode(c.var.tenant, c.var.actor, c.req.param('id'))
  return goTo(c, `${urls.courseSettings(c.req.param('id'))}#code`, 'courses.notice.codeRenewed')
})

function copyPage(c: Context<AppEnv>, state: FormState) {
  return settingsPage(c, emptyForm, undefined, state)
}

function staffPage(c: Context<AppEnv>, { values, errors }: FormState) {
  const { who = '', role = '', dueOn = '' } = values
  const error = Object.values(errors)[0] ?? ''
  return settingsPage(c, emptyForm, { who: String(who), role: String(role), dueOn: String(dueOn), error })
}

async function settingsPage(
  c: Context<AppEnv>,
  { values, errors, theirs }: FormState,
  staffForm?: StaffForm,
  copyForm?: FormState,
) {
  const { tenant, actor, view, organization } = c.var
  const read = await readCourseSettings(tenant, actor, c.req.param('id')!)
  return c.html(
    <CourseSettingsPage
      view={view}
      {...read}
      zone={read.course.zone || organization.zone}
      publicCatalogue={organization.publicCatalogue}
      values={Object.keys(values).length ? values : undefined}
      errors={errors}
      theirs={theirs}
      staffForm={staffForm}
      copyForm={copyForm}
    />,
  )
}

async function pictureOf(c: Context<AppEnv>, picture: unknown, kept: string | null): Promise<string | null> {
  if (!(picture instanceof File) || picture.size === 0) return kept
  const bytes = new Uint8Array(await picture.arrayBuffer())
  const file = await storeFile(c.var.tenant, c.var.actor, { name: picture.name, bytes, purpose: 'content' }).catch(
    (error) => {
      throw error instanceof Invalid ? new Invalid('picture', error.reason, error.values) : error
    },
  )
  if (!file.type.startsWith('image/')) throw new Invalid('picture', 'courses.pictureKind')
  return file.id
}

function momentIn(field: string, value: string, zone: string): number | null {
  if (!value) return null
  const at = readLocalDateTime(value, zone)
  if (at === null) throw new Invalid(field, 'courses.dateUnreadable')
  return at
}

function endOfDayIn(field: string, day: string, zone: string): number | null {
  if (!day) return null
  const at = momentOf(day, '23:59', zone)
  if (at === null) throw new Invalid(field, 'people.chooseDay')
  return at
}

function completionOf({ rule, count, percent }: z.infer<typeof settings>) {
  if (rule === 'count') return { kind: rule, n: count ?? 0 }
  return rule === 'average' ? { kind: rule, percent: percent ?? 0 } : { kind: rule }
}
