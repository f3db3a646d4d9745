import { Hono } from 'hono'
import { z } from 'zod'
import { AccountPage } from '../../views/account/account'
import {
  askForEmailChange,
  changePassword,
  endOtherSessions,
  endOwnSession,
  leaveOrganization,
  ownSessionsQuery,
  personRowQuery,
} from '../domain/people'
import type { AppEnv } from '../env'
import { NotFound } from '../errors'
import { clientAddress } from '../http/client-address'
import { clearSessionCookie, writeSessionCookie } from '../http/cookies'
import { emptyForm, type FormView, form, orForm } from '../http/form'
import { chosenPassword } from '../http/password-form'
import { goTo } from '../http/respond'
import { readEmail } from '../lib/email-address'
import { leastPasswordLength } from '../lib/judge-password'
import { deviceName } from '../lib/user-agent'
import { urls } from '../urls'

/** One's own sign-in: address, password, and the places where one is signed in. */
export const account = new Hono<AppEnv>()

const accountPage: FormView = async (c, state) => {
  const { tenant, actor, organization, sessionId, view } = c.var
  const [[person], sessions] = await tenant.db.batch([
    personRowQuery(tenant, actor.id),
    ownSessionsQuery(tenant, actor),
  ])
  if (!person) throw new NotFound()
  const { email, username, role } = person
  return c.html(
    <AccountPage
      view={view}
      state={state}
      person={{ email, username, isVerified: person.emailVerifiedAt !== null }}
      sessions={sessions}
      own={sessionId ?? ''}
      retentionDays={organization.retentionDays}
      mustRenew={c.var.needsPassword}
      least={leastPasswordLength({ role, hasSecondFactor: false, minLength: organization.passwordLength })}
    />,
  )
}

account.get('/account', (c) => accountPage(c, emptyForm))

const passwordForm = z.object({
  passwordCurrent: z.string().min(1, 'signIn.passwordMissing').max(1024),
  passwordNew: chosenPassword('learner', 'signUp.passwordMissing'),
})

account.put('/account/password', form(passwordForm, accountPage), async (c) => {
  const { tenant, actor, platform } = c.var
  const { passwordCurrent: current, passwordNew: password } = c.req.valid('form')
  const change = { current, password, address: clientAddress(c), device: deviceName(c.req.header('User-Agent')) }
  const { done: token, refused } = await orForm(c, accountPage, {}, () =>
    changePassword(tenant, actor, change, platform.passwordCost),
  )
  if (!token) return refused
  writeSessionCookie(c, token)
  return goTo(c, urls.account(), 'account.passwordChanged')
})

const emailForm = z.object({
  email: z
    .string()
    .trim()
    .min(1, 'email.missing')
    .max(254, 'form.tooLong')
    .refine((typed) => !typed || readEmail(typed) !== null, 'email.unreadable'),
  passwordForEmail: z.string().min(1, 'signIn.passwordMissing').max(1024),
})

account.post('/account/email', form(emailForm, accountPage), async (c) => {
  const { tenant, actor, platform } = c.var
  const { email, passwordForEmail: password } = c.req.valid('form')
  const { refused } = await orForm(c, accountPage, { email }, () =>
    askForEmailChange(tenant, actor, { email, password, address: clientAddress(c) }, platform.passwordCost),
  )
  return refused ?? goTo(c, urls.account(), 'account.emailAsked')
})

account.delete('/account/sessions', async (c) => {
  await endOtherSessions(c.var.tenant, c.var.actor, c.var.sessionId ?? '')
  return goTo(c, urls.account(), 'account.othersEnded')
})

account.delete('/account/sessions/:id', async (c) => {
  await endOwnSession(c.var.tenant, c.var.actor, c.req.param('id'))
  return goTo(c, urls.account(), 'account.oneEnded')
})

const leavingForm = z.object({ passwordToLeave: z.string().min(1, 'signIn.passwordMissing').max(1024) })

account.post('/account/leaving', form(leavingForm, accountPage), async (c) => {
  const { tenant, actor, platform } = c.var
  const { passwordToLeave: password } = c.req.valid('form')
  const { refused } = await orForm(c, accountPage, {}, () =>
    leaveOrganization(tenant, actor, { password, address: clientAddress(c) }, platform.passwordCost),
  )
  if (refused) return refused
  clearSessionCookie(c)
  return goTo(c, urls.signIn(), 'account.left')
})
