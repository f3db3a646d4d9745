import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { PeersEditPage } from '../../views/peers/peers-edit-page'
import { PeersPage } from '../../views/peers/peers-page'
import { WorkReviewsPage } from '../../views/peers/work-reviews-page'
import type { MessageKey } from '../../views/translate'
import {
  type AssignmentToEdit,
  askForReview,
  excludeReview,
  findAssignmentToEdit,
  findWorkReviews,
  handOverReview,
  listPeers,
  setPeers,
} from '../domain/assignments'
import type { AppEnv } from '../env'
import { Invalid } from '../errors'
import { type FormState, type FormView, form, orForm } from '../http/form'
import { goTo, goToWithUndo } from '../http/respond'
import { refuseStale } from '../http/stale'
import { newPeerSettings, peerMakes } from '../lib/peer-review'
import { localDateTime, readLocalDateTime } from '../lib/zones'
import { urls } from '../urls'

export const peers = new Hono<AppEnv>()

peers.get('/assignments/:id/peers', async (c) => {
  const page = await listPeers(c.var.tenant, c.var.actor, c.req.param('id'), { size: 50, cursor: c.req.query('after') })
  return c.html(<PeersPage view={c.var.view} page={page} />)
})

/** Courses say their dates in their own zone, else in the organization's. */
const zoneOf = (c: Context<AppEnv>, course: { zone: string }) => course.zone || c.var.organization.zone

function valuesOf({ assignment }: AssignmentToEdit, zone: string): FormState['values'] {
  const said = assignment.peers ?? newPeerSettings
  const { opensAt, late, everyone, showAuthors, showReviewers } = said
  return {
    ...(assignment.peers && { on: 'on' }),
    reviews: String(said.reviews),
    days: String(said.days),
    opensAt: opensAt === null ? '' : localDateTime(opensAt, zone),
    ...(late && { late: 'on' }),
    ...(everyone && { everyone: 'on' }),
    ...(showAuthors && { showAuthors: 'on' }),
    ...(showReviewers && { showReviewers: 'on' }),
    makes: said.makes,
    reviewingPercent: String(said.reviewingPercent),
  }
}

async function editPage(c: Context<AppEnv>, state?: FormState) {
  const page = await findAssignmentToEdit(c.var.tenant, c.var.actor, c.req.param('id')!)
  const zone = zoneOf(c, page.course)
  const form = state ?? { values: valuesOf(page, zone), errors: {} }
  return c.html(<PeersEditPage view={c.var.view} page={page} form={form} zone={zone} />)
}

peers.get('/assignments/:id/peers/edit', (c) => editPage(c))

const ticked = z.string().max(20).optional()
/** What cannot be read is out of every range. */
const whole = z
  .string()
  .max(10)
  .default('')
  .transform((typed) => (/^\d+$/.test(typed.trim()) ? Number(typed) : -1))

const settings = z.object({
  was: z.string().max(1_000).default(''),
  on: ticked,
  reviews: whole,
  days: whole,
  opensAt: z.string().max(40).default(''),
  late: ticked,
  everyone: ticked,
  showAuthors: ticked,
  showReviewers: ticked,
  makes: z.enum(peerMakes).default('median'),
  reviewingPercent: whole,
})
const editView: FormView = (c, state) => editPage(c, state)

peers.put('/assignments/:id/peers', form(settings, editView), async (c) => {
  const { tenant, actor } = c.var
  const id = c.req.param('id')
  const values = c.req.valid('form')
  const page = await findAssignmentToEdit(tenant, actor, id)
  const zone = zoneOf(c, page.course)
  const stale = await refuseStale(c, editView, values, valuesOf(page, zone))
  if (stale) return stale
  const { was: _, on, opensAt, late, everyone, showAuthors, showReviewers, ...given } = values
  const { refused } = await orForm(c, editView, values, async () => {
    if (on === undefined) return setPeers(tenant, actor, id, null)
    return setPeers(tenant, actor, id, {
      ...given,
      opensAt: readDate(opensAt, zone),
      late: late !== undefined,
      everyone: everyone !== undefined,
      showAuthors: showAuthors !== undefined,
      showReviewers: showReviewers !== undefined,
    })
  })
  return refused ?? goTo(c, urls.assignment(id), 'peers.notice.set' satisfies MessageKey)
})

function readDate(typed: string, zone: string): number | null {
  if (!typed) return null
  const at = readLocalDateTime(typed, zone)
  if (at === null) throw new Invalid('opensAt', 'assignments.dateWrong')
  return at
}

async function workPage(c: Context<AppEnv>, submissionId: string, errors: Record<string, string> = {}) {
  const found = await findWorkReviews(c.var.tenant, c.var.actor, submissionId)
  return c.html(<WorkReviewsPage view={c.var.view} found={found} errors={errors} />)
}

peers.get('/submissions/:id/reviews', (c) => workPage(c, c.req.param('id')))

const workView: FormView = (c, state) => workPage(c as Context<AppEnv>, c.req.param('id')!, state.errors)
const whom = z.object({ reviewerId: z.string().max(64).default('') })

/** Somebody is asked by hand. */
peers.post('/submissions/:id/reviews', form(whom, workView), async (c) => {
  const id = c.req.param('id')
  const values = c.req.valid('form')
  const { done, refused } = await orForm(c, workView, values, () =>
    askForReview(c.var.tenant, c.var.actor, id, values.reviewerId),
  )
  return refused ?? goToWithUndo(c, urls.workReviews(id), 'peers.notice.asked' satisfies MessageKey, done!)
})

/** To somebody else, or to nobody. */
peers.put('/assignments/:id/reviews/:review/reviewer', async (c) => {
  const { id, review } = c.req.param()
  const typed = await c.req.parseBody()
  const to = typeof typed.reviewerId === 'string' ? typed.reviewerId.slice(0, 64) : ''
  const { actId, submissionId } = await handOverReview(c.var.tenant, c.var.actor, id, review, to || null)
  return goToWithUndo(c, urls.workReviews(submissionId), 'peers.notice.handedOver' satisfies MessageKey, actId)
})

const exclusion = (excluded: boolean) => async (c: Context<AppEnv>) => {
  const { id, review } = c.req.param() as { id: string; review: string }
  const { actId, submissionId } = await excludeReview(c.var.tenant, c.var.actor, id, review, excluded)
  const notice: MessageKey = excluded ? 'peers.notice.excluded' : 'peers.notice.included'
  return goToWithUndo(c, urls.workReviews(submissionId), notice, actId)
}

/** It counts for nobody, or counts again. */
peers.post('/assignments/:id/reviews/:review/exclusion', exclusion(true))
peers.delete('/assignments/:id/reviews/:review/exclusion', exclusion(false))
