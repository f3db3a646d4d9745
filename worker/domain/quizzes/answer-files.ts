import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { rowsFor } from '../../db/insert-select'
import { media, mediaLinks } from '../../db/schema'
import { Invalid } from '../../errors'
import { isOfKind } from '../../lib/file-kinds'
import type { Actor } from '../policy'
import type { AttemptQuestion } from './find-attempt'
import { type AskedQuestion, mostFilesOf, takesFiles } from './questions'

/** A file of an answer, as it is shown. */
export type AnswerFile = { id: string; name: string; size: number; type: string }

type Given = { question: Pick<AttemptQuestion, 'asked'>; response: unknown }

const filesIn = ({ question, response }: Given): string[] =>
  takesFiles(question.asked) ? (response as { files: string[] }).files : []

/** Invalid where an answer holds a file that is not its author's own, too many, or none that the question takes; by the bytes too. */
export async function checkAnswerFiles({ db }: Tenant, actor: Actor, given: Given[]): Promise<void> {
  const all = given.flatMap(filesIn)
  if (!all.length) return
  const known = await db
    .select({ id: media.id, name: media.name, type: media.type, size: media.size, seconds: media.seconds })
    .from(media)
    .where(
      and(
        eq(media.ownerId, actor.id),
        eq(media.purpose, 'submission'),
        isNull(media.deletedAt),
        sql`${media.id} in (select value from json_each(${JSON.stringify(all)}))`,
      ),
    )
  for (const one of given) {
    const files = filesIn(one)
    const most = mostFilesOf(one.question.asked)
    if (files.length > most) throw new Invalid('file', 'assignments.tooManyFiles', { most })
    for (const id of files) {
      const file = known.find((row) => row.id === id)
      if (!file) throw new Invalid('file', 'quizzes.fileGone')
      checkAnswerFile(one.question.asked, file)
    }
  }
}

type Offered = { name: string; size: number; type?: string; seconds?: number | null }

/** Invalid where the question does not take this file. Before it is here its type is not known. */
export function checkAnswerFile({ kind, asked }: AskedQuestion, file: Offered) {
  if (kind === 'audio') return checkSound(asked, file)
  if (kind !== 'file') throw new Invalid('file', 'quizzes.unreadable')
  const { fileKinds, maxMegabytes } = asked
  if (!isOfKind(fileKinds, file.name, file.type))
    throw new Invalid('file', `assignments.wrongKind.${fileKinds}`, { name: file.name })
  if (maxMegabytes !== null && file.size > maxMegabytes * 1_000_000)
    throw new Invalid('file', 'assignments.fileTooLarge', { name: file.name, most: maxMegabytes })
}

/** What comes from a microphone says nowhere how long it is: then its bytes do. */
const MOST_BYTES_A_SECOND = 40_000
/** Clocks of recorders are not exact. */
const GRACE_SECONDS = 3

function checkSound({ maxSeconds }: { maxSeconds: number }, { name, size, type, seconds }: Offered) {
  const isSound = isOfKind('recordings', name) && (type === undefined || type.startsWith('audio/'))
  if (!isSound) throw new Invalid('file', 'quizzes.notSound', { name })
  if (type === undefined) return
  const isTooLong = seconds == null ? size > maxSeconds * MOST_BYTES_A_SECOND : seconds > maxSeconds + GRACE_SECONDS
  if (isTooLong) throw new Invalid('file', 'quizzes.soundTooLong', { name, most: maxSeconds })
}

/** Statements behind the one that saved answers: their files belong to the attempt, and those that were taken out of it do not. */
export function linkAnswerFiles(db: Database, attemptId: string, given: Given[]) {
  if (!given.some(({ question }) => takesFiles(question.asked))) return []
  const kept = sql`(select f.value from responses r join json_each(r.response, '$.files') f
    where r.attempt_id = ${attemptId})`
  return [
    db
      .insert(mediaLinks)
      .select(
        rowsFor(
          mediaLinks,
          { mediaId: sql`m.id`, kind: sql`'response'`, subjectId: sql`a.id` },
          sql`from attempts a join enrollments e on e.id = a.enrollment_id join media m on m.owner_id = e.user_id
            where a.id = ${attemptId} and m.purpose = 'submission' and m.deleted_at is null and m.id in ${kept}`,
        ),
      )
      .onConflictDoNothing(),
    db
      .delete(mediaLinks)
      .where(
        and(
          eq(mediaLinks.kind, 'response'),
          eq(mediaLinks.subjectId, attemptId),
          sql`${mediaLinks.mediaId} not in ${kept}`,
        ),
      ),
  ]
}

/** Column: the files of a row of `responses`. */
export const answerFiles = sql<AnswerFile[]>`(select json_group_array(json_object('id', m.id, 'name', m.name,
    'size', m.size, 'type', m.type)) from json_each(responses.response, '$.files') f join media m on m.id = f.value)`.mapWith(
  JSON.parse,
)
