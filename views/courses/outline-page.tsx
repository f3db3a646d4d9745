import type { Names, Rule } from '../../worker/domain/rules'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Button, LinkButton } from '../ui/button'
import { Empty } from '../ui/empty'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import type { View } from '../view'
import { CertificateLine } from './certificate-line'
import { CourseHead } from './course-head'
import { AddModule } from './outline-add'
import { Bin } from './outline-bin'
import { type EditedItem, type EditedModule, Module } from './outline-module'
import { PublishDrafts } from './publish-drafts'
import type { Kind } from './words'

export type OutlineProps = {
  view: View
  course: { id: string; title: string; publishedAt: number | null; expectedHours: number | null; certificate: boolean }
  modules: EditedModule[]
  rules: ReadonlyMap<string, Rule>
  publishedModules: ReadonlySet<string>
  /** Lessons with changes that learners do not see yet. */
  changed: ReadonlySet<string>
  /** Problems that readers reported and nobody has dealt with, by lesson. */
  reported: ReadonlyMap<string, number>
  /** What stands in some readers' way, by lesson. */
  faults: ReadonlyMap<string, unknown[]>
  /** Lessons of which a share of the film must be watched, and that show none. */
  filmless: ReadonlySet<string>
  /** Modules that give a certificate of their own. */
  certificates: ReadonlySet<string>
  names: Names
  bin: {
    modules: { id: string; title: string; deletedAt: number | null }[]
    items: { id: string; title: string; kind: Kind; deletedAt: number | null }[]
  }
  /** Id of the module or item whose title is being changed. */
  renaming?: string
  /** Id of the module or item that was just moved. */
  moved?: string
  /** What was refused, above the outline; and what had been typed, by the add field that it belongs to. */
  refused?: { in: string; sentence: string; typed: string }
}

const kinds = ['lesson', 'quiz', 'assignment', 'forum'] as const

export function OutlinePage(props: OutlineProps) {
  const { view, course } = props
  const { t } = view
  return (
    <Shell
      view={view}
      title={t('courses.outlineOf', { course: course.title })}
      main="editor"
      styles={['css/staff.css']}
      scripts={['js/outline.js']}
    >
      <CourseHead view={view} course={course} current={urls.outline(course.id)} mayEdit>
        <LinkButton href={urls.courseAsLearner(course.id)} icon="eye">
          {t('courses.viewAsLearner')}
        </LinkButton>
        {course.publishedAt && (
          <Form action={urls.coursePublication(course.id)} method="delete">
            <Button>{t('courses.unpublish')}</Button>
          </Form>
        )}
      </CourseHead>
      {!course.publishedAt && (
        <Notice>
          <p>{t('courses.draftNotice')}</p>
          <Form action={urls.coursePublication(course.id)} class="above">
            <Button kind="primary" small>
              {t('courses.publish')}
            </Button>
          </Form>
        </Notice>
      )}
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
  const counts = kinds.filter(count).map((kind) => t(`courses.count.${kind}`, { n: count(kind) }))
  const list = new Intl.ListFormat(view.locale, { type: 'unit' })
  return (
    <div
      id="outline"
      class="outline"
      data-outline
      data-item={urls.itemPosition(':id')}
      data-module={urls.modulePosition(':id')}
    >
      {props.moved && <p class="visually-hidden" data-status={sayPlace(view, modules, props.moved)} />}
      <div class="spread outline-head">
        <div>
          <p class="small muted">
            {[list.format(counts), hours > 0 && t('courses.aboutHours', { hours }), sayStanding(view, items)]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <CertificateLine view={view} course={course} />
        </div>
        <PublishDrafts {...props} />
      </div>
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

/** How many are not to be seen yet; rows say only what differs from the usual. */
function sayStanding({ t }: View, items: EditedItem[]): string | null {
  if (items.length === 0) return null
  const planned = items.filter((item) => !item.publishedAt && item.publishAt).length
  const drafts = items.filter((item) => !item.publishedAt && !item.publishAt).length
  if (planned + drafts === 0) return t('courses.allPublished')
  return [drafts && t('courses.countDrafts', { n: drafts }), planned && t('courses.countPlanned', { n: planned })]
    .filter(Boolean)
    .join(' · ')
}

/** Where a module or item stands now, for those who do not see it move. */
function sayPlace({ t }: View, modules: EditedModule[], id: string): string {
  const at = modules.findIndex((one) => one.id === id)
  if (at >= 0) return t('courses.modulePlace', { title: modules[at]!.title, n: at + 1, all: modules.length })
  const module = modules.find(({ items }) => items.some((item) => item.id === id))
  const place = module?.items.findIndex((item) => item.id === id) ?? -1
  if (!module || place < 0) return t('courses.moved')
  const { title } = module.items[place]!
  return t('courses.itemPlace', { title, n: place + 1, all: module.items.length, module: module.title })
}
