import type { Tenant } from '../../../tenants/tenant'
import type { Resume } from '../../db/schema'
import { Conflict } from '../../errors'
import { completesCourse, findItemFor, type ItemAccess, itemAccess, itemQueries, splitOutline } from '../courses'
import { mediaQuery } from '../media'
import type { Actor } from '../policy'
import { completeItem, meets, recordBeat, startItem } from '../progress'
import { allBlocks, type Block, type BlockKindName } from './blocks'
import { contentOf, lessonQuery } from './find-lesson'

type Beat = { seconds: number; resume: Resume }

/** Whose reading counts: a learner's, of what is open, while the course runs. */
export const counting = (access: ItemAccess) =>
  access.as === 'learner' && access.enrollment?.role === 'learner' && !access.isReadOnly && access.lock.length === 0
    ? access.enrollment
    : null

/** A sign of life from an open lesson. The first one (without seconds) says that it was opened. */
export async function recordReading(tenant: Tenant, actor: Actor, itemId: string, { seconds, resume }: Beat) {
  const { db } = tenant
  const answers = await db.batch([...itemQueries(db, actor, itemId), lessonQuery(db, itemId), mediaQuery(db, itemId)])
  const [rows, [[lesson], files]] = splitOutline(answers)
  const access = itemAccess(rows, actor, itemId, tenant.now())
  const enrollment = counting(access)
  if (!enrollment || !lesson) return { completed: access.item.state === 'done' }
  const item = { id: itemId, courseId: access.course.id, completion: access.item.completion }
  if (seconds === 0 && !resume.scroll && !resume.watched) {
    await startItem(tenant, actor, enrollment, item)
    return { completed: access.item.state === 'done' || item.completion.kind === 'viewed' }
  }
  const { blocks: outer } = contentOf(lesson.version)
  const blocks = allBlocks(outer)
  const lengths = filmLengths(outer, files)
  return recordBeat(tenant, actor, enrollment, item, { seconds, resume: onlyOwn(resume, blocks), lengths })
}

/** Seconds of each film, by block: as the server knows them. */
export function filmLengths(blocks: Block[], files: { id: string; seconds: number | null }[]): Record<string, number> {
  const films = allBlocks(blocks).filter((block) => block.kind === 'video')
  return Object.fromEntries(
    films.flatMap(({ id, mediaId }) => {
      const length = files.find((file) => file.id === mediaId)?.seconds
      return length ? [[id, length]] : []
    }),
  )
}

/** Only what this lesson holds, so that nobody fills the row with others. */
function onlyOwn(resume: Resume, blocks: Block[]): Resume {
  const own = <T>(values: Record<string, T> | undefined, ...kinds: BlockKindName[]) => {
    const ids = new Set(blocks.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id))
    return values && Object.fromEntries(Object.entries(values).filter(([id]) => ids.has(id)))
  }
  return {
    scroll: resume.scroll,
    videos: own(resume.videos, 'video', 'audio'),
    pages: own(resume.pages, 'document'),
    watched: own(resume.watched, 'video'),
  }
}

/** Where the path goes on behind a lesson, and whether the course is complete by this very act. */
export type WayOn = ItemAccess & { completesCourse: boolean }

/** "Next": the lesson was viewed. */
export async function leaveLesson(tenant: Tenant, actor: Actor, itemId: string): Promise<WayOn> {
  const access = await findItemFor(tenant, actor, itemId)
  const enrollment = counting(access)
  if (enrollment)
    await startItem(tenant, actor, enrollment, {
      id: itemId,
      courseId: access.course.id,
      completion: access.item.completion,
    })
  const isNew = enrollment !== null && meets(access.item.completion, { viewed: true })
  return { ...access, completesCourse: completesCourse(access, tenant.now(), isNew) }
}

/** "Mark as done", where that is what completes the lesson. Done already: nothing happens. */
export async function markLessonDone(tenant: Tenant, actor: Actor, itemId: string): Promise<WayOn> {
  const access = await findItemFor(tenant, actor, itemId)
  const enrollment = counting(access)
  const { completion, state } = access.item
  if (!enrollment || completion.kind !== 'marked') throw new Conflict('lessons.notMarked')
  if (state !== 'done')
    await completeItem(
      tenant,
      actor,
      enrollment,
      { id: itemId, courseId: access.course.id, completion },
      { requirement: completion },
    )
  return { ...access, completesCourse: completesCourse(access, tenant.now(), true) }
}
