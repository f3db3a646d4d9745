import { Hono } from 'hono'
import { isLocale } from '../../views/translate'
import type { AppEnv } from '../env'
import { Invalid } from '../errors'
import { writeLocaleCookie } from '../http/cookies'
import { pathBack } from '../http/respond'

/** The choice of language before one is signed in, on the organization's hosts and on the platform's own. */
export const locale = new Hono<AppEnv>()

locale.post('/locale', async (c) => {
  const { locale, next } = await c.req.parseBody()
  if (!isLocale(locale)) throw new Invalid('locale', 'form.check')
  writeLocaleCookie(c, locale)
  return c.redirect(pathBack(typeof next === 'string' ? next : undefined, '/'), 303)
})
