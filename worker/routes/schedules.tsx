import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { ItemPanelPage } from '../../views/courses/item-panel-page'
import { ScheduleForm } from '../../views/courses/schedule-form'
import { scheduleItem, scheduleModule } from '../domain/courses'
import { type RuleSubject, readRuleSubject } from '../domain/pages'
import type { AppEnv } from '../env'
import { emptyForm, type FormState, form, orForm } from '../http/form'
import { localMoment } from '../http/local-moment'
import { urls } from '../urls'
import { showOutline, showPutBack } from './outline'

/** When a hidden item or module publishes itself. */
export const schedules = new Hono<AppEnv>()

const kinds = {
  items: { schedule: scheduleItem, subjectOf: (itemId: string) => ({ itemId }) },
  modules: { schedule: scheduleModule, subjectOf: (moduleId: string) => ({ moduleId }) },
}

const planned = z.object({ publishAt: z.string().max(20).default('') })
/** What an undo sends, in milliseconds. */
const moment = z.coerce.number().int().positive().max(8_640_000_000_000_000)

for (const kind of ['items', 'modules'] as const) {
  const { schedule, subjectOf } = kinds[kind]
  const path = `/${kind}/:id/schedule`
  const read = (c: Context<AppEnv>) => readRuleSubject(c.var.tenant, c.var.actor, subjectOf(c.req.param('id')!))

  const show = async (c: Context<AppEnv>, state: FormState) => {
    const { view } = c.var
    const found = await read(c)
    const part = partOf(found)
    const { outline } = found
    if (Object.keys(state.errors).length > 0) {
      c.header('HX-Retarget', `#panel-${part.id}`)
      c.header('HX-Reswap', 'innerHTML')
    }
    const typed = state.values.publishAt === undefined ? undefined : String(state.values.publishAt)
    return c.html(
      <ItemPanelPage view={view} course={outline.course} heading={view.t('courses.scheduleOf', { title: part.title })}>
        <ScheduleForm view={view} kind={kind} part={part} zone={outline.zone} typed={typed} errors={state.errors} />
      </ItemPanelPage>,
    )
  }

  schedules.get(path, (c) => show(c, emptyForm))

  schedules.put(path, form(planned, show), async (c) => {
    const { tenant, actor } = c.var
    const values = c.req.valid('form')
    const again = moment.safeParse(c.req.query('at'))
    const { done, refused } = await orForm(c, show, values, async () => {
      const found = await read(c)
      const part = partOf(found)
      const at = again.success ? again.data : localMoment('publishAt', values.publishAt, found.outline.zone)
      return { before: part, at, courseId: await schedule(tenant, actor, part.id, at) }
    })
    if (refused) return refused
    const { before, at, courseId } = done!
    if (again.success) return showPutBack(c, courseId)
    if (before.publishedAt || before.publishAt === at) return showOutline(c, courseId)
    return showOutline(c, courseId, { sentence: said(at, tenant.now()), undo: wayBack(kind, before, at, tenant.now()) })
  })

  schedules.delete(path, async (c) => {
    const { tenant, actor } = c.var
    const before = partOf(await read(c))
    const courseId = await schedule(tenant, actor, before.id, null)
    if (c.req.query('from') === 'undo') return showPutBack(c, courseId)
    if (before.publishAt === null) return showOutline(c, courseId)
    return showOutline(c, courseId, { sentence: said(null, 0), undo: wayBack(kind, before, null, tenant.now()) })
  })
}

const partOf = ({ item, module }: RuleSubject) => item ?? module

const said = (at: number | null, now: number) =>
  at === null ? 'courses.notice.unplanned' : at <= now ? 'courses.notice.itemPublished' : 'courses.notice.planned'

/** To the plan that was there before, or to none. */
function wayBack(
  kind: 'items' | 'modules',
  { id, publishAt }: { id: string; publishAt: number | null },
  at: number | null,
  now: number,
) {
  if (at !== null && at <= now) return null
  const url = urls.schedule(kind, id)
  return publishAt === null ? `${url}?_method=DELETE&from=undo` : `${url}?_method=PUT&at=${publishAt}`
}
