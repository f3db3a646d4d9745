import type { Tenant } from '../../../tenants/tenant'
import { orInsisted } from '../../db/insist'
import { submissions } from '../../db/schema'
import { Conflict } from '../../errors'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { recordDatesMoved } from '../events'
import { insistUnlocked, refuseLocked } from '../grades'
import type { Actor } from '../policy'
import { keepWayBack, reversal } from '../undo'
import { openToMark } from './find-submission'
import { sameWork } from './group-work'

/**
 * A marker says that being late costs nothing for this piece of work, or that it does. Gives the act's id, by which it is taken
 * back; null where it stood so already.
 */
export async function waiveLateness(
  tenant: Tenant,
  actor: Actor,
  submissionId: string,
  excused: boolean,
): Promise<string | null> {
  const { db } = tenant
  const { submission, enrollment, item, course } = await openToMark(tenant, actor, submissionId)
  await refuseLocked(tenant, item, course)
  if (submission.lateExcused === excused) return null
  const actId = newId()
  const act = excused ? 'submission.waive-lateness' : 'submission.count-lateness'
  await db
    .batch([
      insistUnlocked(db, item.id),
      keepWayBack(tenant, actor, { id: actId, kind: act, before: { submissionId, excused }, at: tenant.now() }),
      setExcused(tenant, submissionId, excused),
      recordDatesMoved(db, { itemId: item.id, enrollmentId: enrollment.id }, { actorId: actor.id, at: tenant.now() }),
      recordAudit(tenant, actor, act, { kind: 'submission', id: submissionId }),
    ])
    .catch(orInsisted('grades.lockedMeanwhile'))
  await tenant.queue.send('drain')
  return actId
}

/** It costs something again, or not, as before, unless somebody has said otherwise since. */
export const waiverBack = reversal<{ submissionId: string; excused: boolean }>({
  subject: ({ submissionId }) => ({ kind: 'submission', id: submissionId }),
  async prepare(tenant, actor, { submissionId, excused }) {
    const { submission, enrollment, item, course } = await openToMark(tenant, actor, submissionId)
    await refuseLocked(tenant, item, course)
    if (submission.lateExcused !== excused) throw new Conflict('people.undoTaken')
    return [
      setExcused(tenant, submissionId, !excused),
      recordDatesMoved(
        tenant.db,
        { itemId: item.id, enrollmentId: enrollment.id },
        { actorId: actor.id, at: tenant.now() },
      ),
    ]
  },
})

/** For all with whom it was handed in. */
const setExcused = ({ db }: Tenant, submissionId: string, lateExcused: boolean) =>
  db.update(submissions).set({ lateExcused }).where(sameWork(submissionId))
