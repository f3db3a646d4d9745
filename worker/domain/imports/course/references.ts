import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import { anyOf } from '../../../db/insert-many'
import { groups, users } from '../../../db/schema'
import { type Actor, can } from '../../policy'
import { leavesOf, mapRule, type Rule, ruleSchema } from '../../rules'
import { type CoursePlan, isDraw, type ReportLine } from '../markdown'
import { organizationQueries } from './read-banks'

/** What rules of a plan may point at beside its own items. */
export type References = {
  group: (name: string) => string | undefined
  hasUser: (id: string) => boolean
} & OrganizationBanks

type Rows = ReturnType<typeof organizationQueries>
/** What quizzes name of the organization's banks. */
type OrganizationBanks = {
  banks: Awaited<Rows[0]>
  categories: Awaited<Rows[1]>
  questions: Awaited<Rows[2]>
  versions: Awaited<Rows[3]>
}

/** No trip where no quiz names one, or where the actor may not read them. */
async function readOrganizationBanks({ db }: Tenant, actor: Actor, plan: CoursePlan): Promise<OrganizationBanks> {
  const named = plan.modules
    .flatMap(({ items }) => items)
    .flatMap((item) => (item.kind === 'quiz' ? (item.quiz.banked ?? []) : []))
    .filter(({ bank }) => 'organization' in bank)
  if (!named.length || !can(actor, 'bank.read', { courseId: null }))
    return { banks: [], categories: [], questions: [], versions: [] }
  const names = named.flatMap(({ bank }) => ('organization' in bank ? [bank.organization, bank.key] : []))
  const ids = named.flatMap((one) => (isDraw(one) ? [] : [one.key]))
  const [banks, categories, questions, versions] = await db.batch(organizationQueries(db, [...new Set(names)], ids))
  return { banks, categories, questions, versions }
}

const rulesIn = (plan: CoursePlan) =>
  plan.modules.flatMap((module) =>
    [
      { rule: module.availability, title: module.title, path: '' },
      ...module.items.map((item) => ({ rule: item.availability, title: item.title, path: item.path })),
    ].flatMap(({ rule, ...subject }) => (rule ? [{ rule, ...subject }] : [])),
  )

export async function readReferences(
  tenant: Tenant,
  actor: Actor,
  plan: CoursePlan,
  courseId: string | null,
): Promise<References> {
  const [named, banks] = await Promise.all([
    readNamed(tenant, plan, courseId),
    readOrganizationBanks(tenant, actor, plan),
  ])
  return { ...named, ...banks }
}

/** Groups of the organization and, first, of the course; people by their ids. No trip where no rule names any. */
async function readNamed({ db }: Tenant, plan: CoursePlan, courseId: string | null) {
  const leaves = rulesIn(plan).flatMap(({ rule }) => leavesOf(rule))
  const people = leaves.flatMap((leaf) => ('user' in leaf ? leaf.user : []))
  if (!people.length && !leaves.some((leaf) => 'group' in leaf))
    return { group: (_name: string): string | undefined => undefined, hasUser: (_id: string) => false }
  const [groupRows, userRows] = await db.batch([
    db
      .select({ id: groups.id, name: groups.name, courseId: groups.courseId })
      .from(groups)
      .where(and(isNull(groups.deletedAt), or(isNull(groups.courseId), eq(groups.courseId, courseId ?? '')))),
    db
      .select({ id: users.id })
      .from(users)
      .where(and(sql`${users.id} in ${anyOf(people)}`, isNull(users.deletedAt))),
  ])
  const byName = groupRows
    .toSorted((a, b) => Number(a.courseId !== null) - Number(b.courseId !== null))
    .map(({ id, name }) => [plain(name), id] as const)
  const known = new Map([...byName, ...groupRows.map(({ id }) => [id, id] as const)])
  const present = new Set(userRows.map(({ id }) => id))
  return {
    group: (name: string): string | undefined => known.get(name) ?? known.get(plain(name)),
    hasUser: (id: string) => present.has(id),
  }
}

const plain = (name: string) => name.normalize('NFKC').trim().toLowerCase()

/** The rule with ids where it had paths and names, and what it named that is not here: that part of it is left out. */
export function resolveRule(rule: Rule, itemOf: (path: string) => string | null | undefined, references: References) {
  const missing: { key: 'rule-item-missing' | 'rule-group-missing' | 'rule-person-missing'; name: string }[] = []
  const found = <Id>(id: Id | null | undefined, key: (typeof missing)[number]['key'], name: string) => {
    if (id == null) missing.push({ key, name })
    return id == null ? [] : [id]
  }
  const resolved = mapRule(rule, (leaf) => {
    if ('completed' in leaf) {
      const [completed] = found(itemOf(leaf.completed), 'rule-item-missing', leaf.completed)
      return completed ? { completed } : null
    }
    if ('grade' in leaf) {
      const [grade] = found(itemOf(leaf.grade), 'rule-item-missing', leaf.grade)
      return grade ? { ...leaf, grade } : null
    }
    if ('group' in leaf) {
      const ids = leaf.group.flatMap((name) => found(references.group(name), 'rule-group-missing', name))
      return ids.length ? { group: [...new Set(ids)] } : null
    }
    if (!('user' in leaf)) return leaf
    const ids = leaf.user.flatMap((id) => found(references.hasUser(id) ? id : null, 'rule-person-missing', id))
    return ids.length ? { user: ids } : null
  })
  const checked = resolved && ruleSchema.safeParse(resolved)
  return { rule: checked?.success ? checked.data : null, missing }
}

/** A line for everything that a rule names and that is not here, said before anything is written. */
export function unresolvedIn(plan: CoursePlan, references: References): ReportLine[] {
  const paths = new Set(plan.modules.flatMap(({ items }) => items.map(({ path }) => path)))
  return rulesIn(plan).flatMap(({ rule, title, path }) =>
    resolveRule(rule, (item) => (paths.has(item) ? item : null), references).missing.map(
      ({ key, name }): ReportLine => ({ level: 'problem', path, line: null, key, values: { title, name } }),
    ),
  )
}
