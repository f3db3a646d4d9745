import { enrollNewcomer } from '../../domain/enrollments'
import type { Reader } from '../readers'

/** "Everyone gets this": who becomes active gets the courses that are for everyone. */
export const everyoneReader: Reader = {
  'user.activated': (tenant, event) => enrollNewcomer(tenant, event.subjectId),
}
