import { eq, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { insist } from '../../db/insist'
import { type MarkContent, marks, rubrics, rubricVersions, users } from '../../db/schema'

type Kind = (typeof marks.$inferSelect)['subjectKind']
export type Subject = { kind: Kind; id: string }
export type MarkRow = typeof marks.$inferSelect & { draftByName: string | null }

/** SQL: the row of `marks` about something. */
export const markOfSubject = ({ kind, id }: { kind: Kind; id: string | SQL }) =>
  sql`${marks.subjectKind} = ${kind} and ${marks.subjectId} = ${id}`

/** Unexecuted: how something is marked, and who wrote last. */
export const markQuery = (db: Database, subject: { kind: Kind; id: string | SQL } | SQL) =>
  db
    .select({ mark: marks, draftByName: sql<string | null>`${users.name}`.as('draft_by_name') })
    .from(marks)
    .leftJoin(users, eq(users.id, marks.draftBy))
    .where('kind' in subject ? markOfSubject(subject) : subject)
    .limit(1)

export type MarkVersion = {
  id: string
  number: number
  body: (typeof rubricVersions.$inferSelect)['body']
  title: string
}

const versionColumns = {
  id: rubricVersions.id,
  number: rubricVersions.number,
  body: rubricVersions.body,
  title: rubrics.title,
}

/** Unexecuted: the newest version of a rubric, as those see it who are marked by it. */
export const newestVersionQuery = (db: Database, rubricId: SQL) =>
  db
    .select(versionColumns)
    .from(rubrics)
    .innerJoin(rubricVersions, eq(rubricVersions.rubricId, rubrics.id))
    .where(sql`${rubrics.id} = ${rubricId}`)
    .orderBy(sql`${rubricVersions.number} desc`)
    .limit(1)

/** Unexecuted: the versions that marks point at; `markWhere` names rows of `marks`. */
export const markedVersionsQuery = (db: Database, markWhere: SQL) =>
  db
    .select(versionColumns)
    .from(rubricVersions)
    .innerJoin(rubrics, eq(rubrics.id, rubricVersions.rubricId))
    .where(
      sql`${rubricVersions.id} in (select json_extract(marks.given, '$.rubricVersionId') from marks where ${markWhere}
        union select json_extract(marks.draft, '$.rubricVersionId') from marks where ${markWhere})`,
    )
    .limit(100)

type Writing = {
  subject: Subject
  content: MarkContent
  /** The revision that the writer has read. */
  revision: number
  actorId: string
  at: number
}

/**
 * Breaks the batch where somebody else has written since `revision` was read; what one wrote oneself, in the same page, is no
 * hindrance.
 */
const guard = (db: Database, { subject, revision, actorId }: Writing) =>
  insist(
    db,
    sql`not exists (select 1 from marks where ${markOfSubject(subject)} and revision <> ${revision} and draft_by <> ${actorId})`,
  )

/** Statements: a mark as it is being written. Nobody but markers sees it. */
export function draftMarkStatements(db: Database, writing: Writing) {
  const { subject, content, actorId, at } = writing
  const draft = { draft: content, draftBy: actorId, draftAt: at }
  return [
    guard(db, writing),
    db
      .insert(marks)
      .values({ subjectKind: subject.kind, subjectId: subject.id, revision: 1, ...draft })
      .onConflictDoUpdate({
        target: [marks.subjectKind, marks.subjectId],
        // The same words sent again by the same hand are no new ones.
        set: {
          ...draft,
          revision: sql`${marks.revision} + (${marks.draft} is not excluded.draft or ${marks.draftBy} is not excluded.draft_by)`,
        },
      })
      .returning({ revision: marks.revision }),
    useVersion(db, content.rubricVersionId, at),
  ] as const
}

/** Statements: the mark as its learner gets it. */
export function giveMarkStatements(db: Database, writing: Writing) {
  const { subject, content, actorId, at } = writing
  const given = { given: content, givenBy: actorId, givenAt: at, draft: null, draftBy: actorId, draftAt: at }
  return [
    guard(db, writing),
    db
      .insert(marks)
      .values({ subjectKind: subject.kind, subjectId: subject.id, revision: 1, ...given })
      .onConflictDoUpdate({
        target: [marks.subjectKind, marks.subjectId],
        set: { ...given, revision: sql`${marks.revision} + 1` },
      }),
    useVersion(db, content.rubricVersionId, at),
  ] as const
}

/** From now on this version never changes. */
const useVersion = (db: Database, versionId: string | null, at: number) =>
  db
    .update(rubricVersions)
    .set({ usedAt: at })
    .where(sql`${rubricVersions.id} = ${versionId} and ${rubricVersions.usedAt} is null`)
