import { and, desc, eq, lt } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { cutPage } from '../../db/page'
import { itemVersions } from '../../db/schema'
import { NotFound } from '../../errors'
import { historyMediaQuery, historyTracksQuery } from '../media'
import type { Actor } from '../policy'
import { type BlockChange, blockChanges, type ChangeCounts, countChanges } from './block-changes'
import type { Block, LessonContent } from './blocks'
import { isUnfinished } from './empty-block'
import { contentOf, editable, type LessonRow, writtenQuery } from './find-lesson'
import type { LessonFile, LessonTrack } from './read-lesson'
import { newestFirst, toVersionRow, type VersionRow, versionQuery, versionsQuery } from './versions'

const MOST = 20
/** Of a version in letters; what is longer is compared only when one looks at it. */
const LONGEST = 60_000

/** A version as one looks at it. */
export type ShownVersion = {
  number: number
  /** As its readers saw it. */
  blocks: Block[]
  files: LessonFile[]
  tracks: LessonTrack[]
  /** `since`: from this version to today's; `within`: what the newest made of the one before it. Null: there is none before. */
  compared: { way: 'since' | 'within'; changes: BlockChange[] } | null
}

export type History = {
  lesson: LessonRow
  /** What each made of the one before it; null for the first one and for very long ones. */
  versions: (VersionRow & { changes: ChangeCounts | null })[]
  next: string | null
  shown: ShownVersion | null
}

/** Twenty versions, newest first; with `number` that one as it was and what has changed since. One trip. */
export async function readHistory(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  number?: number,
  cursor?: string,
): Promise<History> {
  const { db } = tenant
  const [[row], versions, [old], [previous], files, tracks] = await db.batch([
    writtenQuery(db, itemId),
    versionsQuery(tenant, itemId, { cursor, size: MOST + 1 }, LONGEST),
    versionQuery(tenant, itemId, number ?? -1),
    previousQuery(tenant, itemId, number ?? -1),
    historyMediaQuery(db, itemId),
    historyTracksQuery(db, itemId),
  ])
  const lesson = editable(row, actor)
  if (number !== undefined && !old) throw new NotFound()
  const listed = versions.map((version, index) => ({
    ...toVersionRow(lesson, version),
    changes: countsOf(version.content, versions[index + 1]?.content),
  }))
  const { rows, next } = cutPage(listed, MOST, newestFirst)
  const blocks = contentOf(old).blocks
  const isNow = old?.id === lesson.version.id
  const shown = old && {
    number: old.number,
    blocks: blocks.filter((block) => !isUnfinished(block)),
    files,
    tracks,
    compared: isNow
      ? previous && { way: 'within' as const, changes: blockChanges(contentOf(previous).blocks, blocks) }
      : { way: 'since' as const, changes: blockChanges(blocks, contentOf(lesson.version).blocks) },
  }
  return { lesson, versions: rows, next, shown: shown ? { ...shown, compared: shown.compared ?? null } : null }
}

const previousQuery = ({ db }: Tenant, itemId: string, number: number) =>
  db
    .select()
    .from(itemVersions)
    .where(and(eq(itemVersions.itemId, itemId), eq(itemVersions.locale, ''), lt(itemVersions.number, number)))
    .orderBy(desc(itemVersions.number))
    .limit(1)

const blocksOf = (content: string) => (JSON.parse(content) as LessonContent).blocks

const countsOf = (now: string | null, before: string | null | undefined): ChangeCounts | null =>
  now && before ? countChanges(blocksOf(before), blocksOf(now)) : null
