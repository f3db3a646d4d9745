import { type Settled, settleLateness } from '../../domain/assignments'
import type { Reader } from '../readers'

/**
 * What lateness takes off grades that were given, after somebody's dates moved or grades were opened again; and once work is handed
 * in or marked, as a date may have moved while that was being written.
 */
export const latenessReader: Reader = {
  'dates.moved': (tenant, { actorId, payload }) => settleLateness(tenant, payload as Settled, { actorId }),
  'group.removed': (tenant, { subjectId: groupId, actorId }) =>
    settleLateness(tenant, { groupId, userIds: null }, { actorId }),
  'person.accommodated': (tenant, { subjectId, actorId }) =>
    settleLateness(tenant, { userIds: [subjectId] }, { actorId }),
  async 'grades.unlocked'(tenant, { actorId, payload: { courseId, itemId } }) {
    if (typeof itemId === 'string') await settleLateness(tenant, { itemId }, { actorId })
    else if (typeof courseId === 'string') await settleLateness(tenant, { courseId }, { actorId })
  },
  'import.applied': settleCourse,
  'import.undone': settleCourse,
  'submission.handed-in': settleOne,
  'submission.released': settleOne,
}

async function settleCourse(...[tenant, { actorId, payload }]: Parameters<Reader[string]>) {
  if (typeof payload.courseId === 'string') await settleLateness(tenant, { courseId: payload.courseId }, { actorId })
}

async function settleOne(...[tenant, { payload }]: Parameters<Reader[string]>) {
  const { itemId, enrollmentId } = payload
  if (typeof itemId === 'string' && typeof enrollmentId === 'string')
    await settleLateness(tenant, { itemId, enrollmentId }, { actorId: null })
}
