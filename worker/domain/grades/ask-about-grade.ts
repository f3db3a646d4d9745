import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { insist, orInsisted } from '../../db/insist'
import { enrollments, gradeInquiries, grades, type InquiryState, inquiryEntries, items } from '../../db/schema'
import { Conflict, Invalid, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import { type Actor, authorize, can } from '../policy'
import type { GradePlace } from './find-grade'
import { inquiryEntriesQuery } from './inquiries'

/** Characters of one entry, and entries of one thread. */
export const MOST_SAID = 4_000
const MOST_ENTRIES = 200

/**
 * A learner asks about a grade of theirs, or those who mark there answer; who asks opens the thread, and opens it again where it was
 * settled.
 */
export async function writeInquiry(
  tenant: Tenant,
  actor: Actor,
  place: GradePlace,
  given: { text: string },
): Promise<void> {
  const { db } = tenant
  const { courseId, userId } = place
  const found = await findInquiry(tenant, actor, place)
  authorize(actor, 'grade.ask', { courseId, userId })
  const text = cleanText(given.text)
  if (!text) throw new Invalid('text', 'inquiry.empty')
  if (text.length > MOST_SAID) throw new Invalid('text', 'form.tooLong', { most: MOST_SAID })
  const asks = actor.id === userId
  if (!asks && found.state === null) throw new Conflict('inquiry.nothingAsked')
  if (found.entries >= MOST_ENTRIES) throw new Conflict('inquiry.full')
  const { enrollmentId, itemId } = found
  const at = tenant.now()
  const id = newId()
  const kind = asks ? ('asked' as const) : ('answered' as const)
  await db.batch([
    recordEvent(db, asks ? 'grade.asked' : 'grade.answered', itemId, {
      key: id,
      actorId: actor.id,
      payload: { entryId: id, enrollmentId, itemId, courseId, userId },
      at,
    }),
    setState(tenant, { enrollmentId, itemId, courseId }, asks ? 'waiting' : 'answered'),
    db.insert(inquiryEntries).values({ id, enrollmentId, itemId, kind, text, authorId: actor.id, at }),
    ...(asks ? [] : [audited(tenant, actor, 'grade.answer', found)]),
  ])
  await tenant.queue.send('drain')
}

/** Either side says that the question is answered, or opens it again. Done twice, it is done once. */
export async function settleInquiry(tenant: Tenant, actor: Actor, place: GradePlace, settled: boolean): Promise<void> {
  const { db } = tenant
  const found = await findInquiry(tenant, actor, place)
  authorize(actor, 'grade.ask', place)
  if (found.state === null) throw new NotFound()
  if ((found.state === 'settled') === settled) return
  if (found.entries >= MOST_ENTRIES) throw new Conflict('inquiry.full')
  const { enrollmentId, itemId } = found
  const kind = settled ? ('settled' as const) : ('reopened' as const)
  const own = sql`i.enrollment_id = ${enrollmentId} and i.item_id = ${itemId}`
  await db
    .batch([
      insist(
        db,
        sql`exists (select 1 from grade_inquiries i where ${own} and (i.state = 'settled') = ${settled ? 0 : 1})`,
      ),
      setState(tenant, { ...found, courseId: place.courseId }, settled ? 'settled' : 'waiting'),
      db
        .insert(inquiryEntries)
        .values({ id: newId(), enrollmentId, itemId, kind, authorId: actor.id, at: tenant.now() }),
      audited(tenant, actor, settled ? 'grade.settle-question' : 'grade.reopen-question', found),
    ])
    .catch(orInsisted('error.conflict'))
}

/** The thread of one grade, oldest first; empty where nothing was asked. */
export async function readInquiry(tenant: Tenant, actor: Actor, place: GradePlace) {
  const { enrollmentId, itemId, state, anonymous } = await findInquiry(tenant, actor, place)
  const entries = (await inquiryEntriesQuery(tenant.db, sql`${enrollmentId}`)).filter((one) => one.itemId === itemId)
  const hides = anonymous && actor.id === place.userId
  const shown = entries.map((one) =>
    hides && one.authorId !== place.userId ? { ...one, authorId: '', by: null, photoId: null } : one,
  )
  return { state, entries: shown.reverse() }
}

type Found = {
  enrollmentId: string
  itemId: string
  state: InquiryState | null
  entries: number
  /** Marked without names: its learner is not told who answers. */
  anonymous: boolean
}

/** The thread of a grade, for whose it is and for those who mark there; to everybody else there is none. */
async function findInquiry(tenant: Tenant, actor: Actor, { courseId, userId, itemId }: GradePlace): Promise<Found> {
  if (!can(actor, 'course.learner', { courseId, userId })) throw new NotFound()
  const [found] = await tenant.db
    .select({
      enrollmentId: grades.enrollmentId,
      itemId: grades.itemId,
      state: gradeInquiries.state,
      held: items.holdGrades,
      anonymous: sql<number>`exists (select 1 from assignments a where a.item_id = ${items.id} and a.anonymous)`.as(
        'unnamed',
      ),
      entries: sql<number>`(select count(*) from inquiry_entries n where n.enrollment_id = ${grades.enrollmentId}
        and n.item_id = ${grades.itemId})`.as('entries'),
    })
    .from(enrollments)
    .innerJoin(grades, eq(grades.enrollmentId, enrollments.id))
    .innerJoin(items, eq(items.id, grades.itemId))
    .leftJoin(
      gradeInquiries,
      and(eq(gradeInquiries.enrollmentId, grades.enrollmentId), eq(gradeInquiries.itemId, grades.itemId)),
    )
    .where(
      and(
        eq(enrollments.courseId, courseId),
        eq(enrollments.userId, userId),
        eq(enrollments.role, 'learner'),
        ne(enrollments.state, 'withdrawn'),
        eq(grades.itemId, itemId),
        isNull(items.deletedAt),
        sql`${items.publishedAt} is not null and exists (select 1 from courses c where c.id = ${courseId} and c.deleted_at is null)`,
      ),
    )
    .orderBy(desc(enrollments.round))
    .limit(1)
  // While it is marked without names, nothing says whose it is.
  if (!found || (found.anonymous && found.held)) throw new NotFound()
  return { ...found, anonymous: Boolean(found.anonymous) }
}

const setState = (
  { db, now }: Tenant,
  { enrollmentId, itemId, courseId }: Pick<Found, 'enrollmentId' | 'itemId'> & { courseId: string },
  state: InquiryState,
) =>
  db
    .insert(gradeInquiries)
    .values({ enrollmentId, itemId, courseId, state, changedAt: now() })
    .onConflictDoUpdate({
      target: [gradeInquiries.enrollmentId, gradeInquiries.itemId],
      set: { state, changedAt: now() },
    })

const audited = (tenant: Tenant, actor: Actor, act: string, { enrollmentId, itemId }: Found) =>
  recordAudit(tenant, actor, act, { kind: 'grade', id: `${enrollmentId}/${itemId}` })
