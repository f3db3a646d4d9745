import { eq, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { enrollments, items, users } from '../../db/schema'
import { createItem, duplicateCourse, publishCourse } from '../../domain/courses'
import type { Actor } from '../../domain/policy'
import { refreshEnrollments } from '../../domain/progress'
import type { SeedCourses } from './courses'

/** `graded`: so many items of the first course are graded, with a grade for nearly everybody. */
type Crowd = { learners: number; courses: number; items: number; graded?: number }

/** Many more people and courses, for benches: copies of a course, everybody in ten of them, half of each course done; and the first course with so many items. */
export async function addCrowd(
  tenant: Tenant,
  made: SeedCourses,
  { learners, courses, items: wanted, graded = 0 }: Crowd,
): Promise<void> {
  const { db } = tenant
  const now = tenant.now()
  await db.run(sql`
    with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${learners})
    insert into users (id, name, email, email_verified_at, role, created_at, last_seen_at)
    select 'crowd-' || n, 'Learner ' || n, 'crowd' || n || '@acme.example', ${now}, 'learner', ${now}, ${now} - n * 60000 from numbers`)
  const [owner] = await db.select().from(users).where(eq(users.role, 'owner')).limit(1)
  const actor: Actor = {
    id: owner!.id,
    name: owner!.name,
    role: 'owner',
    photoId: null,
    courseRoles: {},
    verified: true,
    locale: 'en',
    zone: 'UTC',
    scopes: null,
  }
  for (let i = 4; i < courses; i++) {
    const { id } = await duplicateCourse(tenant, actor, made.learning, { title: `Course ${i}`, days: 0 })
    await publishCourse(tenant, actor, id)
    await fill(tenant, id, i)
  }
  await lengthen(tenant, actor, made.learning, wanted)
  const work = await addWork(tenant, actor, made.learning, graded)
  await fill(tenant, made.learning, 0)
  await gradeAll(tenant, made.learning, work)
}

/** Drafts of assignments, until so many items of the course are graded; made while few are in it. */
async function addWork(tenant: Tenant, actor: Actor, courseId: string, wanted: number): Promise<string[]> {
  const there = await tenant.db
    .select({ moduleId: items.moduleId, maxPoints: items.maxPoints })
    .from(items)
    .where(eq(items.courseId, courseId))
  const ids: string[] = []
  for (let n = there.filter(({ maxPoints }) => maxPoints !== null).length; n < wanted; n++) {
    const work = { kind: 'assignment' as const, title: `Work ${n + 1}` }
    ids.push((await createItem(tenant, actor, there.at(-1)!.moduleId, work)).id)
  }
  return ids
}

/**
 * They are published, with a row for everybody: of ten learners eight are marked, one waits and one is missing. A statement each, in
 * the order of the keys.
 */
async function gradeAll({ db, now }: Tenant, courseId: string, ids: string[]): Promise<void> {
  const at = now()
  for (const [n, itemId] of ids.entries()) {
    const everybody = sql`from enrollments e where e.course_id = ${courseId} and e.user_id like 'crowd-%'`
    const waits = sql`e.rowid % 10 = ${n % 10}`
    const ifMarked = (value: SQL | number) =>
      sql`case when e.rowid % 10 not in (${n % 10}, ${(n + 5) % 10}) then ${value} end`
    await db.batch([
      db
        .update(items)
        .set({ publishedAt: at, maxPoints: 20, dueAt: at - 86_400_000 })
        .where(eq(items.id, itemId)),
      db.run(sql`insert into submissions (id, enrollment_id, item_id, number, text, late, created_at, submitted_at)
        select ${itemId} || ':' || e.rowid, e.id, ${itemId}, 1, 'What I made of it.', 1, ${at}, ${at} ${everybody} and ${waits}`),
      db.run(sql`insert into grades (enrollment_id, item_id, raw, final, max_points, graded_at, released_at)
        select e.id, ${itemId}, ${ifMarked(sql`e.rowid % 21`)}, ${ifMarked(sql`e.rowid % 21`)}, 20, ${at}, ${ifMarked(at)}
        ${everybody} order by e.id`),
    ])
  }
}

/** Lessons, assignments and quizzes in turn, until the course has so many items. */
async function lengthen(tenant: Tenant, actor: Actor, courseId: string, wanted: number): Promise<void> {
  const { db } = tenant
  const there = await db.select({ moduleId: items.moduleId }).from(items).where(eq(items.courseId, courseId))
  const kinds = ['lesson', 'assignment', 'quiz'] as const
  for (let n = there.length; n < wanted; n++)
    await createItem(tenant, actor, there.at(-1)!.moduleId, { kind: kinds[n % 3]!, title: `Step ${n + 1}` })
  await db.update(items).set({ publishedAt: tenant.now() }).where(eq(items.courseId, courseId))
}

/** One of five learners in each course, the first course with all of them. */
async function fill(tenant: Tenant, courseId: string, i: number): Promise<void> {
  const { db } = tenant
  const at = tenant.now()
  await db.run(sql`
    insert or ignore into enrollments (id, user_id, course_id, role, created_at, last_seen_at)
    select ${courseId} || id, id, ${courseId}, 'learner', ${at}, ${at} from users where id like 'crowd-%' and (${i} = 0 or cast(substr(id, 7) as integer) % 5 = ${i % 5})`)
  await db.run(sql`
    insert or ignore into progress (enrollment_id, item_id, state, seconds, started_at, last_seen_at, completed_at)
    select e.id, i.id, 'completed', 300, ${at}, ${at}, ${at} from ${enrollments} e join items i on i.course_id = e.course_id
    where e.course_id = ${courseId} and e.user_id like 'crowd-%' and i.published_at is not null and abs(random()) % 2 = 0`)
  await db.run(sql`
    insert or ignore into submissions (id, enrollment_id, item_id, number, text, created_at, submitted_at)
    select e.id || i.id, e.id, i.id, 1, 'What I made of it.', ${at}, ${at} from enrollments e join items i on i.course_id = e.course_id
    where e.course_id = ${courseId} and e.user_id like 'crowd-%' and i.kind = 'assignment' and i.published_at is not null and abs(random()) % 4 = 0`)
  await db.run(sql`
    insert or ignore into grades (enrollment_id, item_id, raw, final, max_points, graded_at, released_at)
    select e.id, i.id, 7, 7, i.max_points, ${at}, ${at} from enrollments e join items i on i.course_id = e.course_id
    where e.course_id = ${courseId} and e.user_id like 'crowd-%' and i.max_points > 0 and i.published_at is not null and abs(random()) % 2 = 0`)
  await db.batch([refreshEnrollments(tenant, courseId)])
}
