import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { assignments, courses, enrollments, grades, items, submissions, users } from '../../db/schema'
import { NotFound } from '../../errors'
import { mostInGroup } from '../../lib/group-work'
import { type CourseCore, courseCore } from '../courses'
import { zoneOfItem } from '../deadlines'
import { type Grade, hidesNames, shownGrade } from '../grades'
import { type Actor, authorize, can } from '../policy'
import {
  type Annotation,
  annotationsQuery,
  forLearner,
  inOrder,
  type MarkRow,
  type MarkVersion,
  markedVersionsQuery,
  markOfSubject,
  markQuery,
  newestVersionQuery,
} from '../rubrics'
import { feedbackQuery } from './feedback-query'
import { dueOfWork, sameWork } from './group-work'
import { commentsQuery, type KeptComment, toKept } from './kept-comments'
import { participantOf } from './participants'
import {
  type Assignment,
  awaitsInQueue,
  filesOfWorkQuery,
  inGroup,
  isStillHere,
  type Submission,
  type SubmittedFile,
} from './submission-queries'
import { withoutNames } from './without-names'

export type SubmissionPage = {
  submission: Submission
  assignment: Assignment
  item: typeof items.$inferSelect
  course: CourseCore
  /** Of whoever reads it, where it is theirs; else of whoever handed it in. */
  enrollment: { id: string; courseId: string }
  learner: { id: string; name: string; photoId: string | null }
  /** By these numbers its learners are called while it is marked without names; null where names are shown. */
  participants: number[] | null
  /** All with whom it was handed in, by name; whoever handed it in alone is the only one. */
  members: WorkMember[]
  groupName: string | null
  /** For this learner, or the latest for the group; null where it has no date. */
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
  /** What markers say about places in it; for its learner once the grade may be seen. */
  annotations: Annotation[]
  /** Files and recordings that go back with it; for its learner once the grade may be seen. */
  feedback: SubmittedFile[]
  /** What this marker can write again. */
  comments: KeptComment[]
}

/** Work that was handed in, for its author or those who mark. NotFound for everybody else, drafts for everybody. */
export async function findSubmission(
  tenant: Tenant,
  actor: Actor,
  submissionId: string,
  options: { groupId?: string } = {},
): Promise<SubmissionPage> {
  return withoutNames(await openSubmission(tenant, actor, submissionId, options))
}

/** The same as it is stored, names and all: what acts write by, and no door ever shows. */
export async function openSubmission(
  tenant: Tenant,
  actor: Actor,
  submissionId: string,
  { groupId }: { groupId?: string } = {},
): Promise<SubmissionPage> {
  const { db } = tenant
  const work = sql`(select coalesce(w.lead_id, w.id) from submissions w where w.id = ${submissionId})`
  const subject = { kind: 'submission' as const, id: work }
  const [[found], people, all, files, awaiting, [marked], [rubric = null], versions, comments, notes, returned] =
    await db.batch([
      db
        .select({
          submission: submissions,
          assignment: assignments,
          item: items,
          course: courseCore,
          enrollmentId: submissions.enrollmentId,
          isHidden: hidesNames(items.id).as('is_hidden'),
          groupName: sql<string | null>`(select g.name from groups g where g.id = submissions.group_id)`.as('by_group'),
          dueAt: dueOfWork.as('own_due'),
          zone: zoneOfItem(sql`${items.id}`).as('own_zone'),
        })
        .from(submissions)
        .innerJoin(items, eq(items.id, submissions.itemId))
        .innerJoin(assignments, eq(assignments.itemId, items.id))
        .innerJoin(courses, eq(courses.id, items.courseId))
        .where(
          and(
            eq(submissions.id, work),
            eq(submissions.draft, false),
            isNull(items.deletedAt),
            isNull(courses.deletedAt),
          ),
        )
        .limit(1),
      membersQuery(db, submissionId),
      db
        .select()
        .from(submissions)
        .where(
          and(
            sql`(${submissions.enrollmentId}, ${submissions.itemId}) = (select s.enrollment_id, s.item_id from submissions s
            where s.id = ${work})`,
            eq(submissions.draft, false),
          ),
        )
        .orderBy(asc(submissions.number))
        .limit(100),
      filesOfWorkQuery(db, submissionId),
      db
        .select({ id: sql<string>`s.id`.as('id') })
        .from(sql`submissions s join enrollments e on e.id = s.enrollment_id`)
        .where(
          sql`s.item_id = (select item_id from submissions where id = ${submissionId}) and ${isStillHere}
          and ${awaitsInQueue} ${inGroup(groupId)}`,
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
      annotationsQuery(db, subject),
      feedbackQuery(db, sql`(${work})`),
    ])
  const members = people.filter(({ state }) => state !== 'withdrawn')
  const own = members.find(({ userId }) => userId === actor.id)
  const lead = own ?? members.find(({ enrollmentId }) => enrollmentId === found?.enrollmentId) ?? members[0]
  if (!found || !lead) throw new NotFound()
  if (!own && !can(actor, 'course.mark', { courseId: found.course.id })) throw new NotFound()
  const whole = marked ? { ...marked.mark, draftByName: marked.draftByName } : null
  const isShown = shownGrade(lead.grade ?? undefined) !== null
  const given = whole && isShown ? { ...whole, draft: null, draftBy: null, draftByName: null } : null
  return {
    ...found,
    enrollment: { id: lead.enrollmentId, courseId: found.course.id },
    learner: { id: lead.userId, name: lead.name, photoId: lead.photoId },
    members,
    participants:
      own || !found.isHidden ? null : members.flatMap(({ number }) => number ?? []).toSorted((a, b) => a - b),
    grade: lead.grade,
    all,
    files,
    awaiting: awaiting.map(({ id }) => id),
    as: own ? 'learner' : 'marker',
    mark: own ? given : whole,
    feedback: !own || (isShown && found.submission.markedAt !== null) ? returned : [],
    annotations: !own ? inOrder(notes) : isShown && found.submission.markedAt !== null ? forLearner(notes) : [],
    comments: own ? [] : toKept(comments, actor),
    rubric,
    versions,
  }
}

/** Unexecuted: those with whom something was handed in, whichever of their rows is named. */
const membersQuery = (db: Database, submissionId: string) =>
  db
    .select({
      submissionId: submissions.id,
      enrollmentId: enrollments.id,
      state: enrollments.state,
      userId: users.id,
      name: users.name,
      photoId: users.photoId,
      grade: grades,
      number: participantOf(sql`${submissions.itemId}`, sql`${submissions.enrollmentId}`).as('participant'),
    })
    .from(submissions)
    .innerJoin(enrollments, eq(enrollments.id, submissions.enrollmentId))
    .innerJoin(users, eq(users.id, enrollments.userId))
    .leftJoin(grades, and(eq(grades.enrollmentId, submissions.enrollmentId), eq(grades.itemId, submissions.itemId)))
    .where(and(sameWork(submissionId), eq(submissions.draft, false)))
    .orderBy(asc(sql`lower(${users.name})`), asc(users.id))
    .limit(mostInGroup)

export type WorkMember = Awaited<ReturnType<typeof membersQuery>>[number]

/** The same for those who mark: others may see it and not do it. */
export async function findSubmissionToMark(
  tenant: Tenant,
  actor: Actor,
  submissionId: string,
  options: { groupId?: string } = {},
) {
  return withoutNames(await openToMark(tenant, actor, submissionId, options))
}

/** With the names; see `openSubmission`. */
export async function openToMark(
  tenant: Tenant,
  actor: Actor,
  submissionId: string,
  options: { groupId?: string } = {},
) {
  const page = await openSubmission(tenant, actor, submissionId, options)
  authorize(actor, 'course.mark', { courseId: page.course.id })
  return page
}
