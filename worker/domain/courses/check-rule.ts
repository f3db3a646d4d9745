import { and, eq, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courseModules, groups, items } from '../../db/schema'
import { Invalid } from '../../errors'
import { groupIdsIn, itemIdsIn, type Rule } from '../rules'

type Subject = { moduleId: string; itemId?: string }

/**
 * Refuses a rule that looks at what is not in the course, at groups that are not there, or (over any number of steps)
 * at the very thing that it locks.
 */
export async function checkRule(tenant: Tenant, courseId: string, subject: Subject, rule: Rule | null): Promise<void> {
  if (!rule) return
  const [itemRows, groupRows] = await tenant.db.batch([
    tenant.db
      .select({
        id: items.id,
        moduleId: items.moduleId,
        own: items.availability,
        ofModule: courseModules.availability,
      })
      .from(items)
      .innerJoin(courseModules, eq(courseModules.id, items.moduleId))
      .where(and(eq(items.courseId, courseId), isNull(items.deletedAt))),
    tenant.db.select({ id: groups.id, courseId: groups.courseId }).from(groups).where(isNull(groups.deletedAt)),
  ])
  const known = new Map(itemRows.map((row) => [row.id, row]))
  const own = groupRows.filter((group) => group.courseId === null || group.courseId === courseId)
  if (itemIdsIn(rule).some((id) => !known.has(id))) throw new Invalid('rule', 'courses.ruleItemGone')
  if (groupIdsIn(rule).some((id) => !own.some((group) => group.id === id))) {
    throw new Invalid('rule', 'courses.ruleGroupGone')
  }
  const locked = itemRows.filter((row) =>
    subject.itemId ? row.id === subject.itemId : row.moduleId === subject.moduleId,
  )
  const seen = new Set<string>()
  const waiting = itemIdsIn(rule)
  for (let id = waiting.pop(); id; id = waiting.pop()) {
    if (locked.some((row) => row.id === id)) throw new Invalid('rule', 'courses.ruleCircle')
    if (seen.has(id)) continue
    seen.add(id)
    const row = known.get(id)
    for (const next of [row?.own, row?.ofModule]) if (next) waiting.push(...itemIdsIn(next))
  }
}
