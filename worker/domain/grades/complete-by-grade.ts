import { and, eq, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { enrollments, grades, items, progress } from '../../db/schema'
import { completionStatements, meets } from '../progress'
import { percentOf } from './queries'

/** The item is done where the learner passes it by a grade that they may see now. Done twice, it is done once. */
export async function completeByGrade(
  tenant: Tenant,
  { enrollmentId, itemId, at }: { enrollmentId: string; itemId: string; at: number },
): Promise<void> {
  const [found] = await tenant.db
    .select({ item: items, grade: grades, enrollment: enrollments, overriddenBy: progress.overriddenBy })
    .from(grades)
    .innerJoin(items, eq(items.id, grades.itemId))
    .innerJoin(enrollments, eq(enrollments.id, grades.enrollmentId))
    .leftJoin(progress, and(eq(progress.enrollmentId, grades.enrollmentId), eq(progress.itemId, grades.itemId)))
    .where(and(eq(grades.enrollmentId, enrollmentId), eq(grades.itemId, itemId), isNull(progress.completedAt)))
    .limit(1)
  if (!found || found.overriddenBy) return // somebody has decided by hand whether it is done
  const { item, grade, enrollment } = found
  if (item.completion.kind !== 'passed' || grade.releasedAt === null || grade.final === null) return
  if (!meets(item.completion, { percent: percentOf(grade.final, grade.maxPoints) })) return
  await tenant.db.batch([...completionStatements(tenant, null, enrollment, item, { requirement: item.completion, at })])
  await tenant.queue.send('drain')
}
