import { and, asc, eq, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { anyOf } from '../../db/insert-many'
import { enrollments, users } from '../../db/schema'
import { cleanLine } from '../../lib/text'

/** So many people stand in one list; a search finds the others. */
export const MOST_TO_CHOOSE = 300

/** Learners of a course whose name has these words, and before them those who are `chosen` (ids) already: unexecuted. */
export function learnersToChooseQuery(
  db: Database,
  courseId: SQL,
  { find = '', chosen = [] }: { find?: string; chosen?: string[] },
) {
  const words = cleanLine(find, 100).toLowerCase()
  const isChosen = sql`${users.id} in ${anyOf(chosen)}`
  return db
    .select({ id: users.id, name: users.name })
    .from(enrollments)
    .innerJoin(users, eq(users.id, enrollments.userId))
    .where(
      and(
        eq(enrollments.courseId, courseId),
        eq(enrollments.role, 'learner'),
        ne(enrollments.state, 'withdrawn'),
        isNull(users.deletedAt),
        words === '' ? undefined : or(sql`instr(lower(${users.name}), ${words}) > 0`, isChosen),
      ),
    )
    .orderBy(...(chosen.length ? [sql`${isChosen} desc`] : []), asc(sql`lower(${users.name})`))
    .limit(MOST_TO_CHOOSE + chosen.length)
}
