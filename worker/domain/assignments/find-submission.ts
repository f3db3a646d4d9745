import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { assignments, courses, enrollments, grades, items, submissions, users } from '../../db/schema'
import { NotFound } from '../../errors'
import { type CourseCore, courseCore } from '../courses'
import { dueFor, zoneOfItem } from '../deadlines'
import { type Grade, shownGrade } from '../grades'
import { type Actor, authorize, can } from '../policy'
import {
  type MarkRow,
  type MarkVersion,
  markedVersionsQuery,
  markOfSubject,
  markQuery,
  newestVersionQuery,
} from '../rubrics'
import { commentsQuery, type KeptComment, toKept } from './kept-comments'
import {
  type Assignment,
  awaitsMarking,
  filesBesideQuery,
  inGroup,
  type Submission,
  type SubmittedFile,
} from './submission-queries'

export type SubmissionPage = {
  submission: Submission
  assignment: Assignment
  item: typeof items.$inferSelect
  course: CourseCore
  enrollment: typeof enrollments.$inferSelect
  learner: { id: string; name: string; photoId: string | null }
  /** For this learner; null where it has no date. */
  dueAt: number | null
  /** The course's, or the organization's. */
  zone: string
  grade: Grade | null
  /** Everything this learner handed in for it, oldest first. */
  all: Submission[]
  files: SubmittedFile[]
  /** What awaits marking in this assignment, the longest waiting first. */
  awaiting: string[]
  as: 'learner' | 'marker'
  /** What markers wrote and gave; for its learner only what was given, once the grade may be seen. */
  mark: MarkRow | null
  /** The newest version of its rubric, and those that the mark points at. */
  rubric: MarkVersion | null
  versions: MarkVersion[]
  /** What this marker can write again. */
  comments: KeptComment[]
}

/** Work that was handed in, for its author or those who mark. NotFound for everybody else, drafts for everybody. */
export async function findSubmission(
  tenant: Tenant,
  actor: Actor,
  submissionId: string,
  { groupId }: { groupId?: string } = {},
): Promise<SubmissionPage> {
  const { db } = tenant
  const subject = { kind: 'submission' as const, id: submissionId }
  const [[found], all, files, awaiting, [marked], [rubric = null], versions, comments] = await db.batch([
    db
      .select({
        submission: submissions,
        assignment: assignments,
        item: items,
        course: courseCore,
        enrollment: enrollments,
        learner: { id: users.id, name: users.name, photoId: users.photoId },
        grade: grades,
        dueAt: sql<
          number | null
        >`(select ${dueFor(sql.raw('enrollments.user_id'))} from items i where i.id = ${items.id})`,
        zone: zoneOfItem(sql`${items.id}`).as('own_zone'),
      })
      .from(submissions)
      .innerJoin(items, eq(items.id, submissions.itemId))
      .innerJoin(assignments, eq(assignments.itemId, items.id))
      .innerJoin(courses, eq(courses.id, items.courseId))
      .innerJoin(enrollments, eq(enrollments.id, submissions.enrollmentId))
      .innerJoin(users, eq(users.id, enrollments.userId))
      .leftJoin(grades, and(eq(grades.enrollmentId, submissions.enrollmentId), eq(grades.itemId, submissions.itemId)))
      .where(
        and(
          eq(submissions.id, submissionId),
          eq(submissions.draft, false),
          ne(enrollments.state, 'withdrawn'),
          isNull(items.deletedAt),
          isNull(courses.deletedAt),
        ),
      )
      .limit(1),
    db
      .select()
      .from(submissions)
      .where(
        and(
          sql`(${submissions.enrollmentId}, ${submissions.itemId}) = (select s.enrollment_id, s.item_id from submissions s
            where s.id = ${submissionId})`,
          eq(submissions.draft, false),
        ),
      )
      .orderBy(asc(submissions.number))
      .limit(100),
    filesBesideQuery(db, submissionId),
    db
      .select({ id: sql<string>`s.id`.as('id') })
      .from(sql`submissions s join enrollments e on e.id = s.enrollment_id`)
      .where(
        sql`s.item_id = (select item_id from submissions where id = ${submissionId}) and e.state <> 'withdrawn'
          and ${awaitsMarking} ${inGroup(groupId)}`,
      )
      .orderBy(sql`s.submitted_at, s.id`)
      .limit(500),
    markQuery(db, subject),
    newestVersionQuery(
      db,
      sql`(select a.rubric_id from assignments a join submissions s on s.item_id = a.item_id where s.id = ${submissionId})`,
    ),
    markedVersionsQuery(db, markOfSubject(subject)),
    commentsQuery(
      db,
      sql`(select i.course_id from submissions s join items i on i.id = s.item_id where s.id = ${submissionId})`,
      actor.id,
    ),
  ])
  if (!found) throw new NotFound()
  const isOwn = found.enrollment.userId === actor.id
  if (!isOwn && !can(actor, 'course.mark', { courseId: found.course.id })) throw new NotFound()
  const whole = marked ? { ...marked.mark, draftByName: marked.draftByName } : null
  const isShown = shownGrade(found.grade ?? undefined) !== null
  const own = whole && isShown ? { ...whole, draft: null, draftBy: null, draftByName: null } : null
  return {
    ...found,
    all,
    files,
    awaiting: awaiting.map(({ id }) => id),
    as: isOwn ? 'learner' : 'marker',
    mark: isOwn ? own : whole,
    comments: isOwn ? [] : toKept(comments, actor),
    rubric,
    versions,
  }
}

/** The same for those who mark: others may see it and not do it. */
export async function findSubmissionToMark(
  tenant: Tenant,
  actor: Actor,
  submissionId: string,
  options: { groupId?: string } = {},
) {
  const page = await findSubmission(tenant, actor, submissionId, options)
  authorize(actor, 'course.mark', { courseId: page.course.id })
  return page
}
