import { and, asc, eq, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { courseModules, courses, groups, items, lessons, users } from '../../db/schema'
import { Forbidden, NotFound } from '../../errors'
import { binQueries, type CourseRef, filmlessQuery, most, outlineQueries, readOutline, splitOutline } from '../courses'
import { learnersToChooseQuery, MOST_TO_CHOOSE } from '../enrollments'
import { knownFaultsQueries, readKnownFaults } from '../lessons'
import { type Actor, can } from '../policy'
import { leavesOf, type Names, type Rule } from '../rules'

/** The outline as its makers see it: everything on it, what its rules are about, and what lies in the bin. One trip. */
export async function readOutlinePage(tenant: Tenant, actor: Actor, courseId: string) {
  const { db } = tenant
  const [rows, [groupRows, people, drafts, filmless, known, captioned, binnedModules, binnedItems]] = splitOutline(
    await db.batch([
      ...outlineQueries(db, actor.id, courseId),
      groupsQuery(db, sql`${courseId}`),
      namedPeopleQuery(db, sql`${courseId}`),
      draftsQuery(db, courseId),
      filmlessQuery(db, { courseId }),
      ...knownFaultsQueries(db, sql`(select id from items where course_id = ${courseId} and deleted_at is null)`),
      ...binQueries(db, courseId),
    ]),
  )
  const outline = readOutline(rows, actor, { now: tenant.now() })
  if (outline?.standing.as !== 'staff') throw new NotFound()
  if (!can(actor, 'course.edit', { courseId })) throw new Forbidden()
  const rules = new Map<string, Rule>()
  for (const row of [...rows[1], ...rows[2]]) if (row.availability) rules.set(row.id, row.availability)
  const published = new Set(rows[1].filter((row) => row.publishedAt).map(({ id }) => id))
  return {
    outline,
    rules,
    publishedModules: published,
    changed: new Set(drafts.filter(({ isDraft }) => isDraft).map(({ itemId }) => itemId)),
    reported: new Map(drafts.map(({ itemId, reports }) => [itemId, reports])),
    faults: readKnownFaults(known, captioned),
    filmless: new Set(filmless.map(({ id }) => id)),
    certificates: new Set(rows[1].filter((row) => row.certificate).map(({ id }) => id)),
    names: namesOf(rows[2], groupRows, people, outline.zone),
    bin: { modules: binnedModules, items: binnedItems },
  }
}

/** What the settings of one item or module are edited with. One trip. */
export async function readRuleSubject(
  tenant: Tenant,
  actor: Actor,
  subject: { itemId: string } | { moduleId: string },
  { find = '', chosen = [] }: { find?: string; chosen?: string[] } = {},
) {
  const { db } = tenant
  const ref: CourseRef = 'itemId' in subject ? { ofItem: subject.itemId } : { ofModule: subject.moduleId }
  const courseId =
    'itemId' in subject
      ? sql`(select course_id from items where id = ${subject.itemId})`
      : sql`(select course_id from course_modules where id = ${subject.moduleId})`
  const taught = Object.entries(actor.courseRoles)
    .filter(([, role]) => role === 'instructor')
    .map(([id]) => id)
  const [rows, [groupRows, people, learners, filmless, targets]] = splitOutline(
    await db.batch([
      ...outlineQueries(db, actor.id, ref),
      groupsQuery(db, courseId),
      namedPeopleQuery(db, courseId),
      learnersToChooseQuery(db, courseId, { find, chosen }),
      filmlessQuery(db, { itemId: 'itemId' in subject ? subject.itemId : '', whatever: true }),
      db
        .select({ id: courseModules.id, title: courseModules.title, courseId: courses.id, course: courses.title })
        .from(courseModules)
        .innerJoin(courses, eq(courses.id, courseModules.courseId))
        .where(
          and(
            isNull(courseModules.deletedAt),
            isNull(courses.deletedAt),
            isNull(courses.archivedAt),
            ne(courses.id, courseId),
            sql`${courses.id} in (select value from json_each(${JSON.stringify(taught)}))`,
          ),
        )
        .orderBy(asc(sql`lower(${courses.title})`), asc(courses.id), asc(courseModules.position))
        .limit(300),
    ]),
  )
  const outline = readOutline(rows, actor, { now: tenant.now() })
  if (outline?.standing.as !== 'staff') throw new NotFound()
  if (!can(actor, 'course.edit', { courseId: outline.course.id })) throw new Forbidden()
  const item = 'itemId' in subject ? rows[2].find(({ id }) => id === subject.itemId) : null
  const module = rows[1].find(({ id }) => id === ('moduleId' in subject ? subject.moduleId : item?.moduleId))
  if (!module || ('itemId' in subject && !item)) throw new NotFound()
  return {
    outline,
    item: item ?? null,
    /** A lesson that shows no film: no share of it can be watched. */
    isFilmless: item?.kind === 'lesson' && filmless.length > 0,
    module,
    rule: (item ?? module).availability,
    names: namesOf(rows[2], groupRows, people, outline.zone),
    choices: {
      items: outline.items.filter(({ id, moduleId }) =>
        'itemId' in subject ? id !== subject.itemId : moduleId !== module.id,
      ),
      groups: groupRows,
      people: withNamed(learners, people, (item ?? module).availability),
      find,
      hasMore: find !== '' || learners.length >= MOST_TO_CHOOSE,
    },
    targets,
  }
}

/** Whoever the rule names can be chosen, also where they have left the course since. */
function withNamed(learners: Named[], people: Named[], rule: Rule | null): Named[] {
  const named = new Set(rule ? leavesOf(rule).flatMap((leaf) => ('user' in leaf ? leaf.user : [])) : [])
  const known = new Set(learners.map(({ id }) => id))
  return [...people.filter(({ id }) => named.has(id) && !known.has(id)), ...learners]
}

export type RuleSubject = Awaited<ReturnType<typeof readRuleSubject>>
type Sql = ReturnType<typeof sql>

const groupsQuery = (db: Database, courseId: Sql) =>
  db
    .select({ id: groups.id, name: groups.name })
    .from(groups)
    .where(and(isNull(groups.deletedAt), or(isNull(groups.courseId), eq(groups.courseId, courseId))))
    .orderBy(asc(sql`lower(${groups.name})`))
    .limit(300)

const openReports = sql`(select count(*) from problem_reports r where r.item_id = ${items.id} and r.resolved_at is null)`

/** Lessons with changes that learners do not see yet, or with problems that readers reported. */
const draftsQuery = (db: Database, courseId: string) =>
  db
    .select({
      itemId: lessons.itemId,
      isDraft: isNotNull(lessons.draftVersionId).mapWith(Boolean),
      reports: openReports.mapWith(Number),
    })
    .from(items)
    .innerJoin(lessons, eq(lessons.itemId, items.id))
    .where(and(eq(items.courseId, courseId), or(isNotNull(lessons.draftVersionId), sql`${openReports} > 0`)))
    .limit(most.items)

/** People whom a rule of the course names. */
const namedPeopleQuery = (db: Database, courseId: Sql) =>
  db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(
      inArray(
        users.id,
        sql`(select u.value from (
          select availability from items where course_id = ${courseId} and availability is not null
          union all select availability from course_modules where course_id = ${courseId} and availability is not null
        ) a, json_tree(a.availability) u where u.path like '%.user')`,
      ),
    )
    .limit(500)

type Named = { id: string; name: string }

function namesOf(items: { id: string; title: string }[], groupRows: Named[], people: Named[], zone: string): Names {
  const by = (rows: Named[]) => {
    const names = new Map(rows.map(({ id, name }) => [id, name]))
    return (id: string) => names.get(id)
  }
  const titles = new Map(items.map(({ id, title }) => [id, title]))
  return { item: (id) => titles.get(id), group: by(groupRows), user: by(people), zone }
}
