import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { PersonPage } from '../../views/people/person-page'
import { SignInCardPage } from '../../views/people/sign-in-card-page'
import { renewSignInCard } from '../domain/admissions'
import { readPersonPage } from '../domain/pages'
import { editPerson, linkObserver, removePhoto, sendPasswordReset, setPhoto, unlinkObserver } from '../domain/people'
import type { AppEnv } from '../env'
import { emptyForm, type FormState, form, orForm } from '../http/form'
import { photoSchema, readPhoto } from '../http/photo-form'
import { profileSchema, toProfile } from '../http/profile-form'
import { goTo, goToWithUndo } from '../http/respond'
import { newId } from '../lib/ids'
import { urls } from '../urls'

/** One person, for those who run the organization. */
export const person = new Hono<AppEnv>()

person.get('/people/:id', (c) => personPage(c, emptyForm))

const personSchema = profileSchema.extend({
  email: z.string().max(254, 'people.emailUnreadable').default(''),
  username: z.string().max(80, 'people.usernameUnreadable').default(''),
})

person.put('/people/:id', form(personSchema, personPage), async (c) => {
  const id = c.req.param('id')
  const { email, username, ...values } = c.req.valid('form')
  const { refused } = await orForm(c, personPage, c.req.valid('form'), () =>
    editPerson(c.var.tenant, c.var.actor, id, toProfile(values), { email, username }),
  )
  return refused ?? goTo(c, urls.person(id), 'person.saved')
})

person.post('/people/:id/photo', form(photoSchema, personPage), async (c) => {
  const id = c.req.param('id')
  const { file } = c.req.valid('form')
  const { done, refused } = await orForm(c, personPage, {}, async () =>
    setPhoto(c.var.tenant, c.var.actor, id, await readPhoto(file)),
  )
  return refused ?? goToWithUndo(c, urls.person(id), 'profile.photoSaved', done!)
})

person.delete('/people/:id/photo', async (c) => {
  const actId = await removePhoto(c.var.tenant, c.var.actor, c.req.param('id'))
  return goToWithUndo(c, urls.person(c.req.param('id')), 'profile.photoRemoved', actId)
})

person.post('/people/:id/password-reset', async (c) => {
  const id = c.req.param('id')
  const { refused } = await orForm(c, personPage, {}, () => sendPasswordReset(c.var.tenant, c.var.actor, id))
  return refused ?? goTo(c, urls.person(id), 'person.resetSent')
})

person.post('/people/:id/sign-in-card', async (c) => {
  const { tenant, actor, platform, view } = c.var
  const { done, refused } = await orForm(c, personPage, {}, () =>
    renewSignInCard(tenant, actor, c.req.param('id'), platform.passwordCost),
  )
  return refused ?? c.html(<SignInCardPage view={view} card={done!} origin={tenant.origin} />)
})

const observerSchema = z.object({ observer: z.string().min(1, 'people.nobodyNamed').max(254, 'people.nobodyNamed') })

person.post('/people/:id/observers', form(observerSchema, personPage), async (c) => {
  const id = c.req.param('id')
  const values = c.req.valid('form')
  const { refused } = await orForm(c, personPage, values, () =>
    linkObserver(c.var.tenant, c.var.actor, id, values.observer),
  )
  return refused ?? goTo(c, urls.person(id), 'person.observed')
})

person.delete('/people/:id/observers/:observerId', async (c) => {
  const actId = await unlinkObserver(c.var.tenant, c.var.actor, c.req.param('id'), c.req.param('observerId'))
  return goToWithUndo(c, urls.person(c.req.param('id')), 'person.unobserved', actId)
})

async function personPage(c: Context<AppEnv>, state: FormState) {
  const { tenant, actor, view } = c.var
  const found = await readPersonPage(tenant, actor, c.req.param('id') ?? '', c.req.query('done') ?? null)
  return c.html(<PersonPage view={view} found={found} state={state} nonce={newId()} refused={state.errors['']} />)
}
