import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { attempts, questionVersions, responses } from '../../db/schema'
import { type Drawn, isAnswered, isByHand, type Question } from './questions'
import { roundPoints, type Weighed } from './quiz-queries'
import { changesMarking, inScore, markRuled, needsNoMark, type Ruling } from './ruled-marks'
import { triesOf } from './tries-of'

/** What the attempts of a quiz are marked again by: those that `which` chooses, and the versions that rulings name or `alsoVersion`. */
export function remarkQueries(db: Database, itemId: string, which: SQL, alsoVersion = '') {
  const versions = sql`(select version_id from rulings where item_id = ${itemId} union select ${alsoVersion})`
  return [
    db
      .select({
        id: attempts.id,
        enrollmentId: attempts.enrollmentId,
        number: attempts.number,
        submittedAt: attempts.submittedAt,
        score: attempts.score,
        maxScore: attempts.maxScore,
        toMark: attempts.toMark,
        /** What all that it asks was worth, and what was given for it. */
        worth: sql<number>`(select total(j.value ->> 'points') from json_each(${attempts.asked}) j)`.as('worth'),
        given: sql<number>`(select total(r.points) from responses r where r.attempt_id = ${attempts.id})`.as('given'),
      })
      .from(attempts)
      .where(and(eq(attempts.itemId, itemId), which))
      .orderBy(attempts.enrollmentId, attempts.number),
    db
      .select({
        attemptId: sql<string>`${attempts.id}`.as('attempt_id'),
        versionId: sql<string>`j.value ->> 'versionId'`.as('asked_version'),
        points: sql<number>`j.value ->> 'points'`.as('asked_points'),
        wrong: sql<number | null>`j.value ->> 'wrong'`.as('asked_wrong'),
        drawn: sql<string | null>`j.value -> 'drawn'`.as('asked_drawn'),
        each: sql<number | null>`j.value ->> 'each'`.as('asked_each'),
        tries: triesOf(attempts.id, sql`j.value ->> 'versionId'`).as('asked_tries'),
        response: responses.response,
        given: responses.points,
        /** Somebody has read it and given points. */
        isRead: sql<boolean>`exists (select 1 from marks m where m.subject_kind = 'response'
          and m.subject_id = ${attempts.id} || ':' || (j.value ->> 'versionId') and m.given is not null)`
          .mapWith(Boolean)
          .as('is_read'),
      })
      .from(attempts)
      .innerJoin(sql`json_each(${attempts.asked}) j`, sql`j.value ->> 'versionId' in ${versions}`)
      .leftJoin(
        responses,
        and(eq(responses.attemptId, attempts.id), sql`${responses.versionId} = j.value ->> 'versionId'`),
      )
      .where(and(eq(attempts.itemId, itemId), isNotNull(attempts.submittedAt), which)),
    db
      .select({ id: questionVersions.id, kind: questionVersions.kind, body: questionVersions.body })
      .from(questionVersions)
      .where(sql`${questionVersions.id} in ${versions}`),
  ] as const
}

type Queries = ReturnType<typeof remarkQueries>
export type AttemptRow = Awaited<Queries[0]>[number]
export type RuledRow = Awaited<Queries[1]>[number]
type VersionRow = Awaited<Queries[2]>[number]

/** An attempt as it is marked by some rulings, and as it was before. */
export type Remarked = Weighed & {
  enrollmentId: string
  /** Answers that somebody has yet to read. */
  toMark: number
  before: { score: number | null; maxScore: number; toMark: number }
  /** Answers whose own points are others now; null of one that waits. */
  points: { versionId: string; points: number | null }[]
}

/**
 * Attempts by rulings: what they say of a question takes the place of what was given for it. An attempt that asks nothing on
 * which there ever was a ruling stays as it is. What nobody has read waits no more where it counts the same whatever it says.
 * `ever`: versions that have or had a ruling.
 */
export function remark(
  rows: AttemptRow[],
  ruled: RuledRow[],
  versions: VersionRow[],
  { rulings, ever }: { rulings: Ruling[]; ever: ReadonlyMap<string, readonly Pick<Ruling, 'kind'>[]> },
): Remarked[] {
  const questions = new Map(versions.map(({ id, kind, body }) => [id, { kind, body } as Question]))
  const asked = Map.groupBy(ruled, ({ attemptId }) => attemptId)
  return rows.map(({ worth, given, ...row }) => {
    const before = { score: row.score, maxScore: row.maxScore, toMark: row.toMark }
    const lines = (asked.get(row.id) ?? []).filter(({ versionId }) => ever.has(versionId))
    if (row.submittedAt === null || !lines.length) return { ...row, before, points: [] }
    let [score, most, toMark] = [given, worth, row.toMark]
    const points: Remarked['points'] = []
    for (const line of lines) {
      const question = questions.get(line.versionId)
      if (!question) continue
      const own = rulings.filter(({ versionId }) => versionId === line.versionId)
      const drawn = line.drawn === null ? null : (JSON.parse(line.drawn) as Drawn)
      const marked = markRuled({ ...line, drawn, question }, own)
      const isByRule = ever.get(line.versionId)!.some(({ kind }) => changesMarking(kind))
      const isUnread = isByHand(question.kind) && isAnswered(question.kind, line.response) && !line.isRead
      const unread = needsNoMark(own) ? 0 : null
      const now = isUnread ? unread : isByRule ? marked.mark.points : (line.given ?? 0)
      const counted = inScore(now ?? 0, marked.most, own)
      score += counted.gets - (line.given ?? 0)
      most += counted.most - line.points
      if (isUnread) toMark += Number(now === null) - Number(line.given === null)
      if (isUnread ? line.given !== now : line.given !== null && line.given !== now)
        points.push({ versionId: line.versionId, points: now })
    }
    const whole = toMark > 0 ? null : Math.max(0, roundPoints(score))
    return { ...row, before, score: whole, maxScore: roundPoints(most), toMark, points }
  })
}

export const isRemarked = ({ score, maxScore, toMark, before, points }: Remarked): boolean =>
  score !== before.score || maxScore !== before.maxScore || toMark !== before.toMark || points.length > 0

/** Statements that write what was marked again; the answers stay as they are. */
export function remarkStatements(db: Database, list: Remarked[]) {
  if (!list.length) return []
  const rows = JSON.stringify(list.map(({ id, score, maxScore, toMark }) => ({ id, score, maxScore, toMark })))
  const marks = JSON.stringify(list.flatMap(({ id, points }) => points.map((one) => ({ ...one, attemptId: id }))))
  return [
    db
      .update(attempts)
      .set({
        score: sql`j.value ->> 'score'`,
        maxScore: sql`j.value ->> 'maxScore'`,
        toMark: sql`j.value ->> 'toMark'`,
      })
      .from(sql`json_each(${rows}) j`)
      .where(sql`${attempts.id} = j.value ->> 'id'`),
    db
      .update(responses)
      .set({ points: sql`j.value ->> 'points'` })
      .from(sql`json_each(${marks}) j`)
      .where(
        sql`${responses.attemptId} = j.value ->> 'attemptId' and ${responses.versionId} = j.value ->> 'versionId'`,
      ),
  ]
}
