import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { insist } from '../../db/insist'
import { attempts, responses } from '../../db/schema'
import { Conflict } from '../../errors'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import { insistHeldAs, insistUnlocked, refuseLocked } from '../grades'
import type { Actor } from '../policy'
import { refreshEnrollment } from '../progress'
import { percentOfAttempt, rulingsStamp, scoreOf, settleGrade } from '../quizzes'
import {
  draftMarkStatements,
  giveMarkStatements,
  isSameMark,
  type MarkGiven,
  orTaken,
  pointsMissing,
  settleMark,
  whyBroken,
} from '../rubrics'
import {
  findResponseToMark,
  type MarkingWay,
  type ResponsePage,
  type ResponsePlace,
  standingOf,
  versionForResponse,
} from './find-response'

const MOST_TRIES = 5

/** Keeps a mark that is being written; neither the learner nor the score sees anything of it. Gives the revision that it is now. */
export async function saveResponseMark(
  tenant: Tenant,
  actor: Actor,
  place: ResponsePlace,
  given: MarkGiven,
): Promise<{ revision: number }> {
  const { db } = tenant
  const page = await findResponseToMark(tenant, actor, place)
  await refuseLocked(tenant, page.whole.item, page.whole.course)
  const writing = writingOf(tenant, actor, page, given, settled(page, given).content)
  const [, written] = await db.batch([...draftMarkStatements(db, writing)]).catch(orTaken(tenant, writing))
  return { revision: written[0]?.revision ?? writing.revision + 1 }
}

/** Where a marker goes on: the next that waits in the same quiz, if any. */
export type ReleasedResponse = { courseId: string; itemId: string; next: ResponsePlace | null }

/**
 * The points and the comment as the learner gets them; given again they replace what was given. With the last answer of an
 * attempt that waits come its score and its grade.
 */
export async function releaseResponseMark(
  tenant: Tenant,
  actor: Actor,
  place: ResponsePlace,
  given: MarkGiven & MarkingWay,
): Promise<ReleasedResponse> {
  for (let round = 1; ; round++) {
    const page = await findResponseToMark(tenant, actor, place, given)
    const { item, course } = page.whole
    await refuseLocked(tenant, item, course)
    const { content, points } = settled(page, given)
    if (points === null) throw pointsMissing(versionForResponse(page, given.rubricVersionId))
    const released = { courseId: course.id, itemId: item.id, next: nextOf(page) }
    const isSame = page.question.given === points && page.mark?.given?.comment === content.comment
    if (isSame && !page.mark?.draft && isSameMark(page.mark?.given, content)) return released
    const writing = writingOf(tenant, actor, page, given, content)
    try {
      await give(tenant, actor, page, { writing, points })
      return released
    } catch (error) {
      // Another answer of the attempt was marked at this moment: with both it may be whole.
      const why = await whyBroken(tenant, writing, error)
      if (why === 'taken') throw new Conflict('marking.taken')
      if (round === MOST_TRIES) throw new Conflict('error.conflict')
    }
  }
}

type Giving = { writing: ReturnType<typeof writingOf>; points: number }

async function give(tenant: Tenant, actor: Actor, page: ResponsePage, { writing, points }: Giving): Promise<void> {
  const { attempt, item, course, enrollment, learner, questions } = page.whole
  const { versionId, given: before } = page.question
  const { db } = tenant
  const at = tenant.now()
  const marks = questions.map((one) => ({ ...one, given: one.versionId === versionId ? points : pointsOf(one) }))
  const { score, maxScore, toMark } = scoreOf(marks)
  const marked = { ...attempt, score, maxScore, toMark, markedAt: at }
  const ids = { enrollmentId: enrollment.id, itemId: item.id, courseId: course.id }
  const { statements, showAt } = settleGrade(tenant, page.whole, marked, { at, by: actor, markedBy: actor.id })
  await db.batch([
    insistUnlocked(db, item.id),
    insistHeldAs(db, item),
    insistSameMarks(tenant, page),
    // Two markers who read the same mark cannot both replace it.
    recordEvent(db, 'attempt.marked', attempt.id, {
      key: `${versionId}:${page.mark?.revision ?? 0}`,
      actorId: actor.id,
      payload: { ...ids, userId: learner.id, toMark, percent: percentOfAttempt(marked) },
      at,
    }),
    ...giveMarkStatements(db, writing),
    db
      .insert(responses)
      .values({ attemptId: attempt.id, versionId, revision: 0, response: null, savedAt: at, points })
      .onConflictDoUpdate({ target: [responses.attemptId, responses.versionId], set: { points } }),
    db.update(attempts).set({ score, maxScore, toMark, markedAt: at }).where(eq(attempts.id, attempt.id)),
    ...statements,
    ...(toMark === 0 && attempt.toMark > 0 ? [refreshEnrollment(tenant, enrollment.id)] : []),
    recordAudit(tenant, actor, 'response.mark', {
      kind: 'attempt',
      id: attempt.id,
      before: { question: page.question.number, points: before },
      after: { question: page.question.number, points },
    }),
  ])
  if (showAt !== null) await tenant.clock.wakeAt(showAt)
  await tenant.queue.send('drain')
}

/** What was never answered has no row, and no points. */
const pointsOf = ({ given, revision }: ResponsePage['question']) =>
  given === null && revision > 0 ? null : (given ?? 0)

/** Breaks the batch where another answer of the attempt was marked since it was read, or it is marked otherwise now. */
function insistSameMarks({ db }: Tenant, { whole: { attempt, questions, stamp } }: ResponsePage) {
  const sum = questions.reduce((all, one) => all + (pointsOf(one) ?? 0), 0)
  const open = questions.filter((one) => pointsOf(one) === null).length
  return insist(
    db,
    sql`(select count(*) - count(r.points) = ${open} and abs(total(r.points) - ${sum}) < 1e-6
      from responses r where r.attempt_id = ${attempt.id})
      and (select a.score is ${attempt.score} and a.to_mark = ${attempt.toMark} from attempts a where a.id = ${attempt.id})
      and ${rulingsStamp(attempt.itemId)} = ${stamp}`,
  )
}

const settled = (page: ResponsePage, given: MarkGiven) =>
  settleMark(
    {
      worth: page.question.points,
      version: versionForResponse(page, given.rubricVersionId),
      standing: standingOf(page),
    },
    given,
  )

const writingOf = (
  tenant: Tenant,
  actor: Actor,
  { whole, question, mark }: ResponsePage,
  given: MarkGiven,
  content: ReturnType<typeof settled>['content'],
) => ({
  subject: { kind: 'response' as const, id: `${whole.attempt.id}:${question.versionId}` },
  content,
  revision: given.revision ?? mark?.revision ?? 0,
  actorId: actor.id,
  at: tenant.now(),
})

function nextOf({ awaiting, whole, question }: ResponsePage): ResponsePlace | null {
  const isThis = (one: ResponsePlace) => one.attemptId === whole.attempt.id && one.versionId === question.versionId
  const place = awaiting.findIndex(isThis)
  const others = awaiting.filter((one) => !isThis(one))
  return others[Math.max(0, place)] ?? others[0] ?? null
}
