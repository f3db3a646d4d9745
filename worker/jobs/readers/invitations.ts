import { takeUpInvitation } from '../../domain/admissions'
import type { Reader } from '../readers'

/** Whoever becomes active has come: what their invitation named is theirs. */
export const invitationReader: Reader = {
  'user.activated': (tenant, event) => takeUpInvitation(tenant, event.subjectId),
}
