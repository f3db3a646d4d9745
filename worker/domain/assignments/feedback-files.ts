import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { anyOf } from '../../db/insert-many'
import { insist, orInsisted } from '../../db/insist'
import { media, mediaLinks } from '../../db/schema'
import { Invalid } from '../../errors'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { insistUnlocked, refuseLocked } from '../grades'
import { linkMedia } from '../media'
import type { Actor } from '../policy'
import { keepWayBack, reversal } from '../undo'
import { feedbackQuery, MOST_FEEDBACK } from './feedback-query'
import { openToMark } from './find-submission'
import type { SubmittedFile } from './submission-queries'

/** Gives one's own files, or recordings, back with the work; its learner gets them once the mark is released. */
export async function attachFeedback(
  tenant: Tenant,
  actor: Actor,
  submissionId: string,
  fileIds: string[],
): Promise<SubmittedFile[]> {
  const { db } = tenant
  const { submission, item, course } = await openToMark(tenant, actor, submissionId)
  await refuseLocked(tenant, item, course)
  const own = await db
    .select({ id: media.id })
    .from(media)
    .where(
      and(
        sql`${media.id} in ${anyOf(fileIds)}`,
        eq(media.ownerId, actor.id),
        eq(media.purpose, 'feedback'),
        isNull(media.deletedAt),
      ),
    )
    .limit(MOST_FEEDBACK + 1)
  if (!own.length || own.length < new Set(fileIds).size) throw new Invalid('file', 'feedback.none')
  const ids = own.map(({ id }) => id)
  const standing = sql`(select count(*) from media_links l where l.kind = 'feedback' and l.subject_id = ${submission.id}
    and l.media_id not in ${anyOf(ids)})`
  await db
    .batch([
      insistUnlocked(db, item.id),
      insist(db, sql`${standing} <= ${MOST_FEEDBACK - ids.length}`),
      linkMedia(db, 'feedback', submission.id, ids),
      recordAudit(tenant, actor, 'submission.attach', { kind: 'submission', id: submission.id }),
    ])
    .catch(orInsisted('feedback.tooMany'))
  return feedbackQuery(db, sql`(${submission.id})`)
}

/** It goes back no more. Gives the act's id, by which it is taken back; null where it was gone already. */
export async function detachFeedback(
  tenant: Tenant,
  actor: Actor,
  submissionId: string,
  mediaId: string,
): Promise<string | null> {
  const { db } = tenant
  const { submission, item, course } = await openToMark(tenant, actor, submissionId)
  await refuseLocked(tenant, item, course)
  const standing = await feedbackQuery(db, sql`(${submission.id})`)
  if (!standing.some(({ id }) => id === mediaId)) return null
  const id = newId()
  const before: Detached = { submissionId: submission.id, mediaId }
  await db
    .batch([
      insistUnlocked(db, item.id),
      keepWayBack(tenant, actor, { id, kind: 'submission.detach', before, at: tenant.now() }),
      db
        .delete(mediaLinks)
        .where(
          and(
            eq(mediaLinks.mediaId, mediaId),
            eq(mediaLinks.kind, 'feedback'),
            eq(mediaLinks.subjectId, submission.id),
          ),
        ),
      recordAudit(tenant, actor, 'submission.detach', { kind: 'submission', id: submission.id }),
    ])
    .catch(orInsisted('grades.lockedMeanwhile'))
  return id
}

type Detached = { submissionId: string; mediaId: string }

export const feedbackBack = reversal<Detached>({
  subject: ({ submissionId }) => ({ kind: 'submission', id: submissionId }),
  async prepare(tenant, actor, { submissionId, mediaId }) {
    const { item, course } = await openToMark(tenant, actor, submissionId)
    await refuseLocked(tenant, item, course)
    return [insistUnlocked(tenant.db, item.id), linkMedia(tenant.db, 'feedback', submissionId, [mediaId])]
  },
})
