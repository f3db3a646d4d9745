import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { InvitationOverPage, LateInvitationPage } from '../../views/people/invitation-over'
import { InvitationPage } from '../../views/people/invitation-page'
import { InvitationsPage } from '../../views/people/invitations-page'
import { personalVersions } from '../../views/platform/documents'
import { MailSentPage } from '../../views/sign-in/passwords'
import type { View } from '../../views/view'
import {
  acceptInvitation,
  findInvitation,
  type InvitationLink,
  type InvitedLine,
  invitePastedList,
  isRole,
  isTaken,
  lateAddress,
  orOver,
  readInvitationLink,
  renewInvitation,
  resendInvitation,
  revokeInvitation,
} from '../domain/admissions'
import { readInvitationsPage } from '../domain/pages'
import type { AppEnv } from '../env'
import { Invalid } from '../errors'
import { clientAddress } from '../http/client-address'
import { writeSessionCookie } from '../http/cookies'
import { emptyForm, type FormState, type FormView, form, orForm } from '../http/form'
import { ifOver } from '../http/if-over'
import { manyIds } from '../http/many'
import { chosenPassword } from '../http/password-form'
import { goTo, goToWithUndo } from '../http/respond'
import { ownWhere, whereFields } from '../http/where-form'
import { leastPasswordLength } from '../lib/judge-password'
import { deviceName } from '../lib/user-agent'
import { urls } from '../urls'

/** Invitations by e-mail, for those who run the organization. */
export const invitations = new Hono<AppEnv>()

const listPage: FormView = (c, state) => invitationsPage(c, state)

invitations.get('/people/invitations', (c) => listPage(c, emptyForm))

const inviteSchema = z.object({
  emails: z.string().max(65_536),
  role: z.string().max(20),
  courseIds: manyIds,
  groupIds: manyIds,
})

invitations.post('/people/invitations', form(inviteSchema, listPage), async (c) => {
  const { emails, role, courseIds, groupIds } = c.req.valid('form')
  const { tenant, actor } = c.var
  const { done, refused } = await orForm(c, listPage, c.req.valid('form'), () => {
    if (!isRole(role)) throw new Invalid('role', 'people.chooseRole')
    return invitePastedList(tenant, actor, emails, { role, courseIds, groupIds })
  })
  if (refused) return refused
  const unread = done!.filter(({ result }) => result === 'not readable').map(({ line }) => line)
  if (unread.length === 0) return invitationsPage(c, emptyForm, done)
  // The rest is done: only what could not be read stays in the form.
  const values = { emails: unread.join('\n'), role, courseIds, groupIds }
  const page = await invitationsPage(c, { values, errors: { emails: whyUnread(c.var.view, unread) } }, done)
  return unread.length < done!.length ? page : new Response(page.body, { status: 422, headers: page.headers })
})

const MOST_REASONS = 5

function whyUnread({ t }: View, lines: string[]): string {
  const said = lines
    .slice(0, MOST_REASONS)
    .map((line) => t(line.includes('@') ? 'invitations.wrong.unread' : 'invitations.wrong.noAt', { line }))
  const more = lines.length - said.length
  return [...said, ...(more > 0 ? [t('invitations.wrong.more', { n: more })] : [])].join(' ')
}

invitations.post('/people/invitations/:id/mail', async (c) => {
  await resendInvitation(c.var.tenant, c.var.actor, c.req.param('id'))
  return goTo(c, urls.invitations(), 'invitations.sentAgain')
})

invitations.delete('/people/invitations/:id', async (c) => {
  const actId = await revokeInvitation(c.var.tenant, c.var.actor, c.req.param('id'))
  return goToWithUndo(c, urls.invitations(), 'invitations.revoked', actId)
})

async function invitationsPage(c: Context<AppEnv>, state: FormState, results?: InvitedLine[]) {
  const { tenant, actor, view } = c.var
  const found = await readInvitationsPage(tenant, actor, c.req.query('after') ?? null)
  return c.html(<InvitationsPage view={view} state={state} results={results} {...found} />)
}

/** The link in the mail; nobody is signed in yet. */
export const invitationDoor = new Hono<AppEnv>()

const acceptPage: FormView = (c, state) => {
  const code = String(state.values.code ?? '')
  return orOverPage(c, code, async () => invitationPage(c, state, code, await findInvitation(c.var.tenant, code)))
}

function invitationPage(
  c: Context<AppEnv>,
  state: FormState,
  code: string,
  { person }: Awaited<ReturnType<typeof findInvitation>>,
) {
  const { organization, platform, view } = c.var
  const least = leastPasswordLength({
    role: person.role,
    hasSecondFactor: false,
    minLength: organization.passwordLength,
  })
  return c.html(
    <InvitationPage
      view={view}
      state={state}
      code={code}
      name={person.name}
      email={person.email ?? ''}
      least={least}
      platform={platform.origin.href}
    />,
  )
}

invitationDoor.get('/invitation', async (c) => {
  const code = c.req.query('code') ?? ''
  const link = await readInvitationLink(c.var.tenant, code)
  return ifOver<Response>(
    async () => invitationPage(c, emptyForm, code, orOver(c.var.tenant, link)),
    () => overPage(c, code, link),
  )
})

/** Where only the link is over and the invitation stands, its holder can have a new one; whoever is in signs in. */
function overPage(c: Context<AppEnv>, code: string, link: InvitationLink) {
  const { tenant, view } = c.var
  const email = lateAddress(tenant, link)
  return c.html(
    email ? (
      <LateInvitationPage view={view} code={code} email={email} inviter={link.inviter} />
    ) : (
      <InvitationOverPage view={view} isTaken={isTaken(link)} inviter={link.inviter} />
    ),
    410,
  )
}

const orOverPage = async (c: Context<AppEnv>, code: string, answer: () => Promise<Response>) =>
  ifOver(answer, async () => overPage(c, code, await readInvitationLink(c.var.tenant, code)))

invitationDoor.post('/invitation/mails', form(z.object({ code: z.string().max(100) }), acceptPage), async (c) => {
  const { tenant, view } = c.var
  const { code } = c.req.valid('form')
  return orOverPage(c, code, async () => {
    const email = await renewInvitation(tenant, code, clientAddress(c))
    if (!email) return goTo(c, urls.invitation(code))
    return c.html(<MailSentPage view={view} email={email} toAnybody />)
  })
})

const acceptSchema = z.object({
  code: z.string().max(100),
  name: z.string().trim().min(1, 'people.nameMissing').max(200, 'form.tooLong'),
  password: chosenPassword('learner', 'signIn.passwordMissing'),
  agreed: z.literal('on', 'register.agreeMissing'),
  ...whereFields,
})

invitationDoor.post('/invitation', form(acceptSchema, acceptPage), async (c) => {
  const { code, name, password, agreed, locale, zone } = c.req.valid('form')
  const { tenant, organization, platform, view } = c.var
  const where = ownWhere({ locale: locale ?? view.locale, zone }, organization)
  const consents = personalVersions
  const accepted = { name, password, ...where, consents, device: deviceName(c.req.header('User-Agent')) }
  return orOverPage(c, code, async () => {
    const { done, refused } = await orForm(c, acceptPage, { code, name, agreed, locale, zone }, () =>
      acceptInvitation(tenant, code, accepted, organization, platform.passwordCost),
    )
    if (refused) return refused
    writeSessionCookie(c, done!.token)
    return goTo(c, done!.courseId ? urls.course(done!.courseId) : urls.home(), 'invitation.welcome')
  })
})
