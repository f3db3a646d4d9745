import { Hono } from 'hono'
import { z } from 'zod'
import { admitAtPlatform } from '../../../tenants/platform-throttle'
import { FindPage, FoundPage } from '../../../views/platform/find'
import type { AppEnv } from '../../env'
import { Invalid } from '../../errors'
import { clientAddress } from '../../http/client-address'
import { emptyForm, type FormView, form, orForm } from '../../http/form'
import { sendOrganizations } from '../../jobs/send-organizations'
import { readEmail } from '../../lib/email-address'

/** "Find your organization": by mail only, and the page says the same to everybody. */
export const find = new Hono<AppEnv>()

const findPage: FormView = (c, state) => c.html(<FindPage view={c.var.view} state={state} />)

find.get('/find', (c) => findPage(c, emptyForm))

find.post(
  '/find',
  form(z.object({ email: z.string().trim().min(1, 'email.missing').max(254) }), findPage),
  async (c) => {
    const { platform, view } = c.var
    const typed = c.req.valid('form').email
    const { done: email, refused } = await orForm(c, findPage, { email: typed }, async () => {
      const email = readEmail(typed)
      if (!email) throw new Invalid('email', 'email.unreadable')
      await admitAtPlatform(platform, 'find', { key: `from:${clientAddress(c)}`, most: 20, seconds: 3600 })
      await admitAtPlatform(platform, 'find', { key: `to:${email}`, most: 3, seconds: 3600 })
      return email
    })
    if (!email) return refused
    // After the answer, so that its time tells nothing.
    c.executionCtx.waitUntil(sendOrganizations(platform, email, view.locale))
    return c.html(<FoundPage view={view} email={email} />)
  },
)
