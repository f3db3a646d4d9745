import { and, desc, eq, ne, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { type Given, prepared } from '../../db/prepared'
import { certificateRevocations, certificates, courses, enrollments } from '../../db/schema'

/** SQL: the survey that asks who completes the course of `enrollments`, as long as they have not answered it and it is open. */
export const feedbackOf = (now: SQL) => sql<string | null>`(select i.id from items i join quizzes z on z.item_id = i.id
    join course_modules m on m.id = i.module_id
  where i.course_id = enrollments.course_id and z.survey is not null and z.at_completion = 1
    and i.published_at is not null and i.deleted_at is null and m.published_at is not null and m.deleted_at is null
    and coalesce(z.opens_at, 0) <= ${now} and coalesce(z.closes_at, ${now} + 1) > ${now}
    and not exists (select 1 from attempts a where a.enrollment_id = enrollments.id and a.item_id = i.id
      and a.submitted_at is not null)
  order by m.position, i.position limit 1)`

const next = alias(courses, 'next_course')

/**
 * For somebody who has completed a course: the certificate that it gave (null: none, or not yet), and the course to go
 * on with. One row, none for who does not learn in it.
 */
export const finishQuery = prepared((db, userId: Given<string>, courseId: Given<string>, now: Given<number>) =>
  db
    .select({
      certificateId: certificates.id,
      code: certificates.code,
      isRevoked: sql<number>`${certificateRevocations.revokedAt} is not null`.as('is_revoked'),
      // Who is under way costs nothing.
      feedbackId: sql<string | null>`case when ${enrollments.completedAt} is not null
        then ${feedbackOf(sql`${now}`)} end`.as('feedback_id'),
      nextId: next.id,
      nextTitle: next.title,
    })
    .from(enrollments)
    .leftJoin(
      certificates,
      and(
        eq(certificates.userId, enrollments.userId),
        eq(certificates.kind, 'course'),
        eq(certificates.subjectId, enrollments.courseId),
        eq(certificates.round, enrollments.round),
      ),
    )
    .leftJoin(certificateRevocations, eq(certificateRevocations.certificateId, certificates.id))
    .leftJoin(
      next,
      eq(
        next.id,
        sql`(select c.id from enrollments e join courses c on c.id = e.course_id
          where e.user_id = ${userId} and e.role = 'learner' and e.state = 'active' and e.current_item_id is not null
            and e.course_id <> ${courseId} and c.published_at is not null and c.archived_at is null
            and c.deleted_at is null and coalesce(c.ends_at, ${now} + 1) > ${now}
            and coalesce(c.starts_at, ${now}) <= ${now}
          order by coalesce(e.last_seen_at, e.created_at) desc limit 1)`,
      ),
    )
    .where(
      and(
        eq(enrollments.userId, userId),
        eq(enrollments.courseId, courseId),
        eq(enrollments.role, 'learner'),
        ne(enrollments.state, 'withdrawn'),
      ),
    )
    .orderBy(desc(enrollments.round))
    .limit(1),
)
