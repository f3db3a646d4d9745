import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { PeoplePage, withQuery } from '../../views/people/people-page'
import { SignInCardPage } from '../../views/people/sign-in-card-page'
import { actKinds, addPerson, performAct, undoAct } from '../domain/admissions'
import { readPeoplePage } from '../domain/pages'
import type { PeopleFilter } from '../domain/people'
import type { AppEnv } from '../env'
import { Conflict, Invalid } from '../errors'
import { emptyForm, type FormState, form, orForm, typed } from '../http/form'
import { goTo, pathBack } from '../http/respond'
import { newId } from '../lib/ids'
import { momentOf } from '../lib/zones'
import { urls } from '../urls'

/** The people of the organization, for those who run it. */
export const people = new Hono<AppEnv>()

/** `add` names the role that a link here wants to add somebody with: the form is open then. */
people.get('/people', (c) => {
  const role = c.req.query('add')
  return peoplePage(c, role ? { adding: { values: { role }, errors: {} } } : {})
})

const personSchema = z.object({
  name: z.string(),
  signIn: z.string(),
  role: z.string().max(20),
  courseId: z.string().max(64).default(''),
})

people.post('/people', form(personSchema, addPersonForm), async (c) => {
  const { tenant, actor, organization, platform, view } = c.var
  const values = c.req.valid('form')
  const { done, refused } = await orForm(c, addPersonForm, values, () =>
    addPerson(
      tenant,
      actor,
      { ...values, courseIds: [values.courseId].filter(Boolean) },
      organization,
      platform.passwordCost,
    ),
  )
  if (refused) return refused
  if (!done) return goTo(c, urls.people(), 'people.invited')
  return c.html(<SignInCardPage view={view} card={done} origin={tenant.origin} />)
})

const id = z.string().min(1).max(64)
const actSchema = z.object({
  nonce: z.uuid(),
  act: z.enum(actKinds),
  person: z
    .union([id, z.array(id).max(2_000)])
    .default([])
    .transform((ids) => [ids].flat()),
  back: z.string().max(2_000).default(''),
  role: z.string().max(20).default(''),
  enrollIn: z.string().max(64).default(''),
  withdrawFrom: z.string().max(64).default(''),
  groupId: z.string().max(64).default(''),
  dueOn: z.string().max(10).default(''),
})

people.post(
  '/people/acts',
  form(actSchema, (c, { values, errors }) => peoplePage(c, { refused: Object.values(errors)[0], asked: values })),
  async (c) => {
    const { tenant, actor, organization, view } = c.var
    const given = c.req.valid('form')
    // Whoever was removed has no page to come back to.
    const back =
      given.act === 'remove' && !given.back.includes('state=bin') ? urls.people() : pathBack(given.back, urls.people())
    try {
      const done = await performAct(tenant, actor, {
        nonce: given.nonce,
        kind: given.act,
        personIds: given.person,
        choice: {
          role: given.role,
          courseId: given.act === 'withdraw' ? given.withdrawFrom : given.enrollIn,
          groupId: given.groupId,
          dueAt: dueAt(given.dueOn, organization.zone),
        },
      })
      return done ? goTo(c, withQuery(back, { done: done.id })) : goTo(c, back, 'people.nothingToDo')
    } catch (error) {
      if (!(error instanceof Invalid || error instanceof Conflict)) throw error
      const refused = view.t(error.reason as 'people.lastOwner', error.values)
      const page = await peoplePage(c, { refused, asked: typed(given) })
      return new Response(page.body, { status: error instanceof Invalid ? 422 : 409, headers: page.headers })
    }
  },
)

people.post('/people/acts/:id/reversal', async (c) => {
  const { tenant, actor } = c.var
  await undoAct(tenant, actor, c.req.param('id'))
  return goTo(c, withQuery(pathBack(c.req.query('back'), urls.people()), { done: c.req.param('id') }))
})

function addPersonForm(c: Context<AppEnv>, state: FormState) {
  return peoplePage(c, { adding: state })
}

async function peoplePage(
  c: Context<AppEnv>,
  { adding = emptyForm, refused, asked }: { adding?: FormState; refused?: string; asked?: FormState['values'] } = {},
) {
  const { tenant, actor, view } = c.var
  const path = c.req.method === 'GET' ? view.path : listIn(asked?.back)
  const { done = null, ...query } = Object.fromEntries(new URL(path, tenant.origin).searchParams)
  const filter = readFilter(query)
  const place = { cursor: query.before ?? query.after ?? null, backwards: query.before !== undefined }
  const found = await readPeoplePage(tenant, actor, filter, place, done)
  return c.html(
    <PeoplePage
      view={view}
      found={found}
      filter={filter}
      nonce={newId()}
      here={withQuery(path, {})}
      back={withQuery(path, pageIn(query))}
      adding={adding}
      refused={refused}
      asked={asked}
    />,
  )
}

/** Where an act was asked from: the list as it was filtered; the whole list where it was another page. */
function listIn(back: string | string[] | undefined): string {
  const path = pathBack(String(back ?? ''), urls.people())
  return path.split('?')[0] === urls.people() ? path : urls.people()
}

const pageIn = ({ before, after }: Record<string, string>): Record<string, string> =>
  before !== undefined ? { before } : after !== undefined ? { after } : {}

const filterSchema = z.object({
  q: z.string().max(200).catch(''),
  role: z.enum(['owner', 'admin', 'instructor', 'learner']).nullable().catch(null),
  state: z.enum(['active', 'invited', 'requested', 'suspended', 'bin']).nullable().catch(null),
  unseen: z.coerce.number().int().min(0).max(3_650).nullable().catch(null),
  group: z.string().min(1).max(64).nullable().catch(null),
})

/** What cannot be read of a filter is left out: a bent link still shows people. */
function readFilter(query: Record<string, string>): PeopleFilter {
  const { q, role, state, unseen, group } = filterSchema.parse({
    q: query.q ?? '',
    role: query.role,
    state: query.state,
    unseen: query.unseen || null,
    group: query.group,
  })
  return { words: q, role, state, unseenDays: unseen, groupId: group }
}

/** The last minute of the day in the organization's zone; undefined where no day was given. */
function dueAt(day: string, zone: string): number | undefined {
  if (!day) return undefined
  const at = momentOf(day, '23:59', zone)
  if (at === null) throw new Invalid('dueOn', 'people.chooseDay')
  return at
}
