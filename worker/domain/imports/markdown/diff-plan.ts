import type { CoursePlan, PlannedItem } from './plan'

/** An item that came from a path before, with the hash it had then. */
export type KnownItem = { path: string; subjectId: string; hash: string }

export type PlanDiff = {
  added: PlannedItem[]
  changed: { item: PlannedItem; subjectId: string }[]
  same: { item: PlannedItem; subjectId: string }[]
  removed: KnownItem[]
}

/** What importing again would do. An item is known by the id that its file names, else by its path, so that moved files keep progress. */
export function diffPlan(known: KnownItem[], plan: CoursePlan): PlanDiff {
  const byId = new Map(known.map((item) => [item.subjectId, item]))
  const byPath = new Map(known.map((item) => [item.path, item]))
  const left = new Set(known)
  const diff: PlanDiff = { added: [], changed: [], same: [], removed: [] }
  for (const item of plan.modules.flatMap((module) => module.items)) {
    const before = [item.id === null ? undefined : byId.get(item.id), byPath.get(item.path)].find(
      (one) => one && left.has(one),
    )
    if (!before) diff.added.push(item)
    else {
      left.delete(before)
      const isSame = before.hash === item.hash
      diff[isSame ? 'same' : 'changed'].push({ item, subjectId: before.subjectId })
    }
  }
  return { ...diff, removed: [...left] }
}
