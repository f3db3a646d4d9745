import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { type ConditionKind, conditionKinds } from '../../views/courses/condition-fields'
import { ItemPanelPage } from '../../views/courses/item-panel-page'
import { ItemPlace, ItemSettings, shownOf } from '../../views/courses/item-settings'
import { RuleEditor } from '../../views/courses/rule-editor'
import type { MessageKey } from '../../views/translate'
import type { ItemCompletion } from '../db/schema'
import { completionsOf, editItem, findItemFor, itemKinds, setItemRule, setModuleRule } from '../domain/courses'
import { type RuleSubject, readRuleSubject } from '../domain/pages'
import { linesOfRule, type Rule, ruleOfLines, ruleSchema } from '../domain/rules'
import type { AppEnv } from '../env'
import { Conflict, Invalid } from '../errors'
import { emptyForm, type FormState, form, orForm } from '../http/form'
import { localMoment } from '../http/local-moment'
import { blankLine, readLines } from '../http/rule-form'
import { refuseStale } from '../http/stale'
import { wholeNumber } from '../http/whole-number'
import { readLocalDateTime } from '../lib/zones'
import { urls } from '../urls'
import { showOutline } from './outline'

/** What an item asks of learners, and when and for whom it is open. */
export const itemSettings = new Hono<AppEnv>()

/** An item's own address leads to the page of its kind. */
itemSettings.get('/items/:id', async (c) => {
  const { item } = await findItemFor(c.var.tenant, c.var.actor, c.req.param('id'))
  return c.redirect(urls.itemOfKind(item.kind, item.id), 302)
})

itemSettings.get('/items/:id/settings', (c) => settingsForm(c, emptyForm))

const moment = z
  .string()
  .max(20)
  .refine((typed) => !typed || readLocalDateTime(typed, 'UTC') !== null, 'courses.dateUnreadable')
  .default('')

type Asked = { completion?: string; amount?: number | null }

/** A rule with a number needs it; said together with whatever else is wrong. */
const needsAmount = (kinds: string[], most: number) =>
  z.refine<Asked>(({ completion = '', amount }) => !kinds.includes(completion) || (amount ?? most + 1) <= most, {
    path: ['amount'],
    message: 'courses.amountMissing',
    params: { most },
    when: () => true,
  })

const settings = z
  .object({
    was: z.string().max(1_000).default(''),
    completion: z.enum(['viewed', 'marked', 'time', 'video', 'submitted', 'passed', 'written', 'none']),
    amount: wholeNumber(600).default(null),
    threads: wholeNumber(100, 0).default(null),
    replies: wholeNumber(100, 0).default(null),
    expectedMinutes: wholeNumber(6_000).default(null),
    /** Only what is graded brings it. */
    maxPoints: wholeNumber(10_000).optional(),
    dueAt: moment,
    publishAt: moment,
    required: z.enum(['on', 'off']).default('off'),
  })
  .check(
    z.refine<{ completion?: string; threads?: number | null; replies?: number | null }>(
      ({ completion, threads, replies }) => completion !== 'written' || (threads ?? 0) + (replies ?? 0) > 0,
      { path: ['replies'], message: 'courses.writtenMissing', when: () => true },
    ),
    needsAmount(['time'], 600),
    needsAmount(['video', 'passed'], 100),
    z.refine<{ maxPoints?: number | null }>(({ maxPoints }) => maxPoints !== null, {
      path: ['maxPoints'],
      message: 'courses.pointsMissing',
      when: () => true,
    }),
  )

itemSettings.put('/items/:id/settings', form(settings, settingsForm), async (c) => {
  const { tenant, actor } = c.var
  const values = c.req.valid('form')
  const itemId = c.req.param('id')
  const { outline, item } = await readRuleSubject(tenant, actor, { itemId })
  const stale = await refuseStale(c, settingsForm, values, shownOf(askingOf(item!, outline.zone)))
  if (stale) return stale
  const { done, refused } = await orForm(c, settingsForm, values, async () => {
    const dueAt = localMoment('dueAt', values.dueAt, outline.zone)
    const publishAt = localMoment('publishAt', values.publishAt, outline.zone)
    const edited = await editItem(tenant, actor, itemId, {
      completion: completionOf(values),
      required: values.required === 'on',
      expectedMinutes: values.expectedMinutes,
      maxPoints: values.maxPoints ?? null,
      dueAt,
      publishAt,
    })
    return { ...edited, isUndated: item!.dueAt !== null && dueAt === null }
  })
  if (refused) return refused
  const { courseId, actId, isUndated } = done!
  return showOutline(c, courseId, {
    sentence: isUndated ? 'courses.notice.dueRemoved' : 'courses.notice.saved',
    undo: actId && urls.reversal(actId, urls.outline(courseId)),
  })
})

itemSettings.get('/items/:id/place', async (c) => {
  const { view, tenant, actor } = c.var
  const { outline, item, targets } = await readRuleSubject(tenant, actor, { itemId: c.req.param('id') })
  return c.html(
    <ItemPanelPage view={view} course={outline.course} heading={view.t('courses.placeOf', { title: item!.title })}>
      <ItemPlace view={view} item={item!} modules={outline.modules} targets={targets} />
    </ItemPanelPage>,
  )
})

for (const kind of ['items', 'modules'] as const) {
  const subjectOf = (id: string) => (kind === 'items' ? { itemId: id } : { moduleId: id })

  itemSettings.get(`/${kind}/:id/availability`, async (c) => {
    const read = await readRuleSubject(c.var.tenant, c.var.actor, subjectOf(c.req.param('id')!))
    return c.html(<Availability c={c} read={read} rule={read.rule} lines={linesOfRule(read.rule)} />)
  })

  itemSettings.put(`/${kind}/:id/availability`, async (c) => {
    const { tenant, actor, view } = c.var
    const id = c.req.param('id')!
    const fields = (await c.req.parseBody({ all: true })) as Record<string, string | string[]>
    const chosen = Object.entries(fields).flatMap(([name, value]) => (name.startsWith('people.') ? value : []))
    const read = await readRuleSubject(tenant, actor, subjectOf(id), {
      find: String(fields.find ?? ''),
      chosen: chosen.map(String).slice(0, 1_000),
    })
    const act = String(fields.act ?? 'save')
    const { lines, wrong } = readLines(fields, read.outline.zone)
    const editor = (error?: string, status: 200 | 422 = 200) =>
      c.html(<Availability c={c} read={read} rule={ruleOfLines(lines)} lines={lines} error={error} />, status)
    const added = String(fields.add ?? '') as ConditionKind
    const isAdded = conditionKinds.includes(added)
    if (act === 'add' || (act === 'save' && isAdded)) {
      if (isAdded) lines.push(blankLine(added, read.choices, tenant.now()))
      return act === 'add' ? editor() : editor(view.t('courses.conditionAdded'), 422)
    }
    if (act.startsWith('remove.')) {
      lines.splice(Number(act.slice('remove.'.length)), 1)
      return editor()
    }
    if (act === 'find') return editor()
    if (act === 'save' && wrong) return editor(view.t(wrong), 422)
    const rule = act === 'clear' ? null : ruleOfLines(lines)
    try {
      const save = kind === 'items' ? setItemRule : setModuleRule
      await save(tenant, actor, id, checked(rule))
    } catch (error) {
      if (!(error instanceof Invalid || error instanceof Conflict)) throw error
      return editor(view.t(error.reason as MessageKey, error.values), 422)
    }
    return afterRule(c, read.outline.course.id)
  })
}

/** The form swaps itself while it is edited; saved, the whole outline follows. */
async function afterRule(c: Context<AppEnv>, courseId: string) {
  c.header('HX-Retarget', '#outline')
  c.header('HX-Reswap', 'outerMorph')
  return showOutline(c, courseId, { sentence: 'courses.notice.saved', undo: null })
}

type AvailabilityProps = {
  c: Context<AppEnv>
  read: RuleSubject
  rule: Rule | null
  lines: ReturnType<typeof linesOfRule>
  error?: string
}

function Availability({ c, read, rule, lines, error }: AvailabilityProps) {
  const { view } = c.var
  const { outline, item, module, names, choices } = read
  const editor = (
    <RuleEditor
      view={view}
      action={item ? urls.itemAvailability(item.id) : urls.moduleAvailability(module.id)}
      rule={rule}
      lines={lines}
      names={names}
      choices={choices}
      zone={outline.zone}
      error={error}
    />
  )
  if (view.partial && c.req.method !== 'GET') return editor
  const heading = view.t('courses.availabilityOf', { title: (item ?? module).title })
  return (
    <ItemPanelPage view={view} course={outline.course} heading={heading}>
      {editor}
    </ItemPanelPage>
  )
}

async function settingsForm(c: Context<AppEnv>, state: FormState) {
  const { view, tenant, actor } = c.var
  const { outline, item, isFilmless } = await readRuleSubject(tenant, actor, { itemId: c.req.param('id')! })
  const hasTyped = Object.keys(state.values).length > 0
  if (hasTyped) {
    c.header('HX-Retarget', `#panel-${item!.id}`)
    c.header('HX-Reswap', 'innerHTML')
  }
  return c.html(
    <ItemPanelPage view={view} course={outline.course} heading={view.t('courses.settingsOf', { title: item!.title })}>
      <ItemSettings
        view={view}
        {...askingOf(item!, outline.zone)}
        isFilmless={isFilmless}
        values={hasTyped ? state.values : undefined}
        theirs={state.theirs}
        errors={state.errors}
      />
    </ItemPanelPage>,
  )
}

function askingOf(item: NonNullable<RuleSubject['item']>, zone: string) {
  const kind = itemKinds[item.kind]
  return { item, completions: completionsOf(item), isGraded: kind.maxPoints !== null && !kind.isSummed, zone }
}

function completionOf({ completion: kind, amount, threads, replies }: z.infer<typeof settings>): ItemCompletion {
  if (kind === 'time') return { kind, minutes: amount! }
  if (kind === 'video' || kind === 'passed') return { kind, percent: amount! }
  if (kind === 'written') return { kind, threads: threads ?? 0, replies: replies ?? 0 }
  return { kind }
}

function checked(rule: Rule | null): Rule | null {
  if (!rule) return null
  const read = ruleSchema.safeParse(rule)
  if (!read.success) throw new Invalid('rule', 'courses.ruleWrong')
  return read.data
}
