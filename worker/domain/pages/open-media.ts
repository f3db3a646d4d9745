import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Answers, Database } from '../../db/client'
import {
  attempts,
  courseModules,
  courses,
  enrollments,
  items,
  media,
  mediaLinks,
  questionBanks,
  submissions,
  users,
} from '../../db/schema'
import { NotFound } from '../../errors'
import { withoutName } from '../assignments'
import { findItemFor, standingIn } from '../courses'
import { hidesNames } from '../grades'
import { listLibrary, listTracks, type Media, trackFile, trackKeyQuery } from '../media'
import { type Actor, assists, can, isAdmin, teaches } from '../policy'

/** Links looked at for one request: a file used more often is opened by one of the newest. */
const MOST_LINKS = 30

/**
 * A file that the actor may see, decided anew on every request by what links to it; NotFound for everybody else. One trip, and
 * one more only where the path of a course has to be asked (its order, rules or dates).
 */
export async function openMedia(tenant: Tenant, actor: Actor | null, mediaId: string): Promise<Media> {
  return decide(tenant, actor, await tenant.db.batch(linkQueries(tenant.db, actor, mediaId)))
}

/** The same with the places that use it, for those in whose media library it stands; null for others. */
export async function openMediaInUse(tenant: Tenant, actor: Actor, mediaId: string) {
  const file = await openMedia(tenant, actor, mediaId)
  if (!can(actor, 'media.library')) return { ...file, usedIn: null }
  const { files } = await listLibrary(tenant, actor, { id: mediaId, size: 1 })
  return { ...file, usedIn: files[0]?.uses ?? null }
}

/** The caption file of a film or a recording that the actor may see, by the same rules and in as many trips. */
export async function openTrack(tenant: Tenant, actor: Actor | null, mediaId: string, trackId: string) {
  const { db } = tenant
  const [[track], ...rows] = await db.batch([trackKeyQuery(db, mediaId, trackId), ...linkQueries(db, actor, mediaId)])
  await decide(tenant, actor, rows)
  return trackFile(tenant, track)
}

/** Unexecuted: the file, and what links to it. */
const linkQueries = (db: Database, actor: Actor | null, mediaId: string) =>
  [
    db
      .select()
      .from(media)
      .where(and(eq(media.id, mediaId), isNull(media.deletedAt)))
      .limit(1),
    itemLinks(db, actor, mediaId),
    courseLinks(db, actor, mediaId),
    db
      .select({
        id: users.id,
        visibility: users.visibility,
        /** The reader looks after a course that they learn in. */
        isTaught: sql<number>`exists (select 1 from enrollments e join enrollments t on t.course_id = e.course_id
          where e.user_id = ${users.id} and e.state <> 'withdrawn' and t.user_id = ${actor?.id ?? ''}
          and t.role in ('instructor', 'assistant') and t.state = 'active')`,
      })
      .from(mediaLinks)
      .innerJoin(users, eq(users.id, mediaLinks.subjectId))
      .where(and(eq(mediaLinks.mediaId, mediaId), eq(mediaLinks.kind, 'user'), isNull(users.deletedAt)))
      .limit(1),
    submissionLinks(db, actor, mediaId),
    answerLinks(db, mediaId),
    bankLinks(db, mediaId),
    db
      .select({ id: mediaLinks.subjectId })
      .from(mediaLinks)
      .where(and(eq(mediaLinks.mediaId, mediaId), eq(mediaLinks.kind, 'organization')))
      .limit(1),
  ] as const

type Links = Readonly<Answers<ReturnType<typeof linkQueries>>>

async function decide(
  tenant: Tenant,
  actor: Actor | null,
  [[file], inItems, ofCourses, ofPeople, ofSubmissions, ofAnswers, inBanks, [logo]]: Links,
): Promise<Media> {
  if (!file) throw new NotFound()
  if (logo) return file
  if (actor && (file.ownerId === actor.id || (isAdmin(actor) && !isOfWork(file)))) return file
  if (ofCourses.some((row) => standsIn(tenant, actor, row))) return file
  if (!actor) return openThroughItems(tenant, null, file, inItems)
  if (ofPeople.some(({ visibility, isTaught }) => visibility.photo || isTaught)) return file
  if (ofSubmissions.some(({ isOwn }) => isOwn)) return file
  const reviewed = ofSubmissions.filter(({ isReviewed }) => isReviewed)
  if (reviewed.length)
    return reviewed.some(({ showsAuthors }) => !showsAuthors) ? { ...file, ...withoutName(file) } : file
  const marked = ofSubmissions.filter((row) => can(actor, 'course.mark', row))
  if (marked.length) return marked.some(({ isHidden }) => isHidden) ? { ...file, ...withoutName(file) } : file
  if (ofAnswers.some((row) => can(actor, 'course.mark', row))) return file
  if (inBanks.some((bank) => can(actor, 'bank.read', bank))) return file
  return openThroughItems(tenant, actor, file, inItems)
}

type ItemLink = Awaited<ReturnType<typeof itemLinks>>[number]

/** The reader's newest enrollment in each course that uses the file. */
const ownEnrollment = (actor: Actor | null) =>
  and(
    eq(enrollments.courseId, courses.id),
    eq(enrollments.userId, actor?.id ?? ''),
    sql`${enrollments.round} = (select max(round) from enrollments e where e.user_id = ${actor?.id ?? ''} and e.course_id = ${courses.id})`,
  )

const itemLinks = (db: Database, actor: Actor | null, mediaId: string) =>
  db
    .select({ kind: mediaLinks.kind, item: items, module: courseModules, course: courses, enrollment: enrollments })
    .from(mediaLinks)
    .innerJoin(items, eq(items.id, mediaLinks.subjectId))
    .innerJoin(courseModules, eq(courseModules.id, items.moduleId))
    .innerJoin(courses, eq(courses.id, items.courseId))
    .leftJoin(enrollments, ownEnrollment(actor))
    .where(
      and(
        eq(mediaLinks.mediaId, mediaId),
        sql`${mediaLinks.kind} in ('item', 'draft', 'history')`,
        isNull(courses.deletedAt),
      ),
    )
    .orderBy(desc(sql`${enrollments.id} is not null`), desc(items.createdAt))
    .limit(MOST_LINKS)

const courseLinks = (db: Database, actor: Actor | null, mediaId: string) =>
  db
    .select({ course: courses, enrollment: enrollments, zone: sql<string>`(select zone from organization limit 1)` })
    .from(mediaLinks)
    .innerJoin(courses, eq(courses.id, mediaLinks.subjectId))
    .leftJoin(enrollments, ownEnrollment(actor))
    .where(and(eq(mediaLinks.mediaId, mediaId), eq(mediaLinks.kind, 'course'), isNull(courses.deletedAt)))
    .limit(MOST_LINKS)

const bankLinks = (db: Database, mediaId: string) =>
  db
    .select({ courseId: questionBanks.courseId })
    .from(mediaLinks)
    .innerJoin(questionBanks, eq(questionBanks.id, mediaLinks.subjectId))
    .where(and(eq(mediaLinks.mediaId, mediaId), eq(mediaLinks.kind, 'bank')))
    .limit(MOST_LINKS)

/** Its mark is released to the reader, one of those who handed the work in. */
const isGivenBack = (actor: Actor | null) =>
  sql`exists (select 1 from submissions b join enrollments be on be.id = b.enrollment_id
    join grades x on x.enrollment_id = b.enrollment_id and x.item_id = b.item_id
    where (b.id = submissions.id or b.lead_id = submissions.id) and be.user_id = ${actor?.id ?? ''}
      and b.marked_at is not null and x.released_at is not null and x.final is not null)`

/** What people hand in and get back: no admin looks into it by that alone. */
const isOfWork = ({ purpose }: Media) => purpose === 'submission' || purpose === 'feedback'

/** `isOwn`: the reader is one of those who handed it in, or in the group that is still writing. */
const submissionLinks = (db: Database, actor: Actor | null, mediaId: string) =>
  db
    .select({
      courseId: enrollments.courseId,
      isHidden: hidesNames(sql`submissions.item_id`).as('is_hidden'),
      isOwn:
        sql<number>`case when ${mediaLinks.kind} = 'feedback' then ${isGivenBack(actor)} else exists (select 1 from submissions b join enrollments be on be.id = b.enrollment_id
          where (b.id = submissions.id or b.lead_id = submissions.id) and be.user_id = ${actor?.id ?? ''}
            and (submissions.group_id is null or submissions.draft = 0))
        or (submissions.draft = 1 and exists (select 1 from group_members gm join groups g on g.id = gm.group_id
          where gm.group_id = submissions.group_id and gm.user_id = ${actor?.id ?? ''} and g.deleted_at is null)) end`.as(
          'is_own',
        ),
      /** The reader is asked to review it, or was. */
      isReviewed: sql<number>`exists (select 1 from peer_reviews p join enrollments pe on pe.id = p.reviewer_id
        join assignments pa on pa.item_id = p.item_id and pa.peers is not null
        where media_links.kind = 'submission' and p.submission_id = submissions.id and p.taken_at is null and pe.user_id = ${actor?.id ?? ''}
          and pe.state <> 'withdrawn' and pe.role = 'learner')`.as('is_reviewed'),
      showsAuthors: sql<number>`coalesce((select json_extract(sa.peers, '$.showAuthors') from assignments sa
        where sa.item_id = submissions.item_id), 0)`.as('shows_authors'),
    })
    .from(mediaLinks)
    .innerJoin(submissions, eq(submissions.id, mediaLinks.subjectId))
    .innerJoin(enrollments, eq(enrollments.id, submissions.enrollmentId))
    .where(and(eq(mediaLinks.mediaId, mediaId), sql`${mediaLinks.kind} in ('submission', 'feedback')`))
    .limit(MOST_LINKS)

/** Answers that were handed in: what is still being answered is its author's own. */
const answerLinks = (db: Database, mediaId: string) =>
  db
    .select({ courseId: enrollments.courseId })
    .from(mediaLinks)
    .innerJoin(attempts, eq(attempts.id, mediaLinks.subjectId))
    .innerJoin(enrollments, eq(enrollments.id, attempts.enrollmentId))
    .where(and(eq(mediaLinks.mediaId, mediaId), eq(mediaLinks.kind, 'response'), isNotNull(attempts.submittedAt)))
    .limit(MOST_LINKS)

function standsIn(tenant: Tenant, actor: Actor | null, row: Awaited<ReturnType<typeof courseLinks>>[number]): boolean {
  return (
    standingIn(row.course, row.enrollment, actor, { now: tenant.now(), zone: row.course.zone || row.zone }) !== null
  )
}

async function openThroughItems(tenant: Tenant, actor: Actor | null, file: Media, links: ItemLink[]): Promise<Media> {
  if (actor && links.some(({ course }) => assists(actor, course.id))) return file
  const current = links.filter(({ kind, item }) => kind === 'item' && item.deletedAt === null)
  if (!actor) throw new NotFound()
  if (current.some(isPlainlyOpen)) return file
  for (const { item } of current.filter(({ enrollment }) => enrollment).slice(0, 3)) {
    const access = await findItemFor(tenant, actor, item.id).catch((error) => {
      if (error instanceof NotFound) return null
      throw error
    })
    if (access && access.lock.length === 0) return file
  }
  throw new NotFound()
}

/** In a running course without an order, in a module and an item that everybody in it may open: nothing more to ask. */
function isPlainlyOpen({ item, module, course, enrollment }: ItemLink): boolean {
  return (
    enrollment !== null &&
    enrollment.state !== 'withdrawn' &&
    course.publishedAt !== null &&
    course.startsAt === null &&
    course.endsAt === null &&
    !course.inOrder &&
    module.publishedAt !== null &&
    module.deletedAt === null &&
    module.availability === null &&
    item.publishedAt !== null &&
    item.availability === null
  )
}

/** Whether the actor may change the file: captions, name, the picture before it plays. */
export const openMediaToEdit = async (tenant: Tenant, actor: Actor, mediaId: string): Promise<Media> =>
  toEdit(actor, await tenant.db.batch(editQueries(tenant.db, mediaId)))

/** The same with its captions. */
export async function openCaptions(tenant: Tenant, actor: Actor, mediaId: string) {
  const [tracks, ...rows] = await tenant.db.batch([listTracks(tenant, mediaId), ...editQueries(tenant.db, mediaId)])
  return { file: toEdit(actor, rows), tracks }
}

const editQueries = (db: Database, mediaId: string) =>
  [
    db.select().from(media).where(eq(media.id, mediaId)).limit(1),
    db
      .select({ courseId: items.courseId })
      .from(mediaLinks)
      .innerJoin(items, eq(items.id, mediaLinks.subjectId))
      .where(and(eq(mediaLinks.mediaId, mediaId), sql`${mediaLinks.kind} in ('item', 'draft')`))
      .limit(100),
  ] as const

type Editable = Readonly<Answers<ReturnType<typeof editQueries>>>

function toEdit(actor: Actor, [[file], used]: Editable): Media {
  const mayEdit =
    file !== undefined &&
    (file.ownerId === actor.id ||
      (isAdmin(actor) && !isOfWork(file)) ||
      used.some(({ courseId }) => teaches(actor, courseId)))
  if (!file || file.deletedAt !== null || !mayEdit) throw new NotFound()
  return file
}
