import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { Tag } from '../ui/tag'
import { dueTime, duration, humanDay } from '../ui/time'
import type { View } from '../view'
import { AddItem } from './outline-add'
import { ItemMenu, ModuleMenu } from './outline-menus'
import type { OutlineProps } from './outline-page'
import { type Kind, kindIcon, kindWord, sayRule } from './words'

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
  maxPoints: number | null
}

export type EditedModule = { id: string; title: string; number: number; publishAt: number | null; items: EditedItem[] }

export function Module({ module, ...props }: OutlineProps & { module: EditedModule }) {
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
        {!publishedModules.has(module.id) &&
          (module.publishAt ? (
            <Planned view={view} at={module.publishAt} zone={names.zone} />
          ) : (
            <Tag>{view.t('courses.hidden')}</Tag>
          ))}
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
  const { view, rules, names, renaming, course, publishedModules, changed, reported, faults, filmless } = props
  const { t } = view
  const said = sayRule(view, rules.get(item.id), names)
  const barriers = faults.get(item.id)?.length ?? 0
  const reports = reported.get(item.id) ?? 0
  const facts = [
    item.expectedMinutes ? duration(view, item.expectedMinutes * 60) : null,
    item.dueAt ? t('courses.due', { when: humanDay(view, item.dueAt) }) : null,
    item.required ? null : t('courses.optional'),
  ].filter(Boolean)
  return (
    <li class={item.publishedAt ? 'item' : 'item draft'} id={`item-${item.id}`} data-id={item.id}>
      <span class="grip" data-grip aria-hidden="true">
        <Icon name="grip" />
      </span>
      <span class="kind">
        <Icon name={kindIcon[item.kind]} label={t(kindWord(item))} />
      </span>
      {renaming === item.id ? (
        <Rename view={view} action={urls.item(item.id)} title={item.title} courseId={course.id} />
      ) : (
        <a href={urls.itemEditor(item.kind, item.id)} data-rename={urls.outlineRenaming(course.id, item.id)}>
          <bdi>{item.title}</bdi>
        </a>
      )}
      <span class="small muted">{facts.join(' · ')}</span>
      <span class="states">
        {changed.has(item.id) && item.publishedAt && <Tag tone="attention">{t('imports.unpublished')}</Tag>}
        {filmless.has(item.id) && (
          <a href={urls.itemSettings(item.id)} title={t('courses.filmless')}>
            <Tag tone="attention">{t('courses.noFilm')}</Tag>
          </a>
        )}
        {barriers > 0 && (
          <a href={`${urls.lessonEdit(item.id)}#faults`} title={t('lessons.faults', { n: barriers })}>
            <Tag tone="attention">{t('courses.barriers', { n: barriers })}</Tag>
          </a>
        )}
        {reports > 0 && (
          <a href={urls.lessonEdit(item.id)}>
            <Tag tone="attention">{t('lessons.problemsReported', { n: reports })}</Tag>
          </a>
        )}
        <State
          view={view}
          item={item}
          isCourseOpen={course.publishedAt !== null}
          isModuleShown={publishedModules.has(item.moduleId)}
          zone={names.zone}
        />
      </span>
      <ItemMenu view={view} courseId={course.id} item={item} />
      {said && <span class="rule-of">{t('courses.openWhen', { rule: said })}</span>}
      <div id={`panel-${item.id}`} class="row-panel" />
    </li>
  )
}

type StateProps = { view: View; item: EditedItem; isCourseOpen: boolean; isModuleShown: boolean; zone: string }

/** The usual is only read aloud: published, where the module's head or the page's says what else it waits for. */
function State({ view, item, isCourseOpen, isModuleShown, zone }: StateProps) {
  if (item.publishedAt) {
    const usual = !isModuleShown ? 'courses.withModule' : isCourseOpen ? 'courses.published' : 'courses.withCourse'
    return <span class="visually-hidden">{view.t(usual)}</span>
  }
  if (item.publishAt) return <Planned view={view} at={item.publishAt} zone={zone} />
  return <Tag>{view.t('courses.draft')}</Tag>
}

/** It is hidden, and shows itself then. */
function Planned({ view, at, zone }: { view: View; at: number; zone: string }) {
  return (
    <Tag tone="brand">
      <Icon name="clock" />
      <span class="visually-hidden">{view.t('courses.publishAt')} </span>
      {dueTime(view, at, zone)}
    </Tag>
  )
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
