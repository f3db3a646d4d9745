import { Hono } from 'hono'
import { z } from 'zod'
import { ConfirmationPage, ConfirmedPage } from '../../views/sign-in/confirmations'
import {
  askForVerification,
  confirmEmailChange,
  findEmailConfirmation,
  findVerification,
  verifyEmail,
} from '../domain/people'
import type { AppEnv } from '../env'
import { NotFound } from '../errors'
import { clientAddress } from '../http/client-address'
import { goTo } from '../http/respond'
import { signedIn } from '../http/session'
import { urls } from '../urls'

/** What links in mails confirm: an address, and the move to another one. */
export const confirmations = new Hono<AppEnv>()

const side = z.enum(['old', 'new'])
const codeOf = (body: Record<string, unknown>) => String(body.code ?? '').slice(0, 100)

confirmations.get('/verification', async (c) => {
  const { view, tenant } = c.var
  const code = c.req.query('code') ?? ''
  const { email } = await findVerification(tenant, code)
  return c.html(
    <ConfirmationPage
      view={view}
      title={view.t('verify.addressTitle')}
      lead={view.t('verify.lead')}
      email={email}
      action={urls.verification()}
      code={code}
      button={view.t('verify.button')}
    />,
  )
})

confirmations.post('/verification', async (c) => {
  const { view, tenant, visitor } = c.var
  await verifyEmail(tenant, codeOf(await c.req.parseBody()))
  if (visitor) return goTo(c, urls.home(), 'verify.done')
  return c.html(<ConfirmedPage view={view} title={view.t('verify.doneTitle')} text={view.t('verify.done')} />)
})

confirmations.post('/verification-mails', signedIn, async (c) => {
  await askForVerification(c.var.tenant, c.var.actor, clientAddress(c))
  return goTo(c, urls.account(), 'verify.sent')
})

confirmations.get('/email-change/:side', async (c) => {
  const { view, tenant } = c.var
  const known = side.safeParse(c.req.param('side'))
  if (!known.success) throw new NotFound()
  const code = c.req.query('code') ?? ''
  const { email } = await findEmailConfirmation(tenant, known.data, code)
  return c.html(
    <ConfirmationPage
      view={view}
      title={view.t('emailChange.title')}
      lead={view.t('emailChange.lead')}
      email={email}
      action={urls.emailChange(known.data)}
      code={code}
      button={view.t('emailChange.button')}
    />,
  )
})

confirmations.post('/email-change/:side', async (c) => {
  const { view, tenant } = c.var
  const known = side.safeParse(c.req.param('side'))
  if (!known.success) throw new NotFound()
  const changed = await confirmEmailChange(tenant, known.data, codeOf(await c.req.parseBody()))
  const text = view.t(changed ? 'emailChange.done' : 'emailChange.half')
  return c.html(<ConfirmedPage view={view} title={view.t('emailChange.confirmed')} text={text} />)
})
