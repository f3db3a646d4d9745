import type { Context } from 'hono'
import { z } from 'zod'
import {
  askForReview,
  excludeReview,
  findAssignment,
  findAssignmentToEdit,
  giveReview,
  handOverReview,
  listPeers,
  saveReview,
  setPeers,
} from '../../domain/assignments'
import type { AppEnv } from '../../env'
import type { PeerSettings } from '../../lib/peer-review'
import { door } from './door'
import { asked, pageOf, pageQuery } from './page'
import {
  ownPeersJson,
  peerLineJson,
  peerSettingsBody,
  peerSettingsJson,
  readReview,
  readWork,
  reviewerBody,
  reviewJson,
  toPeerSettings,
  workReviewJson,
} from './peer-json'
import { undoable } from './reversals'
import { toTimeOrNull } from './shapes'
import { markBody } from './submission-json'

const tag = 'Peer reviews'

const setTo = (settings: PeerSettings | null) => async (c: Context<AppEnv>, itemId: string) => {
  await setPeers(c.var.tenant, c.var.actor, itemId, settings)
  const { assignment } = await findAssignmentToEdit(c.var.tenant, c.var.actor, itemId)
  return { settings: assignment.peers && toPeerSettings(assignment.peers) }
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
      answer: pageOf(peerLineJson),
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
      body: peerSettingsBody,
      answer: z.object({ settings: peerSettingsJson.nullable() }),
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
      answer: z.object({ settings: peerSettingsJson.nullable() }),
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
      answer: ownPeersJson,
    },
    async (c, { param }) => {
      const { peers } = await findAssignment(c.var.tenant, c.var.actor, param('id'))
      return {
        settings: peers && toPeerSettings(peers.settings),
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
