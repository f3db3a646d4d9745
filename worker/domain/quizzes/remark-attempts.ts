import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { attempts, questionVersions, responses } from '../../db/schema'
import type { Question } from './questions'
import { roundPoints, type Weighed } from './quiz-queries'
import { changesMarking, inScore, markRuled, type Ruling } from './ruled-marks'

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
        response: responses.response,
        given: responses.points,
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
  before: { score: number | null; maxScore: number }
  /** Answers whose own points are others now. */
  points: { versionId: string; points: number }[]
}

/**
 * Attempts by rulings: what they say of a question takes the place of what was given for it. An attempt that asks nothing on
 * which there ever was a ruling stays as it is. `ever`: versions that have or had one.
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
    const before = { score: row.score, maxScore: row.maxScore }
    const lines = (asked.get(row.id) ?? []).filter(({ versionId }) => ever.has(versionId))
    if (row.submittedAt === null || row.score === null || !lines.length) return { ...row, before, points: [] }
    let [score, most] = [given, worth]
    const points: Remarked['points'] = []
    for (const line of lines) {
      const question = questions.get(line.versionId)
      if (!question) continue
      const own = rulings.filter(({ versionId }) => versionId === line.versionId)
      const marked = markRuled({ ...line, question }, own)
      const isByRule = ever.get(line.versionId)!.some(({ kind }) => changesMarking(kind))
      const now = isByRule ? marked.mark.points : (line.given ?? 0)
      const counted = inScore(now, marked.most, own)
      score += counted.gets - (line.given ?? 0)
      most += counted.most - line.points
      if (line.given !== null && line.given !== now) points.push({ versionId: line.versionId, points: now })
    }
    return { ...row, before, score: Math.max(0, roundPoints(score)), maxScore: roundPoints(most), points }
  })
}

export const isRemarked = ({ score, maxScore, before, points }: Remarked): boolean =>
  score !== before.score || maxScore !== before.maxScore || points.length > 0

/** Statements that write what was marked again; the answers stay as they are. */
export function remarkStatements(db: Database, list: Remarked[]) {
  if (!list.length) return []
  const rows = JSON.stringify(list.map(({ id, score, maxScore }) => ({ id, score, maxScore })))
  const marks = JSON.stringify(list.flatMap(({ id, points }) => points.map((one) => ({ ...one, attemptId: id }))))
  return [
    db
      .update(attempts)
      .set({ score: sql`j.value ->> 'score'`, maxScore: sql`j.value ->> 'maxScore'` })
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
