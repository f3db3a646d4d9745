import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { annotations, bulkActs } from '../../db/schema'
import { NotFound } from '../../errors'
import type { Actor } from '../policy'
import type { AttemptQuestion } from '../quizzes'
import type { Annotated } from '../rubrics'
import { UNDO_FOR } from '../undo'
import { findResponseToMark } from './find-response'
import { openToMark } from './find-submission'

type Lock = { gradesLockedAt: number | null; gradesLockedBy: string | null }

/** What is annotated, as it was handed in. */
export type Handed = {
  subject: Annotated
  /** As the audit log names it. */
  about: { kind: 'submission' | 'attempt'; id: string }
  item: { id: string; title: string } & Lock
  course: { id: string } & Lock
  text: string
  fileIds: string[]
}

/** For those who mark it; the same refusals as for its mark. */
export async function openHanded(tenant: Tenant, actor: Actor, subject: Annotated): Promise<Handed> {
  if (subject.kind === 'submission') {
    const { submission, files, item, course } = await openToMark(tenant, actor, subject.id)
    return {
      subject: { kind: 'submission', id: submission.id },
      about: { kind: 'submission', id: submission.id },
      item,
      course,
      text: submission.text,
      fileIds: files.map(({ id }) => id),
    }
  }
  const [attemptId = '', versionId = ''] = subject.id.split(':')
  const { whole, question } = await findResponseToMark(tenant, actor, { attemptId, versionId })
  return {
    subject: { kind: 'response', id: `${whole.attempt.id}:${question.versionId}` },
    about: { kind: 'attempt', id: whole.attempt.id },
    item: whole.item,
    course: whole.course,
    text: textOfAnswer(question),
    fileIds: question.files.map(({ id }) => id),
  }
}

/** What was written in answer to a question; other kinds than essays have no text to annotate. */
export const textOfAnswer = ({ question, values }: Pick<AttemptQuestion, 'question' | 'values'>): string =>
  question.kind === 'essay' ? (values[0] ?? '').replace(/\r\n?/g, '\n') : ''

/** The row of an annotation; NotFound where there is none. */
export async function findAnnotation({ db }: Tenant, id: string) {
  const [row] = await db.select().from(annotations).where(eq(annotations.id, id)).limit(1)
  if (!row) throw new NotFound()
  return row
}

/** Which piece of work it stands in, or stood in until it was removed; for those who mark it. */
export async function subjectOfAnnotation(tenant: Tenant, id: string) {
  const row = await findAnnotation(tenant, id).catch(async () => (await findRemoved(tenant, id)).row)
  return { subject: { kind: row.subjectKind, id: row.subjectId }, mediaId: row.mediaId }
}

/** What was removed within the day and not brought back, with the act that did it; NotFound where nothing was. */
export async function findRemoved({ db, now }: Tenant, id: string) {
  const [act] = await db
    .select()
    .from(bulkActs)
    .where(
      and(
        eq(bulkActs.kind, 'annotation.remove'),
        gt(bulkActs.at, now() - UNDO_FOR),
        isNull(bulkActs.undoneAt),
        sql`${bulkActs.before} ->> '$.row.id' = ${id}`,
      ),
    )
    .limit(1)
  if (!act) throw new NotFound()
  return { actId: act.id, actorId: act.actorId, row: (act.before as { row: typeof annotations.$inferSelect }).row }
}
