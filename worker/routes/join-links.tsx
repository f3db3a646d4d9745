import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { JoinLinksPage } from '../../views/people/join-links-page'
import { JoinCodePage, JoinPage } from '../../views/people/join-page'
import { personalVersions } from '../../views/platform/documents'
import { LinkOverPage } from '../../views/sign-in/link-over'
import { MailSentPage } from '../../views/sign-in/passwords'
import { RegistrationPage } from '../../views/sign-in/register'
import {
  askToJoin,
  findJoin,
  findJoining,
  linkRoles,
  makeJoinLink,
  registerByJoinLink,
  revokeJoinLink,
  useJoinCode,
} from '../domain/admissions'
import { readJoinLinksPage } from '../domain/pages'
import type { AppEnv } from '../env'
import { Invalid, NotFound } from '../errors'
import { clientAddress } from '../http/client-address'
import { writeSessionCookie } from '../http/cookies'
import { emptyForm, type FormState, type FormView, form, orForm } from '../http/form'
import { ifOver } from '../http/if-over'
import { manyIds } from '../http/many'
import { chosenPassword } from '../http/password-form'
import { goTo, goToWithUndo } from '../http/respond'
import { ownWhere, whereFields } from '../http/where-form'
import { readCode } from '../lib/ids'
import { leastPasswordLength } from '../lib/judge-password'
import { deviceName } from '../lib/user-agent'
import { momentOf } from '../lib/zones'
import { urls } from '../urls'

/** Links and codes by which people come in by themselves, for those who run the organization. */
export const joinLinks = new Hono<AppEnv>()

const linksPage: FormView = async (c, state) => {
  const { tenant, actor, organization, view } = c.var
  const found = await readJoinLinksPage(tenant, actor)
  const isOpen = organization.registration !== 'closed'
  return c.html(<JoinLinksPage view={view} state={state} origin={tenant.origin} isOpen={isOpen} {...found} />)
}

joinLinks.get('/people/join-links', (c) => linksPage(c, emptyForm))

const linkSchema = z.object({
  role: z.enum(linkRoles, 'people.chooseRole'),
  courseIds: manyIds,
  groupIds: manyIds,
  maxUses: z.string().max(10).default(''),
  expiresOn: z.string().max(10).default(''),
})

joinLinks.post('/people/join-links', form(linkSchema, linksPage), async (c) => {
  const { tenant, actor, organization } = c.var
  const values = c.req.valid('form')
  const { refused } = await orForm(c, linksPage, values, async () => {
    const expiresAt = values.expiresOn ? momentOf(values.expiresOn, '23:59', organization.zone) : null
    if (values.expiresOn && expiresAt === null) throw new Invalid('expiresOn', 'people.chooseDay')
    const { role, courseIds, groupIds } = values
    const maxUses = values.maxUses.trim() ? Number(values.maxUses) : null
    return makeJoinLink(tenant, actor, { role, courseIds, groupIds, maxUses, expiresAt })
  })
  return refused ?? goTo(c, urls.joinLinks(), 'joinLinks.made')
})

joinLinks.delete('/people/join-links/:id', async (c) => {
  const actId = await revokeJoinLink(c.var.tenant, c.var.actor, c.req.param('id'))
  return goToWithUndo(c, urls.joinLinks(), 'joinLinks.closed', actId)
})

/** Where a code is typed and a link leads; nobody need be signed in. */
export const joinDoor = new Hono<AppEnv>()

const codePage: FormView = (c, state) => c.html(<JoinCodePage view={c.var.view} state={state} />)

joinDoor.get('/join', (c) => codePage(c, emptyForm))

joinDoor.post('/join', form(z.object({ code: z.string().max(60, 'join.noCode') }), codePage), async (c) => {
  const { code: typed } = c.req.valid('form')
  const { refused, done } = await orForm(c, codePage, { code: typed }, async () => {
    const code = readCode(typed)
    if (!code) throw new Invalid('code', 'join.noCode')
    return code
  })
  return refused ?? goTo(c, urls.join(done))
})

/** A code that opens nothing: the field again, with what was typed. */
async function orCodePage(c: Context<AppEnv>, code: string, answer: () => Promise<Response>) {
  try {
    return await orOverPage(c, answer)
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
    const { view } = c.var
    const errors = { code: view.t('join.noCode') }
    return c.html(<JoinCodePage view={view} state={{ values: { code: code.slice(0, 60) }, errors }} />, 404)
  }
}

const joinPage: FormView = async (c, state) => {
  const { tenant, organization, view } = c.var
  const code = c.req.param('code') ?? ''
  return orCodePage(c, code, async () => {
    const { link, courses } = await findJoin(tenant, code, clientAddress(c))
    // A course's own code is for people of the organization; a link may bring strangers in.
    if (!link && !view.actor) return c.redirect(urls.signIn(urls.join(code)), 303)
    const isOpen = organization.registration !== 'closed'
    return c.html(<JoinPage view={view} state={state} code={code} courses={courses} isOpen={isOpen} />)
  })
}

joinDoor.get('/join/:code', (c) => joinPage(c, emptyForm))

joinDoor.post('/join/:code/use', async (c) => {
  if (!c.var.visitor) return c.redirect(urls.signIn(urls.join(c.req.param('code'))), 303)
  const { tenant, visitor } = c.var
  return orCodePage(c, c.req.param('code'), async () => {
    const courseId = await useJoinCode(tenant, visitor, c.req.param('code'), clientAddress(c))
    return goTo(c, courseId ? urls.course(courseId) : urls.home(), 'join.welcome')
  })
})

const addressSchema = z.object({ email: z.string().trim().min(1, 'email.missing').max(254, 'form.tooLong') })

joinDoor.post('/join/:code', form(addressSchema, joinPage), async (c) => {
  const { tenant, organization, view } = c.var
  const { email } = c.req.valid('form')
  const code = c.req.param('code')
  const given = { email, locale: view.locale, address: clientAddress(c) }
  return orCodePage(c, code, async () => {
    const { refused } = await orForm(c, joinPage, { email }, () => askToJoin(tenant, code, given, organization))
    return refused ?? c.html(<MailSentPage view={view} email={email} toAnybody />)
  })
})

const codeOf = (c: Context<AppEnv>, state: FormState) => String(state.values.code ?? c.req.query('code') ?? '')

const joiningPage: FormView = (c, state) => {
  const { tenant, view, platform } = c.var
  const code = codeOf(c, state)
  return orOverPage(c, async () => {
    const { email, link, settings } = await findJoining(tenant, code, clientAddress(c))
    const least = leastPasswordLength({
      role: link.role,
      hasSecondFactor: false,
      minLength: settings.passwordLength,
    })
    const action = urls.joining()
    return c.html(<RegistrationPage {...{ view, state, action, code, email, least, platform: platform.origin.href }} />)
  })
}

/** Used: they are in already. Over: whoever gave the link has another. */
const orOverPage = (c: Context<AppEnv>, answer: () => Promise<Response>) =>
  ifOver(answer, (reason) => {
    const { view } = c.var
    const isIn = reason === 'register.already'
    const title = view.t(isIn ? 'register.alreadyTitle' : 'link.overTitle')
    const text = view.t(isIn ? 'register.already' : reason === 'courses.codeOver' ? reason : 'joinLinks.over')
    const isJoining = c.req.path.startsWith(`${urls.join()}/`)
    const way = isJoining
      ? { href: urls.join(), label: view.t('join.otherCode') }
      : { href: urls.signIn(), label: view.t('signIn.button') }
    return c.html(<LinkOverPage {...{ view, title, text, way }} />, 410)
  })

joinDoor.get('/joining', (c) => joiningPage(c, emptyForm))

const newcomerSchema = z.object({
  code: z.string().max(100),
  name: z.string().trim().min(1, 'people.nameMissing').max(200, 'form.tooLong'),
  password: chosenPassword('learner', 'signIn.passwordMissing'),
  agreed: z.literal('on', 'register.agreeMissing'),
  ...whereFields,
})

joinDoor.post('/joining', form(newcomerSchema, joiningPage), async (c) => {
  const { tenant, organization, platform, view } = c.var
  const { code, name, password, agreed, locale, zone } = c.req.valid('form')
  const newcomer = {
    name,
    password,
    ...ownWhere({ locale: locale ?? view.locale, zone }, organization),
    consents: personalVersions,
    device: deviceName(c.req.header('User-Agent')),
    address: clientAddress(c),
  }
  return orOverPage(c, async () => {
    const { done, refused } = await orForm(c, joiningPage, { code, name, locale, zone, agreed }, () =>
      registerByJoinLink(tenant, code, newcomer, platform.passwordCost),
    )
    if (refused) return refused
    writeSessionCookie(c, done!.token)
    return goTo(c, done!.courseId ? urls.course(done!.courseId) : urls.home(), 'invitation.welcome')
  })
})
