import { sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { insist, orInsisted } from '../../db/insist'
import { events, gradeEvents, grades } from '../../db/schema'
import { Conflict } from '../../errors'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { findCourse } from '../courses'
import { recordEvent } from '../events'
import { type Actor, authorize } from '../policy'
import { keepWayBack, reversal } from '../undo'
import { isHeld } from './hold'
import { isLocked } from './lock'

/** So many grades change at once; their way back is kept with them. */
export const MOST_CHANGES = 5_000
/** Rows of one statement: they are one parameter. */
const ROWS = 1_000

/** One grade that a file changes, by what a hand sets of it: before, and after. */
export type GradeChange = {
  enrollmentId: string
  itemId: string
  before: { raw: number | null; override: number | null }
  after: { raw: number | null; override: number | null }
  isByHand: boolean
}

type Importing = { courseId: string; changes: GradeChange[] }

/** Writes many grades of a course at once, one history and one way back. Breaks where one of them has changed or been locked since. */
export async function importGrades(
  tenant: Tenant,
  actor: Actor,
  { courseId, changes, reason }: Importing & { reason: string },
): Promise<string | null> {
  await findCourse(tenant, actor, courseId)
  authorize(actor, 'course.mark', { courseId })
  if (!changes.length) return null
  const actId = newId()
  await tenant.db
    .batch([
      ...changeStatements(tenant, actor, actId, { courseId, changes }, reason),
      keepWayBack(tenant, actor, { id: actId, kind: 'grades.import', before: { courseId, changes }, at: tenant.now() }),
      recordAudit(tenant, actor, 'grades.import', {
        kind: 'course',
        id: courseId,
        after: { grades: changes.length, reason },
      }),
    ])
    .catch(orInsisted('grades.import.changedMeanwhile'))
  await tenant.queue.send('drain')
  return actId
}

/** All of them as they were; none where somebody has changed one since. */
export const gradesImportBack = reversal<Importing>({
  subject: ({ courseId }) => ({ kind: 'course', id: courseId }),
  async prepare(tenant, actor, { courseId, changes }) {
    await findCourse(tenant, actor, courseId)
    authorize(actor, 'course.mark', { courseId })
    if (!changes.length) throw new Conflict('people.undoTaken')
    const back = changes.map((one) => ({ ...one, before: one.after, after: one.before }))
    return [...changeStatements(tenant, actor, newId(), { courseId, changes: back }, '')]
  },
})

function changeStatements(
  tenant: Tenant,
  actor: Actor,
  actId: string,
  { courseId, changes }: Importing,
  reason: string,
) {
  const at = tenant.now()
  const parts = Array.from({ length: Math.ceil(changes.length / ROWS) }, (_, n) =>
    changes.slice(n * ROWS, (n + 1) * ROWS),
  )
  return [
    recordEvent(tenant.db, 'grades.imported', courseId, {
      key: actId,
      actorId: actor.id,
      payload: { grades: changes.length },
      at,
    }),
    ...parts.flatMap((part) => partStatements(tenant, actor, { actId, courseId, at, reason }, part)),
  ] as const
}

type Act = { actId: string; courseId: string; at: number; reason: string }

function partStatements({ db }: Tenant, actor: Actor, { actId, courseId, at, reason }: Act, part: GradeChange[]) {
  const rows = JSON.stringify(
    part.map(({ enrollmentId: e, itemId: i, before, after, isByHand }) => ({
      ...{ e, i, r: after.raw, o: after.override, h: isByHand ? 1 : 0 },
      ...{ br: before.raw, bo: before.override },
    })),
  )
  const said = (name: string) => sql.raw(`(j.value ->> '${name}')`)
  const joined = sql`from json_each(${rows}) j join grades g on g.enrollment_id = j.value ->> 'e' and g.item_id = j.value ->> 'i'`
  const isMarked = sql`(${said('h')} = 1 and ${said('o')} is null and ${said('r')} is not null)`
  // A mark that is still being written is nobody's grade, also where an override is taken off it.
  const finalOf = (grade: string) => {
    const own = (column: string) => sql.raw(`${grade}.${column}`)
    return sql`coalesce(${said('o')}, case when ${said('h')} = 1 or ${own('graded_at')} is not null
      then max(0, ${said('r')} - ${own('penalty')}) end)`
  }
  const after = finalOf('g')
  return [
    insist(
      db,
      sql`(select count(*) ${joined} where g.raw is ${said('br')} and g.override is ${said('bo')}
        and not ${isLocked(sql`g.item_id`)}) = ${part.length}`,
    ),
    db.insert(events).select(
      sql`select null, case when ${said('h')} = 1 then 'grade.given' else 'grade.overridden' end, g.item_id,
        ${actId} || ':' || g.enrollment_id, ${actor.id},
        json_object('enrollmentId', g.enrollment_id, 'itemId', g.item_id, 'courseId', ${courseId}), ${at} ${joined} where true`,
    ),
    db.insert(gradeEvents).select(
      sql`select ${actId} || ':' || g.enrollment_id || ':' || g.item_id, g.enrollment_id, g.item_id,
        case when ${isMarked} then case when g.final is null then 'marked' else 'regraded' end else 'overridden' end,
        g.final, ${after}, null, ${reason}, ${actor.id}, ${at} ${joined} where true`,
    ),
    db
      .update(grades)
      .set({
        raw: said('r'),
        override: said('o'),
        final: finalOf('grades'),
        gradedBy: sql`case when ${said('h')} = 1 then ${actor.id} else ${grades.gradedBy} end`,
        gradedAt: sql`case when ${said('h')} = 1 then ${at} else ${grades.gradedAt} end`,
        releasedAt: sql`case when ${isHeld(sql`${grades.itemId}`)} then null
          when ${finalOf('grades')} is null then null else coalesce(${grades.releasedAt}, ${at}) end`,
      })
      .from(sql`json_each(${rows}) j`)
      .where(sql`${grades.enrollmentId} = j.value ->> 'e' and ${grades.itemId} = j.value ->> 'i'`),
  ] as const
}
