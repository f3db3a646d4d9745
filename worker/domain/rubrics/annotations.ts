import { and, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { annotations, marks, users } from '../../db/schema'
import { orderOf, type Place } from '../../lib/place'

/** What a marker says about a place in work that was handed in; `by` is whoever wrote last, for other markers. */
export type Annotation = {
  id: string
  subjectId: string
  mediaId: string | null
  place: Place
  comment: string
  revision: number
  by: string | null
  updatedAt: number
}

/** What is annotated: work that was handed in, or the answer to a question. */
export type Annotated = { kind: (typeof annotations.$inferSelect)['subjectKind']; id: string }

/** Unexecuted: what was said about places in the work of one subject, or of all that `where` names. */
export const annotationsQuery = (db: Database, subject: { kind: Annotated['kind']; id: string | SQL } | SQL) =>
  db
    .select({
      id: annotations.id,
      subjectId: annotations.subjectId,
      mediaId: annotations.mediaId,
      place: annotations.place,
      comment: annotations.comment,
      revision: annotations.revision,
      by: sql<string | null>`${users.name}`.as('last_writer'),
      updatedAt: annotations.updatedAt,
    })
    .from(annotations)
    .leftJoin(users, eq(users.id, annotations.updatedBy))
    .where(
      'kind' in subject
        ? and(eq(annotations.subjectKind, subject.kind), sql`${annotations.subjectId} = ${subject.id}`)
        : subject,
    )
    .limit(1_000)

/** In the order in which one reads: the text, then each file from its first page on. */
export const inOrder = (rows: Annotation[]): Annotation[] =>
  rows.toSorted((one, other) => {
    const [a, b] = [orderOf(one.place), orderOf(other.place)]
    const place = a.map((n, i) => n - b[i]!).find((difference) => difference !== 0) ?? 0
    return place || (one.id < other.id ? -1 : 1)
  })

/** The same as its learner reads it: nobody learns who marked. */
export const forLearner = (rows: Annotation[]): Annotation[] => inOrder(rows).map((one) => ({ ...one, by: null }))

/**
 * Column: what was said at places of an answer, as its learner reads it. Nothing before its mark is given: beside the row of
 * `marks` that is about it.
 */
export const givenAnnotations = (attemptId: SQLWrapper, versionId: SQLWrapper) =>
  sql<Annotation[]>`case when ${marks.given} is null then '[]' else (select json_group_array(json_object('id', n.id,
    'subjectId', n.subject_id, 'mediaId', n.media_id, 'place', json(n.place), 'comment', n.comment, 'revision', n.revision,
    'by', null, 'updatedAt', n.updated_at)) from annotations n
    where n.subject_kind = 'response' and n.subject_id = ${attemptId} || ':' || ${versionId}) end`.mapWith(
    (rows: string) => inOrder(JSON.parse(rows)),
  )
