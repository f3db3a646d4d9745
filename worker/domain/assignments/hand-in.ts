import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { MessageKey } from '../../../views/translate'
import { isUniqueViolation } from '../../db/conflict'
import { anyOf } from '../../db/insert-many'
import { orInsisted } from '../../db/insist'
import { events, media } from '../../db/schema'
import { Conflict, Forbidden, Invalid, refuseWrong } from '../../errors'
import { isOfKind } from '../../lib/file-kinds'
import { mostInGroup } from '../../lib/group-work'
import { standingAt } from '../deadlines'
import { recordEvent } from '../events'
import { type Actor, authorize } from '../policy'
import { completionStatements, meets, recordPresence, recordStart, refreshEnrollment } from '../progress'
import { type AssignmentPage, findAssignment, type Hindrance } from './find-assignment'
import { alsoFor, othersOf } from './hand-in-together'
import { numberParticipants } from './participants'
import type { Assignment, Submission } from './submission-queries'
import { MOST_TEXT, MOST_URL, nextRow, writeRow } from './write-draft'

const MOST_TRIES = 4

export { MOST_TEXT }

export type Work = {
  text: string
  fileIds: string[]
  /** An address of work that stands elsewhere. */
  url?: string
  /** That its learner stands by the statement of the assignment. */
  agreed?: boolean
  /** Of the draft that its writer has read; left out, the one that stands. */
  revision?: number
}

/** Keeps what is written so far; nobody but its author sees it. */
export async function saveDraft(tenant: Tenant, actor: Actor, itemId: string, work: Work): Promise<Submission> {
  return again(async () => {
    const page = await openForWriting(tenant, actor, itemId)
    const row = nextRow(tenant, actor, page, work)
    await tenant.db
      .batch([startStatement(tenant, page), ...writeRow(tenant, actor, page, row, work)])
      .catch(orInsisted('assignments.draftTaken'))
    return row
  })
}

/** Files that came with what could not be kept wait in the draft that stands, beside what is there. */
export async function keepFiles(tenant: Tenant, actor: Actor, itemId: string, fileIds: string[]): Promise<void> {
  const { draft, files } = await openForWriting(tenant, actor, itemId)
  const there = files.filter(({ submissionId }) => submissionId === draft?.id).map(({ id }) => id)
  const work = { text: draft?.text ?? '', url: draft?.url ?? '', fileIds: [...new Set([...there, ...fileIds])] }
  await saveDraft(tenant, actor, itemId, work)
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
  return again(async (tries) => {
    const page = await findAssignment(tenant, actor, itemId)
    const before = await findByNonce(tenant, page, work.nonce)
    if (before) return before
    checkOpen(actor, page)
    // Somebody else of the group was a moment faster: one looks at theirs before one replaces it.
    if (page.group && tries > 1) throw new Conflict('assignments.draftTaken')
    checkWork(page, work)
    await checkKinds(tenant, actor, page, work)
    const { access } = page
    const submittedAt = tenant.now()
    const late = standingAt({ dueAt: access.item.dueAt, closesAt: null }, submittedAt) === 'late'
    const { statement } = page.assignment
    const row = {
      ...nextRow(tenant, actor, page, work),
      enrollmentId: access.enrollment!.id,
      number: page.nextNumber,
      draft: false,
      late,
      submittedAt,
      statement,
    }
    const completes = meets(access.item.completion, { viewed: true, submitted: true })
    const item = { ...access.item, courseId: access.course.id }
    const others = othersOf(page)
    const batch = tenant.db.batch([
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
      ...(page.assignment.anonymous
        ? [
            numberParticipants(
              tenant.db,
              itemId,
              sql`e.id in ${anyOf([row, ...others].map((one) => one.enrollmentId))}`,
            ),
          ]
        : []),
      startStatement(tenant, page),
      recordPresence(tenant.db, { enrollmentId: row.enrollmentId, itemId }, submittedAt),
      ...(others.length ? alsoFor(tenant, actor, row, others, { nonce: work.nonce, courseId: access.course.id }) : []),
      ...[row, ...others].flatMap(
        ({ enrollmentId }) =>
          completes
            ? completionStatements(tenant, actor, { id: enrollmentId, courseId: access.course.id }, item, {
                requirement: item.completion,
              })
            : [refreshEnrollment(tenant, enrollmentId)], // Continue leads on while it waits for its mark
      ),
    ])
    await batch.catch(orInsisted('assignments.draftTaken'))
    await tenant.queue.send('drain')
    return row
  })
}

/** Two tabs may write the same row first: the loser reads again. */
async function again<T>(act: (tries: number) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await act(tries)
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
  'in-review': 'peers.isInReview',
  'no-group': 'assignments.isGroupless',
  'large-group': 'assignments.isLargeGroup',
}

async function openForWriting(tenant: Tenant, actor: Actor, itemId: string): Promise<AssignmentPage> {
  const page = await findAssignment(tenant, actor, itemId)
  checkOpen(actor, page)
  return page
}

function checkOpen(actor: Actor, { access, hindrance }: AssignmentPage): void {
  if (hindrance === 'staff' || hindrance === 'observer') throw new Forbidden()
  authorize(actor, 'submission.write', { userId: access.enrollment?.userId ?? '' })
  if (hindrance) throw new Conflict(reasons[hindrance], { most: mostInGroup })
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
