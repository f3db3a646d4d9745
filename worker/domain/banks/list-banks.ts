import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { bankQuestions, courses, questionBanks } from '../../db/schema'
import { Forbidden } from '../../errors'
import { courseOfStaff, courseQuery } from '../courses'
import { type Actor, assists, can, isAdmin } from '../policy'

const PAGE = 100

export type BankLine = {
  id: string
  courseId: string | null
  courseTitle: string | null
  title: string
  description: string
  questions: number
}

type Page = { after?: string | null; size?: number }

const lineQuery = ({ db }: Tenant, where: SQL | undefined, size: number) =>
  db
    .select({
      id: questionBanks.id,
      courseId: questionBanks.courseId,
      courseTitle: sql<string | null>`${courses.title}`.as('course_title'),
      title: questionBanks.title,
      description: questionBanks.description,
      questions: sql<number>`(select count(*) from ${bankQuestions} where ${bankQuestions.bankId} = ${questionBanks.id}
        and ${bankQuestions.retiredAt} is null)`.as('own_questions'),
    })
    .from(questionBanks)
    .leftJoin(courses, eq(courses.id, questionBanks.courseId))
    .where(and(isNull(courses.deletedAt), where))
    .orderBy(placeOf(sql`question_banks`, sql`courses`))
    .limit(size)

/** What lists are sorted by: the organization's first, then by course and title. */
const placeOf = (
  bank: SQL,
  course: SQL,
) => sql`((${bank}.course_id is not null) || char(1) || lower(coalesce(${course}.title, ''))
  || char(1) || lower(${bank}.title) || char(1) || ${bank}.id)`

/** Those that the actor may read: the organization's, and of the courses that they look after. */
export function readableBanks(actor: Actor): SQL {
  if (isAdmin(actor)) return sql`1`
  const own = JSON.stringify(Object.keys(actor.courseRoles).filter((id) => assists(actor, id)))
  const inCourses = sql`${questionBanks.courseId} in (select value from json_each(${own}))`
  return can(actor, 'bank.read', { courseId: null })
    ? sql`(${questionBanks.courseId} is null or ${inCourses})`
    : inCourses
}

/** Unexecuted: the banks that the actor may read, so many as a choice can hold. */
export const bankLinesQuery = (tenant: Tenant, actor: Actor) =>
  lineQuery(tenant, and(readableBanks(actor), isNull(questionBanks.deletedAt)), 300)

/** Every bank that one may read, the organization's first; and those in the bin. Forbidden for learners. One trip. */
export async function listBanks(tenant: Tenant, actor: Actor, { after, size = PAGE }: Page = {}) {
  if (!can(actor, 'bank.read', { courseId: null }) && !Object.keys(actor.courseRoles).some((id) => assists(actor, id)))
    throw new Forbidden()
  const mine = readableBanks(actor)
  const last = sql`(select ${placeOf(sql`b`, sql`c`)} from question_banks b left join courses c on c.id = b.course_id
    where b.id = ${after})`
  const later = after ? sql`${placeOf(sql`question_banks`, sql`courses`)} > ${last}` : undefined
  const [rows, binned] = await tenant.db.batch([
    lineQuery(tenant, and(mine, isNull(questionBanks.deletedAt), later), size + 1),
    lineQuery(tenant, and(mine, isNotNull(questionBanks.deletedAt)), 20),
  ])
  const banks = rows.slice(0, size)
  return { banks, binned, next: rows.length > size ? banks.at(-1)!.id : null }
}

/** A course's own banks, and those in the bin: one trip. */
export async function listCourseBanks(tenant: Tenant, actor: Actor, courseId: string) {
  const ofCourse = eq(questionBanks.courseId, courseId)
  const [found, banks, binned] = await tenant.db.batch([
    courseQuery(tenant.db, courseId),
    lineQuery(tenant, and(ofCourse, isNull(questionBanks.deletedAt)), 200),
    lineQuery(tenant, and(ofCourse, isNotNull(questionBanks.deletedAt)), 20),
  ])
  return { course: courseOfStaff(actor, found), banks, binned }
}
