import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { UnsubscribePage } from '../../views/notifications/unsubscribe-page'
import { findMailReader, isKindName, stopMails } from '../domain/notifications'
import type { AppEnv } from '../env'
import { NotFound } from '../errors'
import { readToken } from '../lib/signature'

/** What stands in every mail about what happened (RFC 8058): a page for people, a POST for mail programs. */
export const unsubscribe = new Hono<AppEnv>()

const tokenSchema = z.object({ t: z.string(), u: z.string(), k: z.array(z.string()).max(50) })

async function readLink(c: Context<AppEnv>) {
  const { tenant, platform } = c.var
  const token = c.req.query('token') ?? ''
  const said = tokenSchema.safeParse(await readToken(platform.keys, 'unsubscribe', token, tenant.now())).data
  if (!said || said.t !== tenant.id) throw new NotFound()
  const reader = await findMailReader(tenant, said.u)
  if (!reader) throw new NotFound()
  return { token, reader, kinds: said.k.filter(isKindName) }
}

const show = (c: Context<AppEnv>, { token, kinds }: Awaited<ReturnType<typeof readLink>>, stopped: boolean) =>
  c.html(<UnsubscribePage view={c.var.view} token={token} kind={kinds[0] ?? null} stopped={stopped} />)

unsubscribe.get('/unsubscribe', async (c) => show(c, await readLink(c), false))

for (const [method, stops] of [
  ['POST', true],
  ['DELETE', false],
] as const)
  unsubscribe.on(method, '/unsubscribe', async (c) => {
    const link = await readLink(c)
    await stopMails(c.var.tenant, link.reader.id, link.kinds, stops)
    return show(c, link, stops)
  })
