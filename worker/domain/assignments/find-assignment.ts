import { desc, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { type MarkContent, marks } from '../../db/schema'
import { NotFound } from '../../errors'
import { isByHand } from '../../lib/by-hand'
import type { RubricChoice } from '../../lib/rubric'
import { type ItemAccess, isFinished, itemAccess, itemQueries, splitOutline } from '../courses'
import { type Standing, standingAt } from '../deadlines'
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

export type Hindrance = 'staff' | 'observer' | 'locked' | 'read-only' | 'marked' | 'by-hand'

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
  /** All that the course asks for is done. */
  isCourseFinished: boolean
  /** For those who mark. */
  counts: { handedIn: number; awaiting: number }
}

/** An assignment as its reader finds it. NotFound for strangers. */
export async function findAssignment(tenant: Tenant, actor: Actor, itemId: string): Promise<AssignmentPage> {
  const { db } = tenant
  const [rows, [[assignment], mine, files, [grade], [counts], [rubric = null], given, versions]] = splitOutline(
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
    ]),
  )
  const access = itemAccess(rows, actor, itemId, tenant.now())
  if (!assignment) throw new NotFound()
  const shown = shownGrade(grade?.grade)
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
    standing: standingAt({ dueAt: access.item.dueAt, closesAt: null }, tenant.now()),
    hindrance: hindranceOf(access, assignment, handedIn),
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

function hindranceOf(access: ItemAccess, assignment: Assignment, handedIn: Submission[]): Hindrance | null {
  if (access.as !== 'learner') return access.as
  if (access.lock.length) return 'locked'
  if (isByHand(assignment)) return 'by-hand'
  if (access.isReadOnly || access.enrollment?.role !== 'learner') return 'read-only'
  return handedIn.at(-1)?.markedAt ? 'marked' : null
}

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
