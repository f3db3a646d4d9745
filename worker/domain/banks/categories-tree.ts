export const deepest = 3

export type CategoryRow = { id: string; parentId: string; title: string; questions: number }

export type Category = CategoryRow & {
  /** 0 at the top. */
  depth: number
  /** "Hygiene › Hands": what a choice of categories says. */
  path: string
  /** With all that is below it. */
  all: number
}

const order = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** The tree as a list, each category before what is below it. */
export function treeOf(rows: readonly CategoryRow[]): Category[] {
  const below = Map.groupBy(rows, ({ parentId }) => parentId)
  const walk = (parentId: string, depth: number, before: string): Category[] =>
    (below.get(parentId) ?? [])
      .toSorted((a, b) => order.compare(a.title, b.title))
      .flatMap((row) => {
        const path = before ? `${before} › ${row.title}` : row.title
        const children = depth + 1 < deepest ? walk(row.id, depth + 1, path) : []
        const all = children
          .filter(({ parentId }) => parentId === row.id)
          .reduce((sum, child) => sum + child.all, row.questions)
        return [{ ...row, depth, path, all }, ...children]
      })
  return walk('', 0, '')
}
