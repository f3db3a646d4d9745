import type { Tenant } from '../../tenants/tenant'
import { createApiToken, type Scope, scopes } from '../../worker/domain/people'
import type { Actor } from './actors'
import { browserAt } from './browser'
import type { TestPlatform } from './platform'

/** A program with a token of `actor`'s, as it would call the JSON door. */
export async function program(platform: TestPlatform, tenant: Tenant, actor: Actor, wanted: readonly Scope[] = scopes) {
  const { token } = await createApiToken(tenant, actor, {
    name: 'Test',
    scopes: [...wanted],
    days: 1,
    organizations: false,
  })
  const { send } = browserAt(platform, tenant.origin)
  return async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const sent = {
      Authorization: `Bearer ${token}`,
      ...(text ? { 'Content-Type': 'application/json' } : {}),
      ...headers,
    }
    const response = await send(method, `/api/v1${path}`, text, sent)
    const answer = await response.text()
    return { status: response.status, headers: response.headers, json: answer ? JSON.parse(answer) : null }
  }
}
