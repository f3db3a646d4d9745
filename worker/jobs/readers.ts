import type { Platform } from '../../tenants/platform'
import type { Tenant } from '../../tenants/tenant'
import type { events } from '../db/schema'
import { accessReader } from './readers/access'
import { certificateReader } from './readers/certificates'
import { completionReader } from './readers/completions'
import { directoryReader } from './readers/directory'
import { everyoneReader } from './readers/everyone'
import { invitationReader } from './readers/invitations'
import { latenessReader } from './readers/lateness'
import { mailReader } from './readers/mail'
import { notificationReader } from './readers/notifications'
import { peersReader } from './readers/peers'
import { rosterReader } from './readers/roster'
import { signInHintReader } from './readers/sign-in-hints'

export type Event = typeof events.$inferSelect
/** What a reader does about each event it knows; run twice, it does the thing once. */
export type Reader = Record<string, (tenant: Tenant, event: Event, platform: Platform) => Promise<void>>

/** Who reads the outbox, each with a cursor of its own. */
export const readers: Record<string, Reader> = {
  // first, so that nobody hears what the others say
  access: accessReader,
  completions: completionReader,
  roster: rosterReader,
  certificates: certificateReader,
  everyone: everyoneReader,
  directory: directoryReader,
  invitations: invitationReader,
  lateness: latenessReader,
  mail: mailReader,
  notifications: notificationReader,
  peers: peersReader,
  'sign-in-hints': signInHintReader,
}
