import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ZodError } from 'zod'
import { ErrorPage } from '../../views/errors/error-page'
import type { MessageKey } from '../../views/translate'
import { SessionMoved } from '../domain/people'
import type { AppEnv } from '../env'
import { Conflict, Forbidden, Gone, Invalid, NotFound, TooLarge, TooMany, Unavailable } from '../errors'
import { problem } from './api/problem'
import { Closed, HostUnknown, Misdirected, Preparing, Suspended } from './host-errors'
import { withoutValues } from './log'
import { viewOf } from './view'

/** The page for whatever was thrown. Needs neither a database nor JavaScript. */
export function onError(error: Error, c: Context<AppEnv>) {
  if ([error, error.cause].some((one) => one instanceof SessionMoved)) return c.body(null, 503) // nobody sees it: the request is answered anew
  const { status, kind, reason } = kindOf(error)
  // What the hallway refuses before the JSON door is reached.
  if (c.req.path.startsWith('/api/v1/')) return problem(c, status, titles[status] ?? 'Refused')
  if (status >= 500) console.error(JSON.stringify({ id: c.var.requestId, error: withoutValues(error) }))
  if (error instanceof TooMany) c.header('Retry-After', String(error.seconds))
  if (error instanceof Unavailable) c.header('Retry-After', '10')
  const view = c.var.view ?? viewOf(c)
  const said = reason
    ? view.t(reason as MessageKey, error instanceof Invalid || error instanceof Conflict ? error.values : undefined)
    : undefined
  const home = c.var.tenant ? '/' : c.var.platform.origin.href
  return c.html(
    <ErrorPage
      view={view}
      kind={kind}
      reason={said}
      requestId={c.var.requestId}
      home={home}
      platform={c.var.platform.origin.href}
    />,
    status,
  )
}

const titles: Partial<Record<number, string>> = {
  403: 'Suspended',
  404: 'Not found',
  421: 'Misdirected request',
  500: 'Internal error',
  503: 'Unavailable',
}

export const onNotFound = (c: Context<AppEnv>) => onError(new NotFound(), c)

type Kind = Parameters<typeof ErrorPage>[0]['kind']

function kindOf(error: Error): { status: ContentfulStatusCode; kind: Kind; reason?: string } {
  if (error instanceof HostUnknown) return { status: 404, kind: 'unknown-host' }
  if (error instanceof Misdirected) return { status: 421, kind: 'unknown-host' }
  if (error instanceof Closed) return { status: 404, kind: 'closed' }
  if (error instanceof Suspended) return { status: 403, kind: 'suspended' }
  if (error instanceof Preparing) return { status: 503, kind: 'preparing' }
  if (error instanceof NotFound) return { status: 404, kind: '404' }
  if (error instanceof Forbidden) return { status: 403, kind: '403' }
  if (error instanceof Gone) return { status: 410, kind: '410', reason: error.reason }
  if (error instanceof Conflict) return { status: 409, kind: '422', reason: error.reason }
  if (error instanceof Invalid) return { status: 422, kind: '422', reason: error.reason }
  // A body that Hono cannot read: JSON or a form that was cut.
  if (error instanceof HTTPException) return { status: error.status as ContentfulStatusCode, kind: '422' }
  if (error instanceof ZodError) return { status: 422, kind: '422', reason: 'form.check' }
  if (error instanceof TooLarge) return { status: 413, kind: '413' }
  if (error instanceof TooMany) return { status: 429, kind: '429' }
  if (error instanceof Unavailable) return { status: 503, kind: '503' }
  return { status: 500, kind: '500' }
}
