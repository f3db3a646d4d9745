import { and, desc, eq, isNull, ne } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { behind, cutPage, type PageAsked } from '../../db/page'
import { courseSources, courses, importRuns, items } from '../../db/schema'
import { NotFound } from '../../errors'
import { type Actor, authorize, can } from '../policy'
import type { ImportRun } from './run'

/** A run with its course, unless that lies in the bin. */
export type FoundRun = ImportRun & {
  course: { id: string; title: string; certificate: boolean } | null
  /** What has become of the files of a run that is done, as far as it is there. */
  items: { path: string; id: string; kind: typeof items.$inferSelect.kind }[]
}

/** A run for whoever began it and whoever may change its course; NotFound for everybody else. */
export async function findRun(tenant: Tenant, actor: Actor, id: string): Promise<FoundRun> {
  const [[found], made] = await tenant.db.batch([
    tenant.db
      .select({ run: importRuns, course: { id: courses.id, title: courses.title, certificate: courses.certificate } })
      .from(importRuns)
      .leftJoin(courses, and(eq(courses.id, importRuns.courseId), isNull(courses.deletedAt)))
      .where(and(eq(importRuns.id, id), isNull(importRuns.itemId)))
      .limit(1),
    tenant.db
      .select({ path: courseSources.path, id: items.id, kind: items.kind })
      .from(importRuns)
      .innerJoin(courseSources, and(eq(courseSources.courseId, importRuns.courseId), eq(courseSources.kind, 'item')))
      .innerJoin(items, and(eq(items.id, courseSources.subjectId), isNull(items.deletedAt)))
      .where(and(eq(importRuns.id, id), eq(importRuns.state, 'done'))),
  ])
  if (!found || !can(actor, 'import.see', found.run)) throw new NotFound()
  return { ...found.run, course: found.course, items: found.course ? made : [] }
}

/** A course that the actor may change, with what was imported into it, newest first: one trip. */
export async function findImportsOf(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  { cursor, size }: PageAsked = { size: 50 },
) {
  const { db } = tenant
  const [[course], runs] = await db.batch([
    db
      .select({ id: courses.id, title: courses.title })
      .from(courses)
      .where(and(eq(courses.id, courseId), isNull(courses.deletedAt)))
      .limit(1),
    db
      .select({
        id: importRuns.id,
        fileName: importRuns.fileName,
        state: importRuns.state,
        createdAt: importRuns.createdAt,
        finishedAt: importRuns.finishedAt,
      })
      .from(importRuns)
      .where(
        and(
          eq(importRuns.courseId, courseId),
          ne(importRuns.state, 'planned'),
          behind([importRuns.createdAt, importRuns.id], cursor, 'down'),
        ),
      )
      .orderBy(desc(importRuns.createdAt), desc(importRuns.id))
      .limit(size),
  ])
  if (!course || !can(actor, 'course.roster', { courseId })) throw new NotFound()
  authorize(actor, 'course.edit', { courseId })
  return { course, runs }
}

/** The runs page by page. */
export async function listRuns(tenant: Tenant, actor: Actor, courseId: string, page: PageAsked) {
  const { runs } = await findImportsOf(tenant, actor, courseId, { ...page, size: page.size + 1 })
  return cutPage(runs, page.size, ({ createdAt, id }) => [createdAt, id])
}
