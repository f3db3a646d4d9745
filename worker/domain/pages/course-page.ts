import { and, eq, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { type Given, prepared } from '../../db/prepared'
import { categories, courses } from '../../db/schema'
import { NotFound } from '../../errors'
import { unreadInCourseQuery } from '../announcements'
import { reviewsInCourseQuery } from '../assignments'
import { isFinished, type Outline, outlineQueries, readOutline, splitOutline } from '../courses'
import { courseStaffQuery, openRequestsQuery, ownRequestQuery, ownSourcesQuery, wayIn } from '../enrollments'
import { type Actor, can } from '../policy'
import { finishQuery } from './finished-course'

type Options = {
  /** Staff look at the course as a new learner would. */
  asLearner?: boolean
  /** Whether those who are not signed in may see public courses. */
  publicCatalogue: boolean
}

/** A course as its page shows it to this reader: one trip. NotFound for strangers. */
export async function readCoursePage(
  tenant: Tenant,
  actor: Actor | null,
  courseId: string,
  { asLearner = false, publicCatalogue }: Options,
) {
  const { db } = tenant
  const reader = actor?.id ?? ''
  const [rows, [staff, [request], requests, [category], sources, [finish], reviews, announced]] = splitOutline(
    await db.batch([
      ...outlineQueries(db, actor?.id ?? null, courseId),
      courseStaffQuery(db, courseId),
      ownRequestQuery(db, reader, courseId),
      openRequestsQuery(db, courseId),
      categoryQuery(db, courseId),
      ownSourcesQuery(db, reader, courseId),
      finishQuery(db, reader, courseId, tenant.now()),
      reviewsInCourseQuery(db, reader, courseId, tenant.now()),
      unreadInCourseQuery(db, reader, tenant.now(), courseId),
    ]),
  )
  const outline = readOutline(rows, actor, { now: tenant.now(), asLearner })
  if (!outline || (!actor && !publicCatalogue)) throw new NotFound()
  const mayEnroll = can(actor, 'course.enroll', { courseId })
  return {
    outline,
    staff,
    category: category ?? null,
    announced: asLearner ? [] : announced,
    wayIn: wayIn(outline, tenant.now()),
    /** What the learner has brought home, and where to go on; null until the course is complete. */
    finish:
      outline.standing.as === 'learner' && isFinished(outline, tenant.now()) && finish ? asked(finish, outline) : null,
    /** What the reader has to review of others, and what others said of their work: only assignments with either. */
    reviews: reviews.filter(({ toDo, received }) => toDo > 0 || received > 0),
    hasAsked: request !== undefined,
    requests: mayEnroll && !asLearner ? requests : [],
    mayEdit: can(actor, 'course.edit', { courseId }),
    /** One may leave only what one joined oneself. */
    mayLeave: outline.enrollment?.role === 'learner' && sources.length > 0 && sources.every(({ isOwn }) => isOwn),
  }
}

/** A survey that is not open to this learner invites nobody. */
const asked = <Finish extends { feedbackId: string | null }>(finish: Finish, { items }: Outline): Finish => ({
  ...finish,
  feedbackId: items.some(({ id, state }) => id === finish.feedbackId && state !== 'locked') ? finish.feedbackId : null,
})

const categoryQuery = prepared((db, courseId: Given<string>) =>
  db
    .select({ id: categories.id, name: categories.name })
    .from(categories)
    .innerJoin(courses, eq(courses.categoryId, categories.id))
    .where(and(eq(courses.id, courseId), isNull(courses.deletedAt)))
    .limit(1),
)

export type CoursePageRows = Awaited<ReturnType<typeof readCoursePage>>
