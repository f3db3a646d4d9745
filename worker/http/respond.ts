import type { Context } from 'hono'
import type { AppEnv } from '../env'
import { urls } from '../urls'
import { writeNotice } from './cookies'

/** Whether htmx asks for a part of a page. */
export const wantsFragment = (c: Context<AppEnv>) => c.req.header('HX-Request-Type') === 'partial'

/**
 * After a form: on to the page, with one sentence (a message key) of what happened and, where it can be taken back, the
 * address whose POST does so. htmx goes there as the browser would.
 */
export function goTo(
  c: Context<AppEnv>,
  url: string,
  notice?: string,
  undo: string | null = null,
  values?: Record<string, string>,
) {
  if (notice) writeNotice(c, { key: notice, undo, values })
  if (c.req.header('HX-Request')) {
    c.header('HX-Redirect', url)
    return c.body(null, 204)
  }
  return c.redirect(url, 303)
}

/** The same after an act that can be taken back by its id; the undo leads to the same page. */
export const goToWithUndo = (
  c: Context<AppEnv>,
  url: string,
  notice: string,
  actId: string | null,
  values?: Record<string, string>,
) => goTo(c, url, notice, actId && urls.reversal(actId, url), values)

/** A path of our own to come back to; anything else is the fallback. */
export function pathBack(given: string | undefined, fallback: string): string {
  if (!given?.startsWith('/') || given.startsWith('//') || given.includes('\\')) return fallback
  const url = new URL(given, 'https://own.invalid')
  return url.origin === 'https://own.invalid' ? url.pathname + url.search : fallback
}
