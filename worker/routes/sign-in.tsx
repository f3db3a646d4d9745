import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { LinkOverPage } from '../../views/sign-in/link-over'
import { SignInPage } from '../../views/sign-in/sign-in'
import { useJoinCode } from '../domain/admissions'
import { resumeSession, signIn, signOut, takeHandOver } from '../domain/people'
import type { AppEnv } from '../env'
import { TurnedAway } from '../errors'
import { clientAddress } from '../http/client-address'
import { clearSessionCookie, readSessionCookie, writeSessionCookie } from '../http/cookies'
import { emptyForm, type FormState, type FormView, form, orForm } from '../http/form'
import { ifOver } from '../http/if-over'
import { goTo, pathBack } from '../http/respond'
import { writtenOnce } from '../http/written-once'
import { readCode } from '../lib/ids'
import { deviceName } from '../lib/user-agent'
import { urls } from '../urls'

/** Signing in and out of an organization. */
export const signInDoors = new Hono<AppEnv>()

const signInForm = z.object({
  name: z.string().trim().min(1, 'signIn.nameMissing').max(254),
  password: z.string().min(1, 'signIn.passwordMissing').max(1024),
  next: z.string().max(2000).default('/'),
})

function SignIn({ c, state }: { c: Context<AppEnv>; state: FormState }) {
  const { registration, publicCatalogue } = c.get('organization')
  const newcomers = registration === 'closed' ? null : registration === 'link' ? 'code' : 'register'
  const next = pathBack(String(state.values.next ?? c.req.query('then') ?? ''), urls.home())
  return (
    <SignInPage
      view={c.get('view')}
      state={state}
      next={next}
      newcomers={newcomers}
      publicCatalogue={publicCatalogue}
    />
  )
}
const signInPage: FormView = (c, state) => c.html(<SignIn c={c} state={state} />)

signInDoors.get('/sign-in', (c) =>
  c.get('visitor')
    ? c.redirect(pathBack(c.req.query('then'), urls.home()), 303)
    : writtenOnce(c, () => <SignIn c={c} state={emptyForm} />),
)

signInDoors.post('/session', form(signInForm, signInPage), async (c) => {
  const { next, ...given } = c.req.valid('form')
  const address = clientAddress(c)
  const device = deviceName(c.req.header('User-Agent'))
  const { done: token, refused } = await orForm(c, signInPage, { name: given.name, next }, () =>
    signIn(c.var.tenant, { ...given, address, device, former: readSessionCookie(c) }, c.var.platform.passwordCost),
  )
  if (!token) return refused
  writeSessionCookie(c, token)
  const there = pathBack(next, urls.home())
  const joined = await joinedOnTheWay(c, token, there, address)
  return joined ? goTo(c, joined, 'join.welcome') : c.redirect(there, 303)
})

/** Whoever signs in for a join link has asked to come in: where it leads; null where it is none, or is over (its page says so). */
async function joinedOnTheWay(c: Context<AppEnv>, token: string, path: string, address: string) {
  const code = joinCodeIn(path)
  const { tenant } = c.var
  const actor = code ? (await resumeSession(tenant, token))?.actor : null
  if (!code || !actor) return null
  try {
    const courseId = await useJoinCode(tenant, actor, code, address)
    return courseId ? urls.course(courseId) : urls.home()
  } catch (error) {
    if (error instanceof TurnedAway) return null
    throw error
  }
}

const joinCodeIn = (path: string): string | null => readCode(/^\/join\/([^/?]+)$/.exec(path)?.[1] ?? '')

signInDoors.delete('/session', async (c) => {
  const { tenant, visitor, sessionId } = c.var
  if (visitor && sessionId) await signOut(tenant, visitor, sessionId)
  clearSessionCookie(c)
  return c.redirect(urls.signIn(), 303)
})

/** A GET that writes: the code is single-use and lives a minute, and the redirect from the platform's host cannot carry a POST. */
signInDoors.get('/hand-over', (c) => {
  const { tenant, view, visitor } = c.var
  const take = async () => {
    const token = await takeHandOver(tenant, c.req.query('code') ?? '', deviceName(c.req.header('User-Agent')))
    writeSessionCookie(c, token)
    return c.redirect(urls.welcome(), 303)
  }
  return ifOver<Response>(take, () => {
    if (visitor) return c.redirect(urls.welcome(), 303) // gone back to, or opened twice: they are in already
    const way = { href: urls.signIn(urls.welcome()), label: view.t('signIn.button') }
    const page = <LinkOverPage view={view} title={view.t('link.overTitle')} text={view.t('handOver.over')} way={way} />
    return c.html(page, 410)
  })
})
