import { Hono } from 'hono'
import { z } from 'zod'
import { JoinLinksPage } from '../../views/people/join-links-page'
import { JoinCodePage, JoinPage } from '../../views/people/join-page'
import {
  findJoin,
  linkRoles,
  makeJoinLink,
  registerByJoinLink,
  revokeJoinLink,
  useJoinCode,
} from '../domain/admissions'
import { readJoinLinksPage } from '../domain/pages'
import type { AppEnv } from '../env'
import { Invalid } from '../errors'
import { clientAddress } from '../http/client-address'
import { writeSessionCookie } from '../http/cookies'
import { emptyForm, type FormView, form, orForm } from '../http/form'
import { manyIds } from '../http/many'
import { chosenPassword } from '../http/password-form'
import { goTo } from '../http/respond'
import { ownWhere, whereFields } from '../http/where-form'
import { readEmail } from '../lib/email-address'
import { readCode } from '../lib/ids'
import { leastPasswordLength } from '../lib/judge-password'
import { deviceName } from '../lib/user-agent'
import { momentOf } from '../lib/zones'
import { urls } from '../urls'

/** Links and codes by which people come in by themselves, for those who run the organization. */
export const joinLinks = new Hono<AppEnv>()

const linksPage: FormView = async (c, state) => {
  const { tenant, actor, view } = c.var
  const found = await readJoinLinksPage(tenant, actor)
  return c.html(<JoinLinksPage view={view} state={state} origin={tenant.origin} {...found} />)
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
  await revokeJoinLink(c.var.tenant, c.var.actor, c.req.param('id'))
  return goTo(c, urls.joinLinks(), 'joinLinks.closed')
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

const joinPage: FormView = async (c, state) => {
  const { tenant, organization, view } = c.var
  const code = c.req.param('code') ?? ''
  const { link, courses } = await findJoin(tenant, code, clientAddress(c))
  // A course's own code is for people of the organization; a link may bring strangers in.
  if (!link && !view.actor) return c.redirect(urls.signIn(urls.join(code)), 303)
  const least = leastPasswordLength({
    role: link?.role ?? 'learner',
    hasSecondFactor: false,
    minLength: organization.passwordLength,
  })
  return c.html(<JoinPage view={view} state={state} code={code} courses={courses} least={least} />)
}

joinDoor.get('/join/:code', (c) => joinPage(c, emptyForm))

joinDoor.post('/join/:code/use', async (c) => {
  if (!c.var.visitor) return c.redirect(urls.signIn(urls.join(c.req.param('code'))), 303)
  const courseId = await useJoinCode(c.var.tenant, c.var.visitor, c.req.param('code'), clientAddress(c))
  return goTo(c, courseId ? urls.course(courseId) : urls.home(), 'join.welcome')
})

const newcomerSchema = z.object({
  name: z.string().trim().min(1, 'people.nameMissing').max(200, 'form.tooLong'),
  email: z
    .string()
    .max(254, 'people.emailUnreadable')
    .refine((typed) => readEmail(typed) !== null, 'people.emailUnreadable'),
  password: chosenPassword('learner', 'signIn.passwordMissing'),
  ...whereFields,
})

joinDoor.post('/join/:code', form(newcomerSchema, joinPage), async (c) => {
  const { tenant, organization, platform, view } = c.var
  const values = c.req.valid('form')
  const { done, refused } = await orForm(c, joinPage, values, () =>
    registerByJoinLink(
      tenant,
      c.req.param('code'),
      {
        ...values,
        ...ownWhere({ ...values, locale: values.locale ?? view.locale }, organization),
        device: deviceName(c.req.header('User-Agent')),
        address: clientAddress(c),
      },
      organization,
      platform.passwordCost,
    ),
  )
  if (refused) return refused
  writeSessionCookie(c, done!.token)
  return goTo(c, done!.courseId ? urls.course(done!.courseId) : urls.home(), 'invitation.welcome')
})
