import { Hono } from 'hono'
import { z } from 'zod'
import { findRecord } from '../../tenants/directory/records'
import { reopenableUntil } from '../../tenants/life-cycle'
import { GRACE_MS } from '../../tenants/purge'
import { ClosingPage } from '../../views/organization/closing-page'
import { ReopeningPage } from '../../views/organization/reopening-page'
import { closeOrganization, reopenOrganization } from '../domain/people'
import { authorize } from '../domain/policy'
import type { AppEnv } from '../env'
import { clientAddress } from '../http/client-address'
import { readSessionCookie, writeSessionCookie } from '../http/cookies'
import { emptyForm, type FormView, form, orForm } from '../http/form'
import { goTo } from '../http/respond'
import { deviceName } from '../lib/user-agent'
import { urls } from '../urls'

/** The end of an organization, by its owners. */
export const closing = new Hono<AppEnv>()

const closingPage: FormView = (c, state) => {
  authorize(c.var.actor, 'organization.close')
  const { view, tenant, organization } = c.var
  const until = tenant.now() + GRACE_MS
  return c.html(
    <ClosingPage view={view} state={state} name={organization.name} hostname={tenant.hostname} until={until} />,
  )
}

closing.get('/organization/closure', (c) => closingPage(c, emptyForm))

const closingForm = z.object({
  name: z.string().max(200, 'closing.nameDiffers'),
  password: z.string().min(1, 'signIn.passwordMissing').max(1024, 'account.wrongPassword'),
})

closing.post('/organization/closure', form(closingForm, closingPage), async (c) => {
  const { tenant, actor, platform } = c.var
  const given = { ...c.req.valid('form'), address: clientAddress(c) }
  const { refused } = await orForm(c, closingPage, { name: given.name }, () =>
    closeOrganization(tenant, actor, given, platform),
  )
  return refused ?? goTo(c, urls.reopening())
})

/** The one door of a closed organization: its owners sign in to open it again. */
export const reopening = new Hono<AppEnv>()

const reopeningPage: FormView = async (c, state) => {
  const { view, tenant, platform, organization } = c.var
  const record = await findRecord(platform.directory, tenant.id)
  if (record?.state !== 'deleting') return goTo(c, urls.home())
  const until = await reopenableUntil(platform, record)
  return c.html(<ReopeningPage view={view} state={state} name={organization.name} until={until} />)
}

reopening.get('/reopening', (c) => reopeningPage(c, emptyForm))

const reopeningForm = z.object({
  name: z.string().trim().min(1, 'signIn.nameMissing').max(254, 'signIn.wrong'),
  password: z.string().min(1, 'signIn.passwordMissing').max(1024, 'signIn.wrong'),
})

reopening.post('/reopening', form(reopeningForm, reopeningPage), async (c) => {
  const { tenant, platform } = c.var
  const given = c.req.valid('form')
  const device = deviceName(c.req.header('User-Agent'))
  const from = { address: clientAddress(c), device, former: readSessionCookie(c) }
  const { done: token, refused } = await orForm(c, reopeningPage, { name: given.name }, () =>
    reopenOrganization(tenant, { ...given, ...from }, platform),
  )
  if (!token) return refused
  writeSessionCookie(c, token)
  return goTo(c, urls.home(), 'reopening.done')
})
