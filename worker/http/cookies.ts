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

/** One sentence (a message key, with what stands in its gaps) for the next page, and where a POST takes back what it says. */
export type NextNotice = { key: string; undo: string | null; values?: Record<string, string> }
export function writeNotice(c: Context<AppEnv>, { key, undo, values = {} }: NextNotice) {
  const kept = [key, undo ?? '', String(new URLSearchParams(values))].join(' ').trimEnd()
  setCookie(c, NOTICE, kept, { ...options, maxAge: 60 })
}
export function takeNotice(c: Context<AppEnv>): NextNotice | null {
  const kept = getCookie(c, NOTICE, 'host')
  if (!kept) return null
  deleteCookie(c, NOTICE, options)
  const [key = '', undo, values] = kept.split(' ')
  return { key, undo: undo || null, values: Object.fromEntries(new URLSearchParams(values)) }
}
