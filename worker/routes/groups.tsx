import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { CourseGroupsPage } from '../../views/groups/course-groups-page'
import { GroupPage } from '../../views/groups/group-page'
import { GroupsPage } from '../../views/groups/groups-page'
import {
  addManager,
  addMemberNamed,
  dealGroups,
  editGroup,
  leaveSeat,
  makeGroup,
  removeGroup,
  removeManager,
  removeMember,
  restoreGroup,
  takeSeat,
} from '../domain/groups'
import { readCourseGroupsPage, readGroupPage, readGroupsPage } from '../domain/pages'
import type { AppEnv } from '../env'
import { emptyForm, type FormState, form, orForm } from '../http/form'
import { goTo, goToWithUndo } from '../http/respond'
import { urls } from '../urls'

/** Groups of the organization and of courses. */
export const groups = new Hono<AppEnv>()

groups.get('/groups', (c) => groupsPage(c, emptyForm))

const name = z.string().max(100, 'form.tooLong')
const groupSchema = z.object({
  name,
  selfSignUp: z.string().max(10).default(''),
  seats: z.string().max(10).default(''),
})

groups.post('/groups', form(groupSchema, groupsPage), async (c) => {
  const values = c.req.valid('form')
  const { done, refused } = await orForm(c, groupsPage, values, () =>
    makeGroup(c.var.tenant, c.var.actor, null, toFields(values)),
  )
  return refused ?? goTo(c, urls.group(done!), 'groups.made')
})

groups.get('/groups/:id', (c) => groupPage(c, emptyForm))

groups.put('/groups/:id', form(groupSchema, groupPage), async (c) => {
  const values = c.req.valid('form')
  const id = c.req.param('id')
  const { refused } = await orForm(c, groupPage, values, () =>
    editGroup(c.var.tenant, c.var.actor, id, toFields(values)),
  )
  return refused ?? goTo(c, urls.group(id), 'person.saved')
})

groups.delete('/groups/:id', async (c) => {
  const id = c.req.param('id')
  const courseId = await removeGroup(c.var.tenant, c.var.actor, id)
  return goTo(c, `${courseId ? urls.courseGroups(courseId) : urls.groups()}?removed=${id}`)
})

groups.post('/groups/:id/restoration', async (c) => {
  await restoreGroup(c.var.tenant, c.var.actor, c.req.param('id'))
  return goTo(c, urls.group(c.req.param('id')), 'groups.restored')
})

const memberSchema = z.object({ member: z.string().max(254, 'people.nobodyNamed') })

groups.post('/groups/:id/members', form(memberSchema, groupPage), async (c) => {
  const { member } = c.req.valid('form')
  const id = c.req.param('id')
  const { refused } = await orForm(c, groupPage, { member }, () =>
    addMemberNamed(c.var.tenant, c.var.actor, id, member),
  )
  return refused ?? goTo(c, urls.group(id))
})

groups.delete('/groups/:id/members/:userId', async (c) => {
  const actId = await removeMember(c.var.tenant, c.var.actor, c.req.param('id'), c.req.param('userId'))
  return goToWithUndo(c, urls.group(c.req.param('id')), 'groups.takenOut', actId)
})

const managerSchema = z.object({ manager: z.string().max(254, 'people.nobodyNamed') })

groups.post('/groups/:id/managers', form(managerSchema, groupPage), async (c) => {
  const { manager } = c.req.valid('form')
  const id = c.req.param('id')
  const { refused } = await orForm(c, groupPage, { manager }, () => addManager(c.var.tenant, c.var.actor, id, manager))
  return refused ?? goTo(c, urls.group(id))
})

groups.delete('/groups/:id/managers/:userId', async (c) => {
  const actId = await removeManager(c.var.tenant, c.var.actor, c.req.param('id'), c.req.param('userId'))
  return goToWithUndo(c, urls.group(c.req.param('id')), 'groups.unmanaged', actId)
})

groups.get('/courses/:courseId/groups', (c) => courseGroupsPage(c, emptyForm))

groups.post('/courses/:courseId/groups', form(groupSchema, courseGroupsPage), async (c) => {
  const values = c.req.valid('form')
  const courseId = c.req.param('courseId')
  const { refused } = await orForm(c, courseGroupsPage, values, () =>
    makeGroup(c.var.tenant, c.var.actor, courseId, toFields(values)),
  )
  return refused ?? goTo(c, urls.courseGroups(courseId), 'groups.made')
})

const dealSchema = z.object({
  dealName: z.string().max(100, 'form.tooLong'),
  n: z.coerce.number('groups.badNumber'),
  into: z.enum(['groups', 'people']),
})

groups.post('/courses/:courseId/groups/deal', form(dealSchema, courseGroupsPage), async (c) => {
  const values = c.req.valid('form')
  const courseId = c.req.param('courseId')
  const seed = crypto.getRandomValues(new Uint32Array(1))[0]!
  const { refused } = await orForm(c, courseGroupsPage, values, () =>
    dealGroups(c.var.tenant, c.var.actor, courseId, {
      name: values.dealName,
      deal: { into: values.into, n: values.n },
      seed,
    }),
  )
  return refused ?? goTo(c, urls.courseGroups(courseId), 'groups.dealt')
})

groups.post('/groups/:id/seat', async (c) => {
  const group = await takeSeat(c.var.tenant, c.var.actor, c.req.param('id'))
  return goTo(c, urls.courseGroups(group.courseId!), 'groups.joined')
})

groups.delete('/groups/:id/seat', async (c) => {
  const group = await leaveSeat(c.var.tenant, c.var.actor, c.req.param('id'))
  return goTo(c, urls.courseGroups(group.courseId!), 'groups.seatLeft')
})

async function groupsPage(c: Context<AppEnv>, state: FormState) {
  const { tenant, actor, view } = c.var
  const { groups } = await readGroupsPage(tenant, actor)
  return c.html(<GroupsPage view={view} groups={groups} state={state} removed={c.req.query('removed') ?? null} />)
}

async function groupPage(c: Context<AppEnv>, state: FormState) {
  const { tenant, actor, view } = c.var
  const found = await readGroupPage(tenant, actor, c.req.param('id') ?? '')
  return c.html(<GroupPage view={view} found={found} state={state} />)
}

async function courseGroupsPage(c: Context<AppEnv>, state: FormState) {
  const { tenant, actor, view } = c.var
  const found = await readCourseGroupsPage(tenant, actor, c.req.param('courseId') ?? '')
  return c.html(<CourseGroupsPage view={view} found={found} state={state} removed={c.req.query('removed') ?? null} />)
}

function toFields({ name, selfSignUp, seats }: z.output<typeof groupSchema>) {
  return { name, selfSignUp: selfSignUp === 'on', seats: seats.trim() ? Number(seats) : null }
}
