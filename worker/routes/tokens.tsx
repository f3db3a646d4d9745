import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { TokensPage } from '../../views/tokens/tokens-page'
import { apiTokensQuery, createApiToken, revokeApiToken, scopes, scopesFor, tokenDays } from '../domain/people'
import { can } from '../domain/policy'
import type { AppEnv } from '../env'
import { emptyForm, type FormState, form, orForm } from '../http/form'
import { goTo } from '../http/respond'
import { urls } from '../urls'

/** Tokens of the JSON door: one's own, and for admins the organization's. */
export const tokens = new Hono<AppEnv>()

const tokenForm = z.object({
  name: z.string().trim().min(1, 'form.missing').max(80, 'form.tooLong'),
  scopes: z.union([z.array(z.enum(scopes)), z.enum(scopes).transform((one) => [one])], 'tokens.scopesMissing'),
  days: z
    .string('tokens.endMissing')
    .transform(Number)
    .refine((days) => tokenDays.some((one) => one === days), 'tokens.endMissing'),
  organizations: z.string().max(20).optional().transform(Boolean),
})

async function tokensPage(c: Context<AppEnv>, state: FormState, made: string | null = null) {
  const { tenant, actor, view } = c.var
  const mayOrganization = can(actor, 'token.organization')
  const [own, organizations] = await tenant.db.batch([
    apiTokensQuery(tenant, actor, false),
    apiTokensQuery(tenant, actor, true),
  ])
  return c.html(
    <TokensPage
      view={view}
      own={own}
      organizations={mayOrganization ? organizations : null}
      scopes={scopesFor(actor)}
      ends={tokenDays}
      state={state}
      made={made}
    />,
  )
}

tokens.get('/me/tokens', (c) => tokensPage(c, emptyForm))

tokens.post('/me/tokens', form(tokenForm, tokensPage), async (c) => {
  const { tenant, actor } = c.var
  const wanted = c.req.valid('form')
  const theirs = scopesFor(actor)
  const asked = { ...wanted, scopes: wanted.scopes.filter((scope) => theirs.includes(scope)) }
  const { done, refused } = await orForm(c, tokensPage, wanted, () => createApiToken(tenant, actor, asked))
  return done ? tokensPage(c, emptyForm, done.token) : refused
})

tokens.delete('/me/tokens/:id', async (c) => {
  await revokeApiToken(c.var.tenant, c.var.actor, c.req.param('id'))
  return goTo(c, urls.apiTokens(), 'tokens.revoked')
})
