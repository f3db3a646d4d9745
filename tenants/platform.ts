import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'
import type { Env } from '../worker/env'
import { type KeyRing, parseKeyRing } from '../worker/lib/key-ring'
import { type PasswordCost, readPasswordCost } from '../worker/lib/password'
import { remember } from '../worker/lib/remember'
import { readVapid, type Vapid } from '../worker/lib/web-push'
import type { Mailer } from './mail'
import type { MediaStore } from './media-store'
import type { OpenedSlot } from './slots'

export type Directory = DrizzleD1Database

/** What stands above all organizations: the directory, the cells and the ports to the outside. */
export type Platform = {
  env: Env
  directory: Directory
  origin: URL
  contentOrigin: URL
  keys: KeyRing
  /** By which push services know us; null where none is set, and nothing is shown of them. */
  vapid: Vapid | null
  mail: Mailer
  passwordCost: PasswordCost
  seams: Seams
  now: () => number
}

/** The ports that differ between production, development and tests. */
export type Ports = {
  now: (request?: Request) => number
  mailer: (env: Env) => Mailer
  seams?: Seams
}

/** Where tests make things fail and benches listen. Production has none. */
export type Seams = {
  slot?: (opened: OpenedSlot) => OpenedSlot
  media?: (store: MediaStore) => MediaStore
  /** What is called outside at an address that somebody gave. */
  outside?: (request: Request) => Promise<Response>
}

/** An origin of wrangler.toml: nobody changes what is given. */
export const readOrigin = remember((origin: string) => new URL(origin))

export function openPlatform(env: Env, ports: Ports, request?: Request): Platform {
  return {
    env,
    directory: drizzle(env.DIRECTORY),
    origin: readOrigin(env.PLATFORM_ORIGIN),
    contentOrigin: readOrigin(env.CONTENT_ORIGIN),
    keys: parseKeyRing(env.SECRETS),
    vapid: readVapid(env.VAPID),
    mail: ports.mailer(env),
    passwordCost: readPasswordCost(env.PASSWORD_COST),
    now: () => ports.now(request),
    seams: ports.seams ?? {},
  }
}

/** The host of an organization's subdomain, without port. */
export const hostnameOf = (platform: Platform, slug: string) => `${slug}.${platform.origin.hostname}`

export function originOf(platform: Platform, hostname: string): string {
  const { protocol, port } = platform.origin
  return `${protocol}//${hostname}${port ? `:${port}` : ''}`
}
