import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { anyOf, insertMany } from '../../db/insert-many'
import { courseModules, events, items } from '../../db/schema'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import { courseChanged, wakeToSettle } from '../progress'
import { emptyQuizzes } from './empty-quiz'
import { filmlessQuery } from './film-needed'
import { findCourseToEdit } from './find-course'
import { addGradeRows } from './grade-rows'

/**
 * Shows all drafts of a course to learners at once, but not those that wait for their own day, nor quizzes that ask
 * nothing, nor lessons whose film is to be watched and is not there. `at` takes them back; `left` counts those that stayed drafts.
 */
export async function publishDrafts(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
): Promise<{ at: number; published: string[]; left: number }> {
  const { db } = tenant
  await findCourseToEdit(tenant, actor, courseId)
  const [drafts, films] = await db.batch([
    db
      .select({ id: items.id, kind: items.kind })
      .from(items)
      .innerJoin(courseModules, and(eq(courseModules.id, items.moduleId), isNull(courseModules.deletedAt)))
      .where(
        and(eq(items.courseId, courseId), isNull(items.publishedAt), isNull(items.publishAt), isNull(items.deletedAt)),
      ),
    filmlessQuery(db, { courseId }),
  ])
  const at = tenant.now()
  const quizIds = drafts.filter(({ kind }) => kind === 'quiz').map(({ id }) => id)
  const empty = quizIds.length ? await emptyQuizzes(tenant, quizIds) : new Set<string>()
  const filmless = new Set(films.map(({ id }) => id))
  const ready = drafts.filter(({ id }) => !empty.has(id) && !filmless.has(id))
  const left = drafts.length - ready.length
  if (!ready.length) return { at, published: [], left }
  await db.batch([
    insertMany(
      db,
      events,
      ready.map(({ id, kind }) => ({
        name: 'item.published',
        subjectId: id,
        key: String(at),
        actorId: actor.id,
        payload: { courseId, kind },
        at,
      })),
    ).onConflictDoNothing(),
    db
      .update(items)
      .set({ publishedAt: at, updatedAt: at })
      .where(and(sql`${items.id} in ${anyOf(ready.map(({ id }) => id))}`, isNull(items.publishedAt))),
    addGradeRows(db, courseId),
    ...courseChanged(tenant, courseId),
    recordAudit(tenant, actor, 'course.publish-drafts', {
      kind: 'course',
      id: courseId,
      after: { items: ready.length },
    }),
  ])
  await wakeToSettle(tenant)
  await tenant.queue.send('drain')
  return { at, published: ready.map(({ id }) => id), left }
}

/** Takes back what was published in one go at that moment (milliseconds). */
export async function unpublishDrafts(tenant: Tenant, actor: Actor, courseId: string, at: number): Promise<string> {
  const { db } = tenant
  await findCourseToEdit(tenant, actor, courseId)
  await db.batch([
    db
      .update(items)
      .set({ publishedAt: null, updatedAt: tenant.now() })
      .where(and(eq(items.courseId, courseId), eq(items.publishedAt, at))),
    ...courseChanged(tenant, courseId),
    recordAudit(tenant, actor, 'course.unpublish-drafts', { kind: 'course', id: courseId }),
  ])
  await wakeToSettle(tenant)
  return courseId
}
