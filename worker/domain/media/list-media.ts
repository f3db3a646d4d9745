import { and, desc, eq, inArray, isNull, like, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { type Given, prepared } from '../../db/prepared'
import { courses, items, media, mediaLinks, mediaTracks, users } from '../../db/schema'
import { type Actor, isAdmin } from '../policy'
import type { LinkKind } from './links'
import type { MediaKind } from './types'

const PAGE = 40

export type LibraryFilter = {
  /** Only this one. */
  id?: string
  /** Files that this course's items and picture use. */
  courseId?: string
  kind?: MediaKind | null
  query?: string
  /** The id after which the page begins. */
  after?: string | null
  size?: number
}

export type LibraryFile = {
  id: string
  name: string
  alt: string
  type: string
  size: number
  width: number | null
  height: number | null
  seconds: number | null
  hasThumbnail: boolean
  owner: string
  ownerId: string
  createdAt: number
  languages: { id: string; language: string }[]
  uses: Use[]
}

export type Use = { kind: 'item' | 'course'; id: string; title: string }

const types: Record<MediaKind, string> = {
  image: 'image/%',
  video: 'video/%',
  audio: 'audio/%',
  document: 'application/pdf',
  file: '',
}

const usesOf = sql<
  Use[]
>`(select json_group_array(json_object('kind', l.kind, 'id', l.subject_id, 'title', coalesce(i.title, c.title)))
  from ${mediaLinks} l left join ${items} i on i.id = l.subject_id and i.deleted_at is null
  left join ${courses} c on c.id = l.subject_id and c.deleted_at is null
  where l.media_id = ${media.id} and l.kind in ('item', 'course') and coalesce(i.title, c.title) is not null)`.mapWith(
  JSON.parse,
)

const languagesOf = sql<
  { id: string; language: string }[]
>`(select json_group_array(json_object('id', t.id, 'language', t.language))
  from ${mediaTracks} t where t.media_id = ${media.id})`.mapWith(JSON.parse)

/** Files for lessons, newest first: all of them for those who run the school, one's own and one's courses' for others. One trip. */
export const listLibrary = async (tenant: Tenant, actor: Actor, filter: LibraryFilter) =>
  libraryPage(await libraryQuery(tenant, actor, filter), filter)

/** Unexecuted; one row more than a page tells that there is another. */
export const libraryQuery = ({ db }: Tenant, actor: Actor, filter: LibraryFilter) =>
  db
    .select({
      id: media.id,
      name: media.name,
      alt: media.alt,
      type: media.type,
      size: media.size,
      width: media.width,
      height: media.height,
      seconds: media.seconds,
      hasThumbnail: sql<boolean>`${media.thumbnailKey} is not null`.mapWith(Boolean),
      owner: sql<string>`coalesce(${users.name}, '')`,
      ownerId: media.ownerId,
      createdAt: media.createdAt,
      languages: languagesOf,
      uses: usesOf,
    })
    .from(media)
    .leftJoin(users, eq(users.id, media.ownerId))
    .where(and(isNull(media.deletedAt), eq(media.purpose, 'content'), ...narrow(actor, filter)))
    .orderBy(desc(media.id))
    .limit((filter.size ?? PAGE) + 1)

export function libraryPage(rows: LibraryFile[], { size = PAGE }: LibraryFilter) {
  const files = rows.slice(0, size)
  return { files, next: rows.length > size ? files.at(-1)!.id : null }
}

function narrow(actor: Actor, { id, courseId, kind, query, after }: LibraryFilter): (SQL | undefined)[] {
  const usedIn = (
    ids: string[],
  ) => sql`exists (select 1 from ${mediaLinks} l left join ${items} i on i.id = l.subject_id
    where l.media_id = ${media.id} and l.kind in ('item', 'course')
    and coalesce(i.course_id, l.subject_id) in (select value from json_each(${JSON.stringify(ids)})))`
  const words = query?.trim().toLowerCase()
  return [
    id ? eq(media.id, id) : undefined,
    courseId ? usedIn([courseId]) : undefined,
    courseId || isAdmin(actor) ? undefined : or(eq(media.ownerId, actor.id), usedIn(Object.keys(actor.courseRoles))),
    kind && kind !== 'file' ? like(media.type, types[kind]) : undefined,
    kind === 'file'
      ? sql`${media.type} not like 'image/%' and ${media.type} not like 'video/%' and ${media.type} not like 'audio/%' and ${media.type} <> 'application/pdf'`
      : undefined,
    words ? sql`instr(lower(${media.name}), ${words}) > 0` : undefined,
    after ? lt(media.id, after) : undefined,
  ]
}

const filesOf = (db: Database, itemId: Given<string>, kinds: LinkKind[]) =>
  db
    .selectDistinct({
      id: media.id,
      name: media.name,
      type: media.type,
      size: media.size,
      width: media.width,
      height: media.height,
      seconds: media.seconds,
      alt: media.alt,
      thumbnailKey: media.thumbnailKey,
    })
    .from(media)
    .innerJoin(mediaLinks, eq(mediaLinks.mediaId, media.id))
    .where(and(inArray(mediaLinks.kind, kinds), eq(mediaLinks.subjectId, itemId), isNull(media.deletedAt)))

const captionsOf = (db: Database, itemId: Given<string>, kinds: LinkKind[]) =>
  db
    .selectDistinct({
      id: mediaTracks.id,
      mediaId: mediaTracks.mediaId,
      language: mediaTracks.language,
      label: mediaTracks.label,
      transcript: mediaTracks.transcript,
    })
    .from(mediaTracks)
    .innerJoin(mediaLinks, eq(mediaLinks.mediaId, mediaTracks.mediaId))
    .where(and(inArray(mediaLinks.kind, kinds), eq(mediaLinks.subjectId, itemId)))

/** Unexecuted, for the page of a lesson: what it must know of the files it shows, and their captions. */
export const mediaQuery = prepared((db, itemId: Given<string>) => filesOf(db, itemId, ['item']))
export const tracksQuery = prepared((db, itemId: Given<string>) => captionsOf(db, itemId, ['item']))

/** The same for its authors: with the files of changes that learners do not see yet. */
export const writtenMediaQuery = prepared((db, itemId: Given<string>) => filesOf(db, itemId, ['item', 'draft']))
export const writtenTracksQuery = prepared((db, itemId: Given<string>) => captionsOf(db, itemId, ['item', 'draft']))

/** The same for a version of long ago: with the files that the lesson showed once. */
export const historyMediaQuery = prepared((db, itemId: Given<string>) =>
  filesOf(db, itemId, ['item', 'draft', 'history']),
)
export const historyTracksQuery = prepared((db, itemId: Given<string>) =>
  captionsOf(db, itemId, ['item', 'draft', 'history']),
)
