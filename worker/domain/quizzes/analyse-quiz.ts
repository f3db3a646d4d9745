import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { attemptLog, courses, items, questionVersions, responses } from '../../db/schema'
import { NotFound } from '../../errors'
import { plainText } from '../../lib/markdown'
import { type Actor, assists, authorize, isAdmin } from '../policy'
import { askQuestion, byHandKinds, isDrawn, isUnscored, modelValues, type Question, responseValues } from './questions'
import { isSurvey } from './quiz-queries'

/** So many first attempts, the newest, are looked at. */
export const mostAnalysed = 2_000
/** Fewer answers than this tell nothing about who gives the right ones. */
export const leastAnalysed = 5
/** Of what was answered to one question, so many different answers. */
const ANSWERS = 64
/** Who answers after half an hour was elsewhere. */
const LONGEST = 30 * 60_000

export type ItemFigures = {
  versionId: string
  questionId: string
  /** Of the question, from 1. */
  version: number
  prompt: string
  kind: Question['kind']
  asked: number
  answered: number
  /** 0-1: the share of its points that was reached; null where it has none. */
  facility: number | null
  /** -1 to 1: how its points go along with those of the rest (Pearson); null where too few answered, or all alike. */
  discrimination: number | null
  /** On average until it was first answered; null where no log says. */
  seconds: number | null
  /** What was answered, most often first. */
  answers: { text: string; count: number; isRight: boolean }[]
}

/** How the questions of a quiz did, from each learner's first attempt that is marked whole. NotFound for everybody but who marks. */
export async function analyseQuiz(tenant: Tenant, actor: Actor, itemId: string) {
  const { db } = tenant
  const first = sql`(select a.id, a.asked, a.score, a.started_at, a.max_score,
      (select total(s.points) from responses s where s.attempt_id = a.id) as given from attempts a where a.item_id = ${itemId}
    and a.score is not null and a.number = (select min(b.number) from attempts b
      where b.enrollment_id = a.enrollment_id and b.item_id = a.item_id and b.submitted_at is not null)
    order by a.submitted_at desc limit ${mostAnalysed})`
  const marks = sql`(select j.value ->> 'versionId' as version_id, j.value ->> 'points' as most,
      coalesce(r.points, 0) as points, a.given - coalesce(r.points, 0) as rest, r.response is not null as answered
    from ${first} a, json_each(a.asked) j
    left join responses r on r.attempt_id = a.id and r.version_id = j.value ->> 'versionId')`
  const [[found], [whole], sums, given, times] = await db.batch([
    db
      .select({
        item: { id: items.id, title: items.title },
        course: {
          id: sql<string>`${courses.id}`.as('course_id'),
          title: sql<string>`${courses.title}`.as('course_title'),
        },
      })
      .from(items)
      .innerJoin(courses, eq(courses.id, items.courseId))
      .where(
        and(
          eq(items.id, itemId),
          eq(items.kind, 'quiz'),
          sql`not ${isSurvey(itemId)}`,
          isNull(items.deletedAt),
          isNull(courses.deletedAt),
        ),
      )
      .limit(1),
    db
      .select({
        attempts: sql<number>`count(*)`.as('attempts'),
        average: sql<number | null>`avg(case when a.max_score > 0 then a.score / a.max_score end)`.as('average'),
      })
      .from(sql`${first} a`),
    db
      .select({
        versionId: questionVersions.id,
        questionId: questionVersions.questionId,
        number: questionVersions.number,
        kind: questionVersions.kind,
        body: questionVersions.body,
        n: sql<number>`count(*)`.as('n'),
        answered: sql<number>`sum(m.answered)`.as('answered'),
        most: sql<number>`sum(m.most)`.as('most_sum'),
        x: sql<number>`sum(m.points)`.as('x'),
        y: sql<number>`sum(m.rest)`.as('y'),
        xx: sql<number>`sum(m.points * m.points)`.as('xx'),
        yy: sql<number>`sum(m.rest * m.rest)`.as('yy'),
        xy: sql<number>`sum(m.points * m.rest)`.as('xy'),
      })
      .from(questionVersions)
      .innerJoin(sql`${marks} m`, sql`m.version_id = ${questionVersions.id}`)
      .groupBy(questionVersions.id)
      .orderBy(sql`min(${questionVersions.createdAt}), ${questionVersions.id}`)
      .limit(500),
    db
      .select({
        versionId: sql<string>`g.version_id`.as('given_version'),
        response: sql<string>`g.response`.as('given_response'),
        count: sql<number>`g.n`.as('given_count'),
      })
      .from(
        sql`(select r.version_id, r.response, count(*) as n,
          row_number() over (partition by r.version_id order by count(*) desc, r.response) as place
          from ${responses} r join ${questionVersions} v on v.id = r.version_id and v.kind not in ${byHandKinds}
          where r.attempt_id in (select a.id from ${first} a) group by r.version_id, r.response) g`,
      )
      .where(sql`g.place <= ${ANSWERS}`)
      .limit(500 * ANSWERS),
    db
      .select({
        versionId: sql<string>`t.version_id`.as('timed_version'),
        seconds: sql<number>`avg(t.took) / 1000.0`.as('timed_seconds'),
      })
      .from(
        sql`(select json_extract(a.asked, '$[' || (l.number - 1) || '].versionId') as version_id, l.number, l.attempt_id,
          l.at - coalesce(lag(l.last_at) over (partition by l.attempt_id order by l.at, l.rowid), a.started_at) as took,
          row_number() over (partition by l.attempt_id, l.number order by l.at, l.rowid) as place
          from ${attemptLog} l join ${first} a on a.id = l.attempt_id where l.kind in ('saved')) t`,
      )
      .where(sql`t.place = 1 and t.took between 0 and ${LONGEST}`)
      .groupBy(sql`t.version_id`)
      .limit(500),
  ])
  if (!found || !(isAdmin(actor) || assists(actor, found.course.id))) throw new NotFound()
  authorize(actor, 'course.mark', { courseId: found.course.id })
  const took = new Map(times.map((one) => [one.versionId, one.seconds]))
  const answers = Map.groupBy(given, ({ versionId }) => versionId)
  return {
    ...found,
    attempts: whole?.attempts ?? 0,
    /** 0-1 */
    average: whole?.average ?? null,
    questions: sums.map((row): ItemFigures => {
      const question = { kind: row.kind, body: row.body } as Question
      return {
        versionId: row.versionId,
        questionId: row.questionId,
        version: row.number,
        prompt: plainText(question.body.prompt).slice(0, 200),
        kind: row.kind,
        asked: row.n,
        answered: row.answered,
        facility: row.most > 0 && !isUnscored(row.kind) ? Math.max(0, row.x / row.most) : null,
        discrimination: isUnscored(row.kind) ? null : correlation(row),
        seconds: took.get(row.versionId) ?? null,
        answers: answersOf(question, answers.get(row.versionId) ?? []),
      }
    }),
  }
}

export type QuizAnalysis = Awaited<ReturnType<typeof analyseQuiz>>

type Sums = Record<'n' | 'x' | 'y' | 'xx' | 'yy' | 'xy', number>

/** Pearson's r of the sums; null where there is too little, or nothing varies. */
export function correlation({ n, x, y, xx, yy, xy }: Sums): number | null {
  const [a, b] = [n * xx - x * x, n * yy - y * y]
  if (n < leastAnalysed || a <= 1e-9 || b <= 1e-9) return null
  return Math.max(-1, Math.min(1, (n * xy - x * y) / Math.sqrt(a * b)))
}

/** Of choices each by itself, with those that nobody chose; of other kinds whole answers, where everybody was asked the same. */
function answersOf(question: Question, given: { response: string; count: number }[]): ItemFigures['answers'] {
  if (isDrawn(question.kind)) return []
  const asked = askQuestion(question)
  const said = given.map(({ response, count }) => ({ values: responseValues(asked, JSON.parse(response)), count }))
  const right = isUnscored(question.kind) ? [] : modelValues(question, asked)
  if (question.kind === 'single-choice' || question.kind === 'multiple-choice') {
    return question.body.choices
      .map(({ id, text }) => ({
        text: plainText(text),
        count: said.reduce((sum, { values, count }) => sum + (values.includes(id) ? count : 0), 0),
        isRight: right.includes(id),
      }))
      .sort((a, b) => b.count - a.count)
  }
  return said
    .filter(({ values }) => values.some(Boolean))
    .slice(0, 12)
    .map(({ values, count }) => ({
      text: values.filter(Boolean).join(' · ').slice(0, 200),
      count,
      isRight: String(values) === String(right),
    }))
}
