import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import {
  assignments,
  courseModules,
  courses,
  enrollments,
  forums,
  grades,
  items,
  itemVersions,
  mediaLinks,
  questionBanks,
  quizzes,
  searchEntries,
  timers,
} from '../../db/schema'
import { recordAudit } from '../audit'
import { removeCourseEntries, removeEntry } from '../search'
import type { PurgeJob } from './retention'

/**
 * After the retention what lies in the bin goes for good: content, notes, links to files. Marks outlive it (docs: data,
 * 6 and 10): an item that somebody was marked in stays as an empty, hidden row, and so do its module and course.
 */
export async function purge(tenant: Tenant, job: PurgeJob, subjectId: string): Promise<void> {
  const { db } = tenant
  const kind = job === 'purge-course' ? 'course' : job === 'purge-module' ? 'module' : 'item'
  const table = { course: courses, module: courseModules, item: items }[kind]
  const done = db
    .update(timers)
    .set({ doneAt: tenant.now() })
    .where(and(eq(timers.job, job), eq(timers.subjectId, subjectId)))
  const [binned] = await db
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.id, subjectId), isNotNull(table.deletedAt)))
    .limit(1)
  if (!binned) {
    await done
    return
  }
  const inside = {
    course: eq(items.courseId, subjectId),
    module: eq(items.moduleId, subjectId),
    item: eq(items.id, subjectId),
  }
  const these = db.select({ id: items.id }).from(items).where(inside[kind])
  await db.batch([
    recordAudit(tenant, null, `${kind}.purge`, { kind, id: subjectId }),
    db.delete(mediaLinks).where(and(eq(mediaLinks.kind, 'item'), inArray(mediaLinks.subjectId, these))),
    db.delete(itemVersions).where(inArray(itemVersions.itemId, these)),
    db
      .delete(mediaLinks)
      .where(
        and(
          eq(mediaLinks.kind, 'reply'),
          sql`${mediaLinks.subjectId} in (select r.id from replies r join threads t on t.id = r.thread_id where t.forum_id in ${these})`,
        ),
      ),
    db.delete(assignments).where(inArray(assignments.itemId, these)),
    db
      .delete(searchEntries)
      .where(
        sql`${searchEntries.kind} in ('thread', 'reply') and ${searchEntries.subjectId} in (select r.id from replies r join threads t on t.id = r.thread_id where t.forum_id in ${these})`,
      ),
    db.delete(forums).where(inArray(forums.itemId, these)), // with its threads
    db.delete(quizzes).where(inArray(quizzes.itemId, these)),
    db
      .delete(grades)
      .where(
        and(inArray(grades.itemId, these), sql`raw is null and final is null and override is null and excused = 0`),
      ),
    db
      .delete(items)
      .where(
        and(
          inside[kind],
          sql`not exists (select 1 from grades x where x.item_id = ${items.id})`,
          sql`not exists (select 1 from attempts x where x.item_id = ${items.id})`,
          sql`not exists (select 1 from submissions x where x.item_id = ${items.id})`,
        ),
      ),
    ...(kind === 'item'
      ? []
      : [
          db
            .delete(courseModules)
            .where(
              and(
                kind === 'course' ? eq(courseModules.courseId, subjectId) : eq(courseModules.id, subjectId),
                sql`not exists (select 1 from items x where x.module_id = ${courseModules.id})`,
              ),
            ),
        ]),
    ...(kind === 'course'
      ? [
          db
            .delete(enrollments)
            .where(
              and(
                eq(enrollments.courseId, subjectId),
                ...['grades', 'attempts', 'submissions'].map(
                  (name) =>
                    sql`not exists (select 1 from ${sql.raw(name)} x where x.enrollment_id = ${enrollments.id})`,
                ),
              ),
            ),
          db.delete(mediaLinks).where(and(eq(mediaLinks.kind, 'course'), eq(mediaLinks.subjectId, subjectId))),
          db
            .delete(mediaLinks)
            .where(
              and(
                eq(mediaLinks.kind, 'bank'),
                sql`${mediaLinks.subjectId} in (select id from question_banks where course_id = ${subjectId})`,
              ),
            ),
          db
            .delete(questionBanks)
            .where(
              and(
                eq(questionBanks.courseId, subjectId),
                sql`not exists (select 1 from quiz_draws d where d.bank_id = question_banks.id)`,
              ),
            ),
          removeCourseEntries(db, subjectId),
          removeEntry(db, 'course', subjectId),
          db
            .delete(courses)
            .where(
              and(
                eq(courses.id, subjectId),
                sql`not exists (select 1 from enrollments x where x.course_id = ${courses.id})`,
                sql`not exists (select 1 from items x where x.course_id = ${courses.id})`,
              ),
            ),
        ]
      : []),
    done,
  ])
}
