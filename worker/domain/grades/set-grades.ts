import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { assignments, courses, enrollments, grades, items, users } from '../../db/schema'
import { Conflict, Invalid, NotFound, refuseWrong } from '../../errors'
import { isByHand } from '../../lib/by-hand'
import { cleanText } from '../../lib/text'
import { findCourseFor } from '../courses'
import { type Actor, authorize } from '../policy'
import { REASON } from './find-grade'
import { type GradeChange, importGrades } from './import-grades'
import { refuseLocked } from './lock'
import { hidesNames } from './names'
import { asksWhy } from './override-grade'

/** Cells that are set at once: a page of the grid has 50 learners. */
export const MOST_CELLS = 2_000

export type GivenGrade = {
  userId: string
  itemId: string
  /** Null takes back what a hand has set. */
  points: number | null
  /** What stood there when it was looked at; a cell in which something else stands now is stale. Left out: whatever stands there. */
  was?: number | null | undefined
}

/**
 * Sets many grades of a course at once, as a block out of a spreadsheet: all of them or none, with one way back, whose id it gives;
 * null where all stand so already. What is wrong is said by cell, `cells.3`; a Conflict tells which cells have changed since they
 * were looked at, as `stale`: a list of [number of the cell, points now].
 */
export async function setGrades(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  given: { cells: GivenGrade[]; reason: string },
): Promise<string | null> {
  await findCourseFor(tenant, actor, courseId)
  authorize(actor, 'course.mark', { courseId })
  const reason = cleanText(given.reason, REASON)
  const asked = new Map(given.cells.map((cell, n) => [`${cell.userId} ${cell.itemId}`, { cell, n }]))
  if (asked.size !== given.cells.length) throw new Invalid('cells', 'grades.cells.twice')
  const found = await readCells(tenant, courseId, given.cells)
  if (found.length !== given.cells.length) throw new NotFound()
  const wrong: Invalid[] = []
  const stale: { n: number; now: number | null; name: string }[] = []
  const changes: GradeChange[] = []
  let isWhyMissing = false
  for (const one of found) {
    const { cell, n } = asked.get(`${one.userId} ${one.itemId}`)!
    if (one.isHidden) throw new Conflict('grades.isAnonymous')
    const { raw, override, final, releasedAt, maxPoints } = one.grade
    const points = cell.points === null ? null : toCents(cell.points)
    const stands = final ?? raw
    const shown = stands === null ? null : toCents(stands)
    const hand = one.takes !== null && isByHand(one.takes)
    const after = hand ? { raw: points, override: null } : { raw, override: points }
    if ((after.raw === raw && after.override === override) || (points !== null && points === shown)) continue
    await refuseLocked(tenant, one.item, one.course)
    if (points !== null && (points < 0 || points > maxPoints))
      wrong.push(new Invalid(`cells.${n}`, 'grades.outOfRange', { most: maxPoints }))
    else if (one.grade.excused) wrong.push(new Invalid(`cells.${n}`, 'grades.cells.excused'))
    else if (cell.was !== undefined && shown !== (cell.was === null ? null : toCents(cell.was)))
      stale.push({ n, now: shown, name: `${one.name}: ${one.item.title}` })
    if (!reason && asksWhy({ isByHand: hand, final, releasedAt })) isWhyMissing = true
    changes.push({
      enrollmentId: one.grade.enrollmentId,
      itemId: one.itemId,
      before: { raw, override },
      after,
      isByHand: hand,
    })
  }
  refuseWrong(...wrong, isWhyMissing && new Invalid('reason', 'progress.reasonMissing'))
  if (stale.length)
    throw new Conflict('grades.cells.stale', {
      n: stale.length,
      which: stale
        .slice(0, 3)
        .map(({ name }) => name)
        .join(', '),
      stale: JSON.stringify(stale.map(({ n, now }) => [n, now])),
    })
  return importGrades(tenant, actor, { courseId, changes, reason })
}

const toCents = (points: number) => Math.round(points * 100) / 100

/** The grades of these cells, of those who learn in the course now. */
const readCells = ({ db }: Tenant, courseId: string, cells: GivenGrade[]) =>
  db
    .select({
      userId: sql<string>`${enrollments.userId}`.as('of_user'),
      itemId: sql<string>`${items.id}`.as('of_item'),
      name: sql<string>`${users.name}`.as('learner'),
      grade: {
        enrollmentId: sql<string>`${grades.enrollmentId}`.as('of_enrollment'),
        raw: grades.raw,
        override: grades.override,
        final: grades.final,
        maxPoints: sql<number>`${grades.maxPoints}`.as('most'),
        excused: grades.excused,
        releasedAt: grades.releasedAt,
      },
      item: {
        title: sql<string>`${items.title}`.as('item_title'),
        gradesLockedAt: sql<number | null>`${items.gradesLockedAt}`.as('item_locked_at'),
        gradesLockedBy: sql<string | null>`${items.gradesLockedBy}`.as('item_locked_by'),
      },
      course: {
        gradesLockedAt: sql<number | null>`${courses.gradesLockedAt}`.as('course_locked_at'),
        gradesLockedBy: sql<string | null>`${courses.gradesLockedBy}`.as('course_locked_by'),
      },
      isHidden: hidesNames(items.id).as('is_hidden'),
      takes: {
        takesText: assignments.takesText,
        takesFiles: assignments.takesFiles,
        takesUrl: assignments.takesUrl,
      },
    })
    .from(
      sql`(select distinct value ->> 'userId' as user_id, value ->> 'itemId' as item_id
      from json_each(${JSON.stringify(cells.map(({ userId, itemId }) => ({ userId, itemId })))})) j`,
    )
    .innerJoin(
      enrollments,
      and(
        sql`${enrollments.userId} = j.user_id`,
        eq(enrollments.courseId, courseId),
        eq(enrollments.role, 'learner'),
        ne(enrollments.state, 'withdrawn'),
        sql`${enrollments.round} = (select max(r.round) from enrollments r where r.user_id = j.user_id and r.course_id = ${courseId})`,
      ),
    )
    .innerJoin(users, and(eq(users.id, enrollments.userId), isNull(users.deletedAt)))
    .innerJoin(grades, and(eq(grades.enrollmentId, enrollments.id), sql`${grades.itemId} = j.item_id`))
    .innerJoin(items, and(eq(items.id, grades.itemId), eq(items.courseId, courseId), isNull(items.deletedAt)))
    .innerJoin(courses, eq(courses.id, items.courseId))
    .leftJoin(assignments, eq(assignments.itemId, items.id))
    .limit(MOST_CELLS)
