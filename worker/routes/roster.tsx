import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { rosterFile } from '../../views/roster/roster-file'
import { RosterPage } from '../../views/roster/roster-page'
import { enrollOrInvite, listInvitable } from '../domain/admissions'
import { enrollByName } from '../domain/enrollments'
import { exportRoster, findRoster, type RosterFilter, readRoster, rosterSorts, rosterStates } from '../domain/pages'
import type { AppEnv } from '../env'
import { attachment } from '../http/attachment'
import { emptyForm, type FormState, type FormView, form, orForm } from '../http/form'
import { join } from '../http/join'
import { goTo } from '../http/respond'
import { csvStream } from '../lib/csv'
import { urls } from '../urls'

/** Who learns in a course, for those who look after it. */
export const roster = new Hono<AppEnv>()

const page: FormView = (c, state) => rosterPage(c, state)

async function rosterPage(c: Context<AppEnv>, state: FormState, invitable: string[] = []) {
  const { tenant, actor, view } = c.var
  const query = c.req.query()
  const filter = readFilter(query)
  const place = { cursor: query.before ?? query.after ?? null, backwards: query.before !== undefined }
  const found = await readRoster(tenant, actor, c.req.param('id')!, filter, place)
  return c.html(<RosterPage view={view} roster={found} filter={filter} state={state} invitable={invitable} />)
}

roster.get('/courses/:id/roster', (c) => page(c, emptyForm))

const enrolling = z.object({
  who: z.string().max(60_000),
  dueOn: z.string().max(10).default(''),
  /** Whoever is not here yet is invited into the course. */
  invite: z.literal('on').optional(),
})

/** With an offer to invite whoever is not here yet, to those who may. */
const enrollPage: FormView = async (c, state) => {
  const { tenant, actor } = c.var
  const who = String(state.values.who ?? '')
  const isUnknown = state.errors.who !== undefined && who.includes('@')
  return rosterPage(c, state, isUnknown ? await listInvitable(tenant, actor, c.req.param('id')!, who) : [])
}

roster.post('/courses/:id/enrollments', form(enrolling, page), async (c) => {
  const { tenant, actor, organization } = c.var
  const values = c.req.valid('form')
  const id = c.req.param('id')
  const { refused } = await orForm(c, enrollPage, { who: values.who, dueOn: values.dueOn }, () => {
    const { invite, ...named } = { ...values, zone: organization.zone }
    return invite
      ? enrollOrInvite(tenant, actor, id, named)
      : enrollByName(tenant, actor, id, { ...named, role: 'learner' })
  })
  return refused ?? goTo(c, urls.roster(id), values.invite ? 'roster.invited' : 'roster.enrolled')
})

roster.post('/courses/:id/roster/csv', async (c) => {
  const { tenant, actor, view } = c.var
  const { course, lines } = await exportRoster(tenant, actor, c.req.param('id'), readFilter(c.req.query()))
  const { heading, rows } = rosterFile(view, lines)
  return c.body(csvStream(heading, rows), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': attachment(`${course.title} - ${view.t('roster.title')}.csv`),
  })
})

roster.get('/courses/:id/roster/socket', async (c) => {
  const { tenant, actor } = c.var
  const courseId = c.req.param('id')
  await findRoster(tenant, actor, courseId)
  return join(c, tenant.rooms.roster(courseId))
})

const filterSchema = z.object({
  q: z.string().max(200).catch(''),
  state: z.enum(rosterStates).nullable().catch(null),
  unseen: z.coerce.number().int().min(0).max(3_650).nullable().catch(null),
  group: z.string().min(1).max(64).nullable().catch(null),
  sort: z.enum(rosterSorts).catch('name'),
  turn: z.literal('down').nullable().catch(null),
})

/** What cannot be read of a filter is left out: a bent link still shows people. */
function readFilter(query: Record<string, string>): RosterFilter {
  const { q, state, unseen, group, sort, turn } = filterSchema.parse({
    ...query,
    q: query.q ?? '',
    unseen: query.unseen || null,
  })
  return { words: q, state, unseenDays: unseen, groupId: group, sort, descending: turn === 'down' }
}
