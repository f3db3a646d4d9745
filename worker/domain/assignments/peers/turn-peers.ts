import { and, eq, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { Tenant } from '../../../../tenants/tenant'
import { isUniqueViolation } from '../../../db/conflict'
import { anyOf, insertAll } from '../../../db/insert-many'
import { insist, isInsisted } from '../../../db/insist'
import { assignments, events, marks, peerReviews, peerRounds, timers } from '../../../db/schema'
import { allotReviews } from '../../../lib/allot-reviews'
import { newId } from '../../../lib/ids'
import { peersOpenAt } from '../../../lib/peer-review'
import { later } from '../../deadlines'
import { settleLateness } from '../settle-lateness'
import { type Round, readRound } from './round-queries'
import { settleStatements } from './settle-peers'

const MOST_TRIES = 8
const MINUTE = 60_000
export const peersJob = 'peers.turn'

type Statements = BatchItem<'sqlite'>[]

/**
 * Brings the reviewing of an assignment to where it should be now: begins it, deals out what nobody has yet, takes back what lost
 * its reader or its work, makes grades once it is over; and sets the clock for what comes next. Done twice, or by many at once, it
 * is done once.
 */
export async function turnPeers(tenant: Tenant, itemId: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    const round = await readRound(tenant, itemId)
    if (!round) return stopClock(tenant, itemId)
    try {
      return await turn(tenant, round)
    } catch (error) {
      if (tries === MOST_TRIES || !(isInsisted(error) || isUniqueViolation(error))) throw error
    }
  }
}

/** The same for everything in a course, or in all of somebody's; `begun`: only where reviewing goes on. */
export async function turnPeersOf(
  tenant: Tenant,
  whose: ({ courseId: string } | { userId: string }) & { begun?: boolean },
): Promise<void> {
  const courses =
    'courseId' in whose
      ? sql`(${whose.courseId})`
      : sql`(select course_id from enrollments where user_id = ${whose.userId})`
  const rows = await tenant.db
    .select({ itemId: assignments.itemId })
    .from(assignments)
    .where(
      sql`${assignments.peers} is not null and ${assignments.itemId} in (select id from items
        where course_id in ${courses} and deleted_at is null)
        and ${whose.begun ? sql`exists (select 1 from peer_rounds r where r.item_id = ${assignments.itemId})` : sql`1`}`,
    )
    .limit(300)
  for (const { itemId } of rows) await turnPeers(tenant, itemId)
}

async function turn(tenant: Tenant, round: Round): Promise<void> {
  const { db } = tenant
  const { itemId } = round
  const now = tenant.now()
  const opensAt = peersOpenAt(round.peers, round.dueAt)
  if (!round.round && (opensAt === null || round.publishedAt === null)) return stopClock(tenant, itemId)
  if (!round.round && opensAt! > now) return setClock(tenant, itemId, opensAt!)

  const openedAt = round.round?.openedAt ?? now
  // Work that is due at 23:59 is reviewed until 23:59, too.
  const endsAt = later(Math.floor(openedAt / MINUTE) * MINUTE - MINUTE, round.peers.days, 0, round.zone)
  const isOver = now >= endsAt + MINUTE
  const dealt = isOver ? [] : dealStatements(tenant, round)
  const settled = isOver && round.round ? settleStatements(tenant, { ...round, round: round.round }) : []
  const isMoved = round.round?.endsAt !== endsAt
  const next = nextLook(round, endsAt, now)
  const clock = next === null ? clockDone(tenant, itemId) : clockAt(tenant, itemId, next)
  if (!isMoved && !dealt.length && !settled.length) {
    await clock
  } else {
    await db.batch([
      insist(
        db,
        sql`coalesce((select revision from peer_rounds where item_id = ${itemId}), -1) = ${round.round?.revision ?? -1}`,
      ),
      db
        .insert(peerRounds)
        .values({ itemId, revision: 1, openedAt, endsAt })
        .onConflictDoUpdate({ target: peerRounds.itemId, set: { revision: sql`${peerRounds.revision} + 1`, endsAt } }),
      ...dealt,
      ...settled,
      clock,
    ])
    if (settled.length) await settleLateness(tenant, { itemId }, { actorId: null })
    await tenant.queue.send('drain')
  }
  // The first turn knows of no round yet: what is over by now is settled in the next.
  const again = !round.round && isOver ? now : next
  if (again !== null) await tenant.clock.wakeAt(again)
}

/** Who gets something to review now, and what is taken back; empty where nothing changes. */
function dealStatements(tenant: Tenant, round: Round): Statements {
  const { db } = tenant
  const { itemId, courseId, peers, works, authors, learners, pairs } = round
  const handedIn = new Set(
    authors.flatMap(({ workId, enrollmentId, isAuthor }) =>
      isAuthor && works.some(({ id }) => id === workId) ? [enrollmentId] : [],
    ),
  )
  const never = Map.groupBy(authors, ({ enrollmentId }) => enrollmentId)
  const taken = Map.groupBy(
    pairs.filter(({ takenAt }) => takenAt !== null),
    ({ reviewerId }) => reviewerId,
  )
  const extra = Map.groupBy(
    pairs.filter(({ byHand, takenAt }) => byHand && takenAt === null),
    ({ reviewerId }) => reviewerId,
  )
  const reviewers = learners
    .filter(({ enrollmentId }) => peers.everyone || handedIn.has(enrollmentId))
    .map(({ enrollmentId: id }) => ({
      id,
      never: [
        ...(never.get(id) ?? []).map(({ workId }) => workId),
        ...(taken.get(id) ?? []).map((one) => one.submissionId),
      ],
      // What somebody is asked for by hand comes on top.
      asked: Math.max(0, peers.reviews - (taken.get(id)?.length ?? 0)) + (extra.get(id)?.length ?? 0),
    }))
  const active = pairs.filter(({ takenAt }) => takenAt === null)
  const { add, drop } = allotReviews({
    reviewers,
    works: works.map(({ id }) => id),
    standing: active.map(({ reviewerId, submissionId, byHand, doneAt, isBegun }) => ({
      reviewer: reviewerId,
      work: submissionId,
      fixed: byHand || doneAt !== null || isBegun,
    })),
    seed: itemId,
  })
  // What was begun by somebody who is gone, or of work that is, will not be done any more.
  const here = new Set(learners.map(({ enrollmentId }) => enrollmentId))
  const there = new Set(works.map(({ id }) => id))
  const lost = active.filter(
    ({ doneAt, reviewerId, submissionId }) => doneAt === null && !(here.has(reviewerId) && there.has(submissionId)),
  )
  const gone = active.filter(({ reviewerId, submissionId }) =>
    drop.some(({ reviewer, work }) => reviewer === reviewerId && work === submissionId),
  )
  const ids = [...new Set([...lost, ...gone].map(({ id }) => id))]
  if (!add.length && !ids.length) return []
  const at = tenant.now()
  const rows = add.map(({ reviewer, work }) => ({
    id: newId(),
    itemId,
    submissionId: work,
    reviewerId: reviewer,
    createdAt: at,
  }))
  const told = JSON.stringify([...new Set(rows.map(({ reviewerId }) => reviewerId))])
  const run = newId()
  return [
    ...(ids.length
      ? [
          // Begun since it was read: it stays, and the next turn decides anew.
          insist(
            db,
            sql`not exists (select 1 from peer_reviews p where p.id in ${anyOf(gone.map(({ id }) => id))} and (p.done_at is not null
              or exists (select 1 from marks m where m.subject_kind = 'review' and m.subject_id = p.id)))`,
          ),
          db.delete(peerReviews).where(sql`${peerReviews.id} in ${anyOf(ids)} and ${peerReviews.doneAt} is null`),
          db
            .delete(marks)
            .where(
              sql`${marks.subjectKind} = 'review' and ${marks.subjectId} in ${anyOf(ids)} and ${marks.given} is null`,
            ),
        ]
      : []),
    ...insertAll(db, peerReviews, rows),
    db.insert(events).select(
      sql`select null, 'peer-review.asked', ${itemId}, ${run} || ':' || j.value, null,
        json_object('enrollmentId', j.value, 'itemId', ${itemId}, 'courseId', ${courseId}), ${at} from json_each(${told}) j`,
    ),
  ]
}

/** The end, or that of somebody for whom it is later and who has something open still; null where nothing comes. */
function nextLook({ learners, pairs, round }: Round, endsAt: number, now: number): number | null {
  if (now < endsAt + MINUTE) return endsAt + MINUTE
  const open = new Set(pairs.flatMap((one) => (one.doneAt === null && one.takenAt === null ? [one.reviewerId] : [])))
  const ends = learners.flatMap(({ enrollmentId, endsAt: own }) =>
    round && own !== null && open.has(enrollmentId) && own + MINUTE > now ? [own + MINUTE] : [],
  )
  return ends.length ? Math.min(...ends) : null
}

const clockAt = ({ db }: Tenant, itemId: string, dueAt: number) =>
  db
    .insert(timers)
    .values({ id: newId(), job: peersJob, subjectId: itemId, dueAt })
    .onConflictDoUpdate({ target: [timers.job, timers.subjectId], set: { dueAt, doneAt: null } })

const clockDone = ({ db, now }: Tenant, itemId: string) =>
  db
    .update(timers)
    .set({ doneAt: now() })
    .where(and(eq(timers.job, peersJob), eq(timers.subjectId, itemId)))

async function stopClock(tenant: Tenant, itemId: string): Promise<void> {
  await clockDone(tenant, itemId)
}

async function setClock(tenant: Tenant, itemId: string, dueAt: number): Promise<void> {
  await clockAt(tenant, itemId, dueAt)
  await tenant.clock.wakeAt(dueAt)
}
