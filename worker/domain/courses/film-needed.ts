import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { type ItemCompletion, items } from '../../db/schema'
import { Conflict } from '../../errors'

/** A film whose length is known stands in the lesson, as learners read it or, while it is written, as it will be. */
const showsFilm = sql`exists (
  select 1 from lessons l join item_versions v on v.id = l.version_id
  join media_links link on link.subject_id = l.item_id and link.kind = 'item'
  join media file on file.id = link.media_id
  where l.item_id = ${items.id} and instr(v.content, '"kind":"video"') > 0
    and file.type like 'video/%' and file.seconds > 0 and file.deleted_at is null)`

const wantsFilm = sql`${items.completion} ->> '$.kind' = 'video'`

type Which =
  | { courseId: string }
  | { itemIds: SQL }
  | { itemId: string /** Also where nothing of it has to be watched. */; whatever?: boolean }

/** Unexecuted: lessons of which a share must be watched although they show no film, so that nobody could complete them. */
export const filmlessQuery = (db: Database, which: Which) =>
  db
    .select({ id: items.id })
    .from(items)
    .where(
      and(
        eq(items.kind, 'lesson'),
        isNull(items.deletedAt),
        'courseId' in which
          ? eq(items.courseId, which.courseId)
          : 'itemIds' in which
            ? sql`${items.id} in ${which.itemIds}`
            : eq(items.id, which.itemId),
        'whatever' in which && which.whatever ? undefined : wantsFilm,
        sql`not ${showsFilm}`,
      ),
    )
    .limit(500)

type Part = { id: string; kind?: string; completion?: ItemCompletion }

/** Such a lesson as this one, with the completion that it has or is to have. */
export async function isFilmless({ db }: Tenant, { id, kind, completion }: Part): Promise<boolean> {
  if (kind !== 'lesson' || completion?.kind !== 'video') return false
  return (await filmlessQuery(db, { itemId: id, whatever: true })).length > 0
}

/** Learners never meet a lesson that they cannot complete. */
export async function requireFilm(tenant: Tenant, part: Part): Promise<void> {
  if (await isFilmless(tenant, part)) throw new Conflict('courses.filmless')
}
