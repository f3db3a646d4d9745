import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import type { Tenant } from '../../tenants/tenant'
import { lyceum } from '../../worker/app'
import { startSession } from '../../worker/domain/people'
import type { Actor } from './actors'
import type { TestPlatform } from './platform'

type Fields = Record<string, string | string[] | File>

export type Browser = ReturnType<typeof browserAt>

/** A browser without JavaScript on the organization's host, signed in as `actor` (or as nobody): keeps cookies, follows nothing. */
export async function browse(platform: TestPlatform, tenant: Tenant, actor: Actor | null = null) {
  const browser = browserAt(platform, tenant.origin)
  if (actor) browser.cookies.set('__Host-session', await startSession(tenant, actor.id, 'Test'))
  return browser
}

/** A browser on any host, for example the platform's own site. */
export function browserAt(platform: TestPlatform, origin: string) {
  const app = lyceum({
    now: () => platform.now(),
    mailer: () => platform.mail,
    get seams() {
      return platform.seams
    },
  })
  const cookies = new Map<string, string>()

  async function send(method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}) {
    const request = new Request(new URL(path, origin), {
      method,
      body,
      headers: {
        Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'Sec-Fetch-Site': 'same-origin',
        Origin: origin,
        ...headers,
      },
    })
    const context = createExecutionContext()
    const response = await app.fetch(request, platform.env, context)
    await waitOnExecutionContext(context)
    for (const cookie of response.headers.getSetCookie()) keepCookie(cookie)
    return response
  }

  function keepCookie(cookie: string) {
    const [pair = ''] = cookie.split(';')
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
    if (/max-age=0/i.test(cookie)) cookies.delete(name)
    else cookies.set(name, value)
  }

  return {
    cookies,
    send,
    get: (path: string, headers?: Record<string, string>) => send('GET', path, undefined, headers),
    post: (path: string, fields: Fields = {}, headers?: Record<string, string>) =>
      send('POST', path, toForm(fields), headers),
    /** Status and text at once. */
    async read(path: string, headers?: Record<string, string>) {
      const response = await send('GET', path, undefined, headers)
      return { status: response.status, html: await response.text(), response }
    },
  }
}

function toForm(fields: Fields): FormData | URLSearchParams {
  const entries = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const))
  if (entries.some(([, value]) => value instanceof File)) {
    const data = new FormData()
    for (const [name, value] of entries) data.append(name, value)
    return data
  }
  return new URLSearchParams(entries as [string, string][])
}
