import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { ForgotPasswordPage, MailSentPage, NewPasswordPage } from '../../views/sign-in/passwords'
import { askForReset, findReset, resetPassword } from '../domain/people'
import type { AppEnv } from '../env'
import { Gone } from '../errors'
import { clientAddress } from '../http/client-address'
import { writeSessionCookie } from '../http/cookies'
import { emptyForm, type FormView, form, orForm } from '../http/form'
import { ifOver } from '../http/if-over'
import { goTo } from '../http/respond'
import { leastPasswordLength } from '../lib/judge-password'
import { deviceName } from '../lib/user-agent'
import { urls } from '../urls'

/** A forgotten password: by mail, once, within an hour. */
export const passwords = new Hono<AppEnv>()

const askPage: FormView = (c, state) => c.html(<ForgotPasswordPage view={c.var.view} state={state} />)

passwords.get('/forgot-password', (c) => askPage(c, emptyForm))

passwords.post(
  '/forgot-password',
  form(z.object({ email: z.string().trim().min(1, 'email.missing').max(254) }), askPage),
  async (c) => {
    const { email } = c.req.valid('form')
    const { refused } = await orForm(c, askPage, { email }, () => askForReset(c.var.tenant, email, clientAddress(c)))
    return refused ?? c.html(<MailSentPage view={c.var.view} email={email} />)
  },
)

const newPasswordPage: FormView = async (c, state) => {
  const code = String(state.values.code ?? c.req.query('code') ?? '')
  const { person, settings } = await findReset(c.var.tenant, code)
  const least = leastPasswordLength({
    role: person.role,
    hasSecondFactor: false,
    minLength: settings.passwordLength,
  })
  return c.html(<NewPasswordPage view={c.var.view} state={state} code={code} name={person.name} least={least} />)
}

/** A link that is over leads to where one asks for a new one. */
passwords.get('/new-password', (c) =>
  ifOver<Response>(
    async () => newPasswordPage(c, emptyForm),
    () => overPage(c),
  ),
)

const overPage = (c: Context<AppEnv>) =>
  c.html(<ForgotPasswordPage view={c.var.view} state={emptyForm} over="code.over" />, 410)

/** The same form, unless the link ended while somebody thought of a password. */
const newPasswordOrOver: FormView = (c, state) =>
  ifOver<Response>(
    async () => newPasswordPage(c, state),
    () => overPage(c),
  )

passwords.post(
  '/new-password',
  form(
    z.object({ code: z.string().max(100), password: z.string().min(1, 'signIn.passwordMissing').max(1024) }),
    newPasswordOrOver,
  ),
  async (c) => {
    const { code, password } = c.req.valid('form')
    const device = deviceName(c.req.header('User-Agent'))
    const reset = async () => {
      const { done: token, refused } = await orForm(c, newPasswordPage, { code }, () =>
        resetPassword(c.var.tenant, code, password, device, c.var.platform.passwordCost),
      )
      if (!token) return refused!
      writeSessionCookie(c, token)
      return goTo(c, urls.home(), 'reset.done')
    }
    return ifOver<Response>(reset, (reason) => {
      if (reason === 'signIn.waiting') throw new Gone(reason)
      return overPage(c)
    })
  },
)
