import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { anyOf } from '../../db/insert-many'
import { itemVersions, type KnownFault, lessons, mediaLinks, mediaTracks } from '../../db/schema'
import { allBlocks, type Fault, faultsOf, type LessonContent } from './blocks'

const MOST_FAULTS = 300
/** Lessons written before their faults were kept are read for them, so many at once. */
const MOST_READ = 50

/** What is kept with a version: captions come and go without one, so it says of which film they would be. */
export function knownFaults(content: LessonContent): KnownFault[] {
  const media = new Map(
    allBlocks(content.blocks).flatMap((block) => ('mediaId' in block ? [[block.id, block.mediaId] as const] : [])),
  )
  return faultsOf(content, (mediaId) => (mediaId ? [] : null))
    .slice(0, MOST_FAULTS)
    .map((fault) => (isOfCaptions(fault) ? { ...fault, mediaId: media.get(fault.blockId) } : fault))
}

const isOfCaptions = ({ kind }: Fault) => kind === 'captions' || kind === 'transcript'

/** Unexecuted, for `readKnownFaults`: lessons with faults as their authors write them, and which of their films have captions. */
export const knownFaultsQueries = (db: Database, itemIds: SQL) =>
  [
    db
      .select({ itemId: lessons.itemId, faults: itemVersions.faults })
      .from(lessons)
      .innerJoin(itemVersions, eq(itemVersions.id, written))
      .where(and(sql`${lessons.itemId} in ${itemIds}`, sql`${itemVersions.faults} <> '[]'`)),
    db
      .selectDistinct({ mediaId: mediaTracks.mediaId })
      .from(mediaTracks)
      .innerJoin(mediaLinks, eq(mediaLinks.mediaId, mediaTracks.mediaId))
      .where(and(inArray(mediaLinks.kind, ['item', 'draft']), sql`${mediaLinks.subjectId} in ${itemIds}`)),
  ] as const

const written = sql`coalesce(${lessons.draftVersionId}, ${lessons.versionId})`

type Known = { itemId: string; faults: KnownFault[] | null }[]

/** Faults by lesson; lessons without any are not among them. */
export function readKnownFaults(known: Known, captioned: { mediaId: string }[]): Map<string, Fault[]> {
  const have = new Set(captioned.map(({ mediaId }) => mediaId))
  const open = known.map(
    ({ itemId, faults }) =>
      [itemId, (faults ?? []).filter(({ mediaId }) => !mediaId || !have.has(mediaId)) as Fault[]] as const,
  )
  return new Map(open.filter(([, faults]) => faults.length > 0))
}

/** All in all. */
export const countFaults = (faults: Map<string, Fault[]>) => [...faults.values()].flat().length

/** The same of some lessons, whenever they were written: for the answer to publishing them. */
export async function listFaults({ db }: Tenant, itemIds: string[]): Promise<Map<string, Fault[]>> {
  const ids = anyOf(itemIds)
  const [known, captioned, older] = await db.batch([
    ...knownFaultsQueries(db, ids),
    db
      .select({ itemId: lessons.itemId, content: itemVersions.content })
      .from(lessons)
      .innerJoin(itemVersions, eq(itemVersions.id, written))
      .where(and(sql`${lessons.itemId} in ${ids}`, isNull(itemVersions.faults)))
      .limit(MOST_READ),
  ])
  const read = older.map(({ itemId, content }) => ({
    itemId,
    faults: knownFaults(JSON.parse(content) as LessonContent),
  }))
  return readKnownFaults([...known, ...read], captioned)
}
