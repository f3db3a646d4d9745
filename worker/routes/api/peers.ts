import type { Context } from 'hono'
import { z } from 'zod'
import {
  askForReview,
  excludeReview,
  findAssignment,
  findAssignmentToEdit,
  findReview,
  findWorkReviews,
  giveReview,
  handOverReview,
  listPeers,
  saveReview,
  setPeers,
  standingReview,
  versionForReview,
} from '../../domain/assignments'
import type { AppEnv } from '../../env'
import { mostPeer, newPeerSettings, type PeerSettings, peerMakes } from '../../lib/peer-review'
import { door } from './door'
import { asked, pageOf, pageQuery } from './page'
import { undoable } from './reversals'
import { choiceJson, rubricVersionJson, toRubricVersion } from './rubric-json'
import { moment, time, toTime, toTimeOrNull } from './shapes'
import { markBody } from './submission-json'

const tag = 'Peer reviews'

const settingsJson = z.object({
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
const toSettings = ({ opensAt, ...rest }: PeerSettings) => ({ ...rest, opensAt: toTimeOrNull(opensAt) })

const settingsBody = z.object({
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

const lineJson = z.object({
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

const ownJson = z.object({
  settings: settingsJson.nullable(),
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

const reviewJson = z.object({
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

async function readReview(c: Context<AppEnv>, itemId: string, reviewId: string) {
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

const workReviewJson = z.object({
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

const reviewerBody = z.object({
  reviewerId: z.string().max(64).nullable().describe('An enrollment of `people`; null is nobody.'),
})

async function readWork(c: Context<AppEnv>, submissionId: string) {
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

const setTo = (settings: PeerSettings | null) => async (c: Context<AppEnv>, itemId: string) => {
  await setPeers(c.var.tenant, c.var.actor, itemId, settings)
  const { assignment } = await findAssignmentToEdit(c.var.tenant, c.var.actor, itemId)
  return { settings: assignment.peers && toSettings(assignment.peers) }
}

/** Learners reviewing each other's work. */
export const peerDoors = [
  door(
    {
      method: 'get',
      path: '/assignments/:id/peers',
      tag,
      summary: 'Who has reviewed and who was reviewed, those with the most to do first; for those who mark',
      scope: 'learning.read',
      query: pageQuery,
      answer: pageOf(lineJson),
    },
    async (c, { param, query }) => {
      const { lines, next, isHidden } = await listPeers(c.var.tenant, c.var.actor, param('id'), asked(query))
      return {
        items: lines.map(({ enrollmentId, learner, ...line }) => ({
          ...line,
          enrollmentId: isHidden ? '' : enrollmentId,
          learner: { id: learner.id, name: learner.name },
        })),
        next,
      }
    },
  ),
  door(
    {
      method: 'put',
      path: '/assignments/:id/peers',
      tag,
      summary: 'Let learners review each other’s work',
      scope: 'courses.write',
      body: settingsBody,
      answer: z.object({ settings: settingsJson.nullable() }),
    },
    async (c, { param, body }) => setTo(body)(c, param('id')),
  ),
  door(
    {
      method: 'delete',
      path: '/assignments/:id/peers',
      tag,
      summary: 'Learners do not review each other any more; what they wrote stays unseen',
      scope: 'courses.write',
      answer: z.object({ settings: settingsJson.nullable() }),
    },
    async (c, { param }) => setTo(null)(c, param('id')),
  ),
  door(
    {
      method: 'get',
      path: '/assignments/:id/reviews',
      tag,
      summary: 'What you are to review, and what others said of your work',
      scope: 'learning.read',
      answer: ownJson,
    },
    async (c, { param }) => {
      const { peers } = await findAssignment(c.var.tenant, c.var.actor, param('id'))
      return {
        settings: peers && toSettings(peers.settings),
        opensAt: toTimeOrNull(peers?.opensAt ?? null),
        endsAt: toTimeOrNull(peers?.round?.endsAt ?? null),
        toDo: peers?.toDo ?? [],
        received: (peers?.received ?? []).map(({ id, by, points, comment, choices }) => ({
          id,
          by,
          points,
          comment,
          choices,
        })),
      }
    },
  ),
  door(
    {
      method: 'get',
      path: '/assignments/:id/reviews/:review',
      tag,
      personal: true,
      summary: 'Work that you review, with what you have written of it',
      scope: 'learning.read',
      answer: reviewJson,
    },
    async (c, { param }) => readReview(c, param('id'), param('review')),
  ),
  door(
    {
      method: 'put',
      path: '/assignments/:id/reviews/:review',
      tag,
      personal: true,
      summary: 'Keep a review that is being written; nobody else sees it. The header Revision says which it is now',
      scope: 'learning.write',
      body: markBody,
    },
    async (c, { param, body }) => {
      const { revision } = await saveReview(c.var.tenant, c.var.actor, param('id'), param('review'), body)
      c.header('Revision', String(revision))
    },
  ),
  door(
    {
      method: 'post',
      path: '/assignments/:id/reviews/:review/submission',
      tag,
      personal: true,
      summary: 'Give a review; until reviewing ends it may be given again',
      scope: 'learning.write',
      body: markBody,
      answer: reviewJson,
    },
    async (c, { param, body }) => {
      await giveReview(c.var.tenant, c.var.actor, param('id'), param('review'), body)
      return readReview(c, param('id'), param('review'))
    },
  ),
  door(
    {
      method: 'get',
      path: '/submissions/:id/reviews',
      tag,
      summary: 'Every review of one work, and who could review it besides; for those who mark',
      scope: 'learning.read',
      answer: z.object({
        reviews: z.array(workReviewJson),
        people: z.array(
          z.object({
            id: z.string(),
            name: z.string().nullable(),
            participant: z.number().nullable(),
            open: z.number().describe('So many reviews they have to do.'),
          }),
        ),
      }),
    },
    async (c, { param }) => readWork(c, param('id')),
  ),
  door(
    {
      method: 'post',
      path: '/submissions/:id/reviews',
      tag,
      summary: 'Ask somebody for a review of this work',
      scope: 'learning.write',
      body: reviewerBody,
    },
    async (c, { param, body }) =>
      undoable(c, 'learning', await askForReview(c.var.tenant, c.var.actor, param('id'), body.reviewerId ?? '')),
  ),
  door(
    {
      method: 'put',
      path: '/assignments/:id/reviews/:review/reviewer',
      tag,
      summary: 'Hand a review that is not done over to somebody else, or take it away',
      scope: 'learning.write',
      body: reviewerBody,
    },
    async (c, { param, body }) => {
      const { tenant, actor } = c.var
      const { actId } = await handOverReview(tenant, actor, param('id'), param('review'), body.reviewerId)
      undoable(c, 'learning', actId)
    },
  ),
  ...([true, false] as const).map((excluded) =>
    door(
      {
        method: excluded ? 'post' : 'delete',
        path: '/assignments/:id/reviews/:review/exclusion',
        tag,
        summary: excluded ? 'Leave a review out: it counts for nobody' : 'Count a review again',
        scope: 'learning.write',
      },
      async (c, { param }) => {
        const { tenant, actor } = c.var
        const { actId } = await excludeReview(tenant, actor, param('id'), param('review'), excluded)
        undoable(c, 'learning', actId)
      },
    ),
  ),
]
