import { and, desc, eq, lte, sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import { enrollments, gradeEvents, grades } from '../../../db/schema'
import { only } from './audience'
import { type Event, kind, type News, word } from './kind'

/** A learner sees a grade for the first time, or again after it was held back. */
export const graded = kind({
  group: 'grades',
  for: 'everyone',
  bell: true,
  mail: 'now',
  events: marking('graded'),
})

/** A grade that they have seen is another one now. */
export const regraded = kind({ group: 'grades', for: 'everyone', bell: true, mail: 'now', events: marking('regraded') })

/** The grade is the same, and something was said about it. */
export const feedback = kind({ group: 'grades', for: 'everyone', bell: true, mail: 'now', events: marking('feedback') })

type Telling = 'graded' | 'regraded' | 'feedback'

/** One act of marking is one of the three. */
function marking(telling: Telling) {
  const tell = (tenant: Tenant, event: Event) => aboutGrade(tenant, event, telling)
  return {
    'submission.released': tell,
    'attempt.marked': tell,
    'grade.given': tell,
    'grade.overridden': tell,
    'grade.recounted': tell,
    'grade.released': tell,
  }
}

async function aboutGrade({ db }: Tenant, event: Event, telling: Telling): Promise<News | null> {
  const enrollmentId = word(event, 'enrollmentId')
  const itemId = word(event, 'itemId')
  if (!enrollmentId || !itemId || Number(event.payload.toMark) > 0) return null
  const [[seen], [last]] = await db.batch([
    db
      .select({ userId: enrollments.userId, courseId: enrollments.courseId })
      .from(grades)
      .innerJoin(enrollments, eq(enrollments.id, grades.enrollmentId))
      .where(
        and(
          eq(grades.enrollmentId, enrollmentId),
          eq(grades.itemId, itemId),
          // given out by this act or before it: what waited tells of itself when it is given out
          event.name === 'grade.released' ? undefined : lte(grades.releasedAt, event.at),
          sql`${grades.releasedAt} is not null and coalesce(${grades.override}, ${grades.final}) is not null`,
        ),
      )
      .limit(1),
    db
      .select({ before: gradeEvents.before, after: gradeEvents.after })
      .from(gradeEvents)
      .where(
        and(
          eq(gradeEvents.enrollmentId, enrollmentId),
          eq(gradeEvents.itemId, itemId),
          sql`${gradeEvents.kind} not in ('held', 'released')`,
          sql`${gradeEvents.at} <= ${event.at}`,
        ),
      )
      .orderBy(desc(gradeEvents.at), desc(gradeEvents.id))
      .limit(1),
  ])
  if (!seen || seen.userId === event.actorId || tellingOf(event, last) !== telling) return null
  return { to: only(seen.userId), courseId: seen.courseId, subjectId: itemId }
}

function tellingOf(event: Event, last: { before: number | null; after: number | null } | undefined): Telling {
  if (event.name === 'grade.released' || !last || last.before === null) return 'graded'
  return last.before === last.after ? 'feedback' : 'regraded'
}
