import { and, eq } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { isInsisted } from '../../db/insist'
import { bulkActs, events } from '../../db/schema'
import { Conflict, Gone, NotFound } from '../../errors'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { UNDO_FOR } from './window'

export type Statement = BatchItem<'sqlite'>

/** How one kind of act is taken back. */
export type Reversal<Before> = {
  /** What the act was about, as the audit log names it. */
  subject: (before: Before) => { kind: string; id: string }
  /**
   * Asks the policy again, refuses where too much has changed since (Conflict, NotFound), and gives what puts it back; `at` is
   * the act's moment. Whatever somebody has changed since stays as they left it.
   */
  prepare: (tenant: Tenant, actor: Actor, before: Before, at: number) => Promise<Statement[]>
  /** What follows when it is back. */
  after?: (tenant: Tenant, before: Before) => Promise<unknown>
}

export const reversal = <Before>(definition: Reversal<Before>) => definition as Reversal<unknown>

/** Reversals by the act's word in the audit log. */
export type WaysBack = Record<string, Reversal<unknown>>

/** Takes one's own act back within a day. Twice is once. */
export async function takeBack(tenant: Tenant, actor: Actor, actId: string, ways: WaysBack): Promise<void> {
  const { db } = tenant
  const [done] = await db
    .select()
    .from(bulkActs)
    .where(and(eq(bulkActs.id, actId), eq(bulkActs.actorId, actor.id)))
    .limit(1)
  const way = done && Object.hasOwn(ways, done.kind) ? ways[done.kind] : undefined
  if (!done || !way) throw new NotFound()
  if (done.undoneAt !== null) return
  const at = tenant.now()
  if (at - done.at > UNDO_FOR) throw new Gone('people.undoOver')
  const statements = await way.prepare(tenant, actor, done.before, done.at)
  try {
    await db.batch([
      recordEvent(db, 'act.undone', actId, { actorId: actor.id, payload: { act: done.kind }, at }),
      db.update(bulkActs).set({ undoneAt: at }).where(eq(bulkActs.id, actId)),
      ...statements,
      recordAudit(tenant, actor, 'act.undo', { ...way.subject(done.before), after: { act: done.kind } }),
    ])
  } catch (error) {
    if (isUniqueViolation(error) && (await isUndone(tenant, actId))) return // two clicks at once
    throw isUniqueViolation(error) || isInsisted(error) ? new Conflict('people.undoTaken') : error
  }
  await way.after?.(tenant, done.before)
  await tenant.queue.send('drain')
}

async function isUndone({ db }: Tenant, actId: string) {
  const [told] = await db
    .select({ subjectId: events.subjectId })
    .from(events)
    .where(and(eq(events.name, 'act.undone'), eq(events.subjectId, actId)))
    .limit(1)
  return told !== undefined
}
