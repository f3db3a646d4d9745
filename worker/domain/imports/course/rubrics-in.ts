import { sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import { anyOf, insertAll } from '../../../db/insert-many'
import { type assignments, rubrics, rubricVersions } from '../../../db/schema'
import { newId } from '../../../lib/ids'
import { settleRubric } from '../../../lib/rubric'
import type { Actor } from '../../policy'
import type { CoursePlan, PlannedAssignment, ReportLine } from '../markdown'
import type { ImportRun } from '../run'
import type { Before } from './before'
import type { Stored } from './read-stored'

const fold = (title: string) => title.toLowerCase()
const known = (stored: Stored | null, title: string) =>
  stored?.rubrics.find((one) => one.courseId !== null && fold(one.title) === fold(title))

/** A line for each rubric that an assignment or a question names and nobody has. Nothing is written. */
export function missingRubrics(plan: CoursePlan, stored: Stored | null): ReportLine[] {
  const said = new Set(plan.course.rubrics?.map(({ title }) => fold(title)))
  return plan.modules
    .flatMap(({ items }) => items)
    .flatMap((item) => {
      const named =
        item.kind === 'assignment'
          ? [item.assignment.rubric]
          : item.kind === 'quiz'
            ? [...item.quiz.questions, ...(item.quiz.banked ?? [])].map(({ rubric }) => rubric)
            : []
      const missing = named.filter((title) => title && !said.has(fold(title)) && !known(stored, title))
      return [...new Set(missing)].map((title) => ({
        level: 'left-out' as const,
        path: item.path,
        line: null,
        key: 'rubric-missing' as const,
        values: { title: title! },
      }))
    })
}

/** Statements that bring the folder's rubrics, a new version where one is there and says something else; and each one's id by its title. */
export function writeRubricsIn(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  plan: CoursePlan,
  stored: Stored | null,
) {
  const { db } = tenant
  const at = tenant.now()
  const settled = (plan.course.rubrics ?? []).map(({ title, rubric }) => {
    const shared = stored?.rubrics.find((one) => one.courseId === null && fold(one.title) === fold(title))
    const isShared = shared && isSame(settleRubric(rubric, shared.body), shared.body)
    const before = known(stored, title) ?? (isShared ? shared : undefined)
    const body = settleRubric(rubric, before?.body)
    return { id: before?.id ?? newId(), title, body, before, isSame: isSame(body, before?.body) }
  })
  const made = { createdBy: actor.id, createdAt: at }
  const ids = new Map([
    ...(stored?.rubrics ?? [])
      .filter(({ courseId }) => courseId !== null)
      .map(({ title, id }) => [fold(title), id] as const),
    ...settled.map(({ title, id }) => [fold(title), id] as const),
  ])
  return {
    idOf: (title: string) => ids.get(fold(title)) ?? null,
    statements: [
      ...insertAll(
        db,
        rubrics,
        settled
          .filter(({ before }) => !before)
          .map(({ id, title }) => ({ id, courseId, title, ...made, updatedAt: at })),
      ),
      ...insertAll(
        db,
        rubricVersions,
        settled
          .filter(({ isSame }) => !isSame)
          .map(({ id, body, before }) => ({
            id: newId(),
            rubricId: id,
            number: (before?.number ?? 0) + 1,
            body,
            ...made,
          })),
      ),
    ],
  }
}

type Row = typeof assignments.$inferSelect

/** What a file says of how an assignment is handed in and marked; what it leaves out stays, or is as for a new one. */
export function rulesOf(said: PlannedAssignment, before: Row | undefined, rubricOf: (title: string) => string | null) {
  const { rubric } = said
  const or = <Value>(value: Value | undefined, stored: Value | undefined, otherwise: Value) =>
    value === undefined ? (stored === undefined ? otherwise : stored) : value
  return {
    // What is taken is said as a whole.
    takesUrl: said.takesUrl ?? (said.takesText === undefined ? (before?.takesUrl ?? false) : false),
    maxMegabytes: or(said.maxMegabytes, before?.maxMegabytes, null),
    statement: or(said.statement, before?.statement, ''),
    resubmission: or(said.resubmission, before?.resubmission, 'unmarked'),
    passPercent: or(said.passPercent, before?.passPercent, 60),
    closesAt: or(said.closesAt, before?.closesAt, null),
    late: or(said.late, before?.late, null),
    missingPercent: or(said.missingPercent, before?.missingPercent, null),
    anonymous: or(said.anonymous, before?.anonymous, false),
    peers: or(said.peers, before?.peers, null),
    groupWork: or(said.groupWork, before?.groupWork, 'none'),
    rubricId: rubric === null ? null : ((rubric && rubricOf(rubric)) ?? before?.rubricId ?? null),
  }
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** The rubrics of a course as they go into its archive, with those of the organization that it uses; and each one's title there. */
export function exportedRubrics(stored: Stored) {
  const taken = new Set<string>()
  const own = stored.rubrics.toSorted((a, b) => Number(a.courseId === null) - Number(b.courseId === null))
  const list = own.map(({ id, title, body }) => {
    let free = title
    for (let count = 2; taken.has(fold(free)); count += 1) free = `${title} (${count})`
    taken.add(fold(free))
    return { id, title: free, rubric: body }
  })
  return { list, titleOf: (id: string | null) => list.find((one) => one.id === id)?.title ?? null }
}

/** Rubrics as they were before a run: what it made goes, its versions too, unless somebody has marked with them since. */
export function rubricsBack({ db, now }: Tenant, run: ImportRun, before: Before['rubrics'], courseId: string) {
  if (!before) return []
  const known = anyOf(before.map(({ id }) => id))
  return [
    db
      .update(rubrics)
      .set({ deletedAt: now() })
      .where(
        sql`${rubrics.courseId} = ${courseId} and ${rubrics.id} not in ${known} and ${rubrics.deletedAt} is null
          and ${rubrics.createdAt} <= ${run.finishedAt ?? 0} and ${rubrics.id} not in
          (select a.rubric_id from assignments a join items i on i.id = a.item_id
            where a.rubric_id is not null and i.deleted_at is null
            union select q.rubric_id from quiz_questions q join items i on i.id = q.item_id
            where q.rubric_id is not null and i.deleted_at is null
            union select d.rubric_id from quiz_draws d join items i on i.id = d.item_id
            where d.rubric_id is not null and i.deleted_at is null)`,
      ),
    db.delete(rubricVersions).where(
      sql`${rubricVersions.usedAt} is null and ${rubricVersions.createdAt} <= ${run.finishedAt ?? 0}
          and exists (select 1 from json_each(${JSON.stringify(before)}) j
            where j.value ->> 'id' = ${rubricVersions.rubricId} and ${rubricVersions.number} > j.value ->> 'number')`,
    ),
  ]
}
