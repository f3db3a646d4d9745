import { and, asc, eq, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Answers, Database } from '../../db/client'
import { type Given, preparedAll } from '../../db/prepared'
import {
  accommodations,
  courseModules,
  courses,
  deadlineOverrides,
  enrollments,
  grades,
  groupMembers,
  groups,
  items,
  progress,
  users,
} from '../../db/schema'

/** A course by its id, or the one that an item or a module is in. */
export type CourseRef = string | { ofItem: string } | { ofModule: string }

export const outlineItemColumns = {
  id: items.id,
  courseId: items.courseId,
  moduleId: items.moduleId,
  kind: items.kind,
  title: items.title,
  position: items.position,
  publishedAt: items.publishedAt,
  publishAt: items.publishAt,
  dueAt: items.dueAt,
  availability: items.availability,
  completion: items.completion,
  required: items.required,
  expectedMinutes: items.expectedMinutes,
  maxPoints: items.maxPoints,
  gradeCategoryId: items.gradeCategoryId,
  extraCredit: items.extraCredit,
  holdGrades: items.holdGrades,
}

/**
 * Everything that decides what one reader may open in a course, unexecuted, for the one batch of a page:
 * `const [rows, mine] = splitOutline(await db.batch([...outlineQueries(db, actor?.id ?? null, id), myQuery]))`.
 */
export function outlineQueries(db: Database, userId: string | null, course: CourseRef) {
  const reader = userId ?? ''
  if (typeof course === 'string') return byId(db, reader, course)
  if ('ofItem' in course) return byItem(db, reader, course.ofItem)
  return byModule(db, reader, course.ofModule)
}

const byId = preparedAll((db, reader: Given<string>, id: Given<string>) => outlinesQueries(db, reader, sql`(${id})`))
const byItem = preparedAll((db, reader: Given<string>, itemId: Given<string>) =>
  outlinesQueries(db, reader, sql`(select course_id from items where id = ${itemId})`),
)
const byModule = preparedAll((db, reader: Given<string>, moduleId: Given<string>) =>
  outlinesQueries(db, reader, sql`(select course_id from course_modules where id = ${moduleId})`),
)

/** The same of several courses at once, given as a subquery of their ids, to be prepared: `splitOutlines` takes the answers apart. */
export function outlinesQueries(db: Database, reader: Given<string>, courseIds: SQL) {
  const enrollment = sql`(select id from enrollments e where user_id = ${reader} and course_id in ${courseIds}
    and round = (select max(round) from enrollments where user_id = e.user_id and course_id = e.course_id))`
  const groupsOfReader = db
    .select({ id: groupMembers.groupId })
    .from(groupMembers)
    .innerJoin(groups, eq(groups.id, groupMembers.groupId))
    .where(and(eq(groupMembers.userId, reader), isNull(groups.deletedAt)))
  return [
    db
      .select({ course: courses, organizationZone: sql<string>`(select zone from organization limit 1)` })
      .from(courses)
      .where(and(sql`${courses.id} in ${courseIds}`, isNull(courses.deletedAt))),
    db
      .select()
      .from(courseModules)
      .where(and(sql`${courseModules.courseId} in ${courseIds}`, isNull(courseModules.deletedAt)))
      .orderBy(asc(courseModules.position)),
    db
      .select(outlineItemColumns)
      .from(items)
      .where(and(sql`${items.courseId} in ${courseIds}`, isNull(items.deletedAt)))
      .orderBy(asc(items.position)),
    db.select().from(enrollments).where(sql`${enrollments.id} in ${enrollment}`),
    db
      .select({
        itemId: progress.itemId,
        state: progress.state,
        completedAt: progress.completedAt,
        lastSeenAt: progress.lastSeenAt,
        overriddenBy: progress.overriddenBy,
        overrideReason: progress.overrideReason,
      })
      .from(progress)
      .where(sql`${progress.enrollmentId} in ${enrollment}`),
    db
      .select({
        itemId: grades.itemId,
        points: sql<number | null>`coalesce(${grades.override}, ${grades.final})`,
        maxPoints: grades.maxPoints,
      })
      .from(grades)
      .where(and(sql`${grades.enrollmentId} in ${enrollment}`, isNotNull(grades.releasedAt))),
    groupsOfReader,
    db
      .select({
        itemId: deadlineOverrides.itemId,
        userId: deadlineOverrides.userId,
        group: groups.name,
        dueAt: deadlineOverrides.dueAt,
      })
      .from(deadlineOverrides)
      .innerJoin(items, eq(items.id, deadlineOverrides.itemId))
      .leftJoin(groups, eq(groups.id, deadlineOverrides.groupId))
      .where(
        and(
          sql`${items.courseId} in ${courseIds}`,
          or(eq(deadlineOverrides.userId, reader), inArray(deadlineOverrides.groupId, groupsOfReader)),
        ),
      ),
    db
      .select({
        role: users.role,
        locale: users.locale,
        zone: users.zone,
        email: users.email,
        laterDays: accommodations.laterDays,
        laterHours: accommodations.laterHours,
      })
      .from(users)
      .leftJoin(accommodations, eq(accommodations.userId, users.id))
      .where(eq(users.id, reader))
      .limit(1),
  ] as const
}

const outlineLength = 9

export type OutlineRows = Answers<ReturnType<typeof outlineQueries>>

/** The answers of a batch that begins with `outlineQueries`: those, and the caller's own. */
export function splitOutline<Own extends unknown[]>(answers: readonly [...OutlineRows, ...Own]): [OutlineRows, Own] {
  return [answers.slice(0, outlineLength) as OutlineRows, answers.slice(outlineLength) as unknown as Own]
}

/** The rows of `outlineQueries` alone, in one trip. */
export const readOutlineRows = async (
  tenant: Tenant,
  userId: string | null,
  course: CourseRef,
): Promise<OutlineRows> => {
  const [rows] = splitOutline(await tenant.db.batch(outlineQueries(tenant.db, userId, course)))
  return rows
}

/** The rows of `outlinesQueries`, a course each. What hangs on items is left together: their ids tell whose it is. */
export const splitOutlines = ([courseRows, modules, itemRows, enrolled, ...rest]: OutlineRows): OutlineRows[] =>
  courseRows.map((row) => {
    const isOfIt = ({ courseId }: { courseId: string }) => courseId === row.course.id
    return [[row], modules.filter(isOfIt), itemRows.filter(isOfIt), enrolled.filter(isOfIt), ...rest]
  })
