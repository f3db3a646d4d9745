import { type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { type MarkContent, users } from '../../db/schema'
import { NotFound } from '../../errors'
import { type Actor, authorize, can } from '../policy'
import {
  type AttemptQuestion,
  attemptQueries,
  byHandKinds,
  isByHand,
  type WholeAttempt,
  wholeAttempt,
} from '../quizzes'
import {
  type Annotation,
  annotationsQuery,
  inOrder,
  type MarkRow,
  type MarkVersion,
  markedVersionsQuery,
  markQuery,
  newestVersionQuery,
  versionOf,
} from '../rubrics'
import { commentsQuery, type KeptComment, toKept } from './kept-comments'
import { inGroup } from './submission-queries'

/** The answer to one question of an attempt. */
export type ResponsePlace = { attemptId: string; versionId: string }

/** In which order answers are marked: all of one learner, or one question of everybody. */
export type MarkingWay = { by?: 'learner' | 'question'; groupId?: string }

export type ResponsePage = {
  whole: WholeAttempt
  question: AttemptQuestion
  photoId: string | null
  /** What markers wrote and gave. */
  mark: MarkRow | null
  /** The newest version of the question's rubric, and those that the mark points at. */
  rubric: MarkVersion | null
  versions: MarkVersion[]
  comments: KeptComment[]
  /** What markers say about places in what was written. */
  annotations: Annotation[]
  /** The answers that wait in this quiz, in the order in which they are marked. */
  awaiting: ResponsePlace[]
}

/**
 * An answer that somebody marks, for those who mark there; of an attempt without a question named, the first that waits. NotFound for
 * everybody else, and for what is under way or marks itself.
 */
export async function findResponseToMark(
  tenant: Tenant,
  actor: Actor,
  { attemptId, versionId }: { attemptId: string; versionId: string | null },
  way: MarkingWay = {},
): Promise<ResponsePage> {
  const { db } = tenant
  const version = versionId === null ? firstToMark(attemptId) : sql`${versionId}`
  const subject = sql`marks.subject_kind = 'response' and marks.subject_id = ${attemptId} || ':' || ${version}`
  const [
    found,
    versions,
    saved,
    all,
    taken,
    ruled,
    [chosen],
    [marked],
    [rubric = null],
    marking,
    comments,
    awaiting,
    [face],
    notes,
  ] = await db.batch([
    ...attemptQueries(db, attemptId),
    db.select({ versionId: sql<string | null>`${version}`.as('chosen') }).from(sql`(select 1)`),
    markQuery(db, subject),
    newestVersionQuery(db, rubricOf(attemptId, version)),
    markedVersionsQuery(db, subject),
    commentsQuery(
      db,
      sql`(select i.course_id from attempts a join items i on i.id = a.item_id where a.id = ${attemptId})`,
      actor.id,
    ),
    awaitingQuery(db, attemptId, way.by === 'question' ? version : null, way.groupId),
    db
      .select({ photoId: users.photoId })
      .from(users)
      .where(sql`${users.id} = (select e.user_id from attempts a join enrollments e on e.id = a.enrollment_id
          where a.id = ${attemptId})`)
      .limit(1),
    annotationsQuery(db, { kind: 'response', id: sql`${attemptId} || ':' || ${version}` }),
  ])
  const whole = wholeAttempt([found, versions, saved, all, taken, ruled])
  if (!whole || whole.quiz.survey || whole.attempt.submittedAt === null || whole.enrollment.state === 'withdrawn')
    throw new NotFound()
  const isOwn = whole.enrollment.userId === actor.id
  if (!isOwn && !can(actor, 'course.mark', { courseId: whole.course.id })) throw new NotFound()
  authorize(actor, 'course.mark', { courseId: whole.course.id })
  const question = whole.questions.find((one) => one.versionId === chosen?.versionId)
  if (!question || !isByHand(question.question.kind)) throw new NotFound()
  return {
    whole,
    question,
    photoId: face?.photoId ?? null,
    mark: marked ? { ...marked.mark, draftByName: marked.draftByName } : null,
    rubric,
    versions: marking,
    comments: toKept(comments, actor),
    annotations: inOrder(notes),
    awaiting,
  }
}

/** What stands in the form of a mark: what is being written, else what was given. */
export function standingOf({ mark }: Pick<ResponsePage, 'mark'>): MarkContent {
  return mark?.draft ?? mark?.given ?? { points: null, comment: '', rubricVersionId: null, choices: [] }
}

/** The version of the rubric by which it is marked; null is none. */
export const versionForResponse = (page: ResponsePage, wanted?: string | null): MarkVersion | null =>
  versionOf(page, wanted ?? standingOf(page).rubricVersionId)

/** SQL: by which rubric the quiz says that an answer is marked, as its question or as the draw that chose it. */
const rubricOf = (attemptId: string, version: SQL) =>
  sql`coalesce((select q.rubric_id from attempts a join question_versions v on v.id = ${version}
      join quiz_questions q on q.item_id = a.item_id and q.question_id = v.question_id where a.id = ${attemptId}),
    (select d.rubric_id from attempts a join json_each(a.asked) j on j.value ->> 'versionId' = ${version}
      join quiz_draws d on d.item_id = a.item_id and d.id = j.value ->> 'draw' where a.id = ${attemptId}))`

/** SQL: of an attempt, the first question whose answer waits, else the first that somebody marks. */
const firstToMark = (attemptId: string) =>
  sql`(select j.value ->> 'versionId' from attempts fa join json_each(fa.asked) j
    join question_versions fv on fv.id = j.value ->> 'versionId' and fv.kind in ${byHandKinds}
    left join responses fr on fr.attempt_id = fa.id and fr.version_id = fv.id
    where fa.id = ${attemptId} order by fr.attempt_id is null or fr.points is not null, cast(j.key as integer) limit 1)`

/** What waits in the quiz of an attempt: the longest waiting first, each in the order of its questions. */
const awaitingQuery = (db: Database, attemptId: string, version: SQL | null, groupId?: string) =>
  db
    .select({
      attemptId: sql<string>`a.id`.as('waiting_attempt'),
      versionId: sql<string>`r.version_id`.as('waiting_version'),
    })
    .from(
      sql`attempts a join enrollments e on e.id = a.enrollment_id join json_each(a.asked) j
        join responses r on r.attempt_id = a.id and r.version_id = j.value ->> 'versionId'`,
    )
    .where(
      sql`a.item_id = (select item_id from attempts where id = ${attemptId}) and a.to_mark > 0 and a.submitted_at is not null
        and r.points is null and e.state <> 'withdrawn' ${inGroup(groupId)}
        and ${
          version
            ? sql`r.version_id in (select v.id from question_versions v where v.question_id =
          (select w.question_id from question_versions w where w.id = ${version}))`
            : sql`1`
        }`,
    )
    .orderBy(sql`a.submitted_at, a.id, cast(j.key as integer)`)
    .limit(500)
