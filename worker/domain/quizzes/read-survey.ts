import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { questionVersions, quizQuestions, surveyCounts } from '../../db/schema'
import { leastShown } from '../../lib/survey'
import type { Actor } from '../policy'
import { findSurvey, surveyQuery } from './find-survey'
import type { Question } from './questions'

/** How often something was chosen. `row` is a statement of a scale, 0 elsewhere; `value` a choice's id or a step of the scale. */
export type SurveyTally = { row: number; value: string; count: number }

export type SurveyQuestion = {
  questionId: string
  versionId: string
  question: Question
  /** It is asked no more like this: changed or taken out since. */
  isOld: boolean
  /** How many people's answers are in the results. */
  answered: number
  /** Five have answered, so that it is shown; else the two below are empty. */
  isShown: boolean
  tallies: SurveyTally[]
  /** What was written, in no order that says anything; at most as many as were asked for. */
  texts: string[]
}

/** Texts of one question on its page. */
export const mostTexts = 100

/**
 * What was answered in a survey, question by question, for those who mark: nothing of a question before five people have answered
 * it, and of an anonymous one only what came in whole groups of five. There is no filter, as two of them side by side would tell
 * whose the difference is.
 */
export async function readSurvey(tenant: Tenant, actor: Actor, itemId: string, { texts = mostTexts } = {}) {
  const { db } = tenant
  const answers = answersOf(itemId)
  const [found, versions, levels, choices, written, [counts]] = await db.batch([
    surveyQuery(db, itemId),
    versionsQuery(db, itemId),
    levelsQuery(db, answers),
    choicesQuery(db, answers),
    textsQuery(db, answers, texts),
    db.select().from(surveyCounts).where(eq(surveyCounts.itemId, itemId)).limit(1),
  ])
  const survey = findSurvey(actor, found)
  const tallies = Map.groupBy([...levels, ...choices], ({ versionId }) => versionId)
  const said = Map.groupBy(written, ({ versionId }) => versionId)
  const questions = versions
    .filter(({ isAsked, answered }) => isAsked || answered > 0)
    .map(({ questionId, versionId, kind, body, isAsked, answered }): SurveyQuestion => {
      const isShown = answered >= leastShown
      return {
        ...{ questionId, versionId, question: { kind, body } as Question, isOld: !isAsked, answered, isShown },
        tallies: isShown ? (tallies.get(versionId) ?? []).map(({ row, value, count }) => ({ row, value, count })) : [],
        texts: isShown ? (said.get(versionId) ?? []).map(({ text }) => text) : [],
      }
    })
  return {
    ...survey,
    questions,
    /** Of an anonymous one: how many people's answers wait for others to come, so that nobody's stands alone. */
    waiting: survey.quiz.survey === 'anonymous' ? (counts?.waiting ?? 0) : 0,
  }
}

export type SurveyResults = Awaited<ReturnType<typeof readSurvey>>

/** SQL: every answer that counts, as `(version_id, response, one)`, where `one` tells answers apart and nothing else. */
const answersOf = (itemId: string) => sql`(select s.version_id, s.response, s.id as one from survey_answers s
    where s.item_id = ${itemId} and s.counted = 1
  union all select r.version_id, r.response, r.attempt_id from responses r join attempts a on a.id = r.attempt_id
    where a.item_id = ${itemId} and a.submitted_at is not null and r.response is not null)`

type Answers = ReturnType<typeof answersOf>

/** Everything that is asked now, and behind it what was asked before. */
const versionsQuery = (db: Database, itemId: string) => {
  const isGiven = sql`(json_array_length(g.response, '$.ratings') > 0 or g.response ->> 'choice' is not null
    or json_array_length(g.response, '$.choices') > 0 or trim(coalesce(g.response ->> 'text', '')) <> '')`
  return db
    .select({
      questionId: questionVersions.questionId,
      versionId: questionVersions.id,
      kind: questionVersions.kind,
      body: questionVersions.body,
      isAsked: sql<boolean>`${quizQuestions.versionId} is not null`.mapWith(Boolean).as('is_asked'),
      answered: sql<number>`(select count(distinct g.one) from ${answersOf(itemId)} g
        where g.version_id = ${questionVersions.id} and ${isGiven})`.as('answered'),
    })
    .from(questionVersions)
    .leftJoin(
      quizQuestions,
      sql`${quizQuestions.itemId} = ${itemId} and ${quizQuestions.versionId} = ${questionVersions.id}`,
    )
    .where(
      sql`${questionVersions.id} in (select q.version_id from quiz_questions q where q.item_id = ${itemId}
        union select g.version_id from ${answersOf(itemId)} g)`,
    )
    .orderBy(
      sql`coalesce((select q.position from quiz_questions q where q.item_id = ${itemId}
        and q.question_id = ${questionVersions.questionId}), '~'), ${questionVersions.questionId}, ${questionVersions.number} desc`,
    )
    .limit(400)
}

const tally = {
  versionId: sql<string>`t.version_id`.as('version_id'),
  row: sql<number>`t.row_no`.as('row_no'),
  value: sql<string>`cast(t.value as text)`.as('chosen'),
  count: sql<number>`count(*)`.as('how_many'),
}

/** A statement that fewer than five have rated says nothing, either. */
const levelsQuery = (db: Database, answers: Answers) =>
  db
    .select(tally)
    .from(
      sql`(select version_id, row_no, value, count(*) over (partition by version_id, row_no) as rated from
        (select g.version_id, j.value ->> 'statement' as row_no, max(j.value ->> 'level') as value
          from ${answers} g, json_each(g.response, '$.ratings') j group by g.version_id, g.one, row_no)) t`,
    )
    .where(sql`t.rated >= ${leastShown}`)
    .groupBy(sql`t.version_id, t.row_no, t.value`)
    .limit(20_000)

/** One voice a person and choice, whatever was sent. */
const choicesQuery = (db: Database, answers: Answers) =>
  db
    .select(tally)
    .from(
      sql`(select distinct g.version_id, g.one, 0 as row_no, j.value as value from ${answers} g, json_each(
        case when json_type(g.response, '$.choices') = 'array' then json_extract(g.response, '$.choices')
          else json_array(g.response ->> 'choice') end) j where j.value is not null) t`,
    )
    .groupBy(sql`t.version_id, t.value`)
    .limit(10_000)

const textsQuery = (db: Database, answers: Answers, most: number) =>
  db
    .select({ versionId: sql<string>`t.version_id`.as('version_id'), text: sql<string>`t.said`.as('said') })
    .from(
      sql`(select g.version_id, g.response ->> 'text' as said,
        row_number() over (partition by g.version_id order by length(g.response ->> 'text') desc, g.response ->> 'text') as place
        from ${answers} g where trim(coalesce(g.response ->> 'text', '')) <> '') t`,
    )
    .where(sql`t.place <= ${most}`)
    .orderBy(sql`t.version_id, t.place`)
    .limit(20_000)
