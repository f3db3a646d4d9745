import { and, desc, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courses } from '../../db/schema'
import { unreadAnnouncementsQuery } from '../announcements'
import { toMark } from '../courses'
import { waitingQuery } from '../enrollments'
import { waitingInquiriesQuery } from '../grades'
import { managedGroupsQuery } from '../groups'
import { reportedLessonsQuery } from '../lessons'
import { checklistQuery, openLettersQuery } from '../organization'
import { type Actor, type CourseRole, can, isAdmin } from '../policy'
import { firstLearning } from './learning-lines'

const DAY = 86_400_000

/** What staff come home to: their courses and what awaits them. One trip. */
export async function readStaffHome(tenant: Tenant, actor: Actor) {
  const { db } = tenant
  const within = (roles: CourseRole[]) => {
    const ids = Object.entries(actor.courseRoles).flatMap(([id, role]) => (role && roles.includes(role) ? id : []))
    return sql`${courses.id} in (select value from json_each(${JSON.stringify(ids)}))`
  }
  const theirs = within(['instructor', 'assistant'])
  const learners = sql`from enrollments e where e.course_id = ${courses.id} and e.role = 'learner' and e.state <> 'withdrawn'`
  const [courseRows, requests, [checklistRow], learningRows, managed, letters, reported, inquiries, announced] =
    await db.batch([
      db
        .select({
          id: courses.id,
          title: courses.title,
          publishedAt: courses.publishedAt,
          learners: sql<number>`(select count(*) ${learners})`,
          active: sql<number>`(select count(*) ${learners} and e.last_seen_at > ${tenant.now() - 7 * DAY})`,
          percent: sql<number | null>`(select avg(percent) ${learners})`,
          toMark: toMark(courses.id),
        })
        .from(courses)
        .where(and(isAdmin(actor) ? undefined : theirs, isNull(courses.deletedAt), isNull(courses.archivedAt)))
        .orderBy(sql`not ${theirs}`, desc(courses.updatedAt))
        .limit(12),
      waitingQuery(db, isAdmin(actor) ? undefined : theirs, { size: 8 }),
      checklistQuery(db),
      firstLearning(db, actor.id, tenant.now()),
      managedGroupsQuery(tenant, actor.id),
      openLettersQuery(db),
      reportedLessonsQuery(db, isAdmin(actor) ? undefined : within(['instructor'])),
      waitingInquiriesQuery(db, isAdmin(actor) ? undefined : theirs),
      unreadAnnouncementsQuery(db, actor.id, tenant.now()),
    ])
  const deadLetters = can(actor, 'organization.retry') ? letters.length : 0
  return {
    courses: courseRows,
    requests,
    checklistRow,
    learning: learningRows,
    managed,
    deadLetters,
    reported,
    inquiries,
    announced,
  }
}
