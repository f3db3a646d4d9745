import { z } from 'zod'
import { actKinds, performAct, renewSignInCard, type SignInCard, undoAct } from '../../domain/admissions'
import { readPersonPage } from '../../domain/pages'
import { linkObserver, removePhoto, sendPasswordReset, setPhoto, unlinkObserver } from '../../domain/people'
import { newId } from '../../lib/ids'
import { urls } from '../../urls'
import { door } from './door'
import { readUpload } from './media'
import { cut, pageOf, pageQuery } from './page'
import { undoable } from './reversals'
import { id, moment } from './shapes'

const tag = 'People'
const scope = 'people.write'

export const signInCardJson = z.object({
  personId: z.string(),
  name: z.string(),
  username: z.string(),
  passCode: z.string().describe('Told this once: nobody can read it again, only renew it.'),
  signInUrl: z.string(),
})

export const toSignInCard = ({ personId, name, username, passCode }: SignInCard, origin: string) => ({
  personId,
  name,
  username,
  passCode,
  signInUrl: origin + urls.signIn(),
})

const linkedJson = z.object({ id: z.string(), name: z.string() })
const pictures = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'multipart/form-data']

/** What is done to one person beside their profile, or to many at once. */
export const personDoors = [
  door(
    {
      method: 'post',
      path: '/people/:id/sign-in-card',
      tag,
      summary: 'Give somebody with a username a new pass code; the old one and every sign-in end',
      scope,
      answer: signInCardJson,
    },
    async (c, { param }) => {
      const { tenant, actor, platform } = c.var
      return toSignInCard(await renewSignInCard(tenant, actor, param('id'), platform.passwordCost), tenant.origin)
    },
  ),
  door(
    {
      method: 'post',
      path: '/people/:id/password-reset',
      tag,
      summary: 'Mail somebody the link for a new password',
      scope,
      status: 204,
    },
    async (c, { param }) => sendPasswordReset(c.var.tenant, c.var.actor, param('id')),
  ),
  door(
    {
      method: 'put',
      path: '/people/:id/photo',
      tag,
      summary: 'Give a person a photo; place and time that a camera wrote into it are taken out',
      scope,
      takes: pictures,
    },
    async (c, { param }) => {
      undoable(c, 'people', await setPhoto(c.var.tenant, c.var.actor, param('id'), await readUpload(c, 'photo')))
    },
  ),
  door(
    { method: 'delete', path: '/people/:id/photo', tag, summary: 'Take a person’s photo away', scope },
    async (c, { param }) => {
      undoable(c, 'people', await removePhoto(c.var.tenant, c.var.actor, param('id')))
    },
  ),
  door(
    {
      method: 'get',
      path: '/people/:id/observers',
      tag,
      summary: 'Who looks after a person: parents, mentors',
      scope: 'people.read',
      query: pageQuery,
      answer: pageOf(linkedJson),
    },
    async (c, { param, query }) => {
      const { observers } = await readPersonPage(c.var.tenant, c.var.actor, param('id'))
      const { items, next } = cut(observers, query)
      return { items: items.map(({ id, name }) => ({ id, name })), next }
    },
  ),
  door(
    {
      method: 'put',
      path: '/people/:id/observers/:observerId',
      tag,
      summary: 'Let somebody see a learner’s progress and due dates',
      scope,
    },
    async (c, { param }) => {
      const { tenant, actor } = c.var
      const { observers } = await readPersonPage(tenant, actor, param('id'))
      if (observers.some(({ id }) => id === param('observerId'))) return
      await linkObserver(tenant, actor, param('id'), { id: param('observerId') })
    },
  ),
  door(
    {
      method: 'delete',
      path: '/people/:id/observers/:observerId',
      tag,
      summary: 'Somebody no longer looks after a learner',
      scope,
    },
    async (c, { param }) => {
      undoable(c, 'people', await unlinkObserver(c.var.tenant, c.var.actor, param('id'), param('observerId')))
    },
  ),
  door(
    {
      method: 'delete',
      path: '/people/:id',
      tag,
      summary: 'Remove a person; what they did is kept as long as the organization keeps such things',
      scope,
    },
    async (c, { param }) => {
      const { tenant, actor } = c.var
      await performAct(tenant, actor, { nonce: newId(), kind: 'remove', personIds: [param('id')], choice: {} })
    },
  ),
  door(
    {
      method: 'post',
      path: '/people/acts',
      tag,
      summary: 'Do one thing to up to 500 people, or to nobody; it can be taken back for a day',
      scope,
      status: 201,
      body: z.object({
        act: z.enum(actKinds),
        people: z.array(id).min(1).max(500),
        role: z.enum(['owner', 'admin', 'instructor', 'learner']).optional().describe('For `role`.'),
        courseId: id.optional().describe('For `enroll` and `withdraw`.'),
        groupId: id.optional().describe('For `group`: a group of the organization.'),
        dueAt: moment.nullable().optional().describe('For `enroll`.'),
      }),
      answer: z.object({
        id: z.string().nullable().describe('By which it is taken back; null where nothing was left to do.'),
        count: z.number(),
      }),
    },
    async (c, { body: { act, people, ...choice } }) => {
      const given = { nonce: newId(), kind: act, personIds: people, choice }
      return (await performAct(c.var.tenant, c.var.actor, given)) ?? { id: null, count: 0 }
    },
  ),
  door(
    {
      method: 'post',
      path: '/people/acts/:id/reversal',
      tag,
      summary: 'Take back what you did to many, as far as nobody has changed it since',
      scope,
    },
    async (c, { param }) => undoAct(c.var.tenant, c.var.actor, param('id')),
  ),
]
