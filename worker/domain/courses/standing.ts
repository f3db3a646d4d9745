import { courses, type enrollments } from '../../db/schema'
import type { Message } from '../../lib/message'
import { type Actor, type CourseRole, isAdmin } from '../policy'

export type Course = typeof courses.$inferSelect

/** Of a course what decides who does what in it: D1 gives at most 100 columns a row, and pages of work join many tables. */
export const courseCore = {
  id: courses.id,
  title: courses.title,
  zone: courses.zone,
  locale: courses.locale,
  startsAt: courses.startsAt,
  endsAt: courses.endsAt,
  afterEnd: courses.afterEnd,
  visibility: courses.visibility,
  completion: courses.completion,
  gradesLockedAt: courses.gradesLockedAt,
  gradesLockedBy: courses.gradesLockedBy,
  publishedAt: courses.publishedAt,
  archivedAt: courses.archivedAt,
}
export type CourseCore = Pick<Course, keyof typeof courseCore>

export type Enrollment = typeof enrollments.$inferSelect

/**
 * How somebody stands towards a course: `staff` see everything, a `learner` learns, an `observer` (or the course's own
 * assistant-less guest) looks on, a `visitor` may read what the course is about.
 */
export type Standing = {
  as: 'staff' | 'learner' | 'observer' | 'visitor'
  role: CourseRole | null
  /** Why nothing can be opened; null where it can. */
  closed: Message | null
  /** Nothing is handed in or counted any more. */
  isReadOnly: boolean
}

/** Null for strangers, to whom the course is not there. `asLearner` shows staff what a new learner would see. */
export function standingIn(
  course: CourseCore,
  enrollment: Enrollment | null,
  actor: Actor | null,
  { now, zone, asLearner = false }: { now: number; zone: string; asLearner?: boolean },
): Standing | null {
  const role = enrollment && enrollment.state !== 'withdrawn' ? enrollment.role : null
  const isStaff = actor !== null && (isAdmin(actor) || role === 'instructor' || role === 'assistant')
  if (isStaff && !asLearner) return { as: 'staff', role, closed: null, isReadOnly: false }
  if (!course.publishedAt && !isStaff) return null
  const limits = limitsOf(course, now, zone)
  if (isStaff) return { as: 'learner', role, ...limits, isReadOnly: true }
  if (role === 'learner') return { as: 'learner', role, ...limits }
  if (role === 'observer') return { as: 'observer', role, ...limits, isReadOnly: true }
  if (course.archivedAt) return null
  const isShown = course.visibility === 'public' || (course.visibility === 'organization' && actor !== null)
  return isShown ? { as: 'visitor', role: null, closed: null, isReadOnly: true } : null
}

function limitsOf(course: CourseCore, now: number, zone: string): Pick<Standing, 'closed' | 'isReadOnly'> {
  if (course.startsAt && now < course.startsAt) {
    return {
      closed: { key: 'courses.lock.starts', values: { when: { at: course.startsAt, zone, say: 'day-and-time' } } },
      isReadOnly: true,
    }
  }
  const hasEnded = course.endsAt !== null && now >= course.endsAt
  if (hasEnded && course.afterEnd === 'none') {
    return {
      closed: { key: 'courses.lock.ended', values: { when: { at: course.endsAt!, zone, say: 'day' } } },
      isReadOnly: true,
    }
  }
  return { closed: null, isReadOnly: course.archivedAt !== null || (hasEnded && course.afterEnd === 'read') }
}
