import type { Tenant } from '../../../tenants/tenant'
import { rosterLineQuery, rosterReadersQuery } from '../../domain/pages'
import type { Event, Reader } from '../readers'

/** Tells an open roster whose line has changed. */
export const rosterReader: Reader = {
  'item.completed': tell,
  'item.reopened': tell,
  'course.completed': tell,
  'attempt.submitted': tell,
  'attempt.marked': tell,
  'submission.handed-in': tell,
  'submission.released': tell,
  'grade.overridden': tell,
  'grade.excused': tell,
  'grade.recounted': tell,
  'enrollment.created': tell,
  'enrollment.returned': tell,
  'enrollment.withdrawn': tell,
  'enrollment.role-given': tell,
}

/** Those who look after the course no more (or were signed out) are sent away before a word is said. */
async function tell(tenant: Tenant, event: Event): Promise<void> {
  const { courseId } = event.payload
  const enrollmentId = event.name.startsWith('enrollment.') ? event.subjectId : event.payload.enrollmentId
  if (typeof courseId !== 'string' || typeof enrollmentId !== 'string') return
  const room = tenant.rooms.roster(courseId)
  if (!(await room.isOpened())) return
  const readers = await room.readers()
  if (!readers.length) return
  const [[line], allowed] = await tenant.db.batch([
    rosterLineQuery(tenant, enrollmentId),
    rosterReadersQuery(tenant, courseId, readers),
  ])
  for (const reader of readers) if (!allowed.some(({ id }) => id === reader)) await room.dismiss(reader)
  if (!line || !allowed.length) return
  const gone = line.role !== 'learner' || line.state === 'withdrawn'
  await room.tell({ line, courseId, gone, at: tenant.now() })
}
