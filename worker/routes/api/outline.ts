import type { Context } from 'hono'
import { z } from 'zod'
import { titleOfCopy } from '../../../views/courses/words'
import {
  binItem,
  binModule,
  copyItem,
  createItem,
  createModule,
  duplicateModule,
  editItem,
  editModule,
  findCourseFor,
  findItemFor,
  findItemToEdit,
  findModuleToEdit,
  moveItem,
  moveModule,
  publishItem,
  publishModule,
  renameItem,
  restoreItem,
  restoreModule,
  scheduleModule,
  setItemRule,
  setModuleRule,
  unpublishItem,
  unpublishModule,
} from '../../domain/courses'
import { listFaults } from '../../domain/lessons'
import { readRuleSubject } from '../../domain/pages'
import { type Rule, ruleSchema } from '../../domain/rules'
import type { AppEnv } from '../../env'
import { Invalid, NotFound } from '../../errors'
import { makeSurvey, newSurveys } from '../new-survey'
import { door } from './door'
import { completion, kindName, moduleJson, placedItemJson, toModule, toPlacedItem } from './outline-json'
import { undoable } from './reversals'
import { faultsJson, id, moment, toFaults } from './shapes'

const tag = 'Outline'
const scope = 'courses.write'
const title = z.string().max(1_000)

const place = z.object({
  before: id.optional().describe('The id that it goes before.'),
  index: z.number().int().min(0).max(1_000).optional().describe('Its place, 0 is first. Without either: the end.'),
})

async function readModule(c: Context<AppEnv>, moduleId: string) {
  const { tenant, actor } = c.var
  const { module } = await findModuleToEdit(tenant, actor, moduleId)
  const { modules } = await findCourseFor(tenant, actor, module.courseId)
  const found = modules.find(({ id }) => id === moduleId)
  if (!found) throw new NotFound()
  return toModule(c.var.view, found)
}

const readItem = async (c: Context<AppEnv>, itemId: string) =>
  toPlacedItem(c.var.view, await findItemFor(c.var.tenant, c.var.actor, itemId))

const moduleDoors = [
  door(
    {
      method: 'post',
      path: '/courses/:id/modules',
      tag,
      summary: 'Add a module to a course',
      scope,
      status: 201,
      body: place.extend({ title }),
      answer: moduleJson,
    },
    async (c, { param, body }) => readModule(c, (await createModule(c.var.tenant, c.var.actor, param('id'), body)).id),
  ),
  door(
    {
      method: 'patch',
      path: '/modules/:id',
      tag,
      summary: 'Rename a module, show, hide or schedule it, or let it give a certificate',
      scope,
      body: z
        .object({
          title,
          published: z.boolean(),
          publishAt: moment.nullable().describe('A hidden module shows itself then; null takes the plan back.'),
          certificate: z.boolean(),
        })
        .partial(),
      answer: moduleJson,
    },
    async (c, { param, body: { published, publishAt, ...changes } }) => {
      const { tenant, actor } = c.var
      if (Object.keys(changes).length) await editModule(tenant, actor, param('id'), changes)
      if (published !== undefined) await (published ? publishModule : unpublishModule)(tenant, actor, param('id'))
      if (publishAt !== undefined) await scheduleModule(tenant, actor, param('id'), publishAt)
      return readModule(c, param('id'))
    },
  ),
  door(
    {
      method: 'post',
      path: '/modules/:id/copies',
      tag,
      summary: 'Copy a module with its items beside it, as drafts',
      scope,
      status: 201,
      body: z.object({ title: title.optional().describe('Without one: that of the original, marked as a copy.') }),
      answer: moduleJson,
    },
    async (c, { param, body }) => {
      const { tenant, actor, view } = c.var
      const { module } = await findModuleToEdit(tenant, actor, param('id'))
      const copy = await duplicateModule(tenant, actor, module.id, body.title ?? titleOfCopy(view, module.title))
      return readModule(c, copy.id)
    },
  ),
  door(
    { method: 'put', path: '/modules/:id/position', tag, summary: 'Move a module in its course', scope, body: place },
    async (c, { param, body }) => {
      await moveModule(c.var.tenant, c.var.actor, param('id'), body)
    },
  ),
]

const changes = z
  .object({
    title,
    completion,
    required: z.boolean(),
    expectedMinutes: z.number().int().min(1).max(6_000).nullable(),
    dueAt: moment.nullable(),
    maxPoints: z.number().int().min(1).max(10_000).nullable(),
    publishAt: moment.nullable().describe('A draft publishes itself then; null takes the plan back.'),
  })
  .partial()

const itemDoors = [
  door(
    {
      method: 'post',
      path: '/modules/:id/items',
      tag,
      summary: 'Add an item to a module, as a draft',
      scope,
      status: 201,
      body: place.extend({
        title,
        kind: kindName,
        survey: z
          .enum(newSurveys)
          .optional()
          .describe('A quiz that is a survey; `course-feedback` comes with its questions.'),
      }),
      answer: placedItemJson,
    },
    async (c, { param, body: { survey, ...body } }) => {
      if (!survey) return readItem(c, (await createItem(c.var.tenant, c.var.actor, param('id'), body)).id)
      if (body.kind !== 'quiz') throw new Invalid('survey', 'form.check')
      return readItem(c, (await makeSurvey(c, param('id'), survey, body)).id)
    },
  ),
  door(
    {
      method: 'get',
      path: '/items/:id',
      tag,
      summary: 'An item, as you see it',
      scope: 'courses.read',
      answer: placedItemJson,
    },
    async (c, { param }) => readItem(c, param('id')),
  ),
  door(
    {
      method: 'patch',
      path: '/items/:id',
      tag,
      summary: 'Change what an item is called, asks and is worth, and when it is due',
      scope,
      body: changes,
      answer: placedItemJson,
    },
    async (c, { param, body: { title, publishAt, ...settings } }) => {
      const { tenant, actor } = c.var
      const { item } = await findItemToEdit(tenant, actor, param('id'))
      if (Object.keys(settings).length || publishAt !== undefined) {
        const { actId } = await editItem(tenant, actor, item.id, { ...item, ...settings, publishAt })
        undoable(c, 'courses', actId)
      }
      if (title !== undefined) await renameItem(tenant, actor, item.id, title)
      return readItem(c, item.id)
    },
  ),
  door(
    {
      method: 'post',
      path: '/items/:id/publication',
      tag,
      summary: 'Show an item to learners',
      scope,
      answer: z.object({ faults: faultsJson }),
    },
    async (c, { param }) => {
      const { tenant, actor } = c.var
      await publishItem(tenant, actor, param('id'))
      return { faults: toFaults((await listFaults(tenant, [param('id')])).get(param('id'))) }
    },
  ),
  door(
    {
      method: 'put',
      path: '/items/:id/position',
      tag,
      summary: 'Move an item, within its module or to another of the course',
      scope,
      body: place.extend({ moduleId: id.optional() }),
    },
    async (c, { param, body }) => {
      await moveItem(c.var.tenant, c.var.actor, param('id'), body)
    },
  ),
  door(
    {
      method: 'post',
      path: '/items/:id/copies',
      tag,
      summary: 'Copy an item into a module, also of another course that you teach',
      scope,
      status: 201,
      body: z.object({ moduleId: id }),
      answer: placedItemJson,
    },
    async (c, { param, body: { moduleId } }) =>
      readItem(c, (await copyItem(c.var.tenant, c.var.actor, param('id'), moduleId)).id),
  ),
]

export const outlineDoors = [...moduleDoors, ...itemDoors, ...acts(), ...availability()]

function acts() {
  const doors = [
    ['delete', '/modules/:id', 'Put a module into the bin', binModule],
    ['post', '/modules/:id/restoration', 'Take a module out of the bin', restoreModule],
    ['delete', '/items/:id/publication', 'Hide an item from learners', unpublishItem],
    ['delete', '/items/:id', 'Put an item into the bin', binItem],
    ['post', '/items/:id/restoration', 'Take an item out of the bin', restoreItem],
  ] as const
  return doors.map(([method, path, summary, act]) =>
    door({ method, path, tag, summary, scope }, async (c, { param }) => {
      await act(c.var.tenant, c.var.actor, param('id'))
    }),
  )
}

function availability() {
  const ruleJson = z.object({ rule: ruleSchema.nullable() })
  const subjects = [
    ['/modules/:id/availability', 'a module', (moduleId: string) => ({ moduleId }), setModuleRule],
    ['/items/:id/availability', 'an item', (itemId: string) => ({ itemId }), setItemRule],
  ] as const
  return subjects.flatMap(([path, what, subjectOf, setRule]) => [
    door(
      {
        method: 'get',
        path,
        tag,
        summary: `When and for whom ${what} is open; null is always, for everybody`,
        scope: 'courses.read',
        answer: ruleJson,
      },
      async (c, { param }) => ({
        rule: (await readRuleSubject(c.var.tenant, c.var.actor, subjectOf(param('id')))).rule,
      }),
    ),
    door(
      { method: 'put', path, tag, summary: `Say when and for whom ${what} is open`, scope, body: ruleJson },
      async (c, { param, body }) => {
        await setRule(c.var.tenant, c.var.actor, param('id'), body.rule as Rule | null)
      },
    ),
  ])
}
