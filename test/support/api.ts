import { expect } from 'vitest'
import type { Tenant } from '../../tenants/tenant'
import { createApiToken, type Scope, scopes } from '../../worker/domain/people'
import { apiDoors } from '../../worker/routes/api'
import type { Actor } from './actors'
import { browserAt } from './browser'
import type { TestPlatform } from './platform'

/** Calls a door as a program would. */
export type Program = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
  // biome-ignore lint/suspicious/noExplicitAny: as the door says
) => Promise<{ status: number; headers: Headers; json: any; bytes: Uint8Array }>

/** A program with a token of `actor`'s, as it would call the JSON door. */
export async function program(
  platform: TestPlatform,
  tenant: Tenant,
  actor: Actor,
  wanted: readonly Scope[] = scopes,
  organizations = false,
): Promise<Program> {
  const { token } = await createApiToken(tenant, actor, {
    name: 'Test',
    scopes: [...wanted],
    days: 1,
    organizations,
  })
  const { send } = browserAt(platform, tenant.origin)
  return async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const isRaw = body instanceof Uint8Array || body instanceof FormData
    const sent = body === undefined || isRaw ? body : JSON.stringify(body)
    const response = await send(method, `/api/v1${path}`, sent as BodyInit | undefined, {
      Authorization: `Bearer ${token}`,
      ...(sent !== undefined && !isRaw ? { 'Content-Type': 'application/json' } : {}),
      ...headers,
    })
    const isJson = /json/.test(response.headers.get('Content-Type') ?? '')
    const bytes = new Uint8Array(await response.arrayBuffer())
    const json = isJson && bytes.length ? JSON.parse(new TextDecoder().decode(bytes)) : null
    if (response.ok) checkAnswer(method, path, response.status, json)
    return { status: response.status, headers: response.headers, json, bytes }
  }
}

/** What a door answers is what its own description says, with nothing beside it. */
function checkAnswer(method: string, path: string, status: number, json: unknown) {
  const found = doorOf(method, path)
  if (!found) throw new Error(`no door is described for ${method} ${path}`)
  const { answer, gives, status: said = answer || gives ? 200 : 204 } = found
  expect(status, `${method} ${path}`).toBe(said)
  if (answer) expect(answer.parse(json), `${method} ${path}`).toEqual(json)
}

function doorOf(method: string, path: string) {
  const bare = path.replace(/\?.*$/, '')
  const fitting = apiDoors.filter(
    ({ spec }) =>
      spec.method === method.toLowerCase() && new RegExp(`^${spec.path.replace(/:\w+/g, '[^/]+')}$`).test(bare),
  )
  return (fitting.find(({ spec }) => spec.path === bare) ?? fitting[0])?.spec
}
