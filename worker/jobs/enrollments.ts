import type { Tenant } from '../../tenants/tenant'
import { enrollEveryone, writeGradeRows } from '../domain/enrollments'

export const enrollmentJobs = {
  'enroll-everyone': (tenant: Tenant, { courseId, after }: Record<string, unknown>) =>
    enrollEveryone(tenant, String(courseId), after ? String(after) : undefined),
  'grade-rows': (tenant: Tenant, { courseId }: Record<string, unknown>) => writeGradeRows(tenant, String(courseId)),
}
