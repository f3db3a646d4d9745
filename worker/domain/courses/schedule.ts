import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courseModules, type ItemCompletion, items } from '../../db/schema'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { courseChanged, wakeToSettle } from '../progress'
import { isEmptyQuiz, requireQuestions } from './empty-quiz'
import { isFilmless, requireFilm } from './film-needed'
import { findItemToEdit, findModuleToEdit } from './find-course'
import { addGradeRows } from './grade-rows'
import { type PublishJob, publishTimer, publishTimerDone } from './publish-timers'

type Kind = 'item' | 'module'
type Row<Of extends Kind> = (Of extends 'item' ? typeof items : typeof courseModules)['$inferSelect']
/** What an item and a module have alike. */
type Part = {
  id: string
  courseId: string
  kind?: string
  completion?: ItemCompletion
  publishedAt: number | null
  publishAt: number | null
}

const tables = { item: items, module: courseModules }
const jobOf = (kind: Kind): PublishJob => `publish-${kind}`

/** Shows an item to learners. */
export async function publishItem(tenant: Tenant, actor: Actor, itemId: string): Promise<string> {
  const { item } = await findItemToEdit(tenant, actor, itemId)
  return publish(tenant, actor, 'item', item)
}

/** Hides an item again; what learners did in it is kept. */
export async function unpublishItem(tenant: Tenant, actor: Actor, itemId: string): Promise<string> {
  const { item } = await findItemToEdit(tenant, actor, itemId)
  return unpublish(tenant, actor, 'item', item)
}

/** Shows a module to learners, with what is published in it. */
export async function publishModule(tenant: Tenant, actor: Actor, moduleId: string): Promise<string> {
  const { module } = await findModuleToEdit(tenant, actor, moduleId)
  return publish(tenant, actor, 'module', module)
}

/** Hides a module with all that is in it; what learners did there is kept. */
export async function unpublishModule(tenant: Tenant, actor: Actor, moduleId: string): Promise<string> {
  const { module } = await findModuleToEdit(tenant, actor, moduleId)
  return unpublish(tenant, actor, 'module', module)
}

/** Publishes an item by itself at a time; null takes the plan back. A time that has passed publishes at once. */
export async function scheduleItem(tenant: Tenant, actor: Actor, itemId: string, at: number | null): Promise<string> {
  const { item } = await findItemToEdit(tenant, actor, itemId)
  return schedule(tenant, actor, 'item', item, at)
}

/** The same of a module, which shows what is published in it. */
export async function scheduleModule(
  tenant: Tenant,
  actor: Actor,
  moduleId: string,
  at: number | null,
): Promise<string> {
  const { module } = await findModuleToEdit(tenant, actor, moduleId)
  return schedule(tenant, actor, 'module', module, at)
}

/** The clock's turn: publishes what was planned, unless the plan was changed meanwhile. */
export async function publishScheduled(tenant: Tenant, kind: Kind, id: string): Promise<void> {
  const { db } = tenant
  const table = tables[kind]
  const [part] = await db.select().from(table).where(eq(table.id, id)).limit(1)
  const done = publishTimerDone(tenant, jobOf(kind), id)
  const isDue =
    part && !part.deletedAt && !part.publishedAt && part.publishAt !== null && part.publishAt <= tenant.now()
  if (!isDue) {
    await done
    return
  }
  // Its questions or its film were taken out meanwhile: it stays a draft, for its teacher to see to.
  if ((await isEmptyQuiz(tenant, part)) || (await isFilmless(tenant, part))) {
    await db.batch([set(tenant, kind, id, { publishAt: null }), done])
    return
  }
  await db.batch([...publishStatements(tenant, null, kind, part), done])
  await wakeToSettle(tenant)
  await tenant.queue.send('drain')
}

async function publish(tenant: Tenant, actor: Actor, kind: Kind, part: Part): Promise<string> {
  if (part.publishedAt) return part.courseId
  await requireReady(tenant, part)
  const { db } = tenant
  await db.batch([...publishStatements(tenant, actor, kind, part), publishTimer(db, jobOf(kind), part.id, null)])
  await wakeToSettle(tenant)
  await tenant.queue.send('drain')
  return part.courseId
}

async function unpublish(tenant: Tenant, actor: Actor, kind: Kind, { id, courseId }: Part): Promise<string> {
  const { db } = tenant
  await db.batch([
    set(tenant, kind, id, { publishedAt: null, publishAt: null }),
    publishTimer(db, jobOf(kind), id, null),
    ...courseChanged(tenant, courseId),
    recordAudit(tenant, actor, `${kind}.unpublish`, { kind, id }),
  ])
  await wakeToSettle(tenant)
  return courseId
}

async function schedule(tenant: Tenant, actor: Actor, kind: Kind, part: Part, publishAt: number | null) {
  const { db } = tenant
  const { id, courseId } = part
  if (part.publishedAt || part.publishAt === publishAt) return courseId
  if (publishAt !== null) await requireReady(tenant, part)
  if (publishAt !== null && publishAt <= tenant.now()) return publish(tenant, actor, kind, part)
  await db.batch([
    set(tenant, kind, id, { publishAt }),
    publishTimer(db, jobOf(kind), id, publishAt),
    recordAudit(tenant, actor, `${kind}.schedule`, {
      kind,
      id,
      before: { publishAt: part.publishAt },
      after: { publishAt },
    }),
  ])
  if (publishAt !== null) await tenant.clock.wakeAt(publishAt)
  return courseId
}

async function requireReady(tenant: Tenant, part: Part) {
  await requireQuestions(tenant, part)
  await requireFilm(tenant, part)
}

function publishStatements(tenant: Tenant, actor: Actor | null, kind: Kind, part: Row<'item'> | Row<'module'> | Part) {
  const { db } = tenant
  const { id, courseId } = part
  const at = tenant.now()
  return [
    recordEvent(db, `${kind}.published`, id, {
      key: String(at),
      actorId: actor?.id ?? null,
      payload: 'kind' in part ? { courseId, kind: part.kind } : { courseId },
      at,
    }).onConflictDoNothing(),
    set(tenant, kind, id, { publishedAt: at, publishAt: null }),
    addGradeRows(db, courseId),
    ...courseChanged(tenant, courseId),
    recordAudit(tenant, actor, `${kind}.publish`, { kind, id }),
  ] as const
}

function set(
  { db, now }: Tenant,
  kind: Kind,
  id: string,
  values: { publishedAt?: number | null; publishAt: number | null },
) {
  return kind === 'item'
    ? db
        .update(items)
        .set({ ...values, updatedAt: now() })
        .where(eq(items.id, id))
    : db.update(courseModules).set(values).where(eq(courseModules.id, id))
}
