import type { CoursePlan, ReportLine } from '../markdown'
import { type Compared, compareWithStored } from './compare'
import type { Stored, StoredItem } from './read-stored'

/** Whether somebody has changes to this item that learners do not see yet. */
export const hasDraft = (stored: Stored | null, item: StoredItem | null): boolean =>
  item !== null && stored?.lessons.get(item.id)?.draftId != null

/**
 * Lessons that the archive changes or removes while somebody's changes to them wait to be published. Those stay: the editor tells
 * their author that the lesson has changed beneath them.
 */
export function waitingDrafts(
  plan: CoursePlan,
  stored: Stored | null,
  { changeOf, storedOf, removed }: Compared = compareWithStored(plan, stored),
): ReportLine[] {
  const changed = plan.modules
    .flatMap(({ items }) => items)
    .flatMap((item) => (changeOf(item) === 'changed' ? [{ item: storedOf(item), path: item.path }] : []))
  return [...changed.map((row) => ({ ...row, key: 'draft-beneath' as const })), ...removed.map(gone)]
    .filter(({ item }) => hasDraft(stored, item))
    .map(({ item, path, key }) => ({
      level: 'problem',
      path,
      line: null,
      key,
      values: { title: item!.title, name: stored?.lessons.get(item!.id)?.draftBy ?? '' },
    }))
}

const gone = (row: Compared['removed'][number]) => ({ ...row, key: 'draft-binned' as const })
