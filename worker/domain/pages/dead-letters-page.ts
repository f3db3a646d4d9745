import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { behind, cutPage, type PageAsked } from '../../db/page'
import { deadLetters, events } from '../../db/schema'
import { type Actor, authorize } from '../policy'

export const LETTERS_A_PAGE = 30

/** What readers of the outbox gave up on: open ones first, the newest at the top. One trip. */
export async function readDeadLetters(tenant: Tenant, actor: Actor, { cursor, size }: PageAsked) {
  authorize(actor, 'organization.retry')
  const { db } = tenant
  const isOpen = sql<number>`(${deadLetters.resolvedAt} is null)`
  // cut to a page first: names are looked up for what is shown, and not for what is sorted
  const letter = db
    .select({
      id: deadLetters.id,
      reader: deadLetters.reader,
      eventSeq: deadLetters.eventSeq,
      error: deadLetters.error,
      at: deadLetters.at,
      retriedAt: deadLetters.retriedAt,
      resolvedAt: deadLetters.resolvedAt,
      isOpen: isOpen.as('is_open'),
    })
    .from(deadLetters)
    .where(behind([isOpen, deadLetters.at, deadLetters.id], cursor, 'down'))
    .orderBy(desc(isOpen), desc(deadLetters.at), desc(deadLetters.id))
    .limit(size + 1)
    .as('letter')
  const [found, [open]] = await db.batch([
    db
      .select({
        id: letter.id,
        reader: letter.reader,
        error: letter.error,
        at: letter.at,
        retriedAt: letter.retriedAt,
        resolvedAt: letter.resolvedAt,
        isOpen: letter.isOpen,
        event: events.name,
        actedAt: sql<number>`${events.at}`.as('acted_at'),
        person: personName.as('person_name'),
        subject: subjectTitle.as('subject_title'),
      })
      .from(letter)
      .innerJoin(events, eq(events.seq, letter.eventSeq))
      .orderBy(desc(letter.isOpen), desc(letter.at), desc(letter.id)),
    db
      .select({ id: deadLetters.id })
      .from(deadLetters)
      .where(and(isNull(deadLetters.resolvedAt), isNull(deadLetters.retriedAt)))
      .limit(1),
  ])
  const { rows, next } = cutPage(found, size, (row) => [row.isOpen, row.at, row.id])
  return { letters: rows, next, hasOpen: open !== undefined }
}

export type DeadLetter = Awaited<ReturnType<typeof readDeadLetters>>['letters'][number]

const told = (field: string) => sql`${events.payload} ->> ${`$.${field}`}`

/** Whom the act was about; null where they are gone, or nobody was there yet. Ids are unique over all tables. */
const personName = sql<string | null>`(select u.name from users u where u.id = coalesce(
  ${told('userId')},
  (select e.user_id from enrollments e where e.id = coalesce(${told('enrollmentId')}, ${events.subjectId})),
  (select n.user_id from invitations n where n.id = ${events.subjectId}),
  (select r.user_id from problem_reports r where r.id = ${told('reportId')}),
  ${events.subjectId}))`

/** What it was about: an item, or its course. */
const subjectTitle = sql<string | null>`coalesce(
  (select i.title from items i where i.id = coalesce(${told('itemId')}, ${events.subjectId})),
  (select m.title from course_modules m where m.id = ${events.subjectId}),
  (select c.title from courses c where c.id = ${told('courseId')}))`
