import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { rowsFor } from '../../db/insert-select'
import { insist } from '../../db/insist'
import { mediaLinks, submissionFiles, submissions } from '../../db/schema'
import { newId } from '../../lib/ids'
import { cleanLine, cleanText } from '../../lib/text'
import { unlinkMedia } from '../media'
import type { Actor } from '../policy'
import type { AssignmentPage } from './find-assignment'
import type { Work } from './hand-in'
import type { Submission } from './submission-queries'

export const MOST_TEXT = 60_000
export const MOST_URL = 2_000

/** The draft as it is after a change: the one that stands, or a new one. */
export function nextRow(tenant: Tenant, actor: Actor, page: AssignmentPage, work: Work): Submission {
  const { access, draft, group, assignment, files, nextNumber } = page
  const text = assignment.takesText ? cleanText(work.text, MOST_TEXT) : ''
  const url = assignment.takesUrl ? cleanLine(work.url ?? '', MOST_URL) : ''
  const groupId = group?.id ?? null
  if (draft) {
    const { savedByName: _, ...row } = draft
    const there = files.filter(({ submissionId }) => submissionId === draft.id).map(({ id }) => id)
    const isSame = text === draft.text && url === draft.url && isAlike(there, keptOf(page, work))
    const changed = isSame ? {} : { revision: draft.revision + 1, savedBy: actor.id }
    return { ...row, text, url, groupId, ...changed }
  }
  return {
    id: newId(),
    enrollmentId: access.enrollment!.id,
    itemId: access.item.id,
    number: nextNumber,
    text,
    url,
    statement: '',
    groupId,
    leadId: null,
    revision: 1,
    savedBy: actor.id,
    draft: true,
    late: false,
    lateExcused: false,
    createdAt: tenant.now(),
    submittedAt: null,
    markedAt: null,
  }
}

const keptOf = ({ assignment }: AssignmentPage, { fileIds }: Work) =>
  assignment.takesFiles ? [...new Set(fileIds.slice(0, 50))] : []

const isAlike = (one: string[], other: string[]) => one.length === other.length && one.every((id) => other.includes(id))

/**
 * Statements: the row and its files. They break the batch where the draft was handed in meanwhile, or where somebody else of the
 * group has changed it since its writer read it; what one wrote oneself, in the same page, is no hindrance.
 */
export function writeRow(tenant: Tenant, actor: Actor, page: AssignmentPage, row: Submission, work: Work) {
  const { db } = tenant
  const { draft } = page
  const keep = keptOf(page, work)
  const ids = JSON.stringify(keep)
  const read = work.revision ?? draft?.revision ?? 0
  const { id: _, createdAt: __, itemId: ___, markedAt: ____, leadId: _____, lateExcused: ______, ...changed } = row
  return [
    ...(draft
      ? [
          insist(
            db,
            sql`exists (select 1 from submissions d where d.id = ${row.id} and d.draft = 1
              and (d.revision = ${read} or d.saved_by is null or d.saved_by = ${actor.id}))`,
          ),
          db.update(submissions).set(changed).where(eq(submissions.id, row.id)),
        ]
      : [db.insert(submissions).values(row)]),
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
    // Only what came into the work: whoever names a file of somebody else gets no way to it.
    db
      .insert(mediaLinks)
      .select(
        rowsFor(
          mediaLinks,
          { mediaId: sql`f.media_id`, kind: 'submission', subjectId: row.id },
          sql`from submission_files f where f.submission_id = ${row.id}`,
        ),
      )
      .onConflictDoNothing(),
  ] as const
}
