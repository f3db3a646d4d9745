import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { anyOf } from '../../db/insert-many'
import { enrollments, grades, items } from '../../db/schema'
import { settleInquiry, writeInquiry } from '../../domain/grades'
import type { Actor } from '../../domain/policy'
import { at } from '.'

const DAY_MS = 86_400_000

/** Two learners ask about a grade: one has their answer, one waits for it. */
export async function askAboutGrades(
  tenant: Tenant,
  { teaching, learners, courseId }: { teaching: Actor; learners: Actor[]; courseId: string },
  now: number,
): Promise<void> {
  const ids = learners.map(({ id }) => id)
  const graded = await tenant.db
    .select({ userId: enrollments.userId, itemId: grades.itemId })
    .from(grades)
    .innerJoin(enrollments, and(eq(enrollments.id, grades.enrollmentId), eq(enrollments.state, 'active')))
    .innerJoin(items, and(eq(items.id, grades.itemId), eq(items.kind, 'assignment')))
    .where(
      and(
        eq(enrollments.courseId, courseId),
        isNotNull(grades.releasedAt),
        sql`${enrollments.userId} in ${anyOf(ids)}`,
      ),
    )
    .orderBy(asc(grades.releasedAt), asc(enrollments.userId))
    .limit(40)
  const [first, second] = [...new Map(graded.map((one) => [one.userId, one])).values()]
  const by = (one: { userId: string }) => learners.find(({ id }) => id === one.userId)!
  if (first) {
    const place = { courseId, ...first }
    const said = 'I thought the last column was what you asked for. Where did I lose the points?'
    await writeInquiry(at(tenant, now - 5 * DAY_MS), by(first), place, { text: said })
    const answer =
      'The column is right. The total in the middle of the rows is what cost them: sort the table and it moves.'
    await writeInquiry(at(tenant, now - 4 * DAY_MS), teaching, place, { text: answer })
    await settleInquiry(at(tenant, now - 4 * DAY_MS + 3_600_000), by(first), place, true)
  }
  if (second)
    await writeInquiry(
      at(tenant, now - DAY_MS),
      by(second),
      { courseId, ...second },
      {
        text: 'Does the second table count as well? I added it a day later.',
      },
    )
}
