import { z } from 'zod'

/** How a list is asked for page by page. */
export const pageQuery = z.object({
  cursor: z.string().max(1024).optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** A page of a list; `next` is null on the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() })
