import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { AppEnv } from '../env'
import { keeper, keeperOf } from '../lib/remember'

const ofOrganization = keeperOf<object, ReturnType<typeof pages>>()
const pages = () => keeper<string>(32)

/**
 * A page that is the same for everybody who is not signed in and reads the same language: written once, as long as the
 * organization's settings stand. With anything said to one reader only (a query, a notice), it is written for them.
 */
export function writtenOnce(c: Context<AppEnv>, write: () => Child): Response {
  const view = c.get('view')
  if (view.actor || view.notice || view.partial || view.path !== c.req.path) return c.html(String(write()))
  const known = ofOrganization(c.get('organization'), pages)
  return c.html(known(`${view.locale} ${view.path}`, () => String(write())))
}
