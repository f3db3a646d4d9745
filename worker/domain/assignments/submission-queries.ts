import { and, asc, eq, ne, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Database } from '../../db/client'
import { assignments, enrollments, media, submissionFiles, submissions } from '../../db/schema'

export type Assignment = typeof assignments.$inferSelect
export type Submission = typeof submissions.$inferSelect
export type SubmittedFile = { submissionId: string; id: string; name: string; size: number; type: string }

export const assignmentQuery = (db: Database, itemId: string) =>
  db.select().from(assignments).where(eq(assignments.itemId, itemId)).limit(1)

/**
 * A learner's own submissions and draft, oldest first. `lead` is what somebody else handed in for the group, `by` whoever
 * handed in.
 */
export const submissionsQuery = (db: Database, userId: string, itemId: string) =>
  db
    .select({
      submission: submissions,
      lead: { id: lead.id, text: lead.text, url: lead.url, statement: lead.statement },
      by: sql<string | null>`(select u.name from enrollments be join users u on u.id = be.user_id
        where be.id = coalesce(of_lead.enrollment_id, submissions.enrollment_id))`.as('handed_in_by'),
      groupName: sql<string | null>`(select bg.name from groups bg where bg.id = submissions.group_id)`.as('by_group'),
      savedByName: sql<string | null>`(select u.name from users u where u.id = submissions.saved_by)`.as(
        'saved_by_name',
      ),
    })
    // A cross join keeps this order: a person has few enrollments, an item has the work of thousands.
    .from(enrollments)
    .crossJoin(submissions)
    .leftJoin(lead, eq(lead.id, submissions.leadId))
    .where(and(ofPerson(userId, itemId), ne(enrollments.state, 'withdrawn')))
    .orderBy(asc(submissions.number))
    .limit(100)

const lead = alias(submissions, 'of_lead')

const ofPerson = (userId: string, itemId: string) =>
  and(eq(enrollments.userId, userId), eq(submissions.enrollmentId, enrollments.id), eq(submissions.itemId, itemId))

const fileColumns = {
  submissionId: submissionFiles.submissionId,
  id: media.id,
  name: media.name,
  size: media.size,
  type: media.type,
}

/** Files of all submissions of one person to one item, also of those that somebody else handed in for the group. */
export const filesOfPersonQuery = (db: Database, userId: string, itemId: string) =>
  db
    .select(fileColumns)
    .from(enrollments)
    .crossJoin(submissions)
    .innerJoin(
      submissionFiles,
      or(eq(submissionFiles.submissionId, submissions.id), eq(submissionFiles.submissionId, submissions.leadId)),
    )
    .innerJoin(media, eq(media.id, submissionFiles.mediaId))
    .where(ofPerson(userId, itemId))
    .orderBy(asc(media.id))
    .limit(1_000)

/** Files of one draft. */
export const filesOfDraftQuery = (db: Database, draft: SQL) =>
  db
    .select(fileColumns)
    .from(submissionFiles)
    .innerJoin(media, eq(media.id, submissionFiles.mediaId))
    .where(sql`${submissionFiles.submissionId} = ${draft}`)
    .orderBy(asc(media.id))
    .limit(100)

/** Files of a submission, whichever member's row of it is named. */
export const filesOfWorkQuery = (db: Database, submissionId: string | SQL) =>
  db
    .select(fileColumns)
    .from(submissionFiles)
    .innerJoin(media, eq(media.id, submissionFiles.mediaId))
    .where(
      sql`${submissionFiles.submissionId} = (select coalesce(s.lead_id, s.id) from submissions s where s.id = ${submissionId})`,
    )
    .orderBy(asc(media.id))
    .limit(1_000)

const isNewest = (row: string) => `not exists (select 1 from submissions n where n.enrollment_id = ${row}.enrollment_id
  and n.item_id = ${row}.item_id and n.submitted_at is not null and n.number > ${row}.number)`

/** SQL: the submission `s` is the newest that was handed in, and nobody has marked it. */
export const awaitsMarking = sql.raw(`s.submitted_at is not null and s.marked_at is null and ${isNewest('s')}`)

/**
 * SQL: the same of work as it stands in the queue: once, in the row of whoever handed in for the group, as long as it is the
 * newest for any of those with whom it was handed in.
 */
export const awaitsInQueue = sql.raw(`s.lead_id is null and s.submitted_at is not null and s.marked_at is null
  and case when s.group_id is null then ${isNewest('s')} else exists (select 1 from submissions m
    where (m.id = s.id or m.lead_id = s.id) and ${isNewest('m')}) end`)

/** SQL: whoever handed in `s`, or somebody with whom it was handed in, is still in the course; `e` is the former's enrollment. */
export const isStillHere = sql.raw(`(e.state <> 'withdrawn' or exists (select 1 from submissions f
  join enrollments fe on fe.id = f.enrollment_id where f.lead_id = s.id and fe.state <> 'withdrawn'))`)

/** SQL: an attempt was handed in there, and answers in it wait for a mark. */
export const hasAnswersToMark = (enrollmentId: SQLWrapper, itemId: SQLWrapper) =>
  sql`exists (select 1 from attempts wa where wa.enrollment_id = ${enrollmentId} and wa.item_id = ${itemId} and wa.to_mark > 0)`

/** SQL: only what those handed in who are in a group; `e` is their enrollment. Without one nothing is left out. */
export const inGroup = (groupId: string | undefined) =>
  groupId
    ? sql`and e.user_id in (select gm.user_id from group_members gm join groups gr on gr.id = gm.group_id
        where gm.group_id = ${groupId} and gr.deleted_at is null)`
    : sql``
