import { and, count, eq, gt, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { problemReports } from '../../db/schema'
import { Invalid, NotFound, TooMany } from '../../errors'
import { newId } from '../../lib/ids'
import { cleanText } from '../../lib/text'
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

/** Done with: it no longer stands beside the block. */
export async function resolveReport(tenant: Tenant, actor: Actor, itemId: string, reportId: string): Promise<void> {
  await findLessonToEdit(tenant, actor, itemId)
  const resolved = await tenant.db
    .update(problemReports)
    .set({ resolvedAt: tenant.now() })
    .where(and(eq(problemReports.id, reportId), eq(problemReports.itemId, itemId), isNull(problemReports.resolvedAt)))
    .returning({ id: problemReports.id })
  if (resolved.length === 0) throw new NotFound()
}

/** What the mail to the authors says. */
export async function findReport(tenant: Tenant, reportId: string) {
  const [report] = await tenant.db.select().from(problemReports).where(eq(problemReports.id, reportId)).limit(1)
  return report ?? null
}
