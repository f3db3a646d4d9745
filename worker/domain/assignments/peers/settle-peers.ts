import { sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { Tenant } from '../../../../tenants/tenant'
import { anyOf } from '../../../db/insert-many'
import { events, peerRounds, submissions } from '../../../db/schema'
import { newId } from '../../../lib/ids'
import { pointsOfPeers, withReviewing } from '../../../lib/peer-review'
import { regradeStatements } from '../../grades'
import type { Round } from './round-queries'

const MINUTE = 60_000
type Settling = Round & { round: NonNullable<Round['round']> }

/**
 * What the peers' marks make, once reviewing is over: grades, unless they only advise, and for nothing that somebody who marks has
 * given a mark. Whoever still has time waits for their own end. Empty where all of it stands already.
 */
export function settleStatements(tenant: Tenant, round: Settling): BatchItem<'sqlite'>[] {
  const { db } = tenant
  const at = tenant.now()
  const { itemId, courseId } = round
  const isFirst = round.round.settledAt === null
  const graded = round.isLocked ? [] : gradesOf(round, at)
  const works = new Set(graded.map(({ workId }) => workId))
  const unmarked = round.works.filter(({ id, markedAt }) => works.has(id) && markedAt === null).map(({ id }) => id)
  const changed = graded.filter(({ isSame }) => !isSame)
  // Every review of it has been left out: it waits for whoever marks.
  const counted = new Set(countedOf(round).map(({ submissionId }) => submissionId))
  const bare =
    round.peers.makes === 'advisory'
      ? []
      : round.works.filter(({ id, isMarked, markedAt }) => !isMarked && markedAt !== null && !counted.has(id))
  if (!isFirst && !changed.length && !unmarked.length && !bare.length) return []
  const run = newId()
  const list = changed.map(({ enrollmentId, score, workId }) => ({
    enrollmentId,
    score,
    maxPoints: worthOf(round),
    sourceId: workId,
    isKept: false,
  }))
  const given = JSON.stringify(changed.map(({ enrollmentId }) => enrollmentId))
  const authors = JSON.stringify(
    round.authors.flatMap(({ workId, enrollmentId, isAuthor }) =>
      isAuthor && counted.has(workId) ? [enrollmentId] : [],
    ),
  )
  const workOf = sql`coalesce(${submissions.leadId}, ${submissions.id})`
  const told = (name: string, key: string, who: string) =>
    db
      .insert(events)
      .select(
        sql`select null, ${name}, ${itemId}, ${key} || j.value, null,
          json_object('enrollmentId', j.value, 'itemId', ${itemId}, 'courseId', ${courseId}), ${at} from json_each(${who}) j where 1`,
      )
      .onConflictDoNothing()
  return [
    db
      .update(peerRounds)
      .set({ settledAt: sql`coalesce(${peerRounds.settledAt}, ${at})` })
      .where(sql`${peerRounds.itemId} = ${itemId}`),
    ...(changed.length
      ? [
          ...regradeStatements(db, list, { itemId, courseId, run, reason: 'peers', actorId: null, at }),
          told('grade.given', `${run}:`, given),
        ]
      : []),
    db
      .update(submissions)
      .set({ markedAt: at })
      .where(
        sql`${workOf} in ${anyOf(unmarked)} and ${submissions.markedAt} is null and ${submissions.submittedAt} is not null`,
      ),
    db
      .update(submissions)
      .set({ markedAt: null })
      .where(sql`${workOf} in ${anyOf(bare.map(({ id }) => id))}`),
    told('peer-review.received', '', authors),
  ]
}

const worthOf = ({ maxPoints }: Round) => maxPoints ?? 100

const countedOf = ({ pairs }: Round) =>
  pairs.filter(
    ({ doneAt, excludedAt, takenAt, points }) =>
      doneAt !== null && excludedAt === null && takenAt === null && points !== null,
  )

function gradesOf(round: Settling, now: number) {
  const { peers, authors, learners, works, pairs } = round
  if (peers.makes === 'advisory') return []
  const received = Map.groupBy(countedOf(round), ({ submissionId }) => submissionId)
  const asked = Map.groupBy(
    pairs.filter(({ takenAt }) => takenAt === null),
    ({ reviewerId }) => reviewerId,
  )
  const open = new Map(works.filter(({ isMarked }) => !isMarked).map((work) => [work.id, work]))
  const worth = worthOf(round)
  return authors.flatMap(({ workId, enrollmentId, isAuthor, number }) => {
    const person = learners.find((one) => one.enrollmentId === enrollmentId)
    const points = (received.get(workId) ?? []).map((one) => one.points!)
    const ofWork = pointsOfPeers(peers.makes, points)
    if (!isAuthor || !person || !open.has(workId) || ofWork === null) return []
    // Who was in a group and then handed in alone gets the grade of the latter.
    if (authors.some((one) => one.enrollmentId === enrollmentId && one.isAuthor && one.number > number)) return []
    const own = asked.get(enrollmentId) ?? []
    const done = own.filter((one) => one.doneAt !== null && one.excludedAt === null).length
    const hasTime = person.endsAt !== null && person.endsAt + MINUTE > now
    if (peers.reviewingPercent > 0 && hasTime && done < own.length) return []
    const score = withReviewing(Math.min(ofWork, worth), { done, asked: own.length }, peers.reviewingPercent, worth)
    const isSame = person.final !== null && person.raw === score && person.maxPoints === worth
    return [{ enrollmentId, workId, score, isSame }]
  })
}
