import { and, asc, count, eq, gt, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { behind, cutPage, type PageAsked } from '../../db/page'
import { courses, items, problemReports, users } from '../../db/schema'
import { Invalid, NotFound, TooMany } from '../../errors'
import { newId } from '../../lib/ids'
import { cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { findLessonToEdit } from './find-lesson'
import { readLesson } from './read-lesson'

const LONGEST = 2_000
const MOST_AN_HOUR = 20

type Report = { blockId: string; versionNumber: number; text: string }

/** Something in a block is wrong or not understood: reaches the course's authors with the version that was read. */
export async function reportProblem(tenant: Tenant, actor: Actor, itemId: string, given: Report): Promise<void> {
  const { access, blocks, versionNumber } = await readLesson(tenant, actor, itemId)
  const text = cleanText(given.text, LONGEST)
  if (!text) throw new Invalid('text', 'lessons.reportEmpty')
  const { db } = tenant
  const at = tenant.now()
  const [sent] = await db
    .select({ count: count() })
    .from(problemReports)
    .where(and(eq(problemReports.userId, actor.id), gt(problemReports.createdAt, at - 3_600_000)))
  if ((sent?.count ?? 0) >= MOST_AN_HOUR) throw new TooMany(3_600)
  const id = newId()
  const blockId = blocks.some((block) => block.id === given.blockId) ? given.blockId : ''
  await db.batch([
    recordEvent(db, 'lesson.problem-reported', itemId, {
      key: id,
      actorId: actor.id,
      payload: { reportId: id, courseId: access.course.id },
      at,
    }),
    db.insert(problemReports).values({
      id,
      itemId,
      blockId,
      versionNumber: Math.min(versionNumber, Math.max(1, given.versionNumber)),
      userId: actor.id,
      text,
      createdAt: at,
    }),
  ])
  await tenant.queue.send('drain')
}

/** What readers have reported and nobody has dealt with, page by page, oldest first. */
export async function listReports(tenant: Tenant, actor: Actor, itemId: string, page: PageAsked) {
  await findLessonToEdit(tenant, actor, itemId)
  const rows = await tenant.db
    .select({
      id: problemReports.id,
      blockId: problemReports.blockId,
      versionNumber: problemReports.versionNumber,
      text: problemReports.text,
      by: users.name,
      createdAt: problemReports.createdAt,
    })
    .from(problemReports)
    .innerJoin(users, eq(users.id, problemReports.userId))
    .where(
      and(
        eq(problemReports.itemId, itemId),
        isNull(problemReports.resolvedAt),
        behind([problemReports.createdAt, problemReports.id], page.cursor, 'up'),
      ),
    )
    .orderBy(asc(problemReports.createdAt), asc(problemReports.id))
    .limit(page.size + 1)
  return cutPage(rows, page.size, ({ createdAt, id }) => [createdAt, id])
}

/** So many open reports are counted at most. */
const MOST_COUNTED = 1_000

/** Unexecuted: lessons with problems that nobody has dealt with, longest waiting first, in some courses; nothing for all of them. */
export function reportedLessonsQuery(db: Database, among?: SQL) {
  const open = db
    .select({
      id: sql<string>`${problemReports.id}`.as('report_id'),
      itemId: sql<string>`${items.id}`.as('of_item'),
      title: sql<string>`${items.title}`.as('item_title'),
      course: sql<string>`${courses.title}`.as('course_title'),
    })
    .from(problemReports)
    .innerJoin(items, eq(items.id, problemReports.itemId))
    .innerJoin(courses, eq(courses.id, items.courseId))
    .where(
      and(
        isNull(problemReports.resolvedAt),
        isNull(items.deletedAt),
        isNull(courses.deletedAt),
        isNull(courses.archivedAt),
        among,
      ),
    )
    .limit(MOST_COUNTED)
    .as('open')
  const firstReport = sql<string>`min(${open.id})`
  return db
    .select({
      itemId: open.itemId,
      title: open.title,
      course: open.course,
      /** The report that waits longest. */
      firstId: firstReport.as('first_id'),
      reports: count().as('reports'),
      /** In all lessons together. */
      total: sql<number>`sum(count(*)) over ()`.as('total'),
    })
    .from(open)
    .groupBy(sql`${open.itemId}`)
    .orderBy(firstReport)
    .limit(5)
}

/** Done with: it no longer stands beside the block. */
export async function resolveReport(tenant: Tenant, actor: Actor, itemId: string, reportId: string): Promise<void> {
  await findLessonToEdit(tenant, actor, itemId)
  const { db } = tenant
  const isOpen = and(
    eq(problemReports.id, reportId),
    eq(problemReports.itemId, itemId),
    isNull(problemReports.resolvedAt),
  )
  const [report] = await db.select({ id: problemReports.id }).from(problemReports).where(isOpen).limit(1)
  if (!report) throw new NotFound()
  await db.batch([
    db.update(problemReports).set({ resolvedAt: tenant.now() }).where(isOpen),
    recordAudit(tenant, actor, 'report.resolve', { kind: 'item', id: itemId, after: { report: reportId } }),
  ])
}
