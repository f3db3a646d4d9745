import { and, asc, eq, ne, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { assignments, enrollments, media, submissionFiles, submissions } from '../../db/schema'

export type Assignment = typeof assignments.$inferSelect
export type Submission = typeof submissions.$inferSelect
export type SubmittedFile = { submissionId: string; id: string; name: string; size: number; type: string }

export const assignmentQuery = (db: Database, itemId: string) =>
  db.select().from(assignments).where(eq(assignments.itemId, itemId)).limit(1)

/** A learner's own submissions and draft, oldest first. */
export const submissionsQuery = (db: Database, userId: string, itemId: string) =>
  db
    .select({ submission: submissions })
    // A cross join keeps this order: a person has few enrollments, an item has the work of thousands.
    .from(enrollments)
    .crossJoin(submissions)
    .where(and(ofPerson(userId, itemId), ne(enrollments.state, 'withdrawn')))
    .orderBy(asc(submissions.number))
    .limit(100)

const ofPerson = (userId: string, itemId: string) =>
  and(eq(enrollments.userId, userId), eq(submissions.enrollmentId, enrollments.id), eq(submissions.itemId, itemId))

const fileColumns = {
  submissionId: submissionFiles.submissionId,
  id: media.id,
  name: media.name,
  size: media.size,
  type: media.type,
}

/** Files of all submissions of one person to one item. */
export const filesOfPersonQuery = (db: Database, userId: string, itemId: string) =>
  db
    .select(fileColumns)
    .from(enrollments)
    .crossJoin(submissions)
    .innerJoin(submissionFiles, eq(submissionFiles.submissionId, submissions.id))
    .innerJoin(media, eq(media.id, submissionFiles.mediaId))
    .where(ofPerson(userId, itemId))
    .orderBy(asc(media.id))
    .limit(1_000)

/** Files of the submissions that stand beside this one. */
export const filesBesideQuery = (db: Database, submissionId: string) =>
  db
    .select(fileColumns)
    .from(submissionFiles)
    .innerJoin(media, eq(media.id, submissionFiles.mediaId))
    .innerJoin(submissions, eq(submissions.id, submissionFiles.submissionId))
    .where(
      sql`(${submissions.enrollmentId}, ${submissions.itemId}) = (select s.enrollment_id, s.item_id from submissions s
        where s.id = ${submissionId})`,
    )
    .orderBy(asc(media.id))
    .limit(1_000)

/** SQL: the submission `s` is the newest that was handed in, and nobody has marked it. */
export const awaitsMarking = sql.raw(`s.submitted_at is not null and s.marked_at is null and not exists
  (select 1 from submissions n where n.enrollment_id = s.enrollment_id and n.item_id = s.item_id
    and n.submitted_at is not null and n.number > s.number)`)

/** SQL: only what those handed in who are in a group; `e` is their enrollment. Without one nothing is left out. */
export const inGroup = (groupId: string | undefined) =>
  groupId
    ? sql`and e.user_id in (select gm.user_id from group_members gm join groups gr on gr.id = gm.group_id
        where gm.group_id = ${groupId} and gr.deleted_at is null)`
    : sql``
