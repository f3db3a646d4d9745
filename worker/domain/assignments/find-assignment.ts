import { desc, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { type MarkContent, marks } from '../../db/schema'
import { NotFound } from '../../errors'
import { isByHand } from '../../lib/by-hand'
import type { RubricChoice } from '../../lib/rubric'
import { type ItemAccess, isFinished, itemAccess, itemQueries, splitOutline } from '../courses'
import { closesFor, type Standing, standingAt } from '../deadlines'
import { gradeOfPersonQuery, shownGrade } from '../grades'
import { type Actor, isAdmin } from '../policy'
import { type MarkVersion, markedVersionsQuery, newestVersionQuery } from '../rubrics'
import {
  type Assignment,
  assignmentQuery,
  awaitsMarking,
  filesOfPersonQuery,
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

export type AssignmentPage = {
  access: ItemAccess
  assignment: Assignment
  /** What was begun and not handed in. */
  draft: Submission | null
  /** What was handed in, oldest first; the last one counts. */
  handedIn: Submission[]
  files: SubmittedFile[]
  grade: ReturnType<typeof shownGrade>
  /** By which it is marked: its newest version. */
  rubric: MarkVersion | null
  /** How the shown grade was chosen in a rubric, where it was. */
  chosen: { version: MarkVersion; choices: RubricChoice[] } | null
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
}

/** An assignment as its reader finds it. NotFound for strangers. */
export async function findAssignment(tenant: Tenant, actor: Actor, itemId: string): Promise<AssignmentPage> {
  const { db } = tenant
  const [rows, [[assignment], mine, files, [grade], [counts], [rubric = null], given, versions, [closing]]] =
    splitOutline(
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
      ]),
    )
  const access = itemAccess(rows, actor, itemId, tenant.now())
  if (!assignment) throw new NotFound()
  const shown = shownGrade(grade?.grade)
  const closesAt = closing?.closesAt ?? null
  const isClosed = standingAt({ dueAt: null, closesAt }, tenant.now()) === 'closed'
  const own = mine.map(({ submission }) => submission)
  const handedIn = own.filter(({ submittedAt }) => submittedAt !== null)
  return {
    access,
    assignment,
    draft: own.find(({ draft }) => draft) ?? null,
    handedIn,
    files,
    grade: shown,
    rubric: access.lock.length ? null : rubric,
    chosen: shown && chosenIn(given[0]?.given ?? null, versions),
    standing: standingAt({ dueAt: access.item.dueAt, closesAt }, tenant.now()),
    hindrance: hindranceOf(access, assignment, handedIn, { shown, isClosed }),
    closesAt,
    lateCost: shown && grade?.grade.override === null ? grade.grade.penalty : 0,
    isCourseFinished: isFinished(access.outline),
    counts: counts ?? { handedIn: 0, awaiting: 0 },
  }
}

const ownMarks = (userId: string, itemId: string) =>
  sql`marks.subject_kind = 'submission' and marks.given is not null and marks.subject_id in (select s.id from enrollments e
    cross join submissions s where e.user_id = ${userId} and s.enrollment_id = e.id and s.item_id = ${itemId})`

function chosenIn(given: MarkContent | null, versions: MarkVersion[]): AssignmentPage['chosen'] {
  const version = versions.find(({ id }) => id === given?.rubricVersionId)
  return version && given?.choices.length ? { version, choices: given.choices } : null
}

type Known = { shown: ReturnType<typeof shownGrade>; isClosed: boolean }

function hindranceOf(
  access: ItemAccess,
  assignment: Assignment,
  handedIn: Submission[],
  { shown, isClosed }: Known,
): Hindrance | null {
  const { resubmission, passPercent } = assignment
  if (access.as !== 'learner') return access.as
  if (access.lock.length) return 'locked'
  if (isByHand(assignment)) return 'by-hand'
  if (access.isReadOnly || access.enrollment?.role !== 'learner') return 'read-only'
  if (handedIn.length > 0 && resubmission === 'never') return 'once'
  if (isClosed) return 'closed'
  const isMarked = Boolean(handedIn.at(-1)?.markedAt)
  if (!isMarked || resubmission === 'always') return null
  if (resubmission === 'unmarked' || !shown) return 'marked'
  return handedIn.length > 0 && shown.percent >= passPercent ? 'passed' : null
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
        where s.item_id = ${itemId} and e.state <> 'withdrawn' and ${awaitsMarking})`.as('awaiting'),
    })
    .from(sql`(select 1)`)
    .where(isAdmin(actor) || Object.keys(actor.courseRoles).length > 0 ? undefined : sql`0`)
