import { and, desc, lt, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { behind, cutPage, type PageAsked } from '../../db/page'
import { auditEntries } from '../../db/schema'
import { encodeCursor } from '../../lib/cursor'
import { hidesNames } from '../grades'
import { type Actor, authorize } from '../policy'
import { personIdsNamed } from '../search'

/** What the acts of an area begin with: "course" in "course.publish". */
const areas = {
  organization: ['organization', 'token'],
  people: ['person', 'people', 'join-link', 'join-request'],
  courses: ['course', 'module', 'item'],
  content: ['lesson', 'quiz', 'assignment'],
  marks: ['submission', 'grade', 'deadline', 'certificate'],
  groups: ['group'],
  files: ['media'],
  'sign-ins': ['session'],
} as const
export type AuditArea = keyof typeof areas
export const auditAreas = Object.keys(areas) as AuditArea[]

/** Acts on people that are about where they are signed in. */
const ended = ['person.end-session', 'person.end-sessions', 'person.sign-out']

export type AuditFilter = {
  /** Null for everything but sign-ins, which are too many beside the rest. */
  area: AuditArea | null
  /** Name of whoever did it, or to whom it was done. */
  words: string
  /** Nothing from then on. */
  before: number | null
}

export const ENTRIES_A_PAGE = 50
/** A rare filter looks through so many entries, and then asks whether to go on. */
const LOOKED_THROUGH = 10_000

/** Who did what to what, newest first: one trip. `next` may also stand below fewer entries than a page, where there is more to look through. */
export async function readAuditPage(tenant: Tenant, actor: Actor, filter: AuditFilter, { cursor, size }: PageAsked) {
  authorize(actor, 'organization.audit')
  const from = and(
    behind([auditEntries.at, auditEntries.id], cursor, 'down'),
    filter.before === null ? undefined : lt(auditEntries.at, filter.before),
  )
  const [found, [edge]] = await tenant.db.batch([
    entriesQuery(tenant, from, filter, size + 1),
    placesQuery(tenant, from)
      .limit(1)
      .offset(LOOKED_THROUGH - 1),
  ])
  const { rows, next } = cutPage(found, size, ({ at, id }) => [at, id])
  return { entries: rows, next: next ?? (edge ? encodeCursor([edge.at, edge.id]) : null) }
}

export type AuditEntry = Awaited<ReturnType<typeof entriesQuery>>[number]

const placesQuery = ({ db }: Tenant, from: SQL | undefined) =>
  db
    .select({ at: auditEntries.at, id: auditEntries.id })
    .from(auditEntries)
    .where(from)
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .$dynamic()

function entriesQuery(tenant: Tenant, from: SQL | undefined, { area, words }: AuditFilter, most: number) {
  const { db } = tenant
  const ids = personIdsNamed(words)
  const a = db
    .select()
    .from(auditEntries)
    .where(from)
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .limit(LOOKED_THROUGH)
    .as('a')
  return db
    .select({
      id: a.id,
      at: a.at,
      act: a.act,
      source: a.source,
      actorId: a.actorId,
      actorName: actorName(a.actorId),
      subjectKind: a.subjectKind,
      subjectId: a.subjectId,
      subjectName: subjectName(a),
      subjectOpens: subjectOpens(a),
      personName: personName(a),
      before: a.before,
      after: a.after,
    })
    .from(a)
    .where(and(isOfArea(a.act, area), ids ? sql`(${a.actorId} in ${ids} or ${a.subjectId} in ${ids})` : undefined))
    .orderBy(desc(a.at), desc(a.id))
    .limit(most)
}

function isOfArea(act: unknown, area: AuditArea | null): SQL {
  const begin = sql`substr(${act}, 1, instr(${act}, '.') - 1)`
  if (!area) return sql`${begin} not in ${[...areas['sign-ins']]}`
  const isIn = sql`${begin} in ${[...areas[area]]}`
  return area === 'sign-ins' ? sql`(${isIn} or ${act} in ${ended})` : isIn
}

type Entry = { subjectKind: unknown; subjectId: unknown; after: unknown }

const actorName = (id: unknown) =>
  sql<string | null>`case when ${id} like 'token:%'
    then (select t.name from api_tokens t where t.prefix = substr(${id}, 7) limit 1)
    else (select u.name from users u where u.id = ${id}) end`.as('actor_name')

/** What it is called today; null where it has no name or is gone for good. */
const subjectName = ({ subjectKind: kind, subjectId: id }: Entry) =>
  sql<string | null>`case ${kind}
    when 'person' then (select u.name from users u where u.id = ${id})
    when 'course' then (select c.title from courses c where c.id = ${id})
    when 'module' then (select m.title from course_modules m where m.id = ${id})
    when 'item' then (select i.title from items i where i.id = ${id})
    when 'group' then (select g.name from groups g where g.id = ${id})
    when 'media' then (select f.name from media f where f.id = ${id})
    when 'join-link' then (select group_concat(c.title, ', ') from join_links l, json_each(l.course_ids) j join courses c on c.id = j.value where l.id = ${id})
    when 'token' then (select t.name from api_tokens t where t.id = ${id})
    when 'enrollment' then (select c.title from enrollments e join courses c on c.id = e.course_id where e.id = ${id})
    when 'join-request' then (select c.title from join_requests r join courses c on c.id = r.course_id where r.id = ${id})
    when 'certificate' then (select c.title from certificates s join courses c on c.id = s.course_id where s.id = ${id})
    when 'submission' then (select i.title from submissions s join items i on i.id = s.item_id where s.id = ${id})
    when 'grade' then (select i.title from items i where i.id = substr(${id}, instr(${id}, '/') + 1))
    end`.as('subject_name')

/** Whether its page opens: what lies in a bin keeps its name and has none. */
const subjectOpens = ({ subjectKind: kind, subjectId: id }: Entry) =>
  sql`case ${kind}
    when 'person' then exists (select 1 from users u where u.id = ${id} and u.deleted_at is null)
    when 'course' then exists (select 1 from courses c where c.id = ${id} and c.deleted_at is null)
    when 'item' then exists (select 1 from items i join course_modules m on m.id = i.module_id join courses c on c.id = i.course_id
      where i.id = ${id} and i.deleted_at is null and m.deleted_at is null and c.deleted_at is null)
    when 'group' then exists (select 1 from groups g where g.id = ${id} and g.deleted_at is null)
    else 1 end`
    .mapWith(Boolean)
    .as('subject_opens')

/** Whose course, grade or certificate it was about. */
const personName = ({ subjectKind: kind, subjectId: id, after }: Entry) =>
  sql<string | null>`(select u.name from users u where u.id = case ${kind}
    when 'enrollment' then (select e.user_id from enrollments e where e.id = ${id})
    when 'join-request' then (select r.user_id from join_requests r where r.id = ${id})
    when 'certificate' then (select s.user_id from certificates s where s.id = ${id})
    when 'submission' then (select e.user_id from submissions s join enrollments e on e.id = s.enrollment_id
      where s.id = ${id} and not ${hidesNames(sql`s.item_id`)})
    when 'grade' then (select e.user_id from enrollments e where e.id = substr(${id}, 1, instr(${id}, '/') - 1))
    when 'item' then (select e.user_id from enrollments e where e.id = ${after} ->> '$.enrollment.id')
    when 'act' then ${after} ->> '$.people[0]'
    end)`.as('person_name')
