import { sql } from 'drizzle-orm'
import { learnersOf, only } from './audience'
import { type Event, kind, word } from './kind'

/** Somebody else brought them into a course. Learners hear of it once the course is open. */
export const enrolled = kind({
  group: 'courses',
  for: 'everyone',
  bell: true,
  mail: 'now',
  events: {
    'enrollment.created': came,
    'enrollment.returned': came,
    'course.published': (_, { subjectId: courseId, at }) => ({
      to: sql`(select o.user_id from enrollments o join enrollment_sources s on s.enrollment_id = o.id
        where o.course_id = ${courseId} and s.source not in ('self', 'code', 'link', 'request')
          and o.user_id in ${learnersOf(courseId, at)})`,
      courseId,
      about: `enrolled:${courseId}`,
    }),
  },
})

/** Who came by themselves knows, and whose wish to join was granted is told that (`joined`). */
function came(_: unknown, event: Event) {
  const userId = word(event, 'userId')
  const courseId = word(event, 'courseId')
  if (!userId || !courseId || event.actorId === userId || word(event, 'source') === 'request') return null
  const role = word(event, 'role') ?? 'learner'
  const inOpen = sql`(select user_id from ${learnersOf(courseId, event.at)} where user_id = ${userId})`
  const about = event.name === 'enrollment.created' ? `enrolled:${courseId}` : undefined
  return { to: role === 'learner' ? inOpen : only(userId), courseId, detail: role, about }
}
