import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { AppEnv } from '../env'

const SESSION = 'session'
const LOCALE = 'locale'
const NOTICE = 'notice'
const YEAR = 365 * 86_400

const options = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax', prefix: 'host' } as const

export const readSessionCookie = (c: Context<AppEnv>) => getCookie(c, SESSION, 'host')
export const writeSessionCookie = (c: Context<AppEnv>, token: string) =>
  setCookie(c, SESSION, token, { ...options, maxAge: 30 * 86_400 })
export const clearSessionCookie = (c: Context<AppEnv>) => deleteCookie(c, SESSION, options)

export const readLocaleCookie = (c: Context<AppEnv>) => getCookie(c, LOCALE, 'host')
export const writeLocaleCookie = (c: Context<AppEnv>, locale: string) =>
  setCookie(c, LOCALE, locale, { ...options, maxAge: YEAR })

/** One sentence (a message key) for the next page. */
export const writeNotice = (c: Context<AppEnv>, key: string) => setCookie(c, NOTICE, key, { ...options, maxAge: 60 })
export function takeNotice(c: Context<AppEnv>): string | null {
  const key = getCookie(c, NOTICE, 'host')
  if (!key) return null
  deleteCookie(c, NOTICE, options)
  return key
}
