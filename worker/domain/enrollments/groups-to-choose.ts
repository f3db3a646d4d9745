import { and, asc, eq, isNull, or, type SQL } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { enrollments, groupMembers, groups } from '../../db/schema'

/** Groups, of the organization or of a course, in which somebody of the course is: unexecuted. */
export const groupsToChooseQuery = (db: Database, courseId: SQL) =>
  db
    .selectDistinct({ id: groups.id, name: groups.name })
    .from(groups)
    .innerJoin(groupMembers, eq(groupMembers.groupId, groups.id))
    .innerJoin(enrollments, and(eq(enrollments.userId, groupMembers.userId), eq(enrollments.courseId, courseId)))
    .where(and(isNull(groups.deletedAt), or(isNull(groups.courseId), eq(groups.courseId, courseId))))
    .orderBy(asc(groups.name))
    .limit(500)
