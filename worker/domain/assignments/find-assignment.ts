import { desc, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { type MarkContent, marks } from '../../db/schema'
import { NotFound } from '../../errors'
import { isByHand } from '../../lib/by-hand'
import { mostInGroup } from '../../lib/group-work'
import type { RubricChoice } from '../../lib/rubric'
import { type ItemAccess, isFinished, itemAccess, itemQueries, splitOutline } from '../courses'
import { closesFor, type Standing, standingAt } from '../deadlines'
import { gradeOfPersonQuery, shownGrade } from '../grades'
import { type Actor, isAdmin } from '../policy'
import {
  type Annotation,
  annotationsQuery,
  forLearner,
  type MarkVersion,
  markedVersionsQuery,
  newestVersionQuery,
} from '../rubrics'
import { feedbackQuery } from './feedback-query'
import { groupDraftOf, groupDraftQuery, groupNowQuery, latestOf, type OwnGroup, ownGroupQuery } from './group-work'
import { type OwnPeers, ownPeers, ownReviewsQuery, receivedMarks, receivedQuery, roundQuery } from './peers/own-reviews'
import {
  type Assignment,
  assignmentQuery,
  awaitsInQueue,
  filesOfDraftQuery,
  filesOfPersonQuery,
  isStillHere,
  type Submission,
  type SubmittedFile,
  submissionsQuery,
} from './submission-queries'

export type Hindrance =
  | 'staff'
  | 'observer'
  | 'locked'
  | 'read-only'
  | 'marked'
  | 'closed'
  | 'once'
  | 'passed'
  | 'by-hand'
  | 'no-group'
  | 'large-group'
  | 'in-review'

/** What was handed in, as each of those sees it with whom it was: `id` is the reader's own row. */
export type OwnSubmission = Submission & {
  /** The row that holds the work. */
  workId: string
  /** Whoever handed it in for the group; null where one handed it in alone. */
  by: string | null
  groupName: string | null
}

export type AssignmentPage = {
  access: ItemAccess
  assignment: Assignment
  /** What was begun and not handed in. */
  draft: (Submission & { savedByName: string | null }) | null
  /** What was handed in, oldest first; the last one counts. */
  handedIn: OwnSubmission[]
  /** With whom it is handed in; null is alone. */
  group: OwnGroup | null
  /** The number that this learner's next row has. */
  nextNumber: number
  files: SubmittedFile[]
  grade: ReturnType<typeof shownGrade>
  /** By which it is marked: its newest version. */
  rubric: MarkVersion | null
  /** How the shown grade was chosen in a rubric, where it was. */
  chosen: { version: MarkVersion; choices: RubricChoice[] } | null
  /** What was said about places in what this reader handed in, once the grade may be seen; `subjectId` is a `workId`. */
  annotations: Annotation[]
  /** What came back with it, once the grade may be seen. */
  feedback: SubmittedFile[]
  /** How it would stand if it were handed in now. */
  standing: Standing
  hindrance: Hindrance | null
  /** Nothing is taken from this learner after that; null is never. */
  closesAt: number | null
  /** Points that were taken off the shown grade for being late. */
  lateCost: number
  /** All that the course asks for is done. */
  isCourseFinished: boolean
  /** For those who mark. */
  counts: { handedIn: number; awaiting: number }
  /** How learners review each other, and where that stands for this reader; null where they do not. */
  peers: OwnPeers | null
  /** For those who mark, where groups hand in: learners who are in none, and those in several; the first of each by name. */
  groupless: { name: string; isInSeveral: boolean }[]
}

/** An assignment as its reader finds it. NotFound for strangers. */
export async function findAssignment(tenant: Tenant, actor: Actor, itemId: string): Promise<AssignmentPage> {
  const { db } = tenant
  const [
    rows,
    [
      [assignment],
      mine,
      files,
      [grade],
      [counts],
      [rubric = null],
      given,
      versions,
      [closing],
      [ownGroup],
      members,
      [groupDraft],
      groupFiles,
      groupless,
      notes,
      returned,
      [round],
      ownReviews,
      received,
      receivedVersions,
    ],
  ] = splitOutline(
    await db.batch([
      ...itemQueries(db, actor, itemId),
      assignmentQuery(db, itemId),
      submissionsQuery(db, actor.id, itemId),
      filesOfPersonQuery(db, actor.id, itemId),
      gradeOfPersonQuery(db, actor.id, itemId),
      countsQuery(tenant, actor, itemId),
      newestVersionQuery(db, sql`(select rubric_id from assignments where item_id = ${itemId})`),
      db
        .select({ given: marks.given, at: marks.givenAt })
        .from(marks)
        .where(ownMarks(actor.id, itemId))
        .orderBy(desc(marks.givenAt))
        .limit(1),
      markedVersionsQuery(db, ownMarks(actor.id, itemId)),
      closingQuery(db, actor.id, itemId),
      ownGroupQuery(db, actor.id, itemId),
      groupNowQuery(db, actor.id, itemId),
      groupDraftQuery(db, actor.id, itemId),
      filesOfDraftQuery(db, groupDraftOf(actor.id, itemId)),
      grouplessQuery(tenant, actor, itemId),
      annotationsQuery(db, ownNotes(actor.id, itemId)),
      feedbackQuery(db, markedWorks(actor.id, itemId)),
      roundQuery(db, actor.id, itemId),
      ownReviewsQuery(db, actor.id, itemId),
      receivedQuery(db, actor.id, itemId),
      markedVersionsQuery(db, receivedMarks(actor.id, itemId)),
    ]),
  )
  const found = itemAccess(rows, actor, itemId, tenant.now())
  if (!assignment) throw new NotFound()
  const group = ownGroup && found.as === 'learner' ? { ...ownGroup, members } : null
  // Nobody in a group is late, or too late, before all of it is.
  const access = group
    ? { ...found, item: { ...found.item, dueAt: latestOf(members.map(({ dueAt }) => dueAt)) } }
    : found
  const shown = shownGrade(grade?.grade)
  const closesAt = group ? latestOf(members.map((one) => one.closesAt)) : (closing?.closesAt ?? null)
  const isClosed = standingAt({ dueAt: null, closesAt }, tenant.now()) === 'closed'
  // What one has written alone becomes the group's, unless the group has begun.
  const own = mine.filter(({ submission: { draft, groupId } }) => draft && groupId === null)
  const draft = (group && groupDraft) ?? own[0] ?? null
  const handedIn = mine.filter(({ submission }) => submission.submittedAt !== null).map(toOwn)
  return {
    access,
    assignment,
    draft: draft && { ...draft.submission, savedByName: draft.savedByName },
    handedIn,
    group,
    nextNumber:
      1 + Math.max(0, ...mine.flatMap(({ submission: { id, number } }) => (id === draft?.submission.id ? [] : number))),
    files: [
      ...files,
      ...groupFiles.filter(
        ({ id }) => !files.some((file) => file.id === id && file.submissionId === draft?.submission.id),
      ),
    ],
    grade: shown,
    rubric: access.lock.length ? null : rubric,
    chosen: shown && chosenIn(given[0]?.given ?? null, versions),
    annotations: shown ? forLearner(notes.filter((note) => isMarked(handedIn, note.subjectId))) : [],
    feedback: shown ? returned.filter((file) => isMarked(handedIn, file.submissionId)) : [],
    standing: standingAt({ dueAt: access.item.dueAt, closesAt }, tenant.now()),
    peers: ownPeers(assignment, access.item.dueAt, {
      round: round ?? null,
      toDo: ownReviews,
      received,
      versions: receivedVersions,
    }),
    hindrance: hindranceOf(access, assignment, handedIn, {
      shown,
      isClosed,
      group,
      isReviewed: assignment.peers !== null && round !== undefined,
    }),
    closesAt,
    lateCost: shown && grade?.grade.override === null ? grade.grade.penalty : 0,
    isCourseFinished: isFinished(access.outline, tenant.now()),
    counts: counts ?? { handedIn: 0, awaiting: 0 },
    groupless: groupless.map(({ name, groups }) => ({ name, isInSeveral: groups > 1 })),
  }
}

type Mine = Awaited<ReturnType<typeof submissionsQuery>>[number]

const toOwn = ({ submission, lead, by, groupName }: Mine): OwnSubmission => ({
  ...submission,
  ...(lead && { text: lead.text, url: lead.url, statement: lead.statement }),
  workId: lead?.id ?? submission.id,
  by: submission.groupId === null ? null : by,
  groupName,
})

const ownMarks = (userId: string, itemId: string) =>
  sql`marks.subject_kind = 'submission' and marks.given is not null and marks.subject_id in (select coalesce(s.lead_id, s.id) from enrollments e
    cross join submissions s where e.user_id = ${userId} and s.enrollment_id = e.id and s.item_id = ${itemId})`

/** The rows that hold what this person handed in and somebody has marked. */
const markedWorks = (userId: string, itemId: string) =>
  sql`(select coalesce(s.lead_id, s.id) from enrollments e cross join submissions s
    where e.user_id = ${userId} and s.enrollment_id = e.id and s.item_id = ${itemId} and s.marked_at is not null)`

const ownNotes = (userId: string, itemId: string) =>
  sql`annotations.subject_kind = 'submission' and annotations.subject_id in ${markedWorks(userId, itemId)}`

const isMarked = (handedIn: OwnSubmission[], workId: string) =>
  handedIn.some((one) => one.workId === workId && one.markedAt !== null)

function chosenIn(given: MarkContent | null, versions: MarkVersion[]): AssignmentPage['chosen'] {
  const version = versions.find(({ id }) => id === given?.rubricVersionId)
  return version && given?.choices.length ? { version, choices: given.choices } : null
}

type Known = {
  shown: ReturnType<typeof shownGrade>
  isClosed: boolean
  group: OwnGroup | null
  /** Others review what was handed in: it stays as they read it. */
  isReviewed: boolean
}

function hindranceOf(
  access: ItemAccess,
  assignment: Assignment,
  handedIn: OwnSubmission[],
  { shown, isClosed, group, isReviewed }: Known,
): Hindrance | null {
  const { resubmission, passPercent } = assignment
  if (access.as !== 'learner') return access.as
  if (access.lock.length) return 'locked'
  if (isByHand(assignment)) return 'by-hand'
  if (access.isReadOnly || access.enrollment?.role !== 'learner') return 'read-only'
  if (handedIn.length > 0 && isReviewed) return 'in-review'
  if (handedIn.length > 0 && resubmission === 'never') return 'once'
  if (isClosed) return 'closed'
  if (!group && assignment.groupWork === 'only-groups') return 'no-group'
  if (group && group.members.length > mostInGroup) return 'large-group'
  return mayAgain(resubmission, passPercent, {
    times: handedIn.length,
    isMarked: Boolean(handedIn.at(-1)?.markedAt),
    percent: shown?.percent ?? null,
  })
}

/** Whether something may be handed in again by somebody who has; null is yes. */
export function mayAgain(
  resubmission: Assignment['resubmission'],
  passPercent: number,
  { times, isMarked, percent }: { times: number; isMarked: boolean; percent: number | null },
): 'once' | 'marked' | 'passed' | null {
  if (times > 0 && resubmission === 'never') return 'once'
  if (!isMarked || resubmission === 'always') return null
  if (resubmission === 'unmarked' || percent === null) return 'marked'
  return times > 0 && percent >= passPercent ? 'passed' : null
}

const closingQuery = (db: Tenant['db'], userId: string, itemId: string) =>
  db
    .select({ closesAt: closesFor(sql`${userId}`).as('own_close') })
    .from(sql`items i join assignments work on work.item_id = i.id`)
    .where(sql`i.id = ${itemId}`)
    .limit(1)

/** Learners' pages count nobody: in a course of thousands that would be their longest read. */
const countsQuery = ({ db }: Tenant, actor: Actor, itemId: string) =>
  db
    .select({
      handedIn: sql<number>`(select count(distinct s.enrollment_id) from submissions s join enrollments e
        on e.id = s.enrollment_id where s.item_id = ${itemId} and s.submitted_at is not null and e.state <> 'withdrawn')`.as(
        'handed_in',
      ),
      awaiting: sql<number>`(select count(*) from submissions s join enrollments e on e.id = s.enrollment_id
        where s.item_id = ${itemId} and ${isStillHere} and ${awaitsInQueue})`.as('awaiting'),
    })
    .from(sql`(select 1)`)
    .where(mayMark(actor) ? undefined : sql`0`)

const mayMark = (actor: Actor) => isAdmin(actor) || Object.keys(actor.courseRoles).length > 0

const NAMES_SHOWN = 20

/** Learners with whom no single group hands in; nobody where each hands in alone. */
const grouplessQuery = ({ db }: Tenant, actor: Actor, itemId: string) =>
  db
    .select({ name: sql<string>`p.name`.as('person_name'), groups: sql<number>`p.groups`.as('group_count') })
    .from(
      sql`(select u.name, (select count(*) from group_members gm join groups g on g.id = gm.group_id
          where gm.user_id = u.id and g.course_id = i.course_id and g.deleted_at is null) as groups
        from assignments a join items i on i.id = a.item_id
        join enrollments e on e.course_id = i.course_id and e.role = 'learner' and e.state <> 'withdrawn'
        join users u on u.id = e.user_id and u.deleted_at is null
        where a.item_id = ${itemId} and a.group_work <> 'none' and ${mayMark(actor) ? 1 : 0}) p`,
    )
    .where(sql`p.groups <> 1`)
    .orderBy(sql`p.groups`, sql`lower(p.name)`)
    .limit(NAMES_SHOWN)
