import type { Context } from 'hono'
import type { AppEnv } from '../env'

/** The whole address of a request; empty where it is unknown. */
export const wholeAddress = (c: Context<AppEnv>): string => c.req.header('CF-Connecting-IP') ?? ''

/** Where a request comes from, for throttles: the address, of IPv6 the /64 that one household or phone has. */
export function clientAddress(c: Context<AppEnv>): string {
  const address = c.req.header('CF-Connecting-IP') ?? ''
  if (!address.includes(':')) return address || 'unknown'
  const [front = '', back] = address.split('::')
  const groups = front.split(':')
  const missing = back === undefined ? 0 : 8 - groups.length - back.split(':').filter(Boolean).length
  return [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...(back ?? '').split(':')].slice(0, 4).join(':')
}
