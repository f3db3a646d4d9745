import type { Tenant } from '../../../tenants/tenant'
import { settleCompletions } from '../../domain/progress'
import { recountGrades } from '../../domain/quizzes'
import type { Event, Reader } from '../readers'

/** Completes modules and courses by their rules, after whatever may have been the last piece. */
export const completionReader: Reader = {
  'item.completed': settle,
  'attempt.submitted': settle,
  'submission.released': settle,
  'grade.overridden': settle,
  'grade.excused': settle,
  'grade.recounted': settle,
  'quiz.recounting': recount,
}

async function settle(tenant: Tenant, event: Event): Promise<void> {
  const { enrollmentId } = event.payload
  if (typeof enrollmentId !== 'string') return
  if (await settleCompletions(tenant, enrollmentId, event.at)) await tenant.queue.send('drain')
}

/** A page of the learners whose grades follow a quiz's new rule. */
async function recount(tenant: Tenant, { subjectId, actorId, payload }: Event): Promise<void> {
  const { run, after } = payload
  if (typeof run !== 'string') return
  await recountGrades(tenant, { itemId: subjectId, actorId, run, after: typeof after === 'string' ? after : '' })
}
