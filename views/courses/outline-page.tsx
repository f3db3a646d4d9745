import type { Names, Rule } from '../../worker/domain/rules'
import { newId } from '../../worker/lib/ids'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Button, LinkButton } from '../ui/button'
import { Empty } from '../ui/empty'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { Select } from '../ui/select'
import { Tag } from '../ui/tag'
import { humanDay, humanTime } from '../ui/time'
import type { View } from '../view'
import { CourseHead } from './course-head'
import { ItemMenu, ModuleMenu } from './outline-menus'
import { type Kind, kindIcon, kindKey, kinds, minutesOf, sayRule } from './words'

export type EditedItem = {
  id: string
  moduleId: string
  kind: Kind
  title: string
  publishedAt: number | null
  publishAt: number | null
  dueAt: number | null
  required: boolean
  expectedMinutes: number | null
}
export type EditedModule = { id: string; title: string; number: number; items: EditedItem[] }

export type OutlineProps = {
  view: View
  course: { id: string; title: string; publishedAt: number | null; expectedHours: number | null }
  modules: EditedModule[]
  rules: ReadonlyMap<string, Rule>
  publishedModules: ReadonlySet<string>
  /** Modules that give a certificate of their own. */
  certificates: ReadonlySet<string>
  names: Names
  bin: {
    modules: { id: string; title: string; deletedAt: number | null }[]
    items: { id: string; title: string; kind: Kind; deletedAt: number | null }[]
  }
  /** Id of the module or item whose title is being changed. */
  renaming?: string
  /** What was refused, above the outline; and what had been typed, by the add field that it belongs to. */
  refused?: { in: string; sentence: string; typed: string }
}

export function OutlinePage(props: OutlineProps) {
  const { view, course } = props
  const { t } = view
  return (
    <Shell
      view={view}
      title={t('courses.outlineOf', { course: course.title })}
      main="editor"
      scripts={['js/outline.js']}
    >
      <CourseHead view={view} course={course} current={urls.outline(course.id)} mayEdit>
        <LinkButton href={urls.courseAsLearner(course.id)} icon="eye">
          {t('courses.viewAsLearner')}
        </LinkButton>
        <Form action={urls.coursePublication(course.id)} method={course.publishedAt ? 'delete' : 'post'}>
          {course.publishedAt ? (
            <Button>{t('courses.unpublish')}</Button>
          ) : (
            <Button kind="primary">{t('courses.publish')}</Button>
          )}
        </Form>
      </CourseHead>
      <OutlineEditor {...props} />
    </Shell>
  )
}

/** The part that every change of the outline swaps. */
export function OutlineEditor(props: OutlineProps) {
  const { view, course, modules, refused } = props
  const { t } = view
  const items = modules.flatMap((one) => one.items)
  const minutes = items.reduce((sum, item) => sum + (item.expectedMinutes ?? 0), 0)
  const hours = course.expectedHours ?? Math.round(minutes / 60)
  const count = (kind: Kind) => items.filter((item) => item.kind === kind).length
  return (
    <div
      id="outline"
      class="outline"
      data-outline
      data-moved={t('courses.moved')}
      data-item={urls.itemPosition(':id')}
      data-module={urls.modulePosition(':id')}
    >
      <p class="small muted">
        {t('courses.counts', { lessons: count('lesson'), quizzes: count('quiz'), assignments: count('assignment') })}
        {hours > 0 && ` · ${t('courses.aboutHours', { hours })}`}
      </p>
      {refused && !refused.in && <p class="hint problem">{refused.sentence}</p>}
      {modules.length === 0 && <Empty drawing="path" sentence={t('courses.noModules')} small />}
      {modules.map((module) => (
        <Module {...props} module={module} />
      ))}
      <AddModule {...props} />
      <Bin {...props} />
    </div>
  )
}

function Module({ module, ...props }: OutlineProps & { module: EditedModule }) {
  const { view, rules, names, publishedModules, certificates, renaming, course } = props
  const said = sayRule(view, rules.get(module.id), names)
  return (
    <section
      class="module"
      id={`module-${module.id}`}
      data-module-id={module.id}
      aria-labelledby={`title-${module.id}`}
    >
      <header>
        <span class="grip" data-grip aria-hidden="true">
          <Icon name="grip" />
        </span>
        <h2 id={`title-${module.id}`} class={renaming === module.id ? 'visually-hidden' : undefined}>
          <span class="num">{module.number} · </span>
          <bdi data-rename={urls.outlineRenaming(course.id, module.id)}>{module.title}</bdi>
        </h2>
        {renaming === module.id && (
          <Rename view={view} action={urls.courseModule(module.id)} title={module.title} courseId={course.id} />
        )}
        <span class="small muted">{said && view.t('courses.openWhen', { rule: said })}</span>
        {!publishedModules.has(module.id) && <Tag>{view.t('courses.hidden')}</Tag>}
        <ModuleMenu
          view={view}
          courseId={course.id}
          module={module}
          isPublished={publishedModules.has(module.id)}
          hasCertificate={certificates.has(module.id)}
        />
      </header>
      <div id={`panel-${module.id}`} class="row-panel" />
      <ol role="list" data-items={module.id}>
        {module.items.map((item) => (
          <Item {...props} item={item} />
        ))}
      </ol>
      <AddItem {...props} module={module} />
    </section>
  )
}

function Item({ item, ...props }: OutlineProps & { item: EditedItem }) {
  const { view, rules, names, renaming, course } = props
  const { t } = view
  const said = sayRule(view, rules.get(item.id), names)
  const facts = [
    item.expectedMinutes ? minutesOf(view, item.expectedMinutes) : null,
    item.dueAt ? t('courses.due', { when: humanDay(view, item.dueAt) }) : null,
    item.required ? null : t('courses.optional'),
  ].filter(Boolean)
  return (
    <li class={item.publishedAt ? 'item' : 'item draft'} id={`item-${item.id}`} data-id={item.id}>
      <span class="grip" data-grip aria-hidden="true">
        <Icon name="grip" />
      </span>
      <span class="kind">
        <Icon name={kindIcon[item.kind]} label={t(kindKey[item.kind])} />
      </span>
      {renaming === item.id ? (
        <Rename view={view} action={urls.item(item.id)} title={item.title} courseId={course.id} />
      ) : (
        <a href={urls.itemEditor(item.kind, item.id)} data-rename={urls.outlineRenaming(course.id, item.id)}>
          <bdi>{item.title}</bdi>
        </a>
      )}
      <span class="small muted">{facts.join(' · ')}</span>
      <State view={view} item={item} />
      <ItemMenu view={view} courseId={course.id} item={item} />
      {said && <span class="rule-of">{t('courses.openWhen', { rule: said })}</span>}
      <div id={`panel-${item.id}`} class="row-panel" />
    </li>
  )
}

function State({ view, item }: { view: View; item: EditedItem }) {
  if (item.publishedAt) return <Tag tone="good">{view.t('courses.published')}</Tag>
  if (item.publishAt) return <Tag tone="brand">{humanTime(view, item.publishAt)}</Tag>
  return <Tag>{view.t('courses.draft')}</Tag>
}

type RenameProps = { view: View; action: string; title: string; courseId: string }

function Rename({ view, action, title, courseId }: RenameProps) {
  return (
    <Form action={action} method="patch" target="#outline" swap="outerMorph" class="rename" data-rename-form>
      <input
        name="title"
        value={title}
        class="input"
        maxlength={200}
        dir="auto"
        aria-label={view.t('courses.newTitle')}
        data-focus
        autofocus
      />
      <Button small>{view.t('common.save')}</Button>
      <a class="btn small quiet" href={urls.outline(courseId)}>
        {view.t('common.cancel')}
      </a>
    </Form>
  )
}

function AddItem({ view, module, refused }: OutlineProps & { module: EditedModule }) {
  const { t } = view
  const wrong = refused?.in === module.id ? refused : null
  return (
    <Form
      action={urls.moduleItems(module.id)}
      once={view.once}
      target="#outline"
      swap="outerMorph"
      class="add"
      data-add
    >
      <input type="hidden" name="id" value={newId()} />
      <Select
        name="kind"
        label={t('courses.kindOfNew')}
        bare
        value="lesson"
        options={kinds.map((kind) => ({ value: kind, label: t(kindKey[kind]) }))}
      />
      <input
        name="title"
        maxlength={200}
        dir="auto"
        autocomplete="off"
        placeholder={t('courses.addItem')}
        aria-label={t('courses.addItemTo', { module: module.title })}
        value={wrong?.typed}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={wrong ? `add-error-${module.id}` : undefined}
      />
      <Button small kind="quiet" icon="plus">
        {t('courses.add')}
      </Button>
      {wrong && (
        <p class="hint problem" id={`add-error-${module.id}`}>
          {wrong.sentence}
        </p>
      )}
    </Form>
  )
}

function AddModule({ view, course, refused }: OutlineProps) {
  const { t } = view
  const wrong = refused?.in === course.id ? refused : null
  return (
    <Form
      action={urls.modules(course.id)}
      once={view.once}
      target="#outline"
      swap="outerMorph"
      class="add add-module"
      data-add
    >
      <input type="hidden" name="id" value={newId()} />
      <input
        name="title"
        maxlength={200}
        dir="auto"
        autocomplete="off"
        placeholder={t('courses.addModule')}
        aria-label={t('courses.addModule')}
        value={wrong?.typed}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={wrong ? 'add-module-error' : undefined}
      />
      <Button small icon="plus">
        {t('courses.addModuleButton')}
      </Button>
      {wrong && (
        <p class="hint problem" id="add-module-error">
          {wrong.sentence}
        </p>
      )}
    </Form>
  )
}

function Bin({ view, bin }: OutlineProps) {
  const { t } = view
  if (!bin.modules.length && !bin.items.length) return null
  const rows = [
    ...bin.modules.map((one) => ({ ...one, icon: 'layers' as const, action: urls.moduleRestoration(one.id) })),
    ...bin.items.map((one) => ({ ...one, icon: kindIcon[one.kind], action: urls.itemRestoration(one.id) })),
  ].sort((a, b) => (b.deletedAt ?? 0) - (a.deletedAt ?? 0))
  return (
    <details class="bin">
      <summary>
        <Icon name="trash" />
        {t('courses.bin', { n: rows.length })}
      </summary>
      <ul class="rows" role="list">
        {rows.map(({ title, icon, action, deletedAt }) => (
          <li>
            <span class="chip">
              <Icon name={icon} />
              <bdi>{title}</bdi>
              {deletedAt && <span class="muted small"> · {humanDay(view, deletedAt)}</span>}
            </span>
            <Form action={action} target="#outline" swap="outerMorph">
              <Button small icon="undo">
                {t('courses.restore')}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </details>
  )
}
