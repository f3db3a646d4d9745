import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { ensure, isRefused } from '../../db/guard'
import { enrollments, type ItemCompletion, progress } from '../../db/schema'
import { Conflict } from '../../errors'
import { completesCourse, itemAccess, itemQueries, splitOutline } from '../courses'
import { mediaQuery } from '../media'
import type { Actor } from '../policy'
import { completionStatements, recordPresence } from '../progress'
import { contentOf, lessonQuery } from './find-lesson'
import { counting, filmLengths, type WayOn } from './record-reading'

/** What a lesson asks that a script would count; 0 where it asks nothing of the kind. */
export function secondsAsked(completion: ItemCompletion, lengths: Readonly<Record<string, number>>): number {
  if (completion.kind === 'time') return completion.minutes * 60
  if (completion.kind !== 'video') return 0
  const all = Object.values(lengths).reduce((sum, seconds) => sum + seconds, 0)
  return Math.ceil((all * completion.percent) / 100)
}

type Reading = {
  /** When the page was opened, as its signed form says. */
  openedAt: number
  /** The learner says that the film was watched: what a script would see by itself. */
  watched?: boolean
}

export type PlainWayOn = WayOn & {
  /** Seconds that the page must still be open before it is done; 0 where it is, or where nothing is counted. */
  missing: number
}

/**
 * Leaving a lesson whose page had no script: the time since it was opened counts, at most what the lesson asks. Nothing counts twice:
 * only time since the learner's last sign of life anywhere, so that ten pages side by side are one, and a form sent again is nothing.
 */
export async function leavePlainly(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  { openedAt, watched = false }: Reading,
): Promise<PlainWayOn> {
  const { db } = tenant
  const [rows, [[lesson], files, [life], [kept]]] = splitOutline(
    await db.batch([
      ...itemQueries(db, actor, itemId),
      lessonQuery(db, itemId),
      mediaQuery(db, itemId),
      db.select({ at: lastSign(actor.id) }).from(sql`(select 1)`),
      db
        .select({ seconds: progress.seconds })
        .from(progress)
        .innerJoin(enrollments, eq(enrollments.id, progress.enrollmentId))
        .where(and(eq(progress.itemId, itemId), eq(enrollments.userId, actor.id)))
        .orderBy(sql`${enrollments.round} desc`)
        .limit(1),
    ]),
  )
  const now = tenant.now()
  const access = itemAccess(rows, actor, itemId, now)
  const enrollment = counting(access)
  const { completion, state } = access.item
  const asked = lesson ? secondsAsked(completion, filmLengths(contentOf(lesson.version).blocks, files)) : 0
  if (!enrollment || !asked || state === 'done')
    return { ...access, completesCourse: completesCourse(access, now), missing: 0 }

  const before = kept?.seconds ?? 0
  const passed = Math.max(0, Math.floor((now - Math.max(openedAt, life?.at ?? 0)) / 1000))
  const counted = Math.min(passed, Math.max(0, asked - before))
  const missing = asked - before - counted
  const completes = missing <= 0 && (completion.kind === 'time' || watched)
  const place = { enrollmentId: enrollment.id, itemId }
  await db
    .batch([
      ensure(db, sql`${lastSign(actor.id)} is ${life?.at ?? null}`),
      countPlainly(db, place, counted, now),
      recordPresence(db, place, now),
      ...(completes
        ? completionStatements(
            tenant,
            actor,
            enrollment,
            { id: itemId, courseId: access.course.id, completion },
            { requirement: { ...completion, plain: true } as ItemCompletion },
          )
        : []),
    ])
    .catch((error) => {
      throw isRefused(error) ? new Conflict('error.conflict') : error
    })
  if (completes) await tenant.queue.send('drain')
  return { ...access, completesCourse: completesCourse(access, now, completes), missing: Math.max(0, missing) }
}

/** When the learner was last heard of, in whatever lesson. */
const lastSign = (userId: string) => sql<number | null>`(select max(p.last_seen_at) from progress p
  join enrollments e on e.id = p.enrollment_id where e.user_id = ${userId})`

/** It is kept beside the place how much was counted so. */
function countPlainly(db: Tenant['db'], { enrollmentId, itemId }: Place, seconds: number, at: number) {
  return db
    .insert(progress)
    .values({
      enrollmentId,
      itemId,
      state: 'started',
      seconds,
      resume: { plain: seconds },
      startedAt: at,
      lastSeenAt: at,
    })
    .onConflictDoUpdate({
      target: [progress.enrollmentId, progress.itemId],
      set: {
        seconds: sql`seconds + ${seconds}`,
        resume: sql`json_set(resume, '$.plain', coalesce(resume ->> '$.plain', 0) + ${seconds})`,
        lastSeenAt: at,
      },
    })
}

type Place = { enrollmentId: string; itemId: string }
