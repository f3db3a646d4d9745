import { type SQL, sql } from 'drizzle-orm'
import { itemIsFor, moduleIsFor } from '../../progress'

export const only = (userId: string): SQL => sql`(select ${userId})`

const enrolled = sql`e.state <> 'withdrawn'`

/** Those who mark in a course. */
export const markersOf = (courseId: string): SQL =>
  sql`(select e.user_id from enrollments e where e.course_id = ${courseId} and ${enrolled}
    and e.role in ('instructor', 'assistant'))`

/** Those who teach a course; where nobody does, who runs the organization. */
export const teachersOf = (courseId: string): SQL =>
  sql`(select e.user_id from enrollments e where e.course_id = ${courseId} and ${enrolled} and e.role = 'instructor'
    union select u.id from users u where u.role in ('owner', 'admin') and not exists (
      select 1 from enrollments e where e.course_id = ${courseId} and ${enrolled} and e.role = 'instructor'))`

export const admins = (): SQL => sql`(select u.id from users u where u.role in ('owner', 'admin'))`

const learning = sql`e.role = 'learner' and e.state = 'active'`

/** The course was open to its learners by then, and still is. */
const isOpen = (at: number) => sql`c.published_at <= ${at} and c.deleted_at is null and c.archived_at is null
  and coalesce(c.ends_at, ${at} + 1) > ${at}`

export const learnersOf = (courseId: string, at: number): SQL =>
  sql`(select e.user_id from enrollments e join courses c on c.id = e.course_id
    where e.course_id = ${courseId} and ${learning} and ${isOpen(at)})`

/** The learners for whom an item is, published in a module that is; `where` may ask more of `i`, `m`, `c` and `e`. */
export const learnersWithItem = (itemId: string, at: number, where = sql`1`): SQL =>
  sql`(select e.user_id from items i join course_modules m on m.id = i.module_id join courses c on c.id = i.course_id
    join enrollments e on e.course_id = c.id
    where i.id = ${itemId} and ${learning} and ${isOpen(at)} and e.created_at <= ${at}
      and i.published_at is not null and i.deleted_at is null and m.published_at <= ${at}
      and ${itemIsFor('e', at)} and ${moduleIsFor('e', at)} and ${where})`

/** The learners for whom a module is that holds anything. */
export const learnersWithModule = (moduleId: string, at: number, where = sql`1`): SQL =>
  sql`(select e.user_id from course_modules m join courses c on c.id = m.course_id join enrollments e on e.course_id = c.id
    where m.id = ${moduleId} and ${learning} and ${isOpen(at)} and e.created_at <= ${at} and ${moduleIsFor('e', at)}
      and exists (select 1 from items i where i.module_id = m.id and i.published_at is not null and i.deleted_at is null)
      and ${where})`
