import { z } from 'zod'
import type { Tenant } from '../../../tenants/tenant'
import { isLocale } from '../../../views/translate'
import { listObserved, readObservedLearner, readPersonCard } from '../../domain/pages'
import { editProfile, personQuery, removePhoto, setPhoto } from '../../domain/people'
import type { Actor } from '../../domain/policy'
import { NotFound } from '../../errors'
import { isZone } from '../../lib/zones'
import { urls } from '../../urls'
import { door } from './door'
import { readUpload } from './media'
import { cut, pageOf, pageQuery } from './page'
import { undoable } from './reversals'
import { percent, time, toPercent, toTime, toTimeOrNull } from './shapes'

const own = { tag: 'Profile', personal: true as const }
const shown = z.object({ photo: z.boolean(), pronouns: z.boolean(), bio: z.boolean(), courses: z.boolean() })

const profileJson = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  username: z.string().nullable(),
  pronouns: z.string(),
  bio: z.string(),
  locale: z.string().describe('Empty: as the organization.'),
  zone: z.string().describe('Empty: as the organization.'),
  visibility: shown.describe('What peers see of you.'),
  photoUrl: z.string().nullable(),
})

async function readProfile(tenant: Tenant, actor: Actor) {
  const [person] = await personQuery(tenant, actor.id)
  if (!person) throw new NotFound()
  const { id, name, email, username, pronouns, bio, locale, zone, visibility } = person
  const { photo, courses } = visibility
  return {
    id,
    name,
    email,
    username,
    pronouns,
    bio,
    locale,
    zone,
    visibility: { photo, pronouns: visibility.pronouns, bio: visibility.bio, courses },
    photoUrl: urlOf(tenant, person.photoId),
  }
}

const urlOf = ({ origin }: Tenant, photoId: string | null) => photoId && origin + urls.media(photoId)

const changes = z
  .object({
    name: z.string().max(1_000),
    pronouns: z.string().max(100),
    bio: z.string().max(8_000),
    locale: z
      .string()
      .max(20)
      .refine((text) => text === '' || isLocale(text), 'This language is not offered.'),
    zone: z
      .string()
      .max(64)
      .refine((text) => text === '' || isZone(text), 'This is not an IANA time zone.'),
    visibility: shown.partial(),
  })
  .partial()

const observedJson = z.object({
  person: z.object({ id: z.string(), name: z.string() }),
  courses: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      state: z.string(),
      percent,
      itemsDone: z.number(),
      itemsAll: z.number(),
      dueAt: time.nullable(),
      lastSeenAt: time.nullable(),
      completedAt: time.nullable(),
      due: z.array(z.object({ id: z.string(), title: z.string(), kind: z.string(), dueAt: time, isLate: z.boolean() })),
    }),
  ),
})

/** What one says of oneself, what others see of it, and those whom one looks after. */
export const profileDoors = [
  door(
    { ...own, method: 'get', path: '/me/profile', summary: 'Your profile', scope: 'people.read', answer: profileJson },
    async (c) => readProfile(c.var.tenant, c.var.actor),
  ),
  door(
    {
      ...own,
      method: 'patch',
      path: '/me/profile',
      summary: 'Change your profile; what is not said stays',
      scope: 'people.write',
      body: changes,
      answer: profileJson,
    },
    async (c, { body: { visibility = {}, ...body } }) => {
      const { tenant, actor } = c.var
      const before = await readProfile(tenant, actor)
      await editProfile(tenant, actor, { ...before, ...body, visibility: { ...before.visibility, ...visibility } })
      return readProfile(tenant, actor)
    },
  ),
  door(
    {
      ...own,
      method: 'put',
      path: '/me/photo',
      summary: 'Give yourself a photo; place and time that a camera wrote into it are taken out',
      scope: 'people.write',
      takes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'multipart/form-data'],
    },
    async (c) => {
      undoable(c, 'people', await setPhoto(c.var.tenant, c.var.actor, c.var.actor.id, await readUpload(c, 'photo')))
    },
  ),
  door(
    { ...own, method: 'delete', path: '/me/photo', summary: 'Take your photo away', scope: 'people.write' },
    async (c) => {
      undoable(c, 'people', await removePhoto(c.var.tenant, c.var.actor, c.var.actor.id))
    },
  ),
  door(
    {
      method: 'get',
      path: '/people/:id/card',
      tag: 'Profile',
      summary: 'What a person shows to you, with the courses in common',
      scope: 'people.read',
      answer: z.object({
        id: z.string(),
        name: z.string(),
        pronouns: z.string(),
        bio: z.string(),
        photoUrl: z.string().nullable(),
        courses: z.array(
          z.object({
            id: z.string(),
            title: z.string(),
            role: z.enum(['instructor', 'assistant', 'learner', 'observer']),
          }),
        ),
        mayWrite: z.boolean().describe('Whether you can write to them.'),
      }),
    },
    async (c, { param }) => {
      const { photoId, ...card } = await readPersonCard(c.var.tenant, c.var.actor, param('id'))
      return { ...card, photoUrl: urlOf(c.var.tenant, photoId) }
    },
  ),
  door(
    {
      ...own,
      method: 'get',
      path: '/me/learners',
      summary: 'Those whom you look after',
      scope: 'learning.read',
      query: pageQuery,
      answer: pageOf(z.object({ id: z.string(), name: z.string() })),
    },
    async (c, { query }) => {
      const { items, next } = cut(await listObserved(c.var.tenant, c.var.actor), query)
      return { items: items.map(({ id, name }) => ({ id, name })), next }
    },
  ),
  door(
    {
      ...own,
      method: 'get',
      path: '/learners/:id',
      summary: 'Progress and due dates of somebody whom you look after, or your own',
      scope: 'learning.read',
      answer: observedJson,
    },
    async (c, { param }) => {
      const { person, courses } = await readObservedLearner(c.var.tenant, c.var.actor, param('id'))
      return {
        person: { id: person.id, name: person.name },
        courses: courses.map((course) => ({
          id: course.id,
          title: course.title,
          state: course.state,
          percent: toPercent(course.percent),
          itemsDone: course.itemsDone,
          itemsAll: course.itemsAll,
          dueAt: toTimeOrNull(course.dueAt),
          lastSeenAt: toTimeOrNull(course.lastSeenAt),
          completedAt: toTimeOrNull(course.completedAt),
          due: course.due.map(({ dueAt, ...item }) => ({ ...item, dueAt: toTime(dueAt) })),
        })),
      }
    },
  ),
]
