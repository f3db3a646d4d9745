import type { SQL } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import type { events } from '../../../db/schema'
import type { Frequency } from '../../../lib/mail-time'

export type Event = typeof events.$inferSelect

/** Who is told of an act, and what of it. */
export type News = {
  /** A subquery of the ids of people. */
  to: SQL
  courseId?: string | null
  subjectId?: string | null
  personId?: string | null
  detail?: string
  /** What it tells of, where that is not the act: it is told once. */
  about?: string
  /** Told again it is new again, if its reader has looked at it meanwhile. */
  again?: true
}

/** Where it stands among the choices. */
export type KindGroup = 'courses' | 'dates' | 'grades' | 'teaching' | 'organization'

/** One kind of thing that people are told of. */
export type Kind = {
  group: KindGroup
  /** Who could ever be told. */
  for: 'everyone' | 'staff' | 'admins'
  /** As everybody has it who chose nothing else. */
  bell: boolean
  mail: Frequency
  /** On one's devices; left out where it is as with mails: what comes at once. */
  push?: boolean
  /** What it follows from; null where nobody is to be told after all. */
  events?: Record<string, (tenant: Tenant, event: Event) => Promise<News | null> | News | null>
}

export const kind = <const K extends Kind>(definition: K): K & Kind => definition

/** Whether it is shown on the devices of everybody who chose nothing else. */
export const isPushed = ({ push, mail }: Kind): boolean => push ?? mail === 'now'

export const word = (event: Event, name: string): string | null => {
  const value = event.payload[name]
  return typeof value === 'string' && value ? value : null
}
