import type { Child } from 'hono/jsx'
import type { EditedLesson, LessonRow } from '../../../worker/domain/lessons'
import { urls } from '../../../worker/urls'
import { PublishItem } from '../../courses/publish-item'
import { Shell } from '../../layouts/shell'
import { SeeAsLearner } from '../../organization/see-as-learner'
import { Breadcrumbs } from '../../ui/breadcrumbs'
import { LinkButton } from '../../ui/button'
import { Empty } from '../../ui/empty'
import { Icon, type IconName } from '../../ui/icon'
import { humanAgo } from '../../ui/time'
import type { View } from '../../view'
import { mediaMapOf } from '../media-map'
import { standingKey } from '../standing-key'
import { AddPanel } from './add-panel'
import { BlockEditor, type Choices } from './block-editor'
import { type BlockConflict, Conflict } from './conflict'
import { Faults } from './faults'
import { PublishBar } from './publish-bar'
import { SlashMenu } from './slash-menu'
import { WritingTools } from './writing-tools'

export type EditPageProps = {
  view: View
  page: EditedLesson
  embedHosts: string[]
  choices: Choices
  /** Where the panel for adding stands; null at the end. */
  after?: string | null
  adding?: { error: string; url: string } | null
  /** What was wrong with one block. */
  refused?: { blockId: string; errors: Record<string, string> } | null
  conflict?: BlockConflict | null
  /** A block that was just taken out, and the version in which it stands. */
  removed?: { blockId: string; version: number } | null
  /** Why the changes were not published. */
  publishing?: string | null
  /** The version of changes that were just discarded. */
  discarded?: number | null
  /** The version that was just brought back, and the one that was there before. */
  restored?: { from: number; before: number } | null
}

/** A lesson as its authors write it: the lesson itself, with handles. */
export function EditPage(props: EditPageProps) {
  const {
    view,
    page,
    embedHosts,
    choices,
    after = null,
    adding,
    refused,
    conflict,
    removed,
    publishing,
    discarded,
    restored,
  } = props
  const { t } = view
  const { lesson, blocks } = page
  const itemId = lesson.item.id
  const media = mediaMapOf(view.locale, page.files, page.tracks)
  const reportsOf = (blockId: string) => page.reports.filter((report) => report.blockId === blockId)
  const known = new Set(blocks.map(({ block }) => block.id))
  const loose = page.reports.filter(({ blockId }) => !known.has(blockId))
  const panel = <AddPanel view={view} itemId={itemId} after={after} error={adding?.error} url={adding?.url} />
  return (
    <Shell
      view={view}
      title={t('lessons.editTitle', { title: lesson.item.title })}
      main="lesson-edit"
      serif
      styles={['css/reading.css', 'css/editing.css']}
      scripts={['js/editor.js']}
    >
      <lesson-editor
        data-item={itemId}
        data-saving={t('lessons.saving')}
        data-saved={t('lessons.saved')}
        data-unsaved={t('lessons.notSaved')}
        data-removed={t('lessons.removed')}
        data-undo={t('ui.undo')}
        data-restored={t('lessons.draftRestored')}
        data-stopped={t('media.stopped')}
        data-pictures-left={t('lessons.picturesLeft')}
      >
        <WritingTools view={view} />
        <SlashMenu view={view} />
        <header class="edit-head">
          <Breadcrumbs
            view={view}
            trail={[
              { href: urls.course(lesson.course.id), label: <bdi>{lesson.course.title}</bdi> },
              { href: urls.outline(lesson.course.id), label: t('courses.outline') },
            ]}
          />
          <div class="spread">
            <h1>
              <bdi>{lesson.item.title}</bdi>
            </h1>
            <span class="saved small muted" role="status" data-state>
              {t('lessons.savedAgo', { when: humanAgo(view, lesson.version.updatedAt) })}
            </span>
          </div>
          <div class="spread">
            <span class="small muted">{t(standingKey(lesson))}</span>
            <span class="cluster">
              <LinkButton small kind="quiet" icon="history" href={urls.lessonVersions(itemId)}>
                {t('lessons.versions')}
              </LinkButton>
              <SeeAsLearner view={view} small icon="eye" href={`${urls.lesson(itemId)}?as=learner`}>
                {t('courses.viewAsLearner')}
              </SeeAsLearner>
              <PublishItem view={view} item={lesson.item} />
            </span>
          </div>
          <Faults view={view} faults={page.faults} />
          <PublishBar view={view} page={page} error={publishing} />
        </header>
        {discarded && (
          <WayBack view={view} icon="undo" action={urls.versionRestoration(itemId, discarded)}>
            {t('lessons.changesDiscarded')}
          </WayBack>
        )}
        {removed && (
          <WayBack view={view} icon="trash" action={urls.blockRestoration(itemId, removed.blockId, removed.version)}>
            {t('lessons.removed')}
          </WayBack>
        )}
        {restored && (
          <WayBack view={view} icon="restore" action={undoOf(lesson, restored.before)}>
            {t('lessons.restoredFrom', { n: restored.from })}
          </WayBack>
        )}
        {loose.length > 0 && (
          <ul class="edit-reports" role="list">
            {loose.map((report) => (
              <li>
                <Icon name="flag" />
                <div>
                  <p class="pre-line" dir="auto">
                    {report.text}
                  </p>
                  <p class="small muted">
                    <bdi>{report.by}</bdi>
                  </p>
                </div>
                <form method="post" action={`${urls.lessonReport(itemId, report.id)}?_method=DELETE`}>
                  <button type="submit" class="btn small quiet">
                    {t('lessons.reportDone')}
                  </button>
                </form>
              </li>
            ))}
          </ul>
        )}
        {blocks.length === 0 && (
          <div data-empty>
            <Empty drawing="page" sentence={t('lessons.empty')} small />
          </div>
        )}
        <div class="edit-blocks" data-blocks>
          <Insert view={view} after="" />
          {after === '' && panel}
          {blocks.map((edited, i) => (
            <>
              {conflict?.mine.block.id === edited.block.id && (
                <Conflict view={view} itemId={itemId} conflict={conflict} media={media} embedHosts={embedHosts} />
              )}
              <BlockEditor
                view={view}
                itemId={itemId}
                edited={edited}
                media={media}
                embedHosts={embedHosts}
                choices={choices}
                reports={reportsOf(edited.block.id)}
                errors={refused?.blockId === edited.block.id ? refused.errors : undefined}
                isFirst={i === 0}
                isLast={i === blocks.length - 1}
              />
              <Insert view={view} after={edited.block.id} />
              {after === edited.block.id && panel}
            </>
          ))}
        </div>
        {(after === null || (after !== '' && !known.has(after))) && panel}
        <p class="small muted needs-script">{t('lessons.keys', { up: 'Alt+↑', down: 'Alt+↓', bar: 'Alt+F10' })}</p>
      </lesson-editor>
    </Shell>
  )
}

/** Back to what was written before; where that is what learners read, nothing waits to be published any more. */
const undoOf = ({ item, draftId, publishedNumber }: LessonRow, before: number) =>
  draftId !== null && publishedNumber === before
    ? `${urls.lessonDraft(item.id)}?_method=DELETE`
    : urls.versionRestoration(item.id, before)

/** What was just done, and the way back from it. */
function WayBack({ view, icon, action, children }: { view: View; icon: IconName; action: string; children?: Child }) {
  return (
    <form class="notice info" method="post" action={action}>
      <Icon name={icon} />
      <div class="spread">
        <span>{children}</span>
        <button type="submit" class="btn small">
          {view.t('ui.undo')}
        </button>
      </div>
    </form>
  )
}

/** Between two blocks: brings the panel here. */
export function Insert({ view, after }: { view: View; after: string }) {
  return (
    <a
      class="insert"
      href={`?after=${after || 'start'}#add`}
      data-insert={after}
      aria-label={view.t('lessons.addHere')}
      title={view.t('lessons.addHere')}
    >
      <Icon name="plus" />
    </a>
  )
}
