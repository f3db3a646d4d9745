import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import {
  type AccessAfterEnd,
  type CourseCompletion,
  type CourseJoining,
  type CourseVisibility,
  categories,
  courses,
  mediaLinks,
} from '../../db/schema'
import { keepZoneChanges } from '../../db/zone-changes'
import { Invalid, refuseWrong } from '../../errors'
import { newCode, newId } from '../../lib/ids'
import { cleanLine, cleanText } from '../../lib/text'
import { isZone } from '../../lib/zones'
import { recordAudit } from '../audit'
import { recordDatesMoved } from '../events'
import { type Actor, authorize, can } from '../policy'
import { courseChanged, wakeToSettle } from '../progress'
import { indexEntry } from '../search'
import { findCourseToEdit } from './find-course'
import type { Course } from './standing'
import { requireTitle, wrongTitle } from './titles'

export type CourseSettings = {
  title: string
  summary: string
  /** Media id; null is none. */
  pictureId: string | null
  locale: string
  zone: string
  /** A name: a new one makes the category; empty is none. */
  category: string
  tags: string[]
  expectedHours: number | null
  startsAt: number | null
  endsAt: number | null
  afterEnd: AccessAfterEnd
  inOrder: boolean
  visibility: CourseVisibility
  joining: CourseJoining
  /** Until when the code lets people in, and how many; null is without end or limit. */
  joinEndsAt: number | null
  joinMost: number | null
  everyone: boolean
  completion: CourseCompletion
  certificate: boolean
  /** Its people have a chat room. */
  chat: boolean
}

const TAGS = 12

/** Changes what is said; what is not said stays. */
export async function editCourse(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  changes: Partial<CourseSettings>,
): Promise<Course> {
  const { db } = tenant
  const course = await findCourseToEdit(tenant, actor, courseId)
  const next = settle(course, changes, tenant.now())
  const isNewlyForAll = next.everyone && !course.everyone
  if (next.everyone !== course.everyone) authorize(actor, 'course.everyone', { courseId })
  const category = changes.category === undefined ? null : cleanLine(changes.category, 80)
  const at = tenant.now()
  await db.batch([
    recordAudit(tenant, actor, 'course.edit', {
      kind: 'course',
      id: courseId,
      before: changed(course, next),
      after: changed(next, course),
    }),
    ...(category ? [ensureCategory(tenant, category)] : []),
    db
      .update(courses)
      .set({
        ...next,
        ...(category === null ? {} : { categoryId: category ? categoryNamed(category) : null }),
        updatedAt: at,
      })
      .where(eq(courses.id, courseId)),
    ...(next.zone && next.zone !== course.zone ? [keepZoneChanges(db, [next.zone])] : []),
    ...(next.zone !== course.zone ? [recordDatesMoved(db, { courseId }, { actorId: actor.id, at })] : []),
    ...pictureLinks(tenant, course, next.pictureId),
    indexEntry(db, {
      kind: 'course',
      subjectId: courseId,
      title: next.title,
      body: [next.summary, ...next.tags].join('\n'),
    }),
    ...courseChanged(tenant, courseId),
  ])
  await wakeToSettle(tenant)
  if (next.zone !== course.zone) await tenant.queue.send('drain')
  if (isNewlyForAll && course.publishedAt) await tenant.queue.send('enroll-everyone', { courseId })
  if (next.certificate && !course.certificate)
    await tenant.queue.send('issue-certificates', { kind: 'course', subjectId: courseId })
  return { ...course, ...next }
}

type Own = Omit<CourseSettings, 'category'> & { joinCode: string | null }

function settle(course: Course, changes: Partial<CourseSettings>, now: number): Own {
  const { category: _, ...said } = changes
  const next: Own = { ...pick(course), ...said }
  const { completion } = next
  refuseWrong(
    wrongTitle(next.title),
    Boolean(next.zone) && !isZone(next.zone) && new Invalid('zone', 'courses.zoneUnknown'),
    next.startsAt !== null &&
      next.endsAt !== null &&
      next.endsAt <= next.startsAt &&
      new Invalid('endsAt', 'courses.endsBeforeStart'),
    next.joinEndsAt !== null &&
      next.joinEndsAt !== course.joinEndsAt &&
      next.joinEndsAt <= now &&
      new Invalid('joinEndsAt', 'joinLinks.past'),
    completion.kind === 'count' && !(completion.n >= 1) && new Invalid('count', 'courses.countMissing'),
    completion.kind === 'average' &&
      !(completion.percent >= 1 && completion.percent <= 100) &&
      new Invalid('percent', 'courses.percentMissing'),
  )
  next.title = requireTitle(next.title)
  next.summary = cleanText(next.summary, 2_000)
  next.tags = [...new Set(next.tags.map((tag) => cleanLine(tag, 40)).filter(Boolean))].slice(0, TAGS)
  if (next.joining === 'code') next.joinCode = course.joinCode ?? newCode()
  return next
}

/** Written as a record, so that the compiler misses whatever is forgotten. */
const own: Record<keyof Own, true> = {
  title: true,
  summary: true,
  pictureId: true,
  locale: true,
  zone: true,
  tags: true,
  expectedHours: true,
  startsAt: true,
  endsAt: true,
  afterEnd: true,
  inOrder: true,
  visibility: true,
  joining: true,
  joinCode: true,
  joinEndsAt: true,
  joinMost: true,
  everyone: true,
  completion: true,
  certificate: true,
  chat: true,
}
const ownNames = Object.keys(own) as (keyof Own)[]

const pick = (course: Course) => Object.fromEntries(ownNames.map((name) => [name, course[name]])) as Own

/** What one has and the other has not, for the audit. */
function changed(one: Course | Own, other: Course | Own): Record<string, unknown> {
  return Object.fromEntries(
    ownNames
      .filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]))
      .map((name) => [name, one[name]]),
  )
}

export const ensureCategory = (tenant: Tenant, name: string) =>
  tenant.db
    .insert(categories)
    .values({
      id: newId(),
      name,
      position: sql`coalesce((select max(position) from categories), '') || 'V'`,
      createdAt: tenant.now(),
    })
    .onConflictDoNothing()

/** A known name is found whatever its letters' case. */
export const categoryNamed = (name: string) => sql`(select id from categories where lower(name) = lower(${name}))`

function pictureLinks({ db }: Tenant, course: Course, pictureId: string | null) {
  if (pictureId === course.pictureId) return []
  return [
    db.delete(mediaLinks).where(eq(mediaLinks.subjectId, course.id)),
    ...(pictureId ? [db.insert(mediaLinks).values({ mediaId: pictureId, kind: 'course', subjectId: course.id })] : []),
  ]
}

/** Makes a new join code, by which nobody came yet; the old one opens nothing any more. */
export async function renewJoinCode(tenant: Tenant, actor: Actor, courseId: string): Promise<void> {
  await findCourseToEdit(tenant, actor, courseId)
  const renew = () =>
    tenant.db.batch([
      tenant.db.update(courses).set({ joinCode: newCode(), joinUses: 0 }).where(eq(courses.id, courseId)),
      recordAudit(tenant, actor, 'course.renew-code', { kind: 'course', id: courseId }),
    ])
  await renew().catch((error) => {
    if (!isUniqueViolation(error)) throw error
    return renew()
  })
}

/** Whether the actor may say that everybody gets this course. */
export const mayGiveToEveryone = (actor: Actor, courseId: string) => can(actor, 'course.everyone', { courseId })

/** What courses are sorted by, for those who may make one. */
export async function listCategories(tenant: Tenant, actor: Actor) {
  authorize(actor, 'course.create')
  return categoriesQuery(tenant)
}

export const categoriesQuery = ({ db }: Tenant) =>
  db
    .select({ id: categories.id, name: categories.name })
    .from(categories)
    .orderBy(sql`lower(${categories.name})`)
    .limit(200)
