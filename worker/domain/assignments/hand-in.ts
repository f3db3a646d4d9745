import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { MessageKey } from '../../../views/translate'
import { isUniqueViolation } from '../../db/conflict'
import { rowsFor } from '../../db/insert-select'
import { events, media, submissionFiles, submissions } from '../../db/schema'
import { Conflict, Forbidden, Invalid, refuseWrong } from '../../errors'
import { isOfKind } from '../../lib/file-kinds'
import { newId } from '../../lib/ids'
import { cleanLine, cleanText } from '../../lib/text'
import { standingAt } from '../deadlines'
import { recordEvent } from '../events'
import { linkMedia, unlinkMedia } from '../media'
import { type Actor, authorize } from '../policy'
import { completionStatements, meets, recordPresence, recordStart, refreshEnrollment } from '../progress'
import { type AssignmentPage, findAssignment, type Hindrance } from './find-assignment'
import type { Assignment, Submission } from './submission-queries'

const MOST_TRIES = 4
export const MOST_TEXT = 60_000

export type Work = {
  text: string
  fileIds: string[]
  /** An address of work that stands elsewhere. */
  url?: string
  /** That its learner stands by the statement of the assignment. */
  agreed?: boolean
}

/** Keeps what is written so far; nobody but its author sees it. */
export async function saveDraft(tenant: Tenant, actor: Actor, itemId: string, work: Work): Promise<Submission> {
  return again(async () => {
    const page = await openForWriting(tenant, actor, itemId)
    const row = nextRow(tenant, page, work)
    await tenant.db.batch([...writeRow(tenant, actor, page, row, work), startStatement(tenant, page)])
    return row
  })
}

/**
 * Hands work in; until it is marked it may be handed in again. `nonce` is made with the form: a second click gets the
 * first one's receipt. Late or not is said by the server's clock.
 */
export async function handIn(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  work: Work & { nonce: string },
): Promise<Submission> {
  return again(async () => {
    const page = await findAssignment(tenant, actor, itemId)
    const before = await findByNonce(tenant, page, work.nonce)
    if (before) return before
    checkOpen(actor, page)
    checkWork(page, work)
    await checkKinds(tenant, actor, page, work)
    const { access } = page
    const submittedAt = tenant.now()
    const late = standingAt({ dueAt: access.item.dueAt, closesAt: null }, submittedAt) === 'late'
    const { statement } = page.assignment
    const row = { ...nextRow(tenant, page, work), draft: false, late, submittedAt, statement }
    const completes = meets(access.item.completion, { viewed: true, submitted: true })
    const item = { ...access.item, courseId: access.course.id }
    await tenant.db.batch([
      recordEvent(tenant.db, 'submission.handed-in', itemId, {
        key: work.nonce,
        actorId: actor.id,
        payload: {
          submissionId: row.id,
          enrollmentId: row.enrollmentId,
          itemId,
          courseId: access.course.id,
          late,
        },
        at: submittedAt,
      }),
      ...writeRow(tenant, actor, page, row, work),
      startStatement(tenant, page),
      recordPresence(tenant.db, { enrollmentId: row.enrollmentId, itemId }, submittedAt),
      ...(completes
        ? completionStatements(tenant, actor, access.enrollment!, item, { requirement: item.completion })
        : [refreshEnrollment(tenant.db, row.enrollmentId)]), // Continue leads on while it waits for its mark
    ])
    await tenant.queue.send('drain')
    return row
  })
}

/** Two tabs may write the same row first: the loser reads again. */
async function again<T>(act: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await act()
    } catch (error) {
      if (!isUniqueViolation(error) || tries === MOST_TRIES) throw error
    }
  }
}

const reasons: Record<Exclude<Hindrance, 'staff' | 'observer'>, MessageKey> = {
  locked: 'assignments.isLocked',
  'read-only': 'assignments.isReadOnly',
  marked: 'assignments.isMarked',
  'by-hand': 'assignments.isByHand',
  closed: 'assignments.isClosed',
  once: 'assignments.isOnce',
  passed: 'assignments.isPassed',
}

async function openForWriting(tenant: Tenant, actor: Actor, itemId: string): Promise<AssignmentPage> {
  const page = await findAssignment(tenant, actor, itemId)
  checkOpen(actor, page)
  return page
}

function checkOpen(actor: Actor, { access, hindrance }: AssignmentPage): void {
  if (hindrance === 'staff' || hindrance === 'observer') throw new Forbidden()
  authorize(actor, 'submission.write', { userId: access.enrollment?.userId ?? '' })
  if (hindrance) throw new Conflict(reasons[hindrance])
}

function checkWork({ assignment }: AssignmentPage, { text, fileIds, url = '', agreed }: Work): void {
  if (assignment.takesFiles && fileIds.length > assignment.maxFiles)
    throw new Invalid('file', 'assignments.tooManyFiles', { most: assignment.maxFiles })
  const hasText = assignment.takesText && text.trim() !== ''
  const hasFiles = assignment.takesFiles && fileIds.length > 0
  const hasUrl = assignment.takesUrl && url.trim() !== ''
  const first = assignment.takesText ? 'text' : assignment.takesFiles ? 'file' : 'url'
  refuseWrong(
    hasUrl && !isAddress(url) && new Invalid('url', 'assignments.urlWrong'),
    !hasText && !hasFiles && !hasUrl && new Invalid(first, 'assignments.nothing'),
    assignment.statement !== '' && !agreed && new Invalid('agreed', 'assignments.agreeFirst'),
  )
}

const MOST_URL = 2_000

function isAddress(typed: string): boolean {
  const { protocol, hostname } = URL.parse(typed.trim()) ?? { protocol: '', hostname: '' }
  return /^https?:$/.test(protocol) && hostname.includes('.') && typed.trim().length <= MOST_URL
}

/** By the bytes too, whatever way the files came. */
async function checkKinds({ db }: Tenant, actor: Actor, { assignment }: AssignmentPage, { fileIds }: Work) {
  const { fileKinds, maxMegabytes } = assignment
  if (!assignment.takesFiles || !fileIds.length || (fileKinds === 'any' && maxMegabytes === null)) return
  const files = await db
    .select({ name: media.name, type: media.type, size: media.size })
    .from(media)
    .where(
      and(eq(media.ownerId, actor.id), sql`${media.id} in (select value from json_each(${JSON.stringify(fileIds)}))`),
    )
  for (const file of files) {
    checkKind(assignment, file)
    if (maxMegabytes !== null && file.size > maxMegabytes * 1_000_000)
      throw new Invalid('file', 'assignments.fileTooLarge', { name: file.name, most: maxMegabytes })
  }
}

function checkKind({ fileKinds }: Pick<Assignment, 'fileKinds'>, { name, type }: { name: string; type?: string }) {
  if (!isOfKind(fileKinds, name, type)) throw new Invalid('file', `assignments.wrongKind.${fileKinds}`, { name })
}

/** Refuses a file by its name before a byte of it is sent. */
export async function checkFileName(tenant: Tenant, actor: Actor, itemId: string, name: string): Promise<void> {
  const { assignment } = await openForWriting(tenant, actor, itemId)
  checkKind(assignment, { name })
}

function nextRow(tenant: Tenant, { access, draft, handedIn, assignment }: AssignmentPage, work: Work): Submission {
  const text = assignment.takesText ? cleanText(work.text, MOST_TEXT) : ''
  const url = assignment.takesUrl ? cleanLine(work.url ?? '', MOST_URL) : ''
  if (draft) return { ...draft, text, url }
  return {
    id: newId(),
    enrollmentId: access.enrollment!.id,
    itemId: access.item.id,
    number: (handedIn.at(-1)?.number ?? 0) + 1,
    text,
    url,
    statement: '',
    draft: true,
    late: false,
    lateExcused: false,
    createdAt: tenant.now(),
    submittedAt: null,
    markedAt: null,
  }
}

/** The row and its files. A draft that was handed in meanwhile is not touched: the insert then breaks at its number. */
function writeRow(tenant: Tenant, actor: Actor, { draft, assignment }: AssignmentPage, row: Submission, work: Work) {
  const { db } = tenant
  const keep = assignment.takesFiles ? work.fileIds.slice(0, 50) : []
  const ids = JSON.stringify(keep)
  return [
    draft
      ? db
          .update(submissions)
          .set({
            text: row.text,
            url: row.url,
            statement: row.statement,
            draft: row.draft,
            late: row.late,
            submittedAt: row.submittedAt,
          })
          .where(and(eq(submissions.id, row.id), eq(submissions.draft, true)))
      : db.insert(submissions).values(row),
    db
      .delete(submissionFiles)
      .where(
        and(
          eq(submissionFiles.submissionId, row.id),
          sql`${submissionFiles.mediaId} not in (select value from json_each(${ids}))`,
        ),
      ),
    db
      .insert(submissionFiles)
      .select(
        rowsFor(
          submissionFiles,
          { submissionId: row.id, mediaId: sql`media.id` },
          sql`from media where media.id in (select value from json_each(${ids})) and media.owner_id = ${actor.id}
            and media.purpose = 'submission' and media.deleted_at is null`,
        ),
      )
      .onConflictDoNothing(),
    unlinkMedia(db, 'submission', row.id, keep),
    linkMedia(db, 'submission', row.id, keep),
  ] as const
}

const startStatement = (tenant: Tenant, { access }: AssignmentPage) =>
  recordStart(tenant.db, { enrollmentId: access.enrollment!.id, itemId: access.item.id }, tenant.now())

/** What a form with this nonce has handed in before; null where it has not. */
async function findByNonce(tenant: Tenant, page: AssignmentPage, nonce: string): Promise<Submission | null> {
  if (!page.handedIn.length) return null
  const [event] = await tenant.db
    .select({ payload: events.payload })
    .from(events)
    .where(
      and(eq(events.name, 'submission.handed-in'), eq(events.subjectId, page.access.item.id), eq(events.key, nonce)),
    )
    .limit(1)
  return page.handedIn.find(({ id }) => id === event?.payload.submissionId) ?? null
}
