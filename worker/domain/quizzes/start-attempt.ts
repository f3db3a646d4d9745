import { sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { MessageKey } from '../../../views/translate'
import { isUniqueViolation } from '../../db/conflict'
import { insist, isInsisted } from '../../db/insist'
import { type Asked, attempts as attemptRows } from '../../db/schema'
import { Conflict, Forbidden, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import type { PageKind, QuizSection } from '../../lib/quiz-sections'
import { together } from '../../lib/together'
import { itemAccess, itemQueries, splitOutline } from '../courses'
import { attemptEnd, attemptTakenUntil, quizFor } from '../deadlines'
import { candidatesQuery, drawQuestions } from '../draws'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { recordPresence, recordStart } from '../progress'
import { type Bringing, checkAdmission } from './admission'
import { logged } from './attempt-log'
import { closingTimer } from './attempt-times'
import { type Hindrance, hindranceOf, possibleFrom } from './find-quiz'
import { alwaysShuffles, drawValues, isByHand, isUnscored, type Question, shuffledChoices } from './questions'
import {
  type Attempt,
  attemptsQuery,
  inOrder,
  ownQuiz,
  type Quiz,
  quizDrawsQuery,
  quizForQuery,
  quizQuestionsQuery,
  roundPoints,
} from './quiz-queries'
import { checks } from './read-result'

const reasons: Record<Exclude<Hindrance, 'staff' | 'observer'>, MessageKey> = {
  locked: 'quizzes.isLocked',
  'read-only': 'quizzes.isReadOnly',
  empty: 'quizzes.isEmpty',
  'none-left': 'quizzes.noneLeft',
  closed: 'quizzes.isClosed',
  'not-open': 'quizzes.notOpenYet',
  'too-soon': 'quizzes.tooSoon',
  'too-late': 'quizzes.tooLate',
}

/**
 * Begins an attempt and pins what it asks, in which order, and when its time is up. An attempt that is under way is given back, and a second click
 * gets the first one's: UNIQUE (enrollment, item, number).
 */
export async function startAttempt(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  bringing: Bringing = { code: '', address: '' },
): Promise<{ id: string }> {
  const { db } = tenant
  const [rows, [[found], asked, draws, candidates, mine]] = splitOutline(
    await db.batch([
      ...itemQueries(db, actor, itemId),
      quizForQuery(db, itemId, actor.id),
      quizQuestionsQuery(db, itemId),
      quizDrawsQuery(db, itemId),
      candidatesQuery(db, [itemId], { withBodies: true }),
      attemptsQuery(db, actor.id, itemId),
    ]),
  )
  const access = itemAccess(rows, actor, itemId, tenant.now())
  if (!found) throw new NotFound()
  const { quiz } = ownQuiz(found)
  const before = mine.map(({ attempt }) => attempt)
  const open = before.find((attempt) => attempt.submittedAt === null)
  if (open) return open
  const at = tenant.now()
  const worth = (one: { points: number }) => (quiz.survey ? 0 : one.points)
  const groups = ask(quiz, asked, draws, candidates).map((group) => ({
    ...group,
    list: group.list.map((one) => ({ ...one, points: worth(one) })),
  }))
  const questions = groups.flatMap(({ list }) => list)
  const hindrance = hindranceOf(access, quiz, before, questions.length, at)
  if (hindrance === 'staff' || hindrance === 'observer') throw new Forbidden()
  const when = possibleFrom(hindrance, quiz, before)
  if (hindrance) throw new Conflict(reasons[hindrance], when === null ? {} : { when: new Date(when).toISOString() })

  await checkAdmission(tenant, actor, quiz, bringing)
  const enrollmentId = access.enrollment!.id
  const attempt = {
    id: newId(),
    enrollmentId,
    itemId,
    number: (before.at(-1)?.number ?? 0) + 1,
    ...pin(quiz, groups),
    startedAt: at,
    maxScore: roundPoints(questions.reduce((sum, { points }) => sum + points, 0)),
  }
  // Said by the quiz as it is inside the batch, so that a change of its settings at this moment is not missed.
  const ofQuiz = (end: ReturnType<typeof attemptEnd>) =>
    sql`(select ${end} from ${quizFor(sql`${itemId}`, sql`${actor.id}`)} q)`
  try {
    const [[begun]] = await db.batch([
      db
        .insert(attemptRows)
        .values({ ...attempt, endsAt: ofQuiz(attemptEnd(at)), takenUntil: ofQuiz(attemptTakenUntil(at)) })
        .returning({ takenUntil: attemptRows.takenUntil }),
      // Who began something graded is not asked by a survey, nor the other way round.
      insist(db, sql`(select q.survey is ${quiz.survey} from quizzes q where q.item_id = ${itemId})`),
      ...(quiz.survey ? [] : [logged(db, attempt.id, { kind: 'started', at, address: bringing.address })]),
      closingTimer(db, sql`o.id = ${attempt.id}`),
      recordEvent(db, 'attempt.started', attempt.id, {
        actorId: actor.id,
        payload: { enrollmentId, itemId, courseId: access.course.id },
        at,
      }),
      recordStart(db, { enrollmentId, itemId }, at),
      recordPresence(db, { enrollmentId, itemId }, at),
    ])
    if (begun?.takenUntil != null) await tenant.clock.wakeAt(begun.takenUntil)
  } catch (error) {
    if (isInsisted(error)) throw new Conflict('error.conflict')
    if (!isUniqueViolation(error)) throw error
    const first = (await attemptsQuery(db, actor.id, itemId)).at(-1)
    if (!first) throw error
    return first.attempt
  }
  return attempt
}

type QuestionRow = { versionId: string; points: number; kind: Question['kind']; body: unknown; draw?: string }
type DrawRow = { id: string; position: string; points: number; count: number }
type CandidateRow = Omit<QuestionRow, 'points'> & { drawId: string; questionId: string }

type Group = { section: QuizSection | null; list: QuestionRow[] }

/** What this attempt asks: the questions of the quiz, and in the place of each draw what chance gives it, by sections that have any. */
function ask(
  { sections }: Quiz,
  rows: (QuestionRow & { position: string })[],
  draws: DrawRow[],
  candidates: CandidateRow[],
): Group[] {
  const drawn = drawQuestions(draws, candidates, random)
  const byId = new Map(candidates.map((one) => [one.questionId, one]))
  const groups: Group[] = [{ section: null, list: [] }]
  for (const part of inOrder<(typeof rows)[number] | DrawRow | QuizSection>([...rows, ...draws, ...sections])) {
    if ('versionId' in part) groups.at(-1)!.list.push(part)
    else if ('count' in part)
      groups
        .at(-1)!
        .list.push(...drawn.get(part.id)!.map((id) => ({ ...byId.get(id)!, points: part.points, draw: part.id })))
    else groups.push({ section: part, list: [] })
  }
  return groups.filter(({ list }) => list.length > 0)
}

/** Everything in the order of this attempt, once and for all: questions never leave their section, nor those that are about the same text. */
function pin(quiz: Quiz, groups: Group[]): Pick<Attempt, 'asked' | 'sections' | 'forwardBy'> {
  const mixed = groups.map(({ section, list }) => {
    const abouts = together(list, ({ body }) => (body as Question['body']).passage)
    const order = quiz.shuffleQuestions || section?.shuffle ? shuffled(abouts) : abouts
    return {
      section,
      asked: pinQuestions(
        quiz,
        order.flatMap((about) => about.list),
      ),
    }
  })
  const isLed = mixed[0]?.section === null
  const order = quiz.shuffleSections
    ? [...(isLed ? mixed.slice(0, 1) : []), ...shuffled(isLed ? mixed.slice(1) : mixed)]
    : mixed
  const sections = order.some(({ section }) => section)
    ? order.map(({ section, asked }) => ({
        title: section?.title ?? '',
        introduction: section?.introduction ?? '',
        count: asked.length,
      }))
    : null
  return { asked: order.flatMap(({ asked }) => asked), sections, forwardBy: forwardBy(quiz, sections) }
}

/** Null where one may go back, and where there is nothing to leave. */
function forwardBy({ navigation, onePage, sectionPages }: Quiz, sections: unknown[] | null): PageKind | null {
  if (navigation !== 'locked' || (onePage && !sectionPages)) return null
  return sectionPages && sections ? 'section' : 'question'
}

const pinQuestions = (quiz: Quiz, rows: QuestionRow[]): Asked =>
  rows.map(({ versionId, points, kind, body, draw }) => {
    const question = { kind, body } as Question
    const order = quiz.shuffleOptions || alwaysShuffles(question) ? shuffledChoices(question, random) : []
    const drawn = drawValues(question, random)
    const wrong = roundPoints((points * quiz.wrongPercent) / 100)
    const mayTry = quiz.tries > 1 && checks(quiz) && !isUnscored(kind) && !isByHand(kind)
    return {
      versionId,
      points,
      ...(order.length ? { order } : {}),
      ...(draw ? { draw } : {}),
      ...(wrong > 0 ? { wrong } : {}),
      ...(drawn ? { drawn } : {}),
      ...(mayTry ? { tries: quiz.tries, each: roundPoints((points * quiz.tryPercent) / 100) } : {}),
    }
  })

function shuffled<T>(list: T[]): T[] {
  const mixed = [...list]
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    ;[mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!]
  }
  return mixed
}

const random = () => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32
