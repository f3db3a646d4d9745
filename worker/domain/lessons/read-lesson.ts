import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { type Given, prepared } from '../../db/prepared'
import {
  enrollments,
  itemVersions,
  lessons,
  notes,
  problemReports,
  progress,
  type Resume,
  users,
} from '../../db/schema'
import { NotFound } from '../../errors'
import { excerpt } from '../../lib/text'
import { completesCourse, type ItemAccess, itemAccess, itemQueries, splitOutline } from '../courses'
import { mediaQuery, tracksQuery, writtenMediaQuery, writtenTracksQuery } from '../media'
import type { Actor } from '../policy'
import { type Block, type BlockKindName, type Fault, faultsOf, type LessonContent, searchTextOf } from './blocks'
import { type EditedBlock, editedBlock } from './edited-block'
import { isUnfinished } from './empty-block'
import {
  contentOf,
  draftMark,
  editable,
  hasMoved,
  type LessonRow,
  lessonQuery,
  mayWrite,
  writtenQuery,
} from './find-lesson'
import { secondsAsked } from './plain-reading'
import { filmLengths } from './record-reading'

export type LessonFile = Awaited<ReturnType<typeof mediaQuery>>[number]
export type LessonTrack = Awaited<ReturnType<typeof tracksQuery>>[number]

export type ReadLesson = {
  access: ItemAccess
  /** Empty while the lesson is locked: what is locked does not leave the server. */
  blocks: Block[]
  /** What each block is about, for choosing one from a list. */
  parts: { id: string; kind: BlockKindName; words: string }[]
  versionNumber: number
  /** There are changes that learners do not see yet; only its authors learn of it. */
  hasDraft: boolean
  files: LessonFile[]
  tracks: LessonTrack[]
  resume: Resume
  /** That a script would count, for readers who have none: seconds that the lesson asks, and those there are. */
  plain: { asked: number; counted: number }
  note: string
  /** This lesson was the last that the course asked for: the way on is the course's page. */
  completesCourse: boolean
}

/** A lesson as this reader may read it, or with `draft` as its authors will publish it; one trip. NotFound for strangers and for items that are no lessons. */
export async function readLesson(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  { draft = false, ...options }: { asLearner?: boolean; draft?: boolean } = {},
): Promise<ReadLesson> {
  const { db } = tenant
  const answers = await db.batch([
    ...itemQueries(db, actor, itemId),
    draft ? writtenQuery(db, itemId) : lessonQuery(db, itemId),
    draft ? writtenMediaQuery(db, itemId) : mediaQuery(db, itemId),
    draft ? writtenTracksQuery(db, itemId) : tracksQuery(db, itemId),
    resumeQuery(db, itemId, actor.id),
    noteQuery(db, itemId, actor.id),
  ])
  const [rows, [[lesson], files, tracks, [mine], [note]]] = splitOutline(answers)
  const isAuthor = lesson !== undefined && mayWrite(actor, lesson.course.id)
  if (!lesson || (draft && !isAuthor)) throw new NotFound()
  const access = previewed(rows, actor, itemId, tenant.now(), options, isAuthor)
  const isLocked = access.lock.length > 0
  const blocks = isLocked ? [] : contentOf(lesson.version).blocks.filter((block) => !isUnfinished(block))
  return {
    access,
    blocks,
    parts: blocks.map((block) => ({
      id: block.id,
      kind: block.kind,
      words: excerpt(searchTextOf({ blocks: [block] }), 60),
    })),
    versionNumber: lesson.version.number,
    hasDraft: lesson.draftId !== null && isAuthor,
    files: isLocked ? [] : files,
    tracks: isLocked ? [] : tracks,
    resume: mine?.resume ?? {},
    plain: {
      asked: secondsAsked(access.item.completion, filmLengths(blocks, files)),
      counted: mine?.seconds ?? 0,
    },
    note: note?.text ?? '',
    completesCourse: completesCourse(access, tenant.now()),
  }
}

/** Authors see as a learner what no learner is shown yet. */
function previewed(
  rows: Parameters<typeof itemAccess>[0],
  actor: Actor,
  itemId: string,
  now: number,
  options: { asLearner?: boolean },
  isAuthor: boolean,
): ItemAccess {
  try {
    return itemAccess(rows, actor, itemId, now, options)
  } catch (error) {
    if (!(error instanceof NotFound && options.asLearner && isAuthor)) throw error
    return itemAccess(rows, actor, itemId, now)
  }
}

/** From the reader's enrollments to their progress, so that it costs the same however many learn here. */
const resumeQuery = prepared((db, itemId: Given<string>, userId: Given<string>) =>
  db
    .select({ resume: progress.resume, seconds: progress.seconds })
    .from(enrollments)
    .innerJoin(progress, and(eq(progress.enrollmentId, enrollments.id), eq(progress.itemId, itemId)))
    .where(
      and(
        eq(enrollments.userId, userId),
        sql`${enrollments.courseId} = (select course_id from items where id = ${itemId})`,
      ),
    )
    .orderBy(desc(enrollments.round))
    .limit(1),
)

const noteQuery = prepared((db, itemId: Given<string>, userId: Given<string>) =>
  db
    .select({ text: notes.text })
    .from(notes)
    .where(and(eq(notes.itemId, itemId), eq(notes.userId, userId)))
    .limit(1),
)

export type ReportRow = {
  id: string
  blockId: string
  versionNumber: number
  text: string
  by: string
  createdAt: number
}

export type EditedLesson = {
  lesson: LessonRow
  blocks: EditedBlock[]
  files: LessonFile[]
  tracks: LessonTrack[]
  faults: Fault[]
  /** The mark of the changes that learners do not see yet; null where there are none. */
  draft: string | null
  /** The version that learners read, where it is no longer the one that the changes began with. */
  moved: { number: number; by: string; at: number } | null
  reports: ReportRow[]
}

/** A lesson for those who write it; one trip. */
export async function readLessonToEdit(tenant: Tenant, actor: Actor, itemId: string): Promise<EditedLesson> {
  const { db } = tenant
  const [[row], files, tracks, [published], reports] = await db.batch([
    writtenQuery(db, itemId),
    writtenMediaQuery(db, itemId),
    writtenTracksQuery(db, itemId),
    publishedQuery(db, itemId),
    db
      .select({
        id: problemReports.id,
        blockId: problemReports.blockId,
        versionNumber: problemReports.versionNumber,
        text: problemReports.text,
        by: users.name,
        createdAt: problemReports.createdAt,
      })
      .from(problemReports)
      .innerJoin(users, eq(users.id, problemReports.userId))
      .where(and(eq(problemReports.itemId, itemId), isNull(problemReports.resolvedAt)))
      .orderBy(asc(problemReports.createdAt))
      .limit(100),
  ])
  const lesson = editable(row, actor)
  const content = contentOf(lesson.version)
  const blocks = await Promise.all(content.blocks.map(editedBlock))
  const draft = lesson.draftId === null ? null : draftMark(lesson)
  const moved = hasMoved(lesson) && published ? { ...published, by: published.by ?? '' } : null
  return { lesson, blocks, files, tracks, faults: faultsIn(content, files, tracks), draft, moved, reports }
}

const publishedQuery = (db: Database, itemId: string) =>
  db
    .select({ number: itemVersions.number, by: users.name, at: itemVersions.createdAt })
    .from(lessons)
    .innerJoin(itemVersions, eq(itemVersions.id, lessons.versionId))
    .leftJoin(users, eq(users.id, itemVersions.createdBy))
    .where(eq(lessons.itemId, itemId))
    .limit(1)

/** Accessibility faults, with what is known of captions. */
export function faultsIn(content: LessonContent, files: LessonFile[], tracks: LessonTrack[]): Fault[] {
  return faultsOf(content, (mediaId) =>
    files.some(({ id }) => id === mediaId)
      ? tracks.filter((track) => track.mediaId === mediaId).map(({ language }) => language)
      : null,
  )
}
