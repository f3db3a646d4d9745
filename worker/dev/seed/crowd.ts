import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { enrollments, users } from '../../db/schema'
import { duplicateCourse, publishCourse } from '../../domain/courses'
import type { Actor } from '../../domain/policy'
import { refreshEnrollments } from '../../domain/progress'
import type { SeedCourses } from './courses'

type Crowd = { learners: number; courses: number }

/** Many more people and courses, for benches: copies of a course, everybody in ten of them, half of each course done. */
export async function addCrowd(tenant: Tenant, made: SeedCourses, { learners, courses }: Crowd): Promise<void> {
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
  await fill(tenant, made.learning, 0)
}

/** One of five learners in each course, the first course with all of them. */
async function fill({ db, now }: Tenant, courseId: string, i: number): Promise<void> {
  const at = now()
  await db.run(sql`
    insert or ignore into enrollments (id, user_id, course_id, role, created_at, last_seen_at)
    select ${courseId} || id, id, ${courseId}, 'learner', ${at}, ${at} from users where id like 'crowd-%' and (${i} = 0 or cast(substr(id, 7) as integer) % 5 = ${i % 5})`)
  await db.run(sql`
    insert or ignore into progress (enrollment_id, item_id, state, seconds, started_at, last_seen_at, completed_at)
    select e.id, i.id, 'completed', 300, ${at}, ${at}, ${at} from ${enrollments} e join items i on i.course_id = e.course_id
    where e.course_id = ${courseId} and e.user_id like 'crowd-%' and abs(random()) % 2 = 0`)
  await db.batch([refreshEnrollments(db, courseId)])
}
