import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { AnnouncementPage } from '../../views/announcements/announcement-page'
import { AnnouncementFormPage } from '../../views/announcements/form-page'
import { AnnouncementsPage } from '../../views/announcements/list-page'
import { ReadersPage } from '../../views/announcements/readers-page'
import {
  type AnnouncementGiven,
  announce,
  changeAnnouncement,
  exportReaders,
  type FoundAnnouncement,
  findAnnouncement,
  findAnnouncementForm,
  findAnnouncementToEdit,
  findPlace,
  listAnnouncements,
  listCourseAnnouncements,
  listReaders,
  readAnnouncement,
  withdrawAnnouncement,
} from '../domain/announcements'
import type { AppEnv } from '../env'
import { attachment } from '../http/attachment'
import { emptyForm, type FormState, type FormView, form, orForm } from '../http/form'
import { localMoment } from '../http/local-moment'
import { goTo, goToWithUndo, pathBack } from '../http/respond'
import { refuseStale } from '../http/stale'
import { audiences, mostAnnounced } from '../lib/announcement'
import { csvStream } from '../lib/csv'
import { isoInZone, localDateTime } from '../lib/zones'
import { urls } from '../urls'

/** What is said to many at once. */
export const announcements = new Hono<AppEnv>()

const SIZE = 20
const SIZE_READERS = 50

announcements.get('/announcements', async (c) => {
  const { tenant, actor, view } = c.var
  const after = c.req.query('after')
  const { rows, next, mayWrite } = await listAnnouncements(tenant, actor, { cursor: after, size: SIZE })
  const isLater = after !== undefined
  return c.html(
    <AnnouncementsPage view={view} lines={rows} next={next} isLater={isLater} mayWrite={mayWrite} of={null} />,
  )
})

announcements.get('/courses/:id/announcements', async (c) => {
  const { tenant, actor, view } = c.var
  const after = c.req.query('after')
  const page = { cursor: after, size: SIZE }
  const { rows, next, course, as, mayWrite, mayEdit } = await listCourseAnnouncements(
    tenant,
    actor,
    c.req.param('id'),
    page,
  )
  const of = { course, isStaff: as === 'staff', mayEdit }
  return c.html(
    <AnnouncementsPage
      view={view}
      lines={rows}
      next={next}
      isLater={after !== undefined}
      mayWrite={mayWrite}
      of={of}
    />,
  )
})

async function newPage(c: Context<AppEnv>, state: FormState = emptyForm) {
  const { tenant, actor, view, organization } = c.var
  const courseId = String(state.values.courseId ?? c.req.query('course') ?? '') || null
  const groupId = String(state.values.groupId ?? c.req.query('group') ?? '') || null
  const place = await findPlace(tenant, actor, { courseId, groupId: state.errors.groupId ? null : groupId })
  const zone = place.course?.zone || organization.zone
  const shown = { ...state, values: { groupId: groupId ?? '', ...state.values } }
  return c.html(
    <AnnouncementFormPage
      view={view}
      id={null}
      place={place}
      groups={place.groups}
      hasBegun={false}
      zone={zone}
      state={shown}
    />,
  )
}
const newView: FormView = (c, state) => newPage(c, state)

announcements.get('/announcements/new', (c) => newPage(c))

const flag = z.string().max(20).optional()
const fields = z.object({
  title: z.string().max(mostAnnounced.title, 'form.tooLong').default(''),
  text: z.string().max(mostAnnounced.text, 'form.tooLong').default(''),
  audience: z.enum(audiences).default('everyone'),
  groupId: z.string().max(64).default(''),
  fromAt: z.string().max(40).default(''),
  untilAt: z.string().max(40).default(''),
  mustAcknowledge: flag,
  pinned: flag,
})
const newFields = fields.extend({ courseId: z.string().max(64).default('') })
const editFields = fields.extend({ was: z.string().max(2_000).default('') })

const givenIn = (values: z.output<typeof fields>, zone: string): AnnouncementGiven => ({
  title: values.title,
  text: values.text,
  audience: values.audience,
  groupId: values.groupId || null,
  fromAt: localMoment('fromAt', values.fromAt, zone),
  untilAt: localMoment('untilAt', values.untilAt, zone),
  mustAcknowledge: values.mustAcknowledge !== undefined,
  pinned: values.pinned !== undefined,
})

announcements.post('/announcements', form(newFields, newView), async (c) => {
  const { tenant, actor, organization } = c.var
  const values = c.req.valid('form')
  const place = { courseId: values.courseId || null, groupId: values.groupId || null }
  const { done, refused } = await orForm(c, newView, values, async () => {
    const { course } = await findPlace(tenant, actor, place)
    return announce(tenant, actor, place, givenIn(values, course?.zone || organization.zone))
  })
  return refused ?? goTo(c, urls.announcement(done!.id), 'announcements.notice.made')
})

announcements.get('/announcements/:id', async (c) => {
  const found = await findAnnouncement(c.var.tenant, c.var.actor, c.req.param('id'))
  return c.html(<AnnouncementPage view={c.var.view} found={found} />)
})

const zoneOf = (c: Context<AppEnv>, found: FoundAnnouncement) => found.courseZone || c.var.organization.zone

async function editPage(c: Context<AppEnv>, state?: FormState) {
  const { tenant, actor, view } = c.var
  const { found, groups } = await findAnnouncementForm(tenant, actor, c.req.param('id')!)
  const { announcement, course, group } = found
  const zone = zoneOf(c, found)
  const place = {
    course: announcement.courseId === null ? null : { id: announcement.courseId, title: course ?? '' },
    group: announcement.groupId === null ? null : { id: announcement.groupId, name: group ?? '' },
  }
  return c.html(
    <AnnouncementFormPage
      view={view}
      id={announcement.id}
      place={place}
      groups={groups}
      hasBegun={announcement.fromAt <= view.now}
      zone={zone}
      state={state ?? { values: valuesOf(found, zone), errors: {} }}
    />,
  )
}
const editView: FormView = (c, state) => editPage(c, state)

const valuesOf = ({ announcement: said }: FoundAnnouncement, zone: string): FormState['values'] => ({
  title: said.title,
  text: said.text,
  audience: said.audience,
  groupId: said.groupId ?? '',
  fromAt: localDateTime(said.fromAt, zone),
  untilAt: said.untilAt === null ? '' : localDateTime(said.untilAt, zone),
  ...(said.mustAcknowledge ? { mustAcknowledge: 'on' } : {}),
  ...(said.pinned ? { pinned: 'on' } : {}),
})

announcements.get('/announcements/:id/edit', (c) => editPage(c))

announcements.put('/announcements/:id', form(editFields, editView), async (c) => {
  const { tenant, actor } = c.var
  const id = c.req.param('id')
  const values = c.req.valid('form')
  const found = await findAnnouncementToEdit(tenant, actor, id)
  const zone = zoneOf(c, found)
  const stale = await refuseStale(c, editView, values, valuesOf(found, zone))
  if (stale) return stale
  const { refused } = await orForm(c, editView, values, async () =>
    changeAnnouncement(tenant, actor, id, givenIn(values, zone)),
  )
  return refused ?? goTo(c, urls.announcement(id), 'person.saved')
})

announcements.delete('/announcements/:id', async (c) => {
  const { actId, courseId } = await withdrawAnnouncement(c.var.tenant, c.var.actor, c.req.param('id'))
  const back = courseId ? urls.courseAnnouncements(courseId) : urls.announcements()
  return goToWithUndo(c, back, 'announcements.notice.withdrawn', actId)
})

announcements.post('/announcements/:id/reading', async (c) => {
  const id = c.req.param('id')
  const { announcement } = await readAnnouncement(c.var.tenant, c.var.actor, id)
  const back = pathBack(c.req.query('back'), urls.announcement(id))
  return goTo(c, back, announcement.mustAcknowledge ? 'announcements.notice.read' : undefined)
})

const show = z.enum(['all', 'read', 'unread']).catch('all')

announcements.get('/announcements/:id/readers', async (c) => {
  const { tenant, actor, view } = c.var
  const after = c.req.query('after')
  const page = { cursor: after, size: SIZE_READERS, show: show.parse(c.req.query('show')) }
  const found = await listReaders(tenant, actor, c.req.param('id'), page)
  return c.html(<ReadersPage view={view} found={found} show={page.show} isLater={after !== undefined} />)
})

announcements.post('/announcements/:id/readers/csv', async (c) => {
  const { tenant, actor, view } = c.var
  const { announcement, readers } = await exportReaders(tenant, actor, c.req.param('id'))
  const heading = [view.t('people.name'), view.t('announcements.readAt')]
  return c.body(csvStream(heading, readerRows(readers, view.zone)), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': attachment(`${announcement.title} - ${view.t('announcements.readers')}.csv`),
  })
})

async function* readerRows(readers: Awaited<ReturnType<typeof exportReaders>>['readers'], zone: string) {
  for await (const { name, readAt } of readers) yield [name, readAt === null ? '' : isoInZone(readAt, zone)]
}
