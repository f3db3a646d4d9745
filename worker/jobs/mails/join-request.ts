import { joinDecisionMail } from '../../../views/mails/join-decision'
import { readDecisionForMail } from '../../domain/enrollments'
import { urls } from '../../urls'
import type { Composer } from './letter'

/** To whoever asked to join a course, when somebody has decided. */
export const joinDecisionLetter: Composer = async (tenant, event) => {
  const found = await readDecisionForMail(tenant, event.subjectId)
  if (!found?.email || !found.decision) return []
  const { name, title, decision } = found
  const href = tenant.origin + (decision === 'approved' ? urls.course(found.courseId) : urls.home())
  return [
    {
      to: { email: found.email, locale: found.locale },
      write: (reader) => joinDecisionMail(reader, { name, course: title, isIn: decision === 'approved', href }),
    },
  ]
}
