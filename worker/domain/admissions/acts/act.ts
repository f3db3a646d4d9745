import type { BatchItem } from 'drizzle-orm/batch'
import type { Tenant } from '../../../../tenants/tenant'
import type { users } from '../../../db/schema'
import type { Conflict } from '../../../errors'
import type { Actor } from '../../policy'

export type Statement = BatchItem<'sqlite'>

/** What an act needs to know of each selected person. */
export type Selected = Pick<typeof users.$inferSelect, 'id' | 'name' | 'email' | 'username' | 'role' | 'state'> & {
  hasPassword: boolean
  /** Whether the e-mail address is confirmed. */
  isVerified: boolean
}

/** What is chosen beside the people: each act takes what it needs. */
export type Choice = { role?: string; courseId?: string; groupId?: string; dueAt?: number | null }

export type Prepared<Before> = {
  /** What to put back, kept for undo. */
  before: Before
  /** Whom it changes; the others are already as it would make them. */
  changed: string[]
  statements: Statement[]
  /** The refusal where a statement insists on what no longer holds; else it is that somebody has to own the organization. */
  insisted?: Conflict
}

/** One thing that can be done to selected people, and how it is taken back. */
export type Act<Before> = {
  /** Decides and refuses; `at` is the moment that undo recognises its own work by. */
  prepare: (tenant: Tenant, actor: Actor, people: Selected[], choice: Choice) => Promise<Prepared<Before>>
  undo: (tenant: Tenant, actor: Actor, before: Before, at: number) => Promise<Statement[]>
}

export const act = <Before>(definition: Act<Before>) => definition
