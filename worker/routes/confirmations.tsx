import { type Context, Hono } from 'hono'
import { z } from 'zod'
import {
  ChangeOverPage,
  ConfirmationPage,
  ConfirmedPage,
  VerificationOverPage,
} from '../../views/sign-in/confirmations'
import {
  askForVerification,
  confirmEmailChange,
  findEmailConfirmation,
  findVerification,
  readConfirmed,
  verifyEmail,
  wasUsed,
} from '../domain/people'
import type { AppEnv } from '../env'
import { NotFound } from '../errors'
import { clientAddress } from '../http/client-address'
import { ifOver } from '../http/if-over'
import { goTo } from '../http/respond'
import { signedIn } from '../http/session'
import { urls } from '../urls'

/** What links in mails confirm: an address, and the move to another one. */
export const confirmations = new Hono<AppEnv>()

const codeOf = (body: Record<string, unknown>) => String(body.code ?? '').slice(0, 100)

confirmations.get('/verification', (c) => {
  const { view, tenant } = c.var
  const code = c.req.query('code') ?? ''
  const ask = async () => {
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
  }
  return ifOver<Response>(ask, () => verificationOver(c, code))
})

confirmations.post('/verification', async (c) => {
  const { view, tenant, visitor } = c.var
  const code = codeOf(await c.req.parseBody())
  const confirm = async () => {
    await verifyEmail(tenant, code)
    if (visitor) return goTo(c, urls.home(), 'verify.done')
    return c.html(<ConfirmedPage view={view} title={view.t('verify.doneTitle')} text={view.t('verify.done')} />)
  }
  return ifOver<Response>(confirm, () => verificationOver(c, code))
})

/** Used: it is confirmed, which is all that its holder wants. Too old: the way to a new one. */
async function verificationOver(c: Context<AppEnv>, code: string) {
  const { view, tenant } = c.var
  if (await wasUsed(tenant, 'verify-email', code))
    return c.html(<ConfirmedPage view={view} title={view.t('confirmed.already')} text={view.t('verify.already')} />)
  return c.html(<VerificationOverPage view={view} />, 410)
}

confirmations.post('/verification-mails', signedIn, async (c) => {
  await askForVerification(c.var.tenant, c.var.actor, clientAddress(c))
  return goTo(c, urls.account(), 'verify.sent')
})

const side = z.enum(['old', 'new'])

function sideOf(c: Context<AppEnv>) {
  const known = side.safeParse(c.req.param('side'))
  if (!known.success) throw new NotFound()
  return known.data
}

confirmations.get('/email-change/:side', (c) => {
  const { view, tenant } = c.var
  const asked = sideOf(c)
  const code = c.req.query('code') ?? ''
  const ask = async () => {
    const { email } = await findEmailConfirmation(tenant, asked, code)
    return c.html(
      <ConfirmationPage
        view={view}
        title={view.t('emailChange.title')}
        lead={view.t('emailChange.lead')}
        email={email}
        action={urls.emailChange(asked)}
        code={code}
        button={view.t('emailChange.button')}
      />,
    )
  }
  return ifOver<Response>(ask, () => changeOver(c, code))
})

confirmations.post('/email-change/:side', async (c) => {
  const { view, tenant } = c.var
  const code = codeOf(await c.req.parseBody())
  const confirm = async () => {
    const changed = await confirmEmailChange(tenant, sideOf(c), code)
    const text = view.t(changed ? 'emailChange.done' : 'emailChange.half')
    return c.html(<ConfirmedPage view={view} title={view.t('emailChange.confirmed')} text={text} />)
  }
  return ifOver<Response>(confirm, () => changeOver(c, code))
})

async function changeOver(c: Context<AppEnv>, code: string) {
  const { view, tenant } = c.var
  const confirmed = await readConfirmed(tenant, sideOf(c), code)
  if (!confirmed) return c.html(<ChangeOverPage view={view} />, 410)
  const text = view.t(confirmed === 'changed' ? 'emailChange.done' : 'emailChange.half')
  return c.html(<ConfirmedPage view={view} title={view.t('confirmed.already')} text={text} />)
}
