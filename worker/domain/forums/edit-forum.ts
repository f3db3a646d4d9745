import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { forums, threads } from '../../db/schema'
import { Invalid, NotFound } from '../../errors'
import { cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import { itemToEdit, itemToEditQuery } from '../courses'
import type { Actor } from '../policy'
import { type ForumSettings, withHtml } from './forum-settings'

export const mostIntro = 20_000
export const mostEditMinutes = 10_080

/** A forum as its authors find it. */
export async function findForumToEdit(tenant: Tenant, actor: Actor, itemId: string) {
  const { db } = tenant
  const [rows, [forum], [counted]] = await db.batch([
    itemToEditQuery(db, itemId),
    db.select().from(forums).where(eq(forums.itemId, itemId)).limit(1),
    db
      .select({ n: sql<number>`count(*)`.as('n') })
      .from(threads)
      .where(eq(threads.forumId, itemId)),
  ])
  const found = itemToEdit(actor, rows)
  if (!forum) throw new NotFound()
  return { ...found, forum, threads: counted?.n ?? 0 }
}

export type ForumToEdit = Awaited<ReturnType<typeof findForumToEdit>>

/** What is left out stays. Names that were hidden once stay hidden: people wrote because of that. */
export async function editForum(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  given: Partial<ForumSettings>,
): Promise<void> {
  const { forum, threads: written } = await findForumToEdit(tenant, actor, itemId)
  if (forum.anonymous && given.anonymous === false && written > 0)
    throw new Invalid('anonymous', 'forums.anonymousStays')
  const { editMinutes } = given
  if (
    editMinutes !== undefined &&
    !(Number.isInteger(editMinutes) && editMinutes >= 0 && editMinutes <= mostEditMinutes)
  )
    throw new Invalid('editMinutes', 'forums.editMinutesWrong', { most: mostEditMinutes })
  const { db } = tenant
  const settings = given.intro === undefined ? given : { ...given, intro: cleanText(given.intro, mostIntro) }
  const order = given.stream
    ? sql`${threads.openedAt}`
    : sql`coalesce((select max(r.at) from replies r where r.thread_id = threads.id and r.deleted_at is null), ${threads.openedAt})`
  const reorders = given.stream !== undefined && given.stream !== forum.stream
  await db.batch([
    db.update(forums).set(withHtml(settings)).where(eq(forums.itemId, itemId)),
    ...(reorders ? [db.update(threads).set({ lastAt: order }).where(eq(threads.forumId, itemId))] : []),
    recordAudit(tenant, actor, 'forum.edit', {
      kind: 'item',
      id: itemId,
      before: { ...forum, introHtml: undefined },
      after: settings,
    }),
  ])
}
