import { asc, eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { enrollments, participants, peerReviews, users } from '../../db/schema'
import { giveReview, releaseMark, saveReview, setPeers, turnPeers } from '../../domain/assignments'
import type { Actor } from '../../domain/policy'
import { newPeerSettings } from '../../lib/peer-review'
import { at } from '.'
import { hand, madeIn, openTo } from './work'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Work that is done together, marked without names, and reviewed by those who learn beside one. */
export async function fillPeers(
  tenant: Tenant,
  teaching: Actor,
  { courseId, learners }: { courseId: string; learners: Actor[] },
  now: number,
): Promise<void> {
  const make = await madeIn(at(tenant, now - 10 * DAY_MS), teaching, courseId)
  const together = await make('A table at your table', {
    groupWork: 'groups',
    instructions: 'Agree on one list that your table keeps every week, and say who looks after which column.',
    dueAt: now + 6 * DAY_MS,
    maxPoints: 10,
  })
  const those = await openTo(at(tenant, now - 9 * DAY_MS), learners, together)
  const shared = await hand(at(tenant, now - 4 * DAY_MS), those[0]!, together, 'We keep the list of returned bottles.')
  await releaseMark(at(tenant, now - 3 * DAY_MS), teaching, shared, { points: 9, comment: 'Clear for everybody.' })

  const nameless = await make('What did you check twice?', {
    anonymous: true,
    instructions: 'Tell of one number that you looked at twice, and why. Leave your name out of the text.',
    dueAt: now + 3 * DAY_MS,
    maxPoints: 5,
  })
  const checks = ['The deposit, because two people had typed it.', 'The sum of Friday: it was that of Thursday.']
  for (const [place, text] of checks.entries())
    await hand(at(tenant, now - (2 - place) * DAY_MS), those[place]!, nameless, text)

  await numberInOrder(tenant, nameless)
  await fillReviews(tenant, teaching, those, { make, now })
}

/** The same numbers on every run, in place of those that were drawn. */
async function numberInOrder({ db }: Tenant, itemId: string): Promise<void> {
  const drawn = await db
    .select({ enrollmentId: participants.enrollmentId })
    .from(participants)
    .innerJoin(enrollments, eq(enrollments.id, participants.enrollmentId))
    .innerJoin(users, eq(users.id, enrollments.userId))
    .where(eq(participants.itemId, itemId))
    .orderBy(asc(users.email))
  await db.delete(participants).where(eq(participants.itemId, itemId))
  const rows = drawn.map(({ enrollmentId }, place) => ({ itemId, enrollmentId, number: 7 + 5 * place }))
  for (const row of rows) await db.insert(participants).values(row)
}

type Make = Awaited<ReturnType<typeof madeIn>>

async function fillReviews(
  tenant: Tenant,
  teaching: Actor,
  those: Actor[],
  { make, now }: { make: Make; now: number },
) {
  const dueAt = now - 2 * DAY_MS
  const explained = await make('Explain your table to somebody else', {
    instructions: 'Describe one table of yours so that somebody who has never seen it could fill in the next row.',
    dueAt,
    maxPoints: 10,
  })
  await setPeers(at(tenant, now - 9 * DAY_MS), teaching, explained, {
    ...newPeerSettings,
    reviews: 2,
    reviewingPercent: 20,
  })
  for (const [place, text] of tables.entries())
    if (those[place]) await hand(at(tenant, dueAt - (place + 1) * HOUR_MS), those[place], explained, text)
  await turnPeers(at(tenant, dueAt + 60_000), explained)
  const reviews = await tenant.db
    .select({ id: peerReviews.id, userId: enrollments.userId })
    .from(peerReviews)
    .innerJoin(enrollments, eq(enrollments.id, peerReviews.reviewerId))
    .where(eq(peerReviews.itemId, explained))
    .orderBy(asc(enrollments.userId), asc(peerReviews.id))
  for (const [place, [points, comment]] of said.entries()) {
    const one = reviews.filter(({ userId }) => userId === those[1 + (place >> 1)]?.id)[place % 2]
    const reviewer = those[1 + (place >> 1)]
    if (one && reviewer) await giveReview(at(tenant, now - DAY_MS), reviewer, explained, one.id, { points, comment })
  }
  const begun = reviews.find(({ userId }) => userId === those[0]!.id)
  const words = { points: null, comment: 'I could fill in a row at once. Only the unit is missing.' }
  if (begun) await saveReview(at(tenant, now - 5 * HOUR_MS), those[0]!, explained, begun.id, words)
}

const tables = [
  'Each row is one delivery. First the day, then the shop, then how many boxes we were given and how many we sent back.',
  'Rows are people, columns are weeks. An x says that somebody had the late shift; a dot, that they swapped it.',
  'One row for each sort of bread. I count in the evening what is left, and the last column says what to bake tomorrow.',
  'Every line is a repair: what broke, who saw it, what it cost. Empty is “not paid yet”, never zero.',
  'I write down each pot, when it was last watered and how much. Red means: ask Ines before you touch it.',
]

const said: [number, string][] = [
  [8, 'Clear from the first line. Say in which unit the boxes are counted.'],
  [9, 'I would know at once what to write. The dot is a good idea.'],
  [6, 'What does the last column hold on a Sunday? The rest is plain.'],
  [8, 'Short and complete.'],
]
