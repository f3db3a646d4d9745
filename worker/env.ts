import type { Cell } from '../tenants/cell'
import type { Platform } from '../tenants/platform'
import type { Tenant } from '../tenants/tenant'
import type { TenantMessage } from '../tenants/tenant-queue'
import type { View } from '../views/view'
import type { OrganizationSettings } from './domain/organization'
import type { Actor } from './domain/policy'
import type { Chat } from './live/chat'
import type { Clock } from './live/clock'
import type { Forum } from './live/forum'
import type { Roster } from './live/roster'

/** The bindings of wrangler.toml. */
export type Env = {
  DIRECTORY: D1Database
  MEDIA: R2Bucket
  QUEUE: Queue<TenantMessage>
  CLOCKS: DurableObjectNamespace<Clock>
  CHATS: DurableObjectNamespace<Chat>
  ROSTERS: DurableObjectNamespace<Roster>
  FORUMS: DurableObjectNamespace<Forum>
  ASSETS: Fetcher
  EMAIL?: SendEmail
  /** Where the platform's own site answers, for example https://lyceum.example; organizations are subdomains of it. */
  PLATFORM_ORIGIN: string
  /** Where untrusted files are served, one subdomain an origin. */
  CONTENT_ORIGIN: string
  /** Key ring `id:base64,id:base64`, newest first. */
  SECRETS: string
  /** `public:private`, for messages to people's devices (docs/deploy.md); without it there are none. */
  VAPID?: string
  /** A mail provider over HTTP (docs/deploy.md); where it is set mails leave through it and not through `EMAIL`. */
  MAIL_URL?: string
  MAIL_TOKEN?: string
  /** Who is told when the platform needs a hand; nobody where it is not set. */
  OPERATOR_EMAIL?: string
  /** Where people write to about the terms, their data and larger plans; said in the legal texts. */
  CONTACT_EMAIL: string
  /** scrypt's `ln,r,p`. */
  PASSWORD_COST: string
} & { [cell: `CELL_${string}`]: Service<Cell> }

export type AppEnv = {
  Bindings: Env
  Variables: {
    requestId: string
    platform: Platform
    /** Set on an organization's hosts. */
    tenant: Tenant
    organization: OrganizationSettings
    /** Set behind `signedIn`. */
    actor: Actor
    visitor: Actor | null
    sessionId: string | null
    /** What the visitor was told and has not looked at. */
    unread: number
    /** Rooms of the visitor's inbox with something new. */
    inbox: number
    /** Nothing else before a longer password is chosen. */
    needsPassword: boolean
    view: View
  }
}
