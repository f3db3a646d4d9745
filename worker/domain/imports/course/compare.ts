import { type CoursePlan, diffPlan, type KnownItem, type PlannedItem } from '../markdown'
import type { Stored, StoredItem } from './read-stored'

export type Compared = {
  /** The stored item that a planned one is, if there is one. */
  storedOf: (item: PlannedItem) => StoredItem | null
  changeOf: (item: PlannedItem) => 'added' | 'changed' | 'same'
  /** Came from an archive before and is not in this one. What was made here is never among them. */
  removed: { item: StoredItem; path: string }[]
}

/**
 * What importing a plan into a course would change. Items are known by where they came from, or by the id that an exported file
 * says; one that lies in the bin comes back when its file does.
 */
export function compareWithStored(plan: CoursePlan, stored: Stored | null): Compared {
  const byId = new Map((stored?.items ?? []).map((item) => [item.id, item]))
  const sources = new Map(
    (stored?.sources ?? []).filter(({ kind }) => kind === 'item').map((row) => [row.subjectId, row]),
  )
  const known = [...byId.keys()].map((subjectId): KnownItem => {
    const source = sources.get(subjectId)
    return { subjectId, path: source?.path ?? '', hash: source?.hash ?? '' }
  })
  const diff = diffPlan(known, plan)
  // A lesson that became a quiz is another item: nobody's progress in one says anything about the other.
  const pairs = [...diff.changed, ...diff.same].map(({ item, subjectId }) => [item, byId.get(subjectId)!] as const)
  const found = new Map(pairs.filter(([item, before]) => item.kind === before.kind))
  const replaced = pairs.flatMap(([item, before]) =>
    item.kind === before.kind ? [] : [{ subjectId: before.id, path: item.path }],
  )
  // Also what came here otherwise, or was changed here since, may say just what the file says.
  const alike = diff.changed.filter(({ item, subjectId }) => stored?.exported.items.get(subjectId) === item.hash)
  const same = new Set([...diff.same, ...alike].map(({ item }) => item))
  return {
    storedOf: (item) => found.get(item) ?? null,
    changeOf(item) {
      const before = found.get(item)
      if (!before) return 'added'
      return same.has(item) && before.deletedAt === null ? 'same' : 'changed'
    },
    removed: [...diff.removed, ...replaced].flatMap(({ subjectId, path }) => {
      const item = byId.get(subjectId)!
      return path && item.deletedAt === null ? [{ item, path }] : []
    }),
  }
}
