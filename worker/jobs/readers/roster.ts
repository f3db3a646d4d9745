import type { Tenant } from '../../../tenants/tenant'
import { rosterLineQuery } from '../../domain/pages'
import type { Event, Reader } from '../readers'

/** Tells an open roster whose line has changed, and closes it to those who look after the course no more. */
export const rosterReader: Reader = {
  'item.completed': tell,
  'item.reopened': tell,
  'course.completed': tell,
  'attempt.submitted': tell,
  'submission.made': tell,
  'submission.released': tell,
  'grade.overridden': tell,
  'enrollment.created': tell,
  'enrollment.returned': tell,
  'enrollment.withdrawn': tell,
  'enrollment.role-given': tell,
  'user.suspended': dismissEverywhere,
}

async function tell(tenant: Tenant, event: Event): Promise<void> {
  const { courseId, userId, role } = event.payload
  const enrollmentId = event.name.startsWith('enrollment.') ? event.subjectId : event.payload.enrollmentId
  if (typeof courseId !== 'string' || typeof enrollmentId !== 'string') return
  const room = tenant.rooms.roster(courseId)
  if (!(await room.isOpened())) return
  if (typeof userId === 'string' && losesAccess(event.name, role)) await room.dismiss(userId)
  const [line] = await rosterLineQuery(tenant, enrollmentId)
  if (!line) return
  const gone = line.role !== 'learner' || line.state === 'withdrawn'
  await room.tell({ line, courseId, gone, at: tenant.now() })
}

const losesAccess = (name: string, role: unknown) =>
  name === 'enrollment.withdrawn' || (name === 'enrollment.role-given' && role !== 'instructor' && role !== 'assistant')

async function dismissEverywhere(tenant: Tenant, event: Event): Promise<void> {
  for (const courseId of await tenant.rooms.openedRosters())
    await tenant.rooms.roster(courseId).dismiss(event.subjectId)
}
