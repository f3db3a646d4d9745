import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { certificates, courses, enrollments } from '../../db/schema'
import { certificatesOfQuery } from '../certificates'
import type { Actor } from '../policy'
import { learning, visible } from './learning-lines'

/** One's own certificates, each with the picture of its course, and the courses on the way to one, the nearest first: one trip. */
export async function readMyCertificates({ db, now }: Tenant, actor: Actor) {
  const [mine, pictures, onTheWay] = await db.batch([
    certificatesOfQuery(db, actor.id),
    db
      .select({ id: courses.id, pictureId: courses.pictureId })
      .from(courses)
      .where(
        sql`${courses.id} in (select ${certificates.courseId} from certificates where ${certificates.userId} = ${actor.id})`,
      )
      .limit(200),
    db
      .select({
        courseId: courses.id,
        title: courses.title,
        percent: enrollments.percent,
        itemsDone: enrollments.itemsDone,
        itemsAll: enrollments.itemsAll,
      })
      .from(enrollments)
      .innerJoin(courses, eq(courses.id, enrollments.courseId))
      .where(and(learning(actor.id), visible(now()), eq(courses.certificate, true), isNull(enrollments.completedAt)))
      .orderBy(desc(enrollments.percent), desc(courses.id))
      .limit(12),
  ])
  const pictureOf = new Map(pictures.map(({ id, pictureId }) => [id, pictureId]))
  return { mine: mine.map((one) => ({ ...one, pictureId: pictureOf.get(one.courseId) ?? null })), onTheWay }
}

export type MyCertificates = Awaited<ReturnType<typeof readMyCertificates>>
