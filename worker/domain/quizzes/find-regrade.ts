import { asc, eq, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { attempts, questionVersions, quizQuestions, rulings, users } from '../../db/schema'
import { NotFound } from '../../errors'
import { plainText } from '../../lib/markdown'
import { type AcceptedAnswer, mostPlanned, type RulingData, type RulingKind, rulingKinds } from '../../lib/rulings'
import { itemToEdit, itemToEditQuery } from '../courses'
import type { Actor } from '../policy'
import { checkedRuling } from './checked-ruling'
import { givenAnswers, textOf } from './given-answers'
import { planRegrade, type RegradePlan } from './plan-regrade'
import { isByHand, isUnscored, type Question } from './questions'
import { takesAlternatives } from './questions/accepted'
import { quizQuery } from './quiz-queries'
import { type RecountingAnswers, recountedLearners, recountingQueries } from './read-recounting'
import type { Ruling } from './ruled-marks'
import { rulingsQuery, toRuling } from './rulings-queries'

/** Of what was answered to one question, so many different answers are looked at. */
const DIFFERENT = 500

export type RulingDraft = { versionId: string; kind: RulingKind; answers?: AcceptedAnswer[]; keepsBest?: boolean }
/** What would change: a further ruling, or one that holds no more. */
export type RulingChange = RulingDraft | { takeBack: string }

const latest = alias(questionVersions, 'latest')

/** Every version that attempts at a quiz ask, those under way as well, with the one by which it could be marked now. */
const askedQuery = (db: Database, itemId: string) => {
  const asked = sql`(select j.value ->> 'versionId' as version_id, count(a.submitted_at) as n, max(j.value ->> 'points') as points
    from attempts a, json_each(a.asked) j where a.item_id = ${itemId} group by 1)`
  return db
    .select({
      versionId: questionVersions.id,
      questionId: questionVersions.questionId,
      number: questionVersions.number,
      kind: questionVersions.kind,
      body: questionVersions.body,
      attempts: sql<number>`asked.n`.as('asked_attempts'),
      points: sql<number>`asked.points`.as('asked_points'),
      latest: { id: latest.id, kind: latest.kind, body: latest.body },
      nowPoints: quizQuestions.points,
    })
    .from(sql`${asked} asked`)
    .innerJoin(questionVersions, sql`${questionVersions.id} = asked.version_id`)
    .leftJoin(
      quizQuestions,
      sql`${quizQuestions.itemId} = ${itemId} and ${quizQuestions.questionId} = ${questionVersions.questionId}`,
    )
    .innerJoin(
      latest,
      sql`${latest.id} = coalesce(${quizQuestions.versionId}, (select v.id from question_versions v
        where v.question_id = ${questionVersions.questionId} order by v.number desc limit 1))`,
    )
    .orderBy(asc(quizQuestions.position), asc(questionVersions.questionId), asc(questionVersions.number))
    .limit(500)
}

type AskedRow = Awaited<ReturnType<typeof askedQuery>>[number]

const namedRulingsQuery = (db: Database, itemId: string) =>
  db
    .select({ id: rulings.id, by: users.name, revoker: sql<string | null>`revoker.name`.as('revoker') })
    .from(rulings)
    .leftJoin(users, eq(users.id, rulings.createdBy))
    .leftJoin(sql`users revoker`, sql`revoker.id = ${rulings.revokedBy}`)
    .where(eq(rulings.itemId, itemId))
    .limit(1_000)

const givenQuery = (db: Database, itemId: string, versionId: string) =>
  db
    .select({
      response: sql<unknown>`given.response`.mapWith(JSON.parse).as('given_response'),
      count: sql<number>`count(*)`.as('given_count'),
    })
    .from(
      // What was tried and given up, too: somebody may have been wronged by it.
      sql`(select attempt_id, response from responses where version_id = ${versionId}
        union select attempt_id, response from response_tries where version_id = ${versionId}) given`,
    )
    .innerJoin(attempts, sql`${attempts.id} = given.attempt_id`)
    .where(sql`${attempts.itemId} = ${itemId} and ${attempts.submittedAt} is not null`)
    .groupBy(sql`given.response`)
    .orderBy(sql`count(*) desc`)
    .limit(DIFFERENT)

/**
 * What was asked in a quiz, how it is marked otherwise, what was answered to one question, and what a change of that would do. A
 * change that cannot be made is Invalid. NotFound for everybody but who edits the course.
 */
export async function findRegrade(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  { versionId = '', change }: { versionId?: string; change?: RulingChange } = {},
) {
  const { db } = tenant
  const looked = change ? ('versionId' in change ? change.versionId : '') : versionId
  const [rows, [quiz], asked, ruled, names, given, ...answers] = await db.batch([
    itemToEditQuery(db, itemId),
    quizQuery(db, itemId),
    askedQuery(db, itemId),
    rulingsQuery(db, eq(rulings.itemId, itemId) as SQL),
    namedRulingsQuery(db, itemId),
    givenQuery(db, itemId, looked || versionId),
    ...recountingQueries(db, itemId, { most: change ? mostPlanned + 1 : 0, alsoVersion: looked }),
  ])
  const found = itemToEdit(actor, rows)
  if (!quiz || quiz.survey) throw new NotFound()
  const inForce = ruled.filter(({ ruling }) => ruling.revokedAt === null).map(toRuling)
  const questions = asked.map((row) => toAsked(row, inForce))
  const chosen = questions.find((one) => one.versionId === (looked || versionId)) ?? null
  const nameOf = new Map(names.map((row) => [row.id, row]))
  const made = ruled
    .map(({ ruling }) => {
      const about = questions.find((one) => one.versionId === ruling.versionId) ?? null
      return {
        ...ruling,
        asked: about,
        /** What is accepted, as it is read in a list. */
        texts: (ruling.data.answers ?? []).map(({ values }) =>
          about ? textOf(about.question, values) : values.join(' · '),
        ),
        by: nameOf.get(ruling.id)?.by ?? null,
        revoker: nameOf.get(ruling.id)?.revoker ?? null,
      }
    })
    .reverse()
  return {
    item: found.item,
    course: found.course,
    quiz,
    questions,
    rulings: made,
    chosen: chosen && { ...chosen, given: givenAnswers(chosen.question, given, chosen.rulings) },
    /** Refused later than found, so that a form can say why. */
    plan: () => (change ? plan(answers as unknown as RecountingAnswers, questions, inForce, change) : null),
  }
}

export type RegradePage = Awaited<ReturnType<typeof findRegrade>>
export type AskedVersion = ReturnType<typeof toAsked>

function toAsked({ kind, body, latest, ...row }: AskedRow, inForce: Ruling[]) {
  const question = { kind, body } as Question
  const isNewer = latest.id !== row.versionId || (row.nowPoints !== null && row.nowPoints !== row.points)
  const kinds = isUnscored(kind)
    ? []
    : rulingKinds.filter((one) => isPossible(one, question, isNewer && latest.kind === kind))
  return {
    ...row,
    question,
    prompt: plainText(question.body.prompt).slice(0, 200),
    /** By which it could be marked again. */
    newest: {
      versionId: latest.id,
      points: row.nowPoints,
      question: { kind: latest.kind, body: latest.body } as Question,
    },
    /** What can be ruled about it. */
    kinds,
    /** What is. */
    rulings: inForce.filter(({ versionId }) => versionId === row.versionId),
  }
}

const isPossible = (kind: RulingKind, question: Question, isNewer: boolean) =>
  kind === 'accept' ? takesAlternatives(question) : kind === 'newest' ? isNewer && !isByHand(question.kind) : true

export type DryRun = RegradePlan & {
  /** More learners have handed in than were looked at. */
  isCut: boolean
  data: RulingData
}

function plan(answers: RecountingAnswers, asked: AskedVersion[], inForce: Ruling[], change: RulingChange): DryRun {
  const [[found]] = answers
  let then: Ruling[]
  let data: RulingData = {}
  if ('takeBack' in change) {
    if (!inForce.some(({ id }) => id === change.takeBack)) throw new NotFound()
    then = inForce.filter(({ id }) => id !== change.takeBack)
  } else {
    const { versionId, kind } = change
    const ruling = checkedRuling(asked, inForce, change)
    data = ruling.data
    then = [...inForce, { id: '', versionId, kind, ...ruling }]
  }
  const now = recountedLearners(answers)
  const planned = planRegrade(
    now.slice(0, mostPlanned),
    recountedLearners(answers, () => then),
    found?.isLocked ?? false,
  )
  return { ...planned, isCut: now.length > mostPlanned, data }
}
