import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type MessageKey, translator } from '../../../views/translate'
import type { AppEnv } from '../../env'
import { Conflict, Forbidden, Gone, Invalid, NotFound, TooMany, Unavailable } from '../../errors'
import { withoutValues } from '../log'

export type Fault = { pointer: string; detail: string }

/** Problem details (RFC 9457): `errors` point into the body by JSON pointer (RFC 6901). */
export function problem(
  c: Context<AppEnv>,
  status: ContentfulStatusCode,
  title: string,
  detail?: string,
  errors?: Fault[],
) {
  const body = { type: 'about:blank', title, status, detail, instance: c.var.requestId, errors }
  return c.json(body, status, { 'Content-Type': 'application/problem+json' })
}

/** What was thrown, as a problem. Sentences are in English: machines and their makers read them. */
export function onApiError(error: Error, c: Context<AppEnv>) {
  const t = translator('en')
  if (error instanceof NotFound) return problem(c, 404, 'Not found')
  if (error instanceof Forbidden) return problem(c, 403, 'Forbidden')
  if (error instanceof Gone) return problem(c, 410, 'Gone', t(error.reason as MessageKey))
  if (error instanceof Conflict) return problem(c, 409, 'Conflict', t(error.reason as MessageKey, error.values))
  if (error instanceof Invalid) {
    const faults = [error, ...error.others].map(({ field, reason, values }) => ({
      pointer: field ? `/${field}` : '',
      detail: t(reason as MessageKey, values),
    }))
    return problem(c, 422, 'Invalid', faults[0]!.detail, faults)
  }
  if (error instanceof TooMany) {
    c.header('Retry-After', String(error.seconds))
    return problem(c, 429, 'Too many requests', `Again in ${error.seconds} seconds.`)
  }
  if (error instanceof HTTPException)
    return problem(c, error.status as ContentfulStatusCode, 'Bad request', 'The body cannot be read: is it whole?')
  if (error instanceof Unavailable) return problem(c, 503, 'Unavailable')
  console.error(JSON.stringify({ id: c.var.requestId, error: withoutValues(error) }))
  return problem(c, 500, 'Internal error')
}
