import type { Context } from 'hono'
import { z } from 'zod'
import { findReview, findWorkReviews, standingReview, versionForReview } from '../../domain/assignments'
import type { AppEnv } from '../../env'
import { mostPeer, newPeerSettings, type PeerSettings, peerMakes } from '../../lib/peer-review'
import { choiceJson, rubricVersionJson, toRubricVersion } from './rubric-json'
import { moment, time, toTime, toTimeOrNull } from './shapes'

export const peerSettingsJson = z.object({
  reviews: z.number().describe('So many reviews each.'),
  opensAt: time.nullable().describe('Null: once the due date is over.'),
  days: z.number().describe('So long it lasts.'),
  late: z.boolean().describe('Work that comes late is reviewed, too.'),
  everyone: z.boolean().describe('Whoever hands nothing in reviews as well.'),
  showAuthors: z.boolean(),
  showReviewers: z.boolean(),
  makes: z.enum(peerMakes).describe('How the reviews make the grade.'),
  reviewingPercent: z.number().describe('Part of the points for the reviews that are done of those asked.'),
})
export const toPeerSettings = ({ opensAt, ...rest }: PeerSettings) => ({ ...rest, opensAt: toTimeOrNull(opensAt) })

export const peerSettingsBody = z.object({
  reviews: z.number().int().min(1).max(mostPeer.reviews).default(newPeerSettings.reviews),
  opensAt: moment.nullable().default(null),
  days: z.number().int().min(1).max(mostPeer.days).default(newPeerSettings.days),
  late: z.boolean().default(true),
  everyone: z.boolean().default(false),
  showAuthors: z.boolean().default(false),
  showReviewers: z.boolean().default(false),
  makes: z.enum(peerMakes).default('median'),
  reviewingPercent: z.number().int().min(0).max(100).default(0),
})

export const peerLineJson = z.object({
  enrollmentId: z.string().describe('Empty while names are hidden.'),
  learner: z.object({ id: z.string(), name: z.string() }).describe('Empty while names are hidden.'),
  participant: z.number().nullable(),
  submissionId: z.string().nullable(),
  done: z.number(),
  asked: z.number(),
  received: z.number(),
  expected: z.number(),
  points: z.number().nullable().describe('The median of what was received.'),
  distance: z.number().nullable().describe('Points away from the others, on average.'),
})

export const ownPeersJson = z.object({
  settings: peerSettingsJson.nullable(),
  opensAt: time.nullable(),
  endsAt: time.nullable().describe('For you; null before it has begun.'),
  toDo: z.array(z.object({ id: z.string(), state: z.enum(['open', 'begun', 'done']) })),
  received: z
    .array(
      z.object({
        id: z.string(),
        by: z.string().nullable().describe('Null where names are not shown.'),
        points: z.number().nullable(),
        comment: z.string(),
        choices: z.array(choiceJson),
      }),
    )
    .describe('What others said of your work, once you may read it.'),
})

export const reviewJson = z.object({
  id: z.string(),
  assignmentId: z.string(),
  by: z.string().nullable().describe('Whose work it is; null where names are not shown.'),
  text: z.string(),
  url: z.string(),
  files: z.array(z.object({ id: z.string(), name: z.string(), size: z.number(), type: z.string() })),
  endsAt: time.describe('Until when you may write it.'),
  hindrance: z.string().nullable().describe('Why you cannot write it; null where you can.'),
  doneAt: time.nullable(),
  points: z.number().nullable().describe('What it gives; null until it is given.'),
  written: z.object({ points: z.number().nullable(), comment: z.string(), choices: z.array(choiceJson) }),
  rubric: rubricVersionJson.nullable(),
  revision: z.number(),
})

export async function readReview(c: Context<AppEnv>, itemId: string, reviewId: string) {
  const page = await findReview(c.var.tenant, c.var.actor, itemId, reviewId)
  const { review, work, files, mark } = page
  const version = versionForReview(page)
  const { points, comment, choices } = standingReview(page)
  return {
    id: review.id,
    assignmentId: itemId,
    by: page.by,
    text: work.text,
    url: work.url,
    files: files.map(({ id, name, size, type }) => ({ id, name, size, type })),
    endsAt: toTime(page.endsAt),
    hindrance: page.hindrance,
    doneAt: toTimeOrNull(review.doneAt),
    points: review.points,
    written: { points, comment, choices },
    rubric: version && toRubricVersion(version),
    revision: mark?.revision ?? 0,
  }
}

export const workReviewJson = z.object({
  id: z.string(),
  reviewer: z.string().nullable().describe('Null while names are hidden.'),
  participant: z.number().nullable(),
  points: z.number().nullable(),
  comment: z.string(),
  choices: z.array(choiceJson),
  doneAt: time.nullable(),
  excluded: z.boolean().describe('It counts for nobody.'),
  byHand: z.boolean(),
  distance: z.number().nullable().describe('Points that its reviewer is away from the others, on average.'),
})

export const reviewerBody = z.object({
  reviewerId: z.string().max(64).nullable().describe('An enrollment of `people`; null is nobody.'),
})

export async function readWork(c: Context<AppEnv>, submissionId: string) {
  const { reviews, people } = await findWorkReviews(c.var.tenant, c.var.actor, submissionId)
  return {
    reviews: reviews.map(({ id, name, participant, points, given, doneAt, excludedAt, byHand, distance }) => ({
      id,
      reviewer: name,
      participant,
      points,
      comment: given?.comment ?? '',
      choices: given?.choices ?? [],
      doneAt: toTimeOrNull(doneAt),
      excluded: excludedAt !== null,
      byHand,
      distance,
    })),
    people: people.map(({ id, name, participant, open }) => ({ id, name, participant, open })),
  }
}
