import { newId } from '../../../lib/ids'
import { nextPositions } from '../../../lib/position'
import { mapQuestionTexts } from '../../quizzes/questions'
import type { Rule } from '../../rules'
import { type CoursePlan, type ModuleConditions, type PlannedItem, relinkItem, relinkMarkdown } from '../markdown'
import { compareWithStored } from './compare'
import { mergeOrder, positionsFor } from './order'
import type { Stored, StoredItem } from './read-stored'
import { type References, resolveRule } from './references'
import { type SettledBanked, settleBanked } from './settle-banked'
import { type SettledBank, settleBanks } from './settle-banks'
import type { StoredFiles } from './store-files'

/** Its conditions with the ids of stored items, groups and people; what is not said stays. */
export type SettledModule = {
  id: string
  path: string
  title: string
  position: string
  isNew: boolean
  conditions: Partial<ModuleConditions>
}
export type SettledItem = {
  id: string
  moduleId: string
  position: string
  /** With the ids of files and items where the plan had paths. */
  planned: PlannedItem
  stored: StoredItem | null
  change: 'added' | 'changed' | 'same'
  /** What a quiz asks from banks, in order. */
  banked: SettledBanked[]
}

export type Settled = {
  courseId: string
  banks: SettledBank[]
  modules: SettledModule[]
  items: SettledItem[]
  /** Items that were made here: they stay, behind what they stood behind. */
  kept: { item: StoredItem; position: string }[]
  removed: StoredItem[]
  removedModules: string[]
}

/** Gives everything in a plan its id and its place. */
export function settle(plan: CoursePlan, stored: Stored | null, files: StoredFiles, references: References): Settled {
  const { storedOf, changeOf, removed } = compareWithStored(plan, stored)
  const modules = settleModules(plan, stored)
  const planned = plan.modules.flatMap(({ items }, index) => items.map((item) => ({ item, module: modules[index]! })))
  const idOf = new Map(planned.map(({ item }) => [item, storedOf(item)?.id ?? newId()]))
  const idByPath = new Map(planned.map(({ item }) => [item.path, idOf.get(item)!]))
  /** A rule that stands here already is better than one that has lost a part. */
  const settleRule = <Kind extends { availability?: Rule | null }>(said: Kind, isStored: boolean): Kind => {
    if (!said.availability) return said
    const { rule, missing } = resolveRule(said.availability, (path) => idByPath.get(path), references)
    if (!missing.length || !isStored) return { ...said, availability: rule }
    const { availability: _, ...rest } = said
    return rest as Kind
  }
  for (const module of modules) module.conditions = settleRule(module.conditions, !module.isNew)
  const places = {
    media: (path: string) => files.ids.get(path) ?? null,
    item: (path: string) => idByPath.get(path) ?? null,
  }
  const { banks } = settleBanks(plan, stored, (question) =>
    mapQuestionTexts(question, (text) => relinkMarkdown(text, places)),
  )
  const items = planned.map(({ item, module }): SettledItem => {
    const used = new Set<string>()
    const relinked = relinkItem(item, {
      media: (path) => {
        used.add(path)
        return files.ids.get(path) ?? null
      },
      item: (path) => idByPath.get(path) ?? null,
    })
    const hasOtherFile = [...used].some((path) => files.changed.has(path))
    const change = changeOf(item)
    const { banked } = settleBanked(relinked, storedOf(item)?.id ?? null, { banks, references, stored })
    const asksOther = banked.some(
      (one) => 'question' in one && !one.versionId && 'hasNewText' in one.question && one.question.hasNewText === true,
    )
    return {
      id: idOf.get(item)!,
      moduleId: module.id,
      position: '',
      planned: settleRule(relinked, storedOf(item) !== null),
      stored: storedOf(item),
      change: change === 'same' && (hasOtherFile || asksOther) ? 'changed' : change,
      banked,
    }
  })
  const gone = new Set(removed.map(({ item }) => item.id))
  const local = (stored?.items ?? []).filter(
    ({ id, deletedAt }) => deletedAt === null && !gone.has(id) && !items.some((item) => item.id === id),
  )
  const kept = placeItems(modules, items, local, stored)
  const ownModules = new Set([...modules.map(({ id }) => id), ...local.map(({ moduleId }) => moduleId)])
  const sourced = new Set(stored?.sources.filter(({ kind }) => kind === 'module').map(({ subjectId }) => subjectId))
  return {
    courseId: stored?.course.id ?? newId(),
    banks,
    modules: placeModules(modules, stored, (id) => sourced.has(id) && !ownModules.has(id)),
    items,
    kept,
    removed: removed.map(({ item }) => item),
    removedModules: (stored?.modules ?? [])
      .filter(({ id, deletedAt }) => deletedAt === null && sourced.has(id) && !ownModules.has(id))
      .map(({ id }) => id),
  }
}

function settleModules(plan: CoursePlan, stored: Stored | null): SettledModule[] {
  const byId = new Map((stored?.modules ?? []).map((module) => [module.id, module]))
  const sources = new Map(
    (stored?.sources ?? []).filter(({ kind }) => kind === 'module').map(({ path, subjectId }) => [path, subjectId]),
  )
  const taken = new Set<string>()
  const paths = new Set<string>()
  return plan.modules.map((module) => {
    let { path } = module
    for (let count = 2; paths.has(path); count += 1) path = `${module.path}~${count}`
    paths.add(path)
    const free = (id: string | undefined) => (id && byId.has(id) && !taken.has(id) ? id : undefined)
    // A course that was made here and comes back from its export for the first time: by name.
    const sameName = [...byId.values()].find(({ id, title }) => title === module.title && free(id))?.id
    const known = free(sources.get(path)) ?? (sources.size === 0 ? sameName : undefined)
    if (known) taken.add(known)
    const { published, publishAt, availability, certificate } = module
    const conditions = {
      ...(published !== undefined && { published }),
      ...(publishAt !== undefined && { publishAt }),
      ...(availability !== undefined && { availability }),
      ...(certificate !== undefined && { certificate }),
    }
    return { id: known ?? newId(), path, title: module.title, position: '', isNew: !known, conditions }
  })
}

function placeModules(modules: SettledModule[], stored: Stored | null, isRemoved: (id: string) => boolean) {
  const alive = (stored?.modules ?? []).filter(({ id, deletedAt }) => deletedAt === null && !isRemoved(id))
  const order = mergeOrder(
    modules.map(({ id }) => id),
    alive.map(({ id }) => id),
  )
  const positions = positionsFor(order, new Map(alive.map(({ id, position }) => [id, position])))
  const others = alive.filter(({ id }) => !modules.some((module) => module.id === id))
  return [
    ...modules.map((module) => ({ ...module, position: positions.get(module.id)! })),
    ...others.map(({ id, title }) => ({
      id,
      path: '',
      title,
      position: positions.get(id)!,
      isNew: false,
      conditions: {},
    })),
  ]
}

/** Sets the positions of `items`, and says those of the local ones between them. */
function placeItems(modules: SettledModule[], items: SettledItem[], local: StoredItem[], stored: Stored | null) {
  const current = (stored?.items ?? []).filter(({ deletedAt }) => deletedAt === null)
  const moduleIds = new Set([...modules.map(({ id }) => id), ...local.map(({ moduleId }) => moduleId)])
  const kept: Settled['kept'] = []
  for (const moduleId of moduleIds) {
    const inside = items.filter((item) => item.moduleId === moduleId)
    const localHere = local.filter((item) => item.moduleId === moduleId)
    const before = current.filter(
      (item) => item.moduleId === moduleId && (localHere.includes(item) || inside.some(({ id }) => id === item.id)),
    )
    const order = mergeOrder(
      inside.map(({ id }) => id),
      before.map(({ id }) => id),
    )
    const positions = before.length
      ? positionsFor(order, new Map(before.map(({ id, position }) => [id, position])))
      : new Map(order.map((id, index) => [id, nextPositions(order.length)[index]!]))
    for (const item of inside) item.position = positions.get(item.id)!
    for (const item of localHere) kept.push({ item, position: positions.get(item.id)! })
  }
  return kept
}
