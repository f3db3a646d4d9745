import type { Tenant } from '../../../tenants/tenant'
import { completeByGrade } from '../../domain/grades'
import { reachMoved, settleCompletions, settleCourse } from '../../domain/progress'
import { recountGrades, recountUnlocked } from '../../domain/quizzes'
import type { Event, Reader } from '../readers'

/** Completes modules and courses by their rules, after whatever may have been the last piece. */
export const completionReader: Reader = {
  'item.completed': settle,
  'attempt.submitted': settle,
  'attempt.marked': settle,
  'submission.released': settle,
  'grade.overridden': graded,
  'grade.given': graded,
  'grade.released': graded,
  'grade.excused': settle,
  'grade.recounted': settle,
  'grades.unlocked': unlocked,
  'quiz.recounting': recount,
  'course.settling': settleAll,
  'reach.moved': reach,
}

async function settle(tenant: Tenant, event: Event): Promise<void> {
  const { enrollmentId } = event.payload
  if (typeof enrollmentId !== 'string') return
  if (await settleCompletions(tenant, enrollmentId, event.at)) await tenant.queue.send('drain')
}

/** What is passed by a grade that the learner got to see is done. */
async function graded(tenant: Tenant, event: Event): Promise<void> {
  const { enrollmentId, itemId } = event.payload
  if (typeof enrollmentId === 'string' && typeof itemId === 'string')
    await completeByGrade(tenant, { enrollmentId, itemId, at: event.at })
  await settle(tenant, event)
}

/** Quizzes that were handed in while grades were locked are counted now. */
async function unlocked(tenant: Tenant, { actorId, payload: { courseId, itemId } }: Event): Promise<void> {
  if (typeof courseId !== 'string') return
  await recountUnlocked(tenant, { courseId, itemId: typeof itemId === 'string' ? itemId : null, actorId })
}

/** A page of the learners of a course that asks for something else now. */
async function settleAll(tenant: Tenant, { subjectId: courseId, payload: { run, after } }: Event): Promise<void> {
  if (typeof run === 'string')
    await settleCourse(tenant, { courseId, run, after: typeof after === 'string' ? after : '' })
}

/** Things are for these people that were not, or no longer. */
async function reach(tenant: Tenant, { payload: { userIds } }: Event): Promise<void> {
  if (!Array.isArray(userIds)) return
  await reachMoved(tenant, userIds.map(String))
}

/** A page of the learners whose grades follow a quiz's new rule. */
async function recount(tenant: Tenant, { subjectId, actorId, payload }: Event): Promise<void> {
  const { run, after, reason } = payload
  if (typeof run !== 'string') return
  await recountGrades(tenant, {
    itemId: subjectId,
    actorId,
    run,
    after: typeof after === 'string' ? after : '',
    ...(typeof reason === 'string' && { reason }),
  })
}
