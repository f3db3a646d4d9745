import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { enrollments, items, users } from '../../db/schema'
import { createItem, duplicateCourse, publishCourse } from '../../domain/courses'
import type { Actor } from '../../domain/policy'
import { refreshEnrollments } from '../../domain/progress'
import type { SeedCourses } from './courses'

type Crowd = { learners: number; courses: number; items: number }

/** Many more people and courses, for benches: copies of a course, everybody in ten of them, half of each course done; and the first course with so many items. */
export async function addCrowd(
  tenant: Tenant,
  made: SeedCourses,
  { learners, courses, items: wanted }: Crowd,
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
  await fill(tenant, made.learning, 0)
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
    where e.course_id = ${courseId} and e.user_id like 'crowd-%' and abs(random()) % 2 = 0`)
  await db.run(sql`
    insert or ignore into submissions (id, enrollment_id, item_id, number, text, created_at, submitted_at)
    select e.id || i.id, e.id, i.id, 1, 'What I made of it.', ${at}, ${at} from enrollments e join items i on i.course_id = e.course_id
    where e.course_id = ${courseId} and e.user_id like 'crowd-%' and i.kind = 'assignment' and abs(random()) % 4 = 0`)
  await db.run(sql`
    insert or ignore into grades (enrollment_id, item_id, raw, final, max_points, graded_at, released_at)
    select e.id, i.id, 7, 7, i.max_points, ${at}, ${at} from enrollments e join items i on i.course_id = e.course_id
    where e.course_id = ${courseId} and e.user_id like 'crowd-%' and i.max_points > 0 and abs(random()) % 2 = 0`)
  await db.batch([refreshEnrollments(tenant, courseId)])
}
