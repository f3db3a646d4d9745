import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { courses, organization, users } from '../../db/schema'
import type { Checklist } from '../../db/schema/organization'
import { type Actor, authorize } from '../policy'
import { keepOrganization, type OrganizationSettings } from './settings'

export type Step = Exclude<keyof Checklist, 'dismissed'>
export const steps: readonly Step[] = ['brand', 'course', 'preview', 'people', 'owner']

export type ChecklistState = {
  steps: { step: Step; done: boolean }[]
  verified: boolean
  /** The sample course is there, and can be taken out. */
  hasSample: boolean
}

/** What the first steps are read from, for the batch of the home page: unexecuted, one row. */
export const checklistQuery = (db: Database) =>
  db
    .select({
      owners: sql<number>`(select count(*) from ${users} where ${users.role} = 'owner' and ${isNull(users.deletedAt)})`,
      people: sql<number>`(select count(*) from (select 1 from ${users} where ${and(gt(users.createdAt, sql`(select created_at from organization)`), isNull(users.deletedAt))} limit 2))`,
      courses: sql<number>`(select count(*) from (select 1 from ${courses} where ${isNull(courses.deletedAt)} and ${courses.id} is not (select sample_course_id from organization) limit 1))`,
    })
    .from(organization)
    .limit(1)

export type ChecklistRow = { owners: number; people: number; courses: number }

/** What an owner may still do first; null for others, when it was put away, and when everything is done. */
export function checklistOf(
  actor: Actor,
  settings: OrganizationSettings,
  row: ChecklistRow | undefined,
): ChecklistState | null {
  const { checklist } = settings
  if (actor.role !== 'owner' || checklist.dismissed || !row) return null
  const found: Record<Step, boolean> = {
    brand: settings.logoId !== null || settings.colour !== '',
    owner: row.owners > 1,
    people: row.people > 0,
    course: row.courses > 0,
    preview: false,
  }
  const list = steps.map((step) => ({ step, done: found[step] || checklist[step] !== undefined }))
  return list.every(({ done }) => done)
    ? null
    : { steps: list, verified: actor.verified, hasSample: settings.sampleCourseId !== null }
}

/** Remembers that a step was done (the learner's view was looked at, the look was chosen to stay as it is). */
export const tickStep = (tenant: Tenant, actor: Actor, step: Step) => mark(tenant, actor, step, tenant.now())

export const dismissChecklist = (tenant: Tenant, actor: Actor) => mark(tenant, actor, 'dismissed', tenant.now())
export const restoreChecklist = (tenant: Tenant, actor: Actor) => mark(tenant, actor, 'dismissed', null)

async function mark(tenant: Tenant, actor: Actor, name: keyof Checklist, at: number | null): Promise<void> {
  authorize(actor, 'organization.edit')
  const path = `$.${name}`
  const checklist =
    at === null
      ? sql`json_remove(${organization.checklist}, ${path})`
      : sql`json_set(${organization.checklist}, ${path}, coalesce(${organization.checklist} ->> ${path}, ${at}))`
  const [after] = await tenant.db.update(organization).set({ checklist }).where(eq(organization.id, 'own')).returning()
  keepOrganization(tenant, after!)
}
