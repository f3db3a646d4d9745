import { z } from 'zod'
import { isLocale } from '../../../views/translate'
import { addPerson, performAct } from '../../domain/admissions'
import { type PersonFound, readPeoplePage, readPersonPage } from '../../domain/pages'
import { editPerson, type PersonLine, personWithEmailQuery } from '../../domain/people'
import { NotFound } from '../../errors'
import { readEmail } from '../../lib/email-address'
import { newId } from '../../lib/ids'
import { isZone } from '../../lib/zones'
import { door } from './door'
import { pageOf, pageQuery } from './page'
import { signInCardJson, toSignInCard } from './person-doors'
import { id, percent, time, toPercent, toTime, toTimeOrNull } from './shapes'

const tag = 'People'
const roleName = z.enum(['owner', 'admin', 'instructor', 'learner'])
const stateName = z.enum(['active', 'invited', 'requested', 'suspended'])

const lineJson = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  username: z.string().nullable(),
  role: roleName,
  state: stateName,
  lastSeenAt: time.nullable(),
})

const personJson = lineJson.extend({
  emailVerifiedAt: time.nullable(),
  pronouns: z.string(),
  bio: z.string(),
  locale: z.string().describe('Empty: as the organization.'),
  zone: z.string().describe('Empty: as the organization.'),
  createdAt: time,
  courses: z.array(z.object({ id: z.string(), title: z.string(), role: z.string(), percent })),
  groups: z.array(z.object({ id: z.string(), name: z.string() })),
})

const toLine = ({
  id,
  name,
  email,
  username,
  role,
  state,
  lastSeenAt,
}: Omit<PersonLine, 'folded' | 'courses' | 'photoId'>) => ({
  id,
  name,
  email,
  username,
  role,
  state,
  lastSeenAt: toTimeOrNull(lastSeenAt),
})

const toPerson = ({ person, enrollments, groups }: PersonFound) => ({
  ...toLine(person),
  emailVerifiedAt: toTimeOrNull(person.verifiedAt),
  pronouns: person.pronouns,
  bio: person.bio,
  locale: person.locale,
  zone: person.zone,
  createdAt: toTime(person.createdAt),
  courses: enrollments.map(({ courseId, title, role, percent }) => ({
    id: courseId,
    title,
    role,
    percent: toPercent(percent),
  })),
  groups: groups.map(({ id, name }) => ({ id, name })),
})

const line = (most: number) => z.string().max(most)

const changes = z
  .object({
    name: line(1_000),
    email: line(254),
    username: line(80),
    pronouns: line(100),
    bio: line(8_000),
    locale: line(20).refine((text) => text === '' || isLocale(text), 'This language is not offered.'),
    zone: line(64).refine((text) => text === '' || isZone(text), 'This is not an IANA time zone.'),
  })
  .partial()

export const peopleDoors = [
  door(
    {
      method: 'get',
      path: '/people',
      tag,
      summary: 'People of the organization, by name',
      scope: 'people.read',
      query: pageQuery.extend({
        q: z.string().max(200).default('').describe('Words of a name, an e-mail address or a username.'),
        role: roleName.optional(),
        state: stateName.optional(),
        group: id.optional().describe('Only the people of this group.'),
        unseen: z.coerce.number().int().min(0).max(3_650).optional().describe('Not seen for so many days; 0 is never.'),
      }),
      answer: pageOf(lineJson),
    },
    async (c, { query: { q, role = null, state = null, group = null, unseen = null, cursor = null, limit } }) => {
      const filter = { words: q, role, state, unseenDays: unseen, groupId: group }
      const place = { cursor, backwards: false, size: limit }
      const found = await readPeoplePage(c.var.tenant, c.var.actor, filter, place, null)
      return { items: found.people.map(toLine), next: found.next }
    },
  ),
  door(
    {
      method: 'post',
      path: '/people',
      tag,
      summary: 'Add one person: by e-mail they are invited, by username they get a sign-in card',
      scope: 'people.write',
      status: 201,
      body: z
        .object({
          name: line(1_000),
          email: line(254).min(1).optional(),
          username: line(80).min(1).optional().describe('Instead of `email`, for pupils without one.'),
          role: roleName.default('learner'),
          courseIds: z.array(id).max(50).default([]).describe('Courses that they come into.'),
        })
        .refine(({ email, username }) => (email === undefined) !== (username === undefined), {
          message: 'Send either `email` or `username`.',
          path: ['email'],
        })
        .meta({ examples: [{ name: 'Lena Learner', email: 'lena@example.org', role: 'learner' }] }),
      answer: personJson.extend({
        signInCard: signInCardJson.nullable().describe('For whom was added by username.'),
      }),
    },
    async (c, { body: { name, email, username = '', role, courseIds } }) => {
      const { tenant, actor, organization, platform } = c.var
      const asEmail = email?.includes('@') ? email : `${email}@`
      const signIn = email === undefined ? username.replaceAll('@', ' ') : asEmail
      const card = await addPerson(
        tenant,
        actor,
        { name, signIn, role, courseIds },
        organization,
        platform.passwordCost,
      )
      const [invited] = card ? [] : await personWithEmailQuery(tenant, readEmail(email ?? '') ?? '')
      const id = card?.personId ?? invited?.id
      if (!id) throw new NotFound()
      const person = toPerson(await readPersonPage(tenant, actor, id))
      return { ...person, signInCard: card && toSignInCard(card, tenant.origin) }
    },
  ),
  door(
    {
      method: 'get',
      path: '/people/:id',
      tag,
      summary: 'One person, with courses and groups',
      scope: 'people.read',
      answer: personJson,
    },
    async (c, { param }) => toPerson(await readPersonPage(c.var.tenant, c.var.actor, param('id'))),
  ),
  door(
    {
      method: 'patch',
      path: '/people/:id',
      tag,
      summary: 'Change what is said of a person',
      scope: 'people.write',
      body: changes,
      answer: personJson,
    },
    async (c, { param, body }) => {
      const { tenant, actor } = c.var
      const { person } = await readPersonPage(tenant, actor, param('id'))
      const { email = person.email ?? '', username = person.username ?? '', ...profile } = body
      await editPerson(tenant, actor, person.id, { ...person, ...profile }, { email, username })
      return toPerson(await readPersonPage(tenant, actor, person.id))
    },
  ),
  door(
    {
      method: 'put',
      path: '/people/:id/role',
      tag,
      summary: 'Give a person a role, never one above your own',
      scope: 'people.write',
      body: z.object({ role: roleName }),
    },
    async (c, { param, body: { role } }) => {
      const { tenant, actor } = c.var
      await performAct(tenant, actor, { nonce: newId(), kind: 'role', personIds: [param('id')], choice: { role } })
    },
  ),
  ...suspension(),
]

function suspension() {
  const acts = [
    ['post', 'suspend', 'Suspend a person and end their sign-in sessions'],
    ['delete', 'reinstate', 'Bring a suspended person back, or let one in who asked to join'],
  ] as const
  return acts.map(([method, kind, summary]) =>
    door({ method, path: '/people/:id/suspension', tag, summary, scope: 'people.write' }, async (c, { param }) => {
      await performAct(c.var.tenant, c.var.actor, { nonce: newId(), kind, personIds: [param('id')], choice: {} })
    }),
  )
}
