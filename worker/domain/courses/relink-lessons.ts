import { and, eq, isNotNull, or, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { itemVersions } from '../../db/schema'

/** Links between lessons lead into the copy: ids are unique words, so they may be exchanged as text. */
export async function relinkLessons({ db }: Tenant, newItems: Map<string, string>) {
  const copies = JSON.stringify([...newItems.values()])
  const linking = await db
    .select({ id: itemVersions.id, content: itemVersions.content })
    .from(itemVersions)
    .where(
      and(
        sql`${itemVersions.itemId} in (select value from json_each(${copies}))`,
        isNotNull(itemVersions.content),
        or(
          ...['/lessons/', '/items/', '/quizzes/', '/assignments/'].map(
            (path) => sql`instr(${itemVersions.content}, ${path}) > 0`,
          ),
        ),
      ),
    )
  for (const { id, content } of linking) {
    const relinked = content.replaceAll(
      /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
      (word) => newItems.get(word) ?? word,
    )
    if (relinked !== content) await db.update(itemVersions).set({ content: relinked }).where(eq(itemVersions.id, id))
  }
}
