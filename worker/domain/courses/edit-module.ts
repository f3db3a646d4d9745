import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courseModules } from '../../db/schema'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import { courseChanged, wakeToSettle } from '../progress'
import type { Rule } from '../rules'
import { checkRule } from './check-rule'
import { findModuleToEdit } from './find-course'
import { requireTitle } from './titles'

type Changes = { title?: string; certificate?: boolean }

/** Renames a module, or says that it gives a certificate of its own. */
export async function editModule(tenant: Tenant, actor: Actor, moduleId: string, changes: Changes): Promise<string> {
  const { db } = tenant
  const { module } = await findModuleToEdit(tenant, actor, moduleId)
  const { title, certificate } = changes
  await db.batch([
    db
      .update(courseModules)
      .set({
        title: title === undefined ? module.title : requireTitle(title),
        certificate: certificate ?? module.certificate,
      })
      .where(eq(courseModules.id, moduleId)),
    recordAudit(tenant, actor, 'module.edit', {
      kind: 'module',
      id: moduleId,
      before: { title: module.title, certificate: module.certificate },
      after: changes,
    }),
  ])
  if (certificate && !module.certificate)
    await tenant.queue.send('issue-certificates', { kind: 'module', subjectId: moduleId })
  return module.courseId
}

/** Says when and for whom a module is open; null is always, for everybody. */
export async function setModuleRule(
  tenant: Tenant,
  actor: Actor,
  moduleId: string,
  rule: Rule | null,
): Promise<string> {
  const { module } = await findModuleToEdit(tenant, actor, moduleId)
  await checkRule(tenant, module.courseId, { moduleId }, rule)
  await tenant.db.batch([
    tenant.db.update(courseModules).set({ availability: rule }).where(eq(courseModules.id, moduleId)),
    recordAudit(tenant, actor, 'module.rule', {
      kind: 'module',
      id: moduleId,
      before: { availability: module.availability },
      after: { availability: rule },
    }),
    ...courseChanged(tenant, module.courseId),
  ])
  await wakeToSettle(tenant)
  return module.courseId
}
