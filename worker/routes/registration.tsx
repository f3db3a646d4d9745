import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { personalVersions } from '../../views/platform/documents'
import { LinkOverPage } from '../../views/sign-in/link-over'
import { MailSentPage } from '../../views/sign-in/passwords'
import { RegisterPage, RegistrationPage, WaitingPage } from '../../views/sign-in/register'
import { askToRegister, findRegistration, register, wasUsed } from '../domain/people'
import type { AppEnv } from '../env'
import { NotFound } from '../errors'
import { clientAddress } from '../http/client-address'
import { writeSessionCookie } from '../http/cookies'
import { emptyForm, type FormView, form, orForm } from '../http/form'
import { ifOver } from '../http/if-over'
import { chosenPassword } from '../http/password-form'
import { goTo } from '../http/respond'
import { ownWhere, whereFields } from '../http/where-form'
import { leastPasswordLength } from '../lib/judge-password'
import { deviceName } from '../lib/user-agent'
import { urls } from '../urls'

/** Coming in by oneself, where the organization allows it. */
export const registration = new Hono<AppEnv>()

const registerPage: FormView = (c, state) => {
  const { registration, registrationDomains } = c.var.organization
  if (registration === 'closed' || registration === 'link') throw new NotFound()
  return c.html(
    <RegisterPage
      view={c.var.view}
      state={state}
      domains={registration === 'domain' ? registrationDomains : null}
      needsApproval={registration === 'approval'}
    />,
  )
}

registration.get('/register', (c) => registerPage(c, emptyForm))

registration.post(
  '/register',
  form(z.object({ email: z.string().trim().min(1, 'email.missing').max(254, 'form.tooLong') }), registerPage),
  async (c) => {
    const { tenant, organization, view } = c.var
    const { email } = c.req.valid('form')
    const { refused } = await orForm(c, registerPage, { email }, () =>
      askToRegister(tenant, organization, { email, locale: view.locale, address: clientAddress(c) }),
    )
    return refused ?? c.html(<MailSentPage view={view} email={email} toAnybody />)
  },
)

const registrationPage: FormView = async (c, state) => {
  const { tenant, view, platform } = c.var
  const code = String(state.values.code ?? c.req.query('code') ?? '')
  const { email, settings } = await findRegistration(tenant, code)
  const least = leastPasswordLength({ role: 'learner', hasSecondFactor: false, minLength: settings.passwordLength })
  return c.html(
    <RegistrationPage
      view={view}
      state={state}
      action={urls.registration()}
      code={code}
      email={email}
      least={least}
      platform={platform.origin.href}
    />,
  )
}

const registrationOrOver: FormView = (c, state) =>
  ifOver<Response>(
    async () => registrationPage(c, state),
    () => registrationOver(c, String(state.values.code ?? c.req.query('code') ?? '')),
  )

/** Used: they are in already. Too old: a new one can be had where the first was asked for. */
async function registrationOver(c: Context<AppEnv>, code: string) {
  const { tenant, view } = c.var
  const isIn = await wasUsed(tenant, 'registration', code)
  const page = isIn ? (
    <LinkOverPage
      view={view}
      title={view.t('register.alreadyTitle')}
      text={view.t('register.already')}
      way={{ href: urls.signIn(), label: view.t('signIn.button') }}
    />
  ) : (
    <LinkOverPage
      view={view}
      title={view.t('link.overTitle')}
      text={view.t('link.registerOver')}
      way={{ href: urls.register(), label: view.t('link.newOne') }}
    />
  )
  return c.html(page, 410)
}

registration.get('/registration', (c) => registrationOrOver(c, emptyForm))

const registrationForm = z.object({
  code: z.string().max(100),
  name: z.string().trim().min(1, 'signUp.nameMissing').max(200, 'form.tooLong'),
  password: chosenPassword('learner', 'signUp.passwordMissing'),
  agreed: z.literal('on', 'register.agreeMissing'),
  ...whereFields,
})

registration.post('/registration', form(registrationForm, registrationOrOver), async (c) => {
  const { tenant, platform, view, organization } = c.var
  const { code, name, password, locale, zone } = c.req.valid('form')
  const newcomer = {
    name,
    password,
    ...ownWhere({ locale: locale ?? view.locale, zone }, organization),
    consents: personalVersions,
    device: deviceName(c.req.header('User-Agent')),
  }
  const come = async () => {
    const { done, refused } = await orForm(
      c,
      registrationPage,
      { code, name, locale, zone, agreed: 'on' },
      async () => ({
        token: await register(tenant, code, newcomer, platform.passwordCost),
      }),
    )
    if (!done) return refused
    if (!done.token) return c.html(<WaitingPage view={view} />)
    writeSessionCookie(c, done.token)
    return goTo(c, urls.home(), 'register.done')
  }
  return ifOver<Response>(come, () => registrationOver(c, code))
})
