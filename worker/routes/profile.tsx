import { Hono } from 'hono'
import { Card, PersonCardPage } from '../../views/profile/card-page'
import { MePage } from '../../views/profile/me-page'
import { accommodationQuery, toldOf } from '../domain/accommodations'
import { readPersonCard } from '../domain/pages'
import { editProfile, personQuery, removePhoto, setPhoto } from '../domain/people'
import { can } from '../domain/policy'
import type { AppEnv } from '../env'
import { NotFound } from '../errors'
import { emptyForm, type FormView, form, orForm } from '../http/form'
import { photoSchema, readPhoto } from '../http/photo-form'
import { profileSchema, toProfile } from '../http/profile-form'
import { goTo, goToWithUndo, wantsFragment } from '../http/respond'
import { urls } from '../urls'

/** One's own profile, and what others see of it. */
export const profile = new Hono<AppEnv>()

const mePage: FormView = async (c, state) => {
  const { tenant, actor, view } = c.var
  const [[person], [stands]] = await tenant.db.batch([
    personQuery(tenant, actor.id),
    accommodationQuery(tenant.db, actor.id),
  ])
  if (!person) throw new NotFound()
  return c.html(<MePage view={view} person={person} accommodation={toldOf(stands)} state={state} />)
}

profile.get('/me', (c) => mePage(c, emptyForm))

profile.put('/me', form(profileSchema, mePage), async (c) => {
  const values = c.req.valid('form')
  const { refused } = await orForm(c, mePage, values, () => editProfile(c.var.tenant, c.var.actor, toProfile(values)))
  return refused ?? goTo(c, urls.me(), 'profile.saved')
})

profile.post('/me/photo', form(photoSchema, mePage), async (c) => {
  const { tenant, actor } = c.var
  const { file } = c.req.valid('form')
  const { done, refused } = await orForm(c, mePage, {}, async () =>
    setPhoto(tenant, actor, actor.id, await readPhoto(file)),
  )
  return refused ?? goToWithUndo(c, urls.me(), 'profile.photoSaved', done!)
})

profile.delete('/me/photo', async (c) => {
  const actId = await removePhoto(c.var.tenant, c.var.actor, c.var.actor.id)
  return goToWithUndo(c, urls.me(), 'profile.photoRemoved', actId)
})

profile.get('/people/:id/card', async (c) => {
  const { tenant, actor, view } = c.var
  const card = await readPersonCard(tenant, actor, c.req.param('id'))
  const props = { view, card, canEdit: can(actor, 'person.list') }
  return c.html(wantsFragment(c) ? <Card {...props} /> : <PersonCardPage {...props} />)
})
