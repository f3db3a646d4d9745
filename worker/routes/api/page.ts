import { z } from 'zod'

/** How a list is asked for page by page. */
export const pageQuery = z.object({
  cursor: z.string().max(1024).optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** The same, as the domain's lists take it. */
export const asked = ({ cursor, limit }: z.output<typeof pageQuery>) => ({ cursor, size: limit })

/** A page of a list; `next` is null on the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() })

/** A page of a short list that is read whole; the cursor is the id that the page before ended with. */
export function cut<Line extends { id: string }>(all: Line[], { cursor, limit }: z.output<typeof pageQuery>) {
  const from = cursor ? all.findIndex(({ id }) => id === cursor) + 1 : 0
  const items = all.slice(from, from + limit)
  return { items, next: from + limit < all.length ? items.at(-1)!.id : null }
}
