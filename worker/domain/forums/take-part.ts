import { sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { ItemAccess } from '../courses'
import type { Actor } from '../policy'
import { completionStatements, recordPresence, recordStart, startItem } from '../progress'
import { findForumStanding } from './standing'

/** Whose being here counts: a learner's, of what is open, while the course runs. */
const counting = (access: ItemAccess) =>
  access.as === 'learner' && access.enrollment?.role === 'learner' && !access.isReadOnly && access.lock.length === 0
    ? access.enrollment
    : null

/** Statements behind those that keep what somebody wrote: they were here, and the item is done once they have written enough. */
export function partStatements(tenant: Tenant, actor: Actor, access: ItemAccess) {
  const enrollment = counting(access)
  if (!enrollment) return []
  const { id: itemId, completion } = access.item
  const { db } = tenant
  const place = { enrollmentId: enrollment.id, itemId }
  const item = { id: itemId, courseId: access.course.id, completion }
  const byHand = sql`exists (select 1 from progress p where p.enrollment_id = ${enrollment.id} and p.item_id = ${itemId}
    and p.overridden_by is not null)`
  const own = sql`t.forum_id = ${itemId} and t.deleted_at is null`
  const written =
    completion.kind === 'written' &&
    sql`not ${byHand} and (select count(*) from threads t where ${own} and t.author_id = ${actor.id}) >= ${completion.threads}
      and (select count(*) from threads t join replies r on r.thread_id = t.id where ${own} and r.author_id = ${actor.id}
        and r.path <> '' and r.deleted_at is null) >= ${completion.replies}`
  const when = completion.kind === 'viewed' ? sql`1` : written
  return [
    ...(when ? completionStatements(tenant, actor, enrollment, item, { requirement: completion, when }) : []),
    recordStart(db, place, tenant.now()),
    recordPresence(db, place, tenant.now()),
  ]
}

/** The forum was opened. One that is complete when viewed is complete now. */
export async function viewForum(tenant: Tenant, actor: Actor, itemId: string): Promise<void> {
  const { access } = await findForumStanding(tenant, actor, itemId)
  const enrollment = counting(access)
  if (enrollment && access.item.state !== 'done')
    await startItem(tenant, actor, enrollment, {
      id: itemId,
      courseId: access.course.id,
      completion: access.item.completion,
    })
}
