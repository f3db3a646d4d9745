import { Hono } from 'hono'
import { z } from 'zod'
import { ColourPreview } from '../../views/organization/colour-preview'
import { SettingsPage } from '../../views/organization/settings'
import { shownIn } from '../../views/organization/settings-values'
import { locales } from '../../views/translate'
import {
  dismissChecklist,
  editAdmission,
  editIdentity,
  editPost,
  editSafety,
  restoreChecklist,
  steps,
  tickStep,
} from '../domain/organization'
import { giveLogo, printsLogo, removeLogo } from '../domain/pages'
import { authorize } from '../domain/policy'
import type { AppEnv } from '../env'
import { NotFound } from '../errors'
import { emptyForm, type FormView, form, orForm } from '../http/form'
import { goTo, goToWithUndo, pathBack } from '../http/respond'
import { refuseStale } from '../http/stale'
import { defaultColour } from '../lib/palette'
import { urls } from '../urls'

/** What the organization decides for itself. */
export const organizationSettings = new Hono<AppEnv>()

const settingsPage: FormView = async (c, state) => {
  const { tenant, actor, view, organization } = c.var
  authorize(actor, 'organization.edit')
  const isPrinted = await printsLogo(tenant, organization.logoId)
  return c.html(<SettingsPage view={view} settings={organization} state={state} isLogoPrinted={isPrinted} />)
}

organizationSettings.get('/organization', (c) => settingsPage(c, emptyForm))

organizationSettings.get('/organization/colour', (c) => {
  authorize(c.var.actor, 'organization.edit')
  return c.html(<ColourPreview view={c.var.view} colour={c.req.query('colour') ?? ''} />)
})

organizationSettings.put(
  '/organization/logo',
  form(z.object({ file: z.instanceof(File, { message: 'organization.logoMissing' }) }), settingsPage),
  async (c) => {
    const { file } = c.req.valid('form')
    const { done, refused } = await orForm(c, settingsPage, {}, async () =>
      giveLogo(c.var.tenant, c.var.actor, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }),
    )
    return refused ?? goToWithUndo(c, urls.organization(), 'organization.logoSaved', done!)
  },
)

organizationSettings.delete('/organization/logo', async (c) => {
  const actId = await removeLogo(c.var.tenant, c.var.actor)
  return goToWithUndo(c, urls.organization(), 'organization.logoRemoved', actId)
})

const was = z.string().max(500).default('')

const identityForm = z.object({
  was,
  name: z.string().trim().min(1, 'signUp.organizationMissing').max(100, 'form.tooLong'),
  colour: z.string().max(7).default(''),
  defaultColour: z.literal('on').optional(),
  locale: z.enum(locales, 'form.check'),
  zone: z.string().max(60),
  paper: z.enum(['a4', 'letter']),
})

organizationSettings.put('/organization/identity', form(identityForm, settingsPage), async (c) => {
  const { defaultColour: usesDefault, was, ...given } = c.req.valid('form')
  const stale = await refuseStale(c, settingsPage, { ...given, was }, shownIn.identity(c.var.organization))
  if (stale) return stale
  const identity = { ...given, colour: usesDefault || given.colour === defaultColour ? '' : given.colour }
  const { refused } = await orForm(c, settingsPage, identity, () => editIdentity(c.var.tenant, c.var.actor, identity))
  return refused ?? goTo(c, urls.organization(), 'organization.saved')
})

const lines = z.string().max(4_000, 'form.tooLong').default('')

const admissionForm = z.object({
  was,
  registration: z.enum(['closed', 'link', 'domain', 'open', 'approval'], 'form.check'),
  registrationDomains: lines,
  publicCatalogue: z.literal('on').optional(),
})

organizationSettings.put('/organization/admission', form(admissionForm, settingsPage), async (c) => {
  const given = c.req.valid('form')
  const stale = await refuseStale(c, settingsPage, given, shownIn.admission(c.var.organization))
  if (stale) return stale
  const { refused } = await orForm(c, settingsPage, given, () =>
    editAdmission(c.var.tenant, c.var.actor, {
      registration: given.registration,
      registrationDomains: given.registrationDomains.split(/[\s,;]+/),
      publicCatalogue: given.publicCatalogue === 'on',
    }),
  )
  return refused ?? goTo(c, urls.organization(), 'organization.saved')
})

const mailForm = z.object({
  was,
  mailName: z.string().max(60, 'form.tooLong').default(''),
  mailReplyTo: z.string().max(254, 'form.tooLong').default(''),
})

organizationSettings.put('/organization/mail', form(mailForm, settingsPage), async (c) => {
  const given = c.req.valid('form')
  const stale = await refuseStale(c, settingsPage, given, shownIn.mail(c.var.organization))
  if (stale) return stale
  const { refused } = await orForm(c, settingsPage, given, () => editPost(c.var.tenant, c.var.actor, given))
  return refused ?? goTo(c, urls.organization(), 'organization.saved')
})

const safetyForm = z.object({
  was,
  passwordLength: z.coerce.number('organization.passwordLengthRange'),
  embedHosts: lines,
  retentionDays: z.coerce.number('organization.retentionRange').optional(),
})

organizationSettings.put('/organization/safety', form(safetyForm, settingsPage), async (c) => {
  const given = c.req.valid('form')
  const stale = await refuseStale(c, settingsPage, given, shownIn.safety(c.var.organization))
  if (stale) return stale
  const { passwordLength, embedHosts, retentionDays = c.var.organization.retentionDays } = given
  const { refused } = await orForm(c, settingsPage, given, () =>
    editSafety(c.var.tenant, c.var.actor, { passwordLength, embedHosts: embedHosts.split(/[\s,;]+/), retentionDays }),
  )
  return refused ?? goTo(c, urls.organization(), 'organization.saved')
})

organizationSettings.post('/organization/checklist/dismissal', async (c) => {
  await dismissChecklist(c.var.tenant, c.var.actor)
  return goTo(c, urls.home(), 'checklist.dismissed')
})

organizationSettings.delete('/organization/checklist/dismissal', async (c) => {
  await restoreChecklist(c.var.tenant, c.var.actor)
  return goTo(c, urls.home())
})

organizationSettings.put('/organization/checklist/:step', async (c) => {
  const step = steps.find((name) => name === c.req.param('step'))
  if (!step) throw new NotFound()
  await tickStep(c.var.tenant, c.var.actor, step)
  const { next } = await c.req.parseBody()
  return goTo(c, pathBack(typeof next === 'string' ? next : undefined, urls.home()))
})
